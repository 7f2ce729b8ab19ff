"""Words about papers: templates that cannot be taken, pages that cannot be made or shown, packs and attachments."""

from __future__ import annotations

from desktop.i18n import N_

_MEND_TEMPLATE = N_("Mở mẫu bằng Word, sửa chỗ này rồi chọn lại mẫu; hướng dẫn ở templates/README.md.")
_ANOTHER_TEMPLATE = N_("Dùng mẫu có sẵn của chương trình, hoặc mẫu khác.")
_REINSTALL = N_("Cài lại chương trình để có lại tệp này.")

SENTENCES: dict[str, tuple[str, str]] = {
    "edited.number_missing": (
        N_("Tệp Word văn phòng sửa không thấy số {number}."),
        N_("Nếu số chỉ ghi tay trên bản giấy thì vẫn dùng được; nên đính thêm bản quét."),
    ),
    # a template
    "template.missing": (N_("Không thấy mẫu {file}."), _REINSTALL),
    "template.note": (N_("Tệp ghi chú {file} của mẫu không đọc được."), _ANOTHER_TEMPLATE),
    "template.unreadable": (N_("Không đọc được mẫu {file}."), N_("Đóng Word đang mở mẫu này rồi thử lại.")),
    "template.not_word": (
        N_("Tệp này không phải văn bản Word (.docx)."),
        N_("Mở bằng Word và lưu thành .docx."),
    ),
    "template.damaged": (N_("Mẫu bị hỏng ở phần {part}."), _ANOTHER_TEMPLATE),
    "template.too_large": (N_("Mẫu quá lớn."), N_("Thu nhỏ hình trong mẫu.")),
    "template.external": (N_("Mẫu trỏ ra ngoài: {target}."), N_("Bỏ hình hoặc liên kết ngoài khỏi mẫu.")),
    "template.active": (N_("Mẫu có phần tự chạy ({part}) nên không dùng."), _ANOTHER_TEMPLATE),
    "template.field": (N_("Mẫu có trường {field} nên không dùng."), N_("Thay trường bằng chữ thường.")),
    "template.broken_name": (N_("Tên trường viết dở: “{text}”."), _MEND_TEMPLATE),
    "template.unknown_name": (N_("Mẫu có tên lạ: {name}."), _MEND_TEMPLATE),
    "template.misspelt_name": (
        N_("Mẫu có tên lạ: {name}. Có phải là {nearest}?"),
        N_("Mở mẫu bằng Word, sửa thành {nearest} rồi chọn lại mẫu."),
    ),
    "template.too_slow": (
        N_("Mẫu làm máy chạy quá {seconds} giây nên đã dừng; mẫu đang dùng giữ nguyên."),
        _ANOTHER_TEMPLATE,
    ),
    "template.too_heavy": (
        N_("Mẫu quá nặng, thử in bằng dữ liệu mẫu không xong; mẫu đang dùng giữ nguyên."),
        _ANOTHER_TEMPLATE,
    ),
    "profile.unreadable": (
        N_("Không đọc được bảng số thể thức {file}; chưa in gì."),
        N_("Xóa bản riêng trong thư mục mẫu để dùng lại bản đi kèm, hoặc sửa lại cho đúng."),
    ),
    "profile.out_of_range": (
        N_("Số {name} trong {file} ngoài khoảng {low}-{high} của Nghị định 30/2020/NĐ-CP."),
        N_("Sửa lại số ấy; văn bản của người sử dụng lao động phải theo Nghị định."),
    ),
    "template.no_version": (N_("Mẫu này chưa có bản trước."), ""),
    "template.missing_name": (N_("Mẫu thiếu tên bắt buộc: {name}."), _MEND_TEMPLATE),
    "template.marker": (N_("Dòng lặp {name} phải có đúng một, mẫu có {count}."), _MEND_TEMPLATE),
    "template.outside_repeat": (N_("Tên {name} đứng ngoài dòng lặp."), _MEND_TEMPLATE),
    "texts.missing": (N_("Thiếu câu chữ {section}.{key} trong tệp mẫu."), _REINSTALL),
    "texts.unreadable": (N_("Không đọc được tệp câu chữ {file}."), _REINSTALL),
    "texts.unknown_name": (N_("Câu chữ {section}.{key} có tên lạ: {name}."), _MEND_TEMPLATE),
    # the pages
    "paper.too_long": (N_("Chữ quá dài, không xếp vừa giấy."), N_("Rút ngắn tên hoặc phần tóm tắt.")),
    "paper.one_only": (N_("Giấy này in riêng cho từng mã."), N_("Chỉ ghi một mã sau loại giấy.")),
    "paper.no_id": (N_("Chưa ghi mã cần in."), N_("Ghi mã sau loại giấy.")),
    "not_recognised.by_nobody": (
        N_("Hội đồng không từ chối sáng kiến “{title}”."),
        N_("Thông báo này chỉ in cho sáng kiến không được công nhận."),
    ),
    "not_recognised.reason_missing": (
        N_("Chưa ghi lý do không công nhận “{title}”."),
        N_("Ghi lý do trong kết quả họp; từ chối bằng văn bản phải nêu lý do."),
    ),
    "proposal.nothing": (N_("Cuộc họp này không đề nghị công nhận sáng kiến nào."), ""),
    "pdf.no_engine": (
        N_("Chưa tạo được PDF."),
        N_("Bản Word vẫn dùng được; cài LibreOffice hoặc Word rồi thử lại."),
    ),
    "pdf.failed": (
        N_("Chương trình {engine} không tạo được PDF."),
        N_("Đóng các cửa sổ Word đang mở rồi thử lại."),
    ),
    "pdf.too_slow": (
        N_("Chương trình {engine} làm quá {seconds} giây nên đã dừng."),
        N_("Đóng các cửa sổ Word đang mở rồi thử lại."),
    ),
    "pdf.damaged": (N_("Tệp PDF này không mở được."), N_("Tạo lại hoặc chọn tệp khác.")),
    "pdf.no_page": (N_("Không có trang {page}, văn bản có {pages} trang."), ""),
    "file.in_use": (N_("Tệp {file} đang mở ở chương trình khác."), N_("Đóng tệp đó rồi thử lại.")),
    # a pack for a portal without an interface
    "pack.nothing": (
        N_("Không có sáng kiến nào được phép nộp."),
        N_("Chọn mức công bố cho sáng kiến trước."),
    ),
    "pack.folder_used": (N_("Thư mục {folder} đã có tệp."), N_("Chọn một thư mục trống.")),
    "pack.path_too_long": (
        N_("Đường dẫn tới {folder} quá dài ({characters} ký tự)."),
        N_("Chọn thư mục gần gốc ổ đĩa."),
    ),
    "pack.beyond_release": (
        N_("Sáng kiến {initiative} có phần vượt mức công bố."),
        N_("Xem lại mức công bố."),
    ),
    # attached files
    "attachment.missing": (N_("Không thấy tệp {file}."), N_("Chọn lại tệp.")),
    "attachment.kind": (
        N_("Không đính được loại tệp của {file}."),
        N_("Dùng ảnh (JPEG, PNG, HEIC, TIFF), PDF, Word hoặc Excel."),
    ),
    "attachment.large": (N_("Tệp {file} lớn quá {megabytes} MB."), N_("Thu nhỏ tệp rồi đính lại.")),
    "attachment.damaged": (N_("Ảnh {file} bị hỏng."), N_("Chụp hoặc lưu lại ảnh.")),
}
