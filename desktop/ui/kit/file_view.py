"""One file looked at: its pages, turned by quarters; as a window of its own or as a pane beside a form."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.initiative import Attachment
from desktop.domain.problems import Refused
from desktop.i18n import _, ngettext
from desktop.services import files, scanning
from desktop.services.desk import Desk
from desktop.services.files import Shown
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.pages import PageView


class FilePane(QWidget):
    """The pages of one file. A turn makes a new file, which `turned` names; who holds the old one takes it over."""

    turned = Signal(object, object)
    """(the file as it was, the file as it is now)"""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self.attachment: Attachment | None = None
        self.name = parts.heading("", "section")
        self.name.setWordWrap(True)
        self.count = parts.heading("", "secondary")
        self.problem = parts.text("", tone="bad")
        self.problem.hide()
        self.left_button = _button(_("Xoay trái"), "undo", "Ctrl+Left", self, self.turn_left)
        self.right_button = _button(_("Xoay phải"), "redo", "Ctrl+Right", self, self.turn_right)
        self.view = PageView(jobs)
        head = QHBoxLayout()
        head.setSpacing(look.S)
        head.addWidget(self.name, 1)
        for widget in (self.count, self.left_button, self.right_button):
            head.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.S)
        box.addLayout(head)
        box.addWidget(self.problem)
        box.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def show_file(self, attachment: Attachment) -> None:
        """Show another file from its first page."""
        self.attachment = attachment
        self.name.setText(attachment.name)
        self.count.setText(_("Đang mở…"))
        self.problem.hide()
        self.view.show_pdf(b"", 0)
        self._enable(on=False)
        self._jobs.run(
            files.view,
            self._desk,
            attachment,
            owner=self,
            then=self._show,
            refused=self._refused,
            exclusive="view",
        )

    def turn_left(self) -> None:
        """A quarter against the clock."""
        self._turn(-1)

    def turn_right(self) -> None:
        """A quarter with the clock."""
        self._turn(1)

    def _turn(self, quarters: int) -> None:
        if self.attachment is not None and self.right_button.isEnabled():
            self._enable(on=False)
            self._jobs.run(
                files.turn,
                self._desk,
                self.attachment,
                quarters,
                owner=self,
                then=self._turned,
                refused=self._refused,
                label=_("Xoay tệp"),
            )

    def _turned(self, after: Attachment) -> None:
        before = self.attachment
        if before is None:
            return
        self._jobs.order(scanning.replaced, before.file, after.file, after.size, owner=self)
        self.turned.emit(before, after)
        self.show_file(after)

    def _show(self, shown: Shown) -> None:
        if self.attachment is None or shown.attachment.file != self.attachment.file:
            return
        self.count.setText(ngettext("{count} trang", "{count} trang", shown.pages).format(count=shown.pages))
        self.view.show_pdf(shown.pdf, shown.pages)
        self._enable(on=True)

    def _refused(self, refused: Refused) -> None:
        self.count.setText("")
        told = wording.sentence(refused.code, refused.facts)
        self.problem.setText(f"{told} {wording.advice(refused.code, refused.facts)}".strip())
        self.problem.show()

    def _enable(self, *, on: bool) -> None:
        for button in (self.left_button, self.right_button):
            button.setEnabled(on)


class FileDialog(QDialog):
    """The files of an initiative, one after the other; Esc goes back to the form."""

    def __init__(self, parent: QWidget, desk: Desk, jobs: Jobs, shown: list[Attachment], at: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Xem tệp"))
        window = parent.window().size()
        self.resize(min(940, window.width() - 40), window.height() - 40)
        self._files = list(shown)
        self._at = at
        self.pane = FilePane(desk, jobs)
        self.pane.turned.connect(self._took_over)
        self.before_button = _button(_("Tệp trước"), "back", "Alt+Left", self, self.go_back)
        self.next_button = _button(_("Tệp sau"), "next", "Alt+Right", self, self.go_on)
        close = parts.button(_("Đóng"), "close")
        close.setToolTip(f"{_('Đóng')}  (Esc)")
        close.clicked.connect(self._close)
        foot = QHBoxLayout()
        foot.addWidget(self.before_button)
        foot.addWidget(self.next_button)
        foot.addStretch(1)
        foot.addWidget(close)
        box = parts.page(self)
        box.addWidget(self.pane, 1)
        box.addLayout(foot)
        self._show()

    def go_back(self) -> None:
        """The file before this one."""
        self._go(-1)

    def go_on(self) -> None:
        """The next file."""
        self._go(1)

    def _go(self, step: int) -> None:
        if 0 <= self._at + step < len(self._files):
            self._at += step
            self._show()

    def _show(self) -> None:
        self.before_button.setEnabled(self._at > 0)
        self.next_button.setEnabled(self._at < len(self._files) - 1)
        self.pane.show_file(self._files[self._at])
        self.pane.view.setFocus()

    def _took_over(self, _before: Attachment, after: Attachment) -> None:
        self._files[self._at] = after

    def _close(self, _checked: bool = False) -> None:
        self.accept()


def _button(words: str, icon: str, key: str, owner: QWidget, act: Callable[[], None]) -> QPushButton:
    made = parts.button(words, icon, flat=True)
    made.setToolTip(f"{words}  ({key})")
    QShortcut(QKeySequence(key), owner, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def run(_checked: bool = False) -> None:
        act()

    made.clicked.connect(run)
    return made
