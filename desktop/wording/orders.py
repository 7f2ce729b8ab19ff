"""Words about orders: what each operation is called in history and undo, and why one cannot be done."""

from __future__ import annotations

from desktop.i18n import N_

_CHOOSE_AGAIN = N_("Tải lại danh sách rồi chọn lại.")
_FROM_BACKUP = N_("Khôi phục từ bản sao lưu gần nhất.")

LABELS: dict[str, str] = {
    "folder.begin": N_("lập dữ liệu"),
    "audit.accept": N_("chấp nhận mốc lịch sử"),
    "initiative.create": N_("nhập sáng kiến"),
    "initiative.save": N_("lưu sáng kiến"),
    "initiative.remove": N_("xóa sáng kiến"),
    "initiative.release": N_("đổi mức công bố"),
    "council.record": N_("ghi kết quả họp"),
    "decision.draft": N_("lập dự thảo quyết định"),
    "decision.for_signature": N_("trình ký"),
    "decision.withdraw": N_("hủy dự thảo"),
    "decision.sign": N_("ghi quyết định đã ký"),
    "decision.issue": N_("phát hành quyết định"),
    "decision.scan": N_("thêm bản quét"),
    "office.union": N_("sửa tên công đoàn"),
    "office.employer": N_("sửa đơn vị sử dụng lao động"),
    "office.signer": N_("sửa người ký"),
    "office.council": N_("sửa hội đồng"),
    "office.taste": N_("sửa cách trình bày"),
    "office.programme": N_("sửa chương trình"),
    "person.save": N_("lưu người"),
    "person.merge": N_("gộp người"),
    "initiative.bulk": N_("sửa hàng loạt"),
    "likeness.say": N_("ghi ý kiến về trùng lặp"),
    "likeness.forget": N_("bỏ ý kiến về trùng lặp"),
    "view.save": N_("lưu bộ lọc"),
    "view.rename": N_("đổi tên bộ lọc"),
    "view.remove": N_("xóa bộ lọc"),
    "workers.import": N_("nhập danh sách lao động"),
    "workshop.save": N_("lưu xưởng"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    # who may, and where
    "right.missing": (
        N_("Bạn chưa được giao việc này: {right}."),
        N_("Nhờ người quản trị giao thêm việc cho bạn."),
    ),
    "user.unknown": (N_("Không có người dùng tên {name} trên máy này."), N_("Xem lại tên đăng nhập.")),
    "user.name_missing": (N_("Chưa có tên người dùng."), ""),
    "passphrase.short": (N_("Mật khẩu phải có ít nhất {shortest} ký tự."), N_("Ghép vài từ dễ nhớ.")),
    "words.count": (N_("Chưa đủ từ khôi phục."), N_("Gõ lại các từ như trên giấy.")),
    "words.unknown": (N_("Có từ không nằm trong bảng từ khôi phục."), N_("Xem lại dấu và chính tả từng từ.")),
    "words.checksum": (N_("Các từ khôi phục chưa khớp nhau."), N_("Xem lại thứ tự và từng từ.")),
    "keys.damaged": (N_("Tệp khóa của thư mục dữ liệu bị hỏng."), _FROM_BACKUP),
    "folder.not_empty": (N_("Thư mục {folder} đã có tệp."), N_("Chọn một thư mục trống.")),
    "disk.broken": (
        N_("Ổ đĩa báo lỗi khi đọc hoặc ghi."),
        N_("Sao lưu ngay sang ổ khác rồi nhờ người xem ổ đĩa."),
    ),
    "file.damaged": (N_("Một tệp đính kèm đã bị hỏng trên ổ đĩa."), _FROM_BACKUP),
    "backup.not_proven": (
        N_("Bản sao lưu {file} đọc lại không đúng nên đã bỏ."),
        N_("Chọn ổ đĩa khác rồi sao lưu lại."),
    ),
    # the union's own facts
    "union.name_missing": (N_("Chưa ghi tên công đoàn cơ sở."), N_("Ghi ở mục Danh mục.")),
    "employer.missing": (N_("Chưa ghi đơn vị sử dụng lao động."), N_("Ghi ở mục Danh mục.")),
    "signer.missing": (N_("Chưa ghi người ký."), N_("Ghi ở mục Danh mục.")),
    "signer.name_missing": (N_("Người ký chưa đủ tên và chức vụ."), ""),
    "workshop.name_missing": (N_("Xưởng chưa có tên."), ""),
    "view.name_missing": (N_("Bộ lọc chưa có tên."), N_("Đặt một tên ngắn.")),
    "view.name_taken": (N_("Đã có bộ lọc tên “{name}”."), N_("Đặt một tên khác; bộ lọc kia vẫn nguyên.")),
    "person.missing": (N_("Người này không còn trong danh mục."), _CHOOSE_AGAIN),
    "person.merge_self": (N_("Đây là cùng một dòng trong danh mục."), N_("Chọn hai dòng khác nhau.")),
    # initiatives, council, decision
    "initiative.missing": (N_("Sáng kiến này không còn nữa."), _CHOOSE_AGAIN),
    "initiative.issued": (
        N_("“{title}” đã nằm trong một quyết định."),
        N_("Muốn sửa thì rút khỏi dự thảo trước."),
    ),
    "initiative.not_proposed": (
        N_("Hội đồng chưa đề nghị công nhận “{title}”."),
        N_("Ghi kết quả họp trước."),
    ),
    "council.reason_missing": (
        N_("Chưa ghi lý do không đề nghị công nhận “{title}”."),
        N_(
            "Thông báo cho tác giả phải nêu lý do: chọn lý do thường gặp (phím ↓ ở ô lý do) hoặc gõ lý do khác."
        ),
    ),
    "council.nothing": (
        N_("Không có sáng kiến nào để xem xét ({refused} chưa đủ điều kiện)."),
        _CHOOSE_AGAIN,
    ),
    "meeting.in_future": (N_("Ngày họp {held_on} chưa tới."), N_("Xem lại ngày họp.")),
    "meeting.missing": (N_("Không thấy phiên họp này."), _CHOOSE_AGAIN),
    "decision.missing": (N_("Quyết định này không còn nữa."), _CHOOSE_AGAIN),
    "decision.nothing": (N_("Chưa chọn sáng kiến nào cho quyết định."), ""),
    "decision.reason_missing": (N_("Công nhận không qua hội đồng thì phải ghi lý do."), ""),
    "opinion.nothing": (N_("Ý kiến này không nói về sáng kiến nào."), N_("Chọn sáng kiến rồi ghi lại.")),
    "opinion.in_future": (N_("Ngày trả lời {date} chưa tới."), N_("Xem lại ngày doanh nghiệp trả lời.")),
    "opinion.level_missing": (
        N_("Chưa ghi doanh nghiệp đồng ý mức nào."),
        N_("Chọn đầy đủ, chỉ tên và hiệu quả, hoặc không nộp."),
    ),
    "opinion.date_missing": (N_("Ghi ngày doanh nghiệp trả lời."), ""),
    "decision.in_future": (N_("Ngày ký {signed_on} chưa tới."), N_("Xem lại ngày ký.")),
    "decision.number_taken": (
        N_("Số {number} đã dùng cho quyết định khác trong năm."),
        N_("Xem lại số văn thư đã cấp."),
    ),
    "decision.changed_meanwhile": (
        N_("Nội dung đã đổi trong lúc ghi số {number}."),
        N_("Xem lại bản in rồi ghi lại."),
    ),
    "decision.not_signed": (N_("Quyết định chưa ký."), N_("Ghi số, ngày đã ký trước.")),
    # undo
    "undo.nothing": (N_("Không có gì để hoàn tác."), ""),
    "undo.final": (N_("Việc này không hoàn tác được: số đã cấp và văn bản đã ký thì giữ nguyên."), ""),
    "undo.changed_since": (
        N_("Sau đó đã có người sửa tiếp nên không hoàn tác được."),
        N_("Sửa tay trên phiếu."),
    ),
    "undo.erased": (N_("Dữ liệu cá nhân đã xóa thì không lấy lại được."), ""),
    "redo.nothing": (N_("Không có gì để làm lại."), ""),
    # to the portal
    "submit.nothing": (N_("Chưa chọn sáng kiến nào để chốt nộp."), ""),
    "receipts.nothing": (N_("Chưa có biên nhận nào của cổng."), N_("Gửi trước rồi in biên nhận.")),
}
