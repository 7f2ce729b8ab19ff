"""Words about one register on several PCs: names of orders, what a choice is about, why one cannot be made."""

from __future__ import annotations

from desktop.i18n import N_

LABELS: dict[str, str] = {
    "sharing.start": N_("bắt đầu dùng chung sổ"),
    "sharing.stop": N_("thôi dùng chung sổ"),
    "sharing.join": N_("nhận khóa chung của công đoàn"),
    "sharing.take_in": N_("nhận từ máy khác"),
    "sharing.decide": N_("chọn giữa hai máy"),
    "initiative.renumber": N_("đổi số trùng"),
    "payment.renumber": N_("đổi số đợt chi trùng"),
    "machine.name": N_("đặt tên máy"),
    "Choice.fields": N_("hai máy sửa cùng một ô"),
    "Choice.whole": N_("hai máy có hai bản khác nhau"),
    "Choice.deletion": N_("máy này sửa, máy kia xóa"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    "machine.name_missing": (
        N_("Chưa ghi tên máy."),
        N_("Đặt tên dễ nhận, như Máy văn phòng công đoàn."),
    ),
    "machine.name_long": (N_("Tên máy dài quá {limit} ký tự."), N_("Đặt tên ngắn hơn.")),
    "machine.name_taken": (
        N_("Máy khác của công đoàn đã mang tên này."),
        N_("Đặt tên khác để không lẫn hai máy."),
    ),
    "number.not_doubled": (
        N_("Số này không còn trùng."),
        N_("Tải lại; có thể máy khác đã đổi số."),
    ),
    "number.on_paper": (
        N_("Số {number} đã in trên văn bản đã ký, chương trình không đổi số trên giấy."),
        N_(
            "Văn bản ký trước giữ số. Với văn bản ký sau: xin văn thư cấp số khác rồi lập công văn đính chính."
        ),
    ),
    "sharing.key_wrong": (
        N_("Khóa chung gõ chưa đúng."),
        N_("So lại từng nhóm với giấy; máy này chưa đổi gì."),
    ),
    "sharing.many_deleted": (
        N_("Máy khác vừa xóa {count} bản ghi cùng lúc nên máy này chưa nhận gì."),
        N_(
            "Dữ liệu ở đây còn nguyên. Hỏi máy kia; nếu đúng, nhờ người quản trị cho nhận: máy tự sao lưu trước."
        ),
    ),
    "sharing.task_gone": (
        N_("Việc cần chọn này đã được giải quyết."),
        N_("Tải lại danh sách việc cần chọn."),
    ),
    "sharing.choice_missing": (
        N_("Còn ô chưa chọn giữ của máy nào."),
        N_("Chọn cho từng ô rồi lưu; bản của cả hai máy đều còn."),
    ),
    "sharing.cannot_hold": (
        N_("Giá trị đã chọn trái với một quy tắc ở máy này, như một nguồn chi hai lần cho một sáng kiến."),
        N_("Chọn bản kia, hoặc sửa bản ghi liên quan trước; chưa có gì đổi."),
    ),
    "unit.in_clear": (
        N_("Một bản chia sẻ giữa các máy chưa được mã hóa nên không nhận."),
        N_("Không mất gì; cập nhật chương trình ở máy đã gửi."),
    ),
}
