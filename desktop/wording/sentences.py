"""Every code of a refusal or a problem: what happened, and what to do. A test compares this with the code."""

from __future__ import annotations

from desktop.i18n import N_

SENTENCES: dict[str, tuple[str, str]] = {
    # text fields
    "title.missing": (N_("Chưa có tên sáng kiến."), ""),
    "title.long": (N_("Tên dài {length} ký tự, tối đa {limit}."), N_("Đưa phần chi tiết xuống Tóm tắt.")),
    "text.not_nfc": (N_("Chữ có dấu chưa chuẩn Unicode."), N_("Gõ lại ô này.")),
    "summary.long": (N_("Tóm tắt dài quá {limit} ký tự."), N_("Đưa bớt xuống phần Nội dung giải pháp.")),
    "section.long": (N_("Phần này dài quá {limit} ký tự."), N_("Đính phần dài thành tệp.")),
    "authors.missing": (N_("Chưa có tác giả."), ""),
    "author.name_missing": (N_("Tác giả thứ {place} chưa có tên."), ""),
    "author.only_digits": (
        N_("“{name}” không phải là họ tên."),
        N_("Gõ họ tên; nếu là mã nhân viên thì bấm Enter để tìm người."),
    ),
    "author.twice": (N_("Một người được ghi hai lần."), N_("Bỏ bớt một dòng.")),
    "share.sum_not_100": (
        N_("Tổng tỷ lệ là {sum} %, phải đúng 100 %."),
        N_("Bấm Chia đều hoặc Chia phần còn lại."),
    ),
    "first_used.missing": (N_("Chưa có ngày áp dụng."), ""),
    "workshop.missing": (N_("Chưa ghi xưởng."), ""),
    "content.missing": (N_("Chưa có tóm tắt hay nội dung."), ""),
    "benefit.negative": (N_("Số tiền làm lợi không thể âm."), ""),
    "benefit.amount_missing": (N_("Chưa ghi số tiền."), N_("Ghi số tiền, hoặc chọn Không tính được.")),
    "trial_from.after_first_use": (N_("Sau ngày áp dụng lần đầu."), ""),
    "first_use_ended.before_first_use": (N_("Trước ngày áp dụng lần đầu."), N_("Xem lại hai ngày này.")),
    "date.after_entry": (N_("Sau ngày nhận phiếu."), ""),
    "first_used.over_a_year": (
        N_("Quá một năm (hết hạn {lapsed})."),
        N_("Hội đồng vẫn có thể xem xét; nên ghi lý do."),
    ),
    "date.unreadable": (N_("Chưa đọc được ngày “{text}”."), N_("Gõ như 15/4/2026.")),
    "amount.unreadable": (N_("Chưa đọc được số tiền “{text}”."), N_("Gõ như 18.000.000 hoặc 15tr.")),
    "count.unreadable": (N_("“{text}” không phải là số."), N_("Gõ một số nguyên.")),
    "person.name_missing": (N_("Chưa có họ tên."), ""),
    "person.name_long": (N_("Họ tên dài quá {limit} ký tự."), ""),
    # council and decision
    "minutes.number_missing": (N_("Chưa có số biên bản."), ""),
    "council.no_members": (N_("Chưa ghi số thành viên hội đồng."), ""),
    "council.more_present_than_members": (N_("Số có mặt nhiều hơn số thành viên."), ""),
    "votes.more_than_members": (N_("Số phiếu nhiều hơn {members} thành viên."), ""),
    "votes.more_than_present": (N_("Số phiếu nhiều hơn {present} người có mặt."), ""),
    "decision.already_signed": (N_("Quyết định đã ký, số {number}."), N_("Bản đã ký không sửa được nữa.")),
    "decision.number_missing": (N_("Chưa có số quyết định."), N_("Ghi số văn thư đã cấp, ví dụ 05.")),
    "decision.before_meeting": (N_("Trước ngày họp hội đồng ({meeting})."), N_("Xem lại ngày ký.")),
    "decision.date_missing": (N_("Chưa có ngày ký."), N_("Ghi ngày trên bản đã ký.")),
    "meeting.date_missing": (N_("Chưa có ngày họp."), ""),
    "post.missing": (N_("Chưa có chức vụ người ký."), ""),
    "file.not_word": (N_("{file} không phải tệp Word (.docx)."), N_("Chọn tệp .docx mà văn phòng đã sửa.")),
    "url.missing": (N_("Chưa có địa chỉ cổng."), ""),
    "code.missing": (N_("Chưa có mã ghi danh."), ""),
    # the folder
    "key.wrong": (N_("Mật khẩu chưa đúng."), N_("Gõ lại; xem đèn Caps Lock và bộ gõ đang bật.")),
    "folder.busy": (
        N_("Thư mục dữ liệu đang được một chương trình khác mở."),
        N_("Đóng cửa sổ Sổ Sáng Kiến kia rồi thử lại."),
    ),
    "folder.read_only": (
        N_("Không ghi được vào thư mục dữ liệu."),
        N_("Bỏ khóa ghi của ổ đĩa, hoặc chọn thư mục khác."),
    ),
    "folder.missing": (N_("Không thấy thư mục dữ liệu."), N_("Cắm lại ổ đĩa, hoặc chọn thư mục khác.")),
    "folder.key_missing": (
        N_("Thư mục có dữ liệu của đơn vị nhưng thiếu tệp khóa keys.json nên chưa mở được."),
        N_(
            "Đừng nhập lại từ đầu. Tìm keys.json hoặc keys.copy.json trong mục cách ly của phần mềm diệt virus và trả "
            "về thư mục; không có thì phục hồi bản sao lưu gần nhất: sangkien restore."
        ),
    ),
    "disk.full": (
        N_("Ổ đĩa đã đầy, chưa lưu được."),
        N_("Chữ đang gõ vẫn còn trên màn hình. Xóa bớt tệp khác rồi lưu lại."),
    ),
    "database.newer": (
        N_("Dữ liệu do phiên bản mới hơn ghi."),
        N_("Cài phiên bản mới của Sổ Sáng Kiến để mở."),
    ),
    "database.damaged": (
        N_("Tệp dữ liệu bị hỏng."),
        N_("Đừng xóa gì. Cứu dữ liệu ghép những gì còn đọc được với các bản sao lưu thành sổ tốt."),
    ),
}
