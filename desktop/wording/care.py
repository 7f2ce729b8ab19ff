"""Codes of caring for a folder and of calls from the command line."""

from __future__ import annotations

from desktop.i18n import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "backup.damaged": (
        N_("Bản sao lưu {file} bị hỏng, không dùng được."),
        N_("Dùng bản sao lưu khác; bản này không bị đụng đến."),
    ),
    "backup.newer": (
        N_("Bản sao lưu {file} do phiên bản mới hơn tạo ra."),
        N_("Cập nhật chương trình rồi phục hồi lại."),
    ),
    "backup.missing": (N_("Không thấy tệp {file}."), N_("Xem lại tên tệp, hoặc cắm lại ổ đĩa.")),
    "backup.not_proven": (
        N_("Bản sao lưu vừa ghi đọc lại không đúng nên đã bị bỏ."),
        N_("Dữ liệu vẫn nguyên. Ghi sang ổ đĩa khác."),
    ),
    "stage.unknown": (N_("Không có giai đoạn “{stage}”."), N_("Chọn một trong: {known}.")),
    "choice.empty": (N_("Chưa chọn sáng kiến nào."), N_("Ghi mã, hoặc chọn bằng tìm kiếm.")),
    "key_file.unreadable": (N_("Không đọc được tệp mật khẩu {file}."), N_("Xem lại đường dẫn và quyền đọc.")),
    "passphrase.not_given": (
        N_("Chưa có mật khẩu."),
        N_("Đặt biến SANGKIEN_PASSPHRASE hoặc dùng --key-file."),
    ),
    "file.not_readable": (N_("Không đọc được tệp {file}."), N_("Xem lại đường dẫn và quyền đọc.")),
    "doctor.database": (N_("Cơ sở dữ liệu: {pages} trang hỏng"), ""),
    "doctor.references": (N_("Liên kết trong dữ liệu: {count} chỗ đứt"), ""),
    "doctor.audit": (N_("Lịch sử: {operations} thao tác nối liền nhau"), ""),
    "doctor.attachments": (N_("Tệp đính kèm: {count} tệp, {missing} thiếu, {damaged} hỏng"), ""),
    "doctor.orphans": (N_("Tệp không hồ sơ nào nhắc tới: {count}"), ""),
    "doctor.outbox": (N_("Hàng chờ nộp cổng: {unsent} chưa gửi, {parked} cần sửa, {lost} tệp mất"), ""),
    "doctor.space": (N_("Chỗ trống trên ổ đĩa: {megabytes} MB"), ""),
    "doctor.sqlite": (N_("SQLite phiên bản {version}"), ""),
    "doctor.leftovers": (N_("Tệp tạm còn sót sau khi máy tắt đột ngột: {count}"), ""),
}
