"""Words about the registers: papers that are numbered, signed, frozen, and mended afterwards."""

from __future__ import annotations

from desktop.i18n import N_

LABELS: dict[str, str] = {
    "paper.draft": N_("soạn văn bản"),
    "paper.for_signature": N_("trình ký văn bản"),
    "paper.withdraw": N_("hủy dự thảo văn bản"),
    "paper.sign": N_("ghi văn bản đã ký"),
    "paper.issue": N_("phát hành văn bản"),
    "paper.scan": N_("thêm bản quét của văn bản"),
    "office.legal": N_("sửa căn cứ pháp lý"),
    "office.series": N_("sửa cách lấy số văn bản"),
    "Issuing.employer": N_("Đơn vị sử dụng lao động"),
    "Issuing.council": N_("Hội đồng sáng kiến"),
    "Issuing.union": N_("Công đoàn cơ sở"),
    "Numbering.typed": N_("Văn thư cấp số, ghi vào sau khi ký"),
    "Numbering.own": N_("Sổ này lấy số kế tiếp"),
    "Source.unit": N_("Mẫu của đơn vị"),
    "Source.guidance": N_("Mẫu của cấp trên"),
    "Source.ours": N_("Mẫu đi kèm phần mềm"),
    "Engine.word": N_("dựng bằng Word"),
    "Engine.libreoffice": N_("dựng bằng LibreOffice"),
    "Engine.builtin": N_("dựng bằng bộ có sẵn"),
    "Deed.": N_("Văn bản mới"),
    "Deed.amends": N_("Sửa đổi, bổ sung"),
    "Deed.replaces": N_("Thay thế"),
    "Deed.annuls": N_("Hủy bỏ"),
    "Deed.corrects": N_("Đính chính"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    "legal.lapsed": (
        N_("Căn cứ {basis} không còn (hoặc chưa) hiệu lực, mốc {lapsed_on}."),
        N_("Vẫn in được. Sửa ở trang Căn cứ pháp lý nếu đã có văn bản khác."),
    ),
    "legal.replaced": (
        N_("Căn cứ {basis} hết hiệu lực từ {lapsed_on}, nay là {instead}."),
        N_("Vẫn in được. Sửa dòng căn cứ trước khi trình ký."),
    ),
    "legal.code_missing": (N_("Căn cứ chưa đủ số hiệu và tên văn bản."), ""),
    "legal.dates": (N_("Ngày hết hiệu lực {lapsed_on} phải sau ngày có hiệu lực {since}."), ""),
    "paper.missing": (N_("Văn bản này không còn nữa."), N_("Tải lại sổ rồi chọn lại.")),
    "paper.already_signed": (
        N_("Văn bản {number} đã ký nên giữ nguyên."),
        N_("Muốn sửa thì soạn văn bản sửa đổi, thay thế hoặc đính chính."),
    ),
    "paper.not_shown": (
        N_("Văn bản {number} nêu sáng kiến có thông tin cần được bảo mật."),
        N_("Người được xem thông tin bảo mật mở được văn bản này; sổ không thiếu gì."),
    ),
    "paper.not_filed": (
        N_("Giấy này không lấy số trong sổ văn bản."),
        N_("Vào sổ: quyết định thành lập, giấy mời, biên bản, tờ trình, thông báo không công nhận."),
    ),
    "paper.not_signed": (N_("Văn bản chưa ký."), N_("Ghi số, ngày đã ký trước.")),
    "paper.number_missing": (N_("Chưa có số văn bản."), N_("Gõ số mà văn thư đã cấp, ví dụ 05.")),
    "paper.number_taken": (
        N_("Số {number} đã dùng cho văn bản khác trong năm {year}."),
        N_("Xem lại số đã cấp; sổ chưa đổi gì."),
    ),
    "paper.out_of_date": (
        N_("Bản giấy đã cũ: sổ đã khác {count} chỗ trong danh sách, trước hết ở dòng {first}."),
        N_("In lại vẫn đúng bản đã ký. Muốn sửa thì soạn văn bản sửa đổi hoặc đính chính."),
    ),
    "paper.mended": (N_("Văn bản này đã được sửa đổi bằng {numbers}."), ""),
    "paper.printed_before": (N_("Đã in hoặc lưu {count} bản ở máy này, gần nhất {at} ({who})."), ""),
    "paper.in_future": (N_("Ngày ký {signed_on} chưa tới."), N_("Xem lại ngày ký.")),
    "paper.changed_meanwhile": (
        N_("Nội dung hoặc số kế tiếp đã đổi trong lúc ghi số {number}; chưa có gì được cố định."),
        N_("Xem lại bản in rồi ghi lại."),
    ),
    "series.kept_elsewhere": (
        N_("Sổ văn bản này do máy “{machine}” giữ, máy này không lấy số."),
        N_(
            "Ký và ghi số ở máy “{machine}”. Muốn chuyển sổ: chờ máy ấy thôi ghi số, nhận hết bản của nó, "
            "rồi chọn “Máy này giữ sổ” ở trang Căn cứ, số và mẫu."
        ),
    ),
    "series.no_keeper": (
        N_("Công đoàn dùng sổ trên nhiều máy mà chưa giao máy nào giữ sổ văn bản này."),
        N_(
            "Nhận bản mới từ máy kia trước. Nếu chưa máy nào giữ, chọn “Máy này giữ sổ” "
            "ở trang Căn cứ, số và mẫu trên đúng một máy."
        ),
    ),
    "pages.unreadable": (N_("Không đọc được trang “{text}”."), N_("Gõ như 1-3, 7.")),
    "print.file_missing": (
        N_("Chưa rõ ghi tệp PDF vào đâu."),
        N_("Bấm Chọn… rồi đặt tên tệp."),
    ),
    "length.unreadable": (N_("Không đọc được số đo “{text}”."), N_("Gõ số milimét, ví dụ 19,5.")),
    "certificate.missing": (
        N_("Quyết định này không có giấy chứng nhận số {number}."),
        N_("Xem lại số, ví dụ 05-01/GCN-HL."),
    ),
    "certificate.reason_missing": (N_("Cấp lại giấy chứng nhận thì phải ghi lý do."), ""),
    "overprint.unreadable": (
        N_("Không đọc được bảng số đo phôi {file}; chưa in gì."),
        N_("Xóa bản riêng trong thư mục mẫu để dùng lại bản đi kèm, hoặc sửa lại cho đúng."),
    ),
    "overprint.unknown_name": (
        N_("Bảng số đo phôi có tên {name} mà giấy chứng nhận không có."),
        N_("Sửa tên trong tệp overprint.toml."),
    ),
    "mend.nothing": (N_("Chưa ghi nội dung cần sửa."), N_("Ghi mỗi nội dung một dòng.")),
    "mend.not_signed": (
        N_("Quyết định chưa ký thì sửa thẳng, không cần văn bản sửa đổi."),
        N_("Hủy dự thảo rồi soạn lại."),
    ),
    "mend.not_listed": (N_("“{title}” không nằm trong quyết định này."), N_("Chọn lại trong danh sách.")),
    "mend.annulled": (
        N_("Quyết định {number} đã bị hủy bỏ hoặc thay thế bằng {by}."),
        N_("Soạn văn bản cho {by}."),
    ),
}
