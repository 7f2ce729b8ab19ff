"""Words about personal data: consents, what is held, how long, who looked."""

from __future__ import annotations

from desktop.i18n import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "consent.nobody": (N_("Chưa chọn người nào."), N_("Đánh dấu những người có tên trong danh sách đã ký.")),
    "consent.in_future": (N_("Ngày đồng ý ở sau hôm nay."), N_("Ghi ngày trên giấy đã ký.")),
    "consent.paper_missing": (
        N_("Chưa ghi giấy nào cho biết họ đồng ý."),
        N_("Ghi tên danh sách và nơi cất, ví dụ: Danh sách số 3, tủ văn phòng công đoàn."),
    ),
    "consent.missing": (N_("Người này chưa có lần đồng ý nào còn hiệu lực."), ""),
    "erase.reason_missing": (N_("Chưa ghi vì sao xóa."), N_("Ví dụ: theo đơn ngày 05/11/2026.")),
    "retention.months": (N_("Thời hạn từ 1 đến {most} tháng."), ""),
}

LABELS: dict[str, str] = {
    "consent.record": N_("ghi đồng ý"),
    "consent.withdraw": N_("ghi rút đồng ý"),
    "person.erase": N_("xóa dữ liệu cá nhân"),
    "retention.put": N_("đặt thời hạn lưu giữ"),
    "protected.opened": N_("mở sáng kiến cần bảo mật"),
    "list.exported": N_("xuất danh sách ra Excel"),
    "pack.exported": N_("xuất bộ hồ sơ nộp tay"),
    "person.opened": N_("xem dữ liệu của một người"),
    "person.exported": N_("xuất dữ liệu của một người"),
    "Kept.person": N_("Người không còn sáng kiến mới"),
    "Kept.draft": N_("Bản nháp bỏ dở"),
    "Kept.access": N_("Nhật ký xem dữ liệu"),
    "held.initiatives": N_("Sáng kiến"),
    "held.number": N_("Số"),
    "held.title": N_("Tên sáng kiến"),
    "held.share": N_("Tỷ lệ"),
    "held.entered_on": N_("Ngày nhận"),
    "held.author": N_("Ghi tên tác giả"),
    "held.consent": N_("Giấy đồng ý"),
    "held.council_member": N_("Thành viên hội đồng"),
    "held.payment_line": N_("Dòng chi"),
    "held.person": N_("Người"),
    "held.amount": N_("Số tiền"),
    "held.birth": N_("Sinh"),
    "held.gender": N_("Giới tính"),
    "held.given_on": N_("Ngày đồng ý"),
    "held.name": N_("Họ tên"),
    "held.paid_on": N_("Ngày nhận tiền"),
    "held.paper": N_("Giấy tờ"),
    "held.phone": N_("Điện thoại"),
    "held.qualification": N_("Trình độ"),
    "held.staff_code": N_("Mã nhân viên"),
    "held.post": N_("Chức danh"),
    "held.withdrawn_on": N_("Ngày rút"),
    "held.workshop": N_("Xưởng"),
}
