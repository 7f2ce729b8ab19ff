"""The table of actions: words, icon, key. Buttons, shortcuts, the palette and the sheet of keys are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.i18n import N_, _
from desktop.ui.kit import look


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done. `where` is the screen (or page of it) whose key it is; "" means everywhere."""

    id: str
    words: str
    icon: str
    key: str = ""
    where: str = ""


ACTIONS: tuple[Action, ...] = (
    Action("find", N_("Tìm mọi thứ"), "search", "Ctrl+K"),
    Action("undo", N_("Hoàn tác"), "undo", "Ctrl+Z"),
    Action("redo", N_("Làm lại"), "redo", "Ctrl+Y"),
    Action("keys", N_("Bảng phím tắt"), "keyboard", "F1"),
    Action("refresh", N_("Tải lại"), "refresh", "F5"),
    Action("initiative.new", N_("Sáng kiến mới"), "add", "Ctrl+N", "initiatives"),
    Action("initiative.open", N_("Sửa"), "edit", "F2", "initiatives"),
    Action("initiative.remove", N_("Xóa"), "delete", "Ctrl+Delete", "initiatives"),
    Action("initiative.import", N_("Nhập từ Excel"), "import", "Ctrl+I", "initiatives"),
    Action("initiative.filter", N_("Tìm trong danh sách"), "search", "Ctrl+F", "initiatives"),
    Action("form.save", N_("Lưu"), "save", "Ctrl+S", "initiatives.form"),
    Action("form.close", N_("Đóng phiếu"), "back", "Esc", "initiatives.form"),
    Action("form.author", N_("Thêm đồng tác giả"), "add", "Ctrl+T", "initiatives.form"),
    Action("form.even", N_("Chia đều"), "share", "Alt+E", "initiatives.form"),
    Action("form.rest", N_("Chia phần còn lại"), "share", "Alt+R", "initiatives.form"),
    Action("form.person", N_("Chi tiết tác giả"), "user", "F6", "initiatives.form"),
    Action("form.attach", N_("Đính tệp"), "attach", "Ctrl+O", "initiatives.form"),
    Action("entry.next", N_("Lưu và nhập tiếp"), "add", "Ctrl+Return", "entry"),
    Action("entry.save", N_("Lưu"), "save", "Ctrl+S", "entry"),
    Action("entry.repeat", N_("Như phiếu trước"), "copy", "Ctrl+D", "entry"),
    Action("entry.close", N_("Đóng"), "back", "Esc", "entry"),
    Action("entry.author", N_("Thêm đồng tác giả"), "add", "Ctrl+T", "entry"),
    Action("entry.even", N_("Chia đều"), "share", "Alt+E", "entry"),
    Action("entry.rest", N_("Chia phần còn lại"), "share", "Alt+R", "entry"),
    Action("entry.person", N_("Chi tiết tác giả"), "user", "F6", "entry"),
    Action("entry.reckon", N_("Tính giúp làm lợi"), "money", "F4", "entry"),
    Action("entry.sitting", N_("Đợt nhập"), "calendar", "F7", "entry"),
    Action("entry.pin", N_("Giữ ô này cho phiếu sau"), "mark", "F8", "entry"),
    Action("entry.protect", N_("Có thông tin cần bảo mật"), "protected", "Alt+B", "entry"),
    Action("entry.release", N_("Mức công bố"), "handover", "Alt+M", "entry"),
    Action("entry.ended", N_("Ngày kết thúc áp dụng lần đầu"), "calendar", "Alt+K", "entry"),
    Action("recovery.restore", N_("Khôi phục"), "undo", "", "entry"),
    Action("recovery.both", N_("Giữ cả hai"), "copy", "", "entry"),
    Action("recovery.drop", N_("Bỏ"), "delete", "", "entry"),
    Action("import.pick", N_("Chọn tệp"), "folder", "Ctrl+O", "importing"),
    Action("import.paste", N_("Dán từ Excel"), "copy", "Ctrl+V", "importing"),
    Action("import.read", N_("Đọc tệp"), "preview", "Ctrl+L", "importing"),
    Action("import.columns", N_("Cách đọc cột"), "edit", "Ctrl+M", "importing"),
    Action("import.mend", N_("Sửa ô"), "edit", "F2", "importing"),
    Action("import.workers", N_("Danh sách lao động"), "user", "Ctrl+H", "importing"),
    Action("columns.read", N_("Đọc theo cách này"), "done", "Ctrl+Return", "importing.columns"),
    Action("columns.auto", N_("Tự tìm lại"), "refresh", "Ctrl+L", "importing.columns"),
    Action("columns.close", N_("Thôi"), "back", "Esc", "importing.columns"),
    Action("import.rejects", N_("Lưu dòng lỗi ra tệp"), "save_file", "Ctrl+E", "importing"),
    Action("import.run", N_("Nhập"), "done", "Ctrl+Return", "importing"),
    Action("import.close", N_("Về danh sách"), "back", "Esc", "importing"),
    Action("council.record", N_("Ghi kết quả họp"), "done", "Ctrl+Return", "councils"),
    Action("council.all", N_("Chọn tất cả"), "done", "Ctrl+L", "councils"),
    Action("council.minutes", N_("In biên bản"), "print", "Ctrl+P", "councils"),
    Action("decision.new", N_("Soạn quyết định"), "add", "Ctrl+N", "decisions"),
    Action("decision.preview", N_("Xem bản in"), "preview", "Ctrl+P", "decisions"),
    Action("decision.sign", N_("Ghi số, ngày đã ký"), "seal", "F2", "decisions"),
    Action("decision.certificates", N_("Giấy chứng nhận"), "certificate", "Ctrl+G", "decisions"),
    Action("decision.forward", N_("Trình ký"), "next", "Ctrl+T", "decisions"),
    Action("decision.issue", N_("Phát hành"), "send", "Ctrl+H", "decisions"),
    Action("decision.withdraw", N_("Hủy dự thảo"), "delete", "Ctrl+Delete", "decisions"),
    Action("draft.make", N_("Lập dự thảo"), "decision", "Ctrl+Return", "decisions.draft"),
    Action("draft.all", N_("Chọn tất cả"), "done", "Ctrl+L", "decisions.draft"),
    Action("draft.close", N_("Về sổ quyết định"), "back", "Esc", "decisions.draft"),
    Action("sign.freeze", N_("Ghi và cố định bản đã ký"), "seal", "Ctrl+Return", "decisions.sign"),
    Action("sign.close", N_("Về sổ quyết định"), "back", "Esc", "decisions.sign"),
    Action("paper.print", N_("In"), "print", "Ctrl+P", "paper"),
    Action("paper.save", N_("Lưu Word và PDF"), "save_file", "Ctrl+S", "paper"),
    Action("paper.close", N_("Quay lại"), "back", "Esc", "paper"),
    Action("pay.open", N_("Lập đợt chi"), "add", "Ctrl+Return", "payments"),
    Action("pay.all", N_("Chọn tất cả"), "done", "Ctrl+L", "payments"),
    Action("pay.ask", N_("Công văn đề nghị hỗ trợ"), "send", "Ctrl+G", "payments"),
    Action("pay.list", N_("In danh sách"), "print", "Ctrl+P", "payments"),
    Action("pay.paid", N_("Đã nhận"), "good", "Ctrl+D", "payments"),
    Action("pay.other", N_("Người khác nhận thay"), "user", "Ctrl+T", "payments"),
    Action("pay.returned", N_("Nộp lại quỹ"), "returned", "Ctrl+R", "payments"),
    Action("pay.settle", N_("Quyết toán"), "seal", "Ctrl+H", "payments"),
    Action("pay.withdraw", N_("Hủy đợt chi"), "delete", "Ctrl+Delete", "payments"),
    Action("pay.correct", N_("Ghi điều chỉnh"), "edit", "Ctrl+E", "payments"),
    Action("pay.save", N_("Lưu"), "save", "Ctrl+S", "payments"),
    Action("report.preview", N_("Xem bản in"), "preview", "Ctrl+P", "reports"),
    Action("report.send", N_("Gửi báo cáo"), "send", "Ctrl+Return", "reports"),
    Action("report.book", N_("Lưu Excel"), "save_file", "Ctrl+E", "reports"),
    Action("report.again", N_("In lại bản đã gửi"), "print", "Ctrl+R", "reports"),
    Action("target.save", N_("Lưu chỉ tiêu"), "save", "Ctrl+S", "reports"),
    Action("handover.submit", N_("Chốt nộp"), "seal", "Ctrl+Return", "handover"),
    Action("handover.all", N_("Chọn tất cả"), "done", "Ctrl+L", "handover"),
    Action("handover.send", N_("Gửi ngay"), "send", "Ctrl+G", "handover"),
    Action("handover.text", N_("Chỉ gửi chữ"), "send", "Ctrl+T", "handover"),
    Action("handover.pack", N_("Xuất gói nộp"), "pack", "Ctrl+E", "handover"),
    Action("handover.enrol", N_("Ghi danh máy này"), "key", "Ctrl+R", "handover"),
    Action("handover.receipts", N_("In biên nhận"), "print", "Ctrl+P", "handover"),
    Action("office.save", N_("Lưu"), "save", "Ctrl+S", "office"),
    Action("office.words", N_("In giấy khôi phục"), "print", "Ctrl+P", "office"),
)

BY_ID = {action.id: action for action in ACTIONS}


def make(owner: QWidget, name: str, act: Callable[[], None]) -> QAction:
    """The action of that name on a widget: its key works wherever the focus is while the widget is on screen."""
    row = BY_ID[name]
    made = QAction(look.icon(row.icon), _(row.words), owner)
    made.setObjectName(name)
    if row.key:
        made.setShortcut(QKeySequence(row.key))
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    made.triggered.connect(_unchecked(act))
    owner.addAction(made)
    return made


def _unchecked(act: Callable[[], None]) -> Callable[[bool], None]:
    def run(_checked: bool = False) -> None:
        act()

    return run


def button(action: QAction, *, primary: bool = False, flat: bool = False) -> QPushButton:
    """A button for an action: its words, its drawing, its key on hover; follows whether it may be used."""
    row = BY_ID[action.objectName()]
    made = QPushButton(_(row.words))
    made.setIcon(look.icon(row.icon, "surface" if primary else "accent" if flat else "muted"))
    made.setProperty("primary", primary)
    made.setProperty("flat", flat)
    made.setAccessibleName(_(row.words))
    made.setToolTip(f"{_(row.words)}  ({key_words(row.key)})" if row.key else _(row.words))
    made.clicked.connect(_unchecked(action.trigger))
    made.setEnabled(action.isEnabled())

    def follow() -> None:
        made.setEnabled(action.isEnabled())
        made.setVisible(action.isVisible())

    action.changed.connect(follow)
    return made


def key_words(key: str) -> str:
    """A key as people read it on the keyboard."""
    return key.replace("Return", "Enter")
