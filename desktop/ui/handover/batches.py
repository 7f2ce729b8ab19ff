"""Lô đã gửi: what left together, both counts of each, and its paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.i18n import _
from desktop.services import exchange_papers
from desktop.services.exchange_papers import Batch
from desktop.ui.jobs import Jobs
from desktop.ui.kit import parts, reading
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, asking


class BatchesPage(QWidget):
    """The newest first; Enter shows the paper of one."""

    def __init__(self, jobs: Jobs, show: Callable[[Batch], None]) -> None:
        super().__init__()
        self._print = show
        columns = [
            Column(_("Lô số"), lambda one: str(one.number), 70),
            Column(_("Cổng"), lambda one: one.portal, 0),
            Column(_("Đóng lô lúc"), lambda one: reading.show_moment(one.made_at), 160),
            Column(_("Đã gửi"), lambda one: str(one.sent), 80),
            Column(_("Cổng ký nhận"), _signed, 200),
            Column(_("Dấu vân"), lambda one: one.hash[: exchange_papers.SHORT], 180),
        ]
        asked = asking(
            jobs, exchange_papers.batches, lambda offset, limit: (offset, limit), lambda: self.table
        )
        self.table = Table(
            PagedModel(columns, asked, lambda one: one.id),
            _("Lô đã gửi"),
            empty=_("Chưa gửi lô nào. Chốt nộp rồi gửi ngay (Ctrl+G)."),
        )
        self.table.opened.connect(self._print)
        self.empty = parts.Empty(
            "send",
            _("Chưa có lô nào"),
            _("Mỗi lần gửi, hồ sơ vào một lô có số và dấu vân; in biên bản lô để lưu cùng biên nhận."),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.table.model_.loaded.connect(self._follow)
        self.print_button = parts.pressed(_("In biên bản lô"), "print", self.print_it)
        self.print_button.setToolTip(f"{_('In biên bản lô')}  (Ctrl+P)")
        box = parts.page(self, margins=(0, 8, 0, 0))
        box.addWidget(self.stack, 1)
        box.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignRight)
        self._follow(0)

    def _follow(self, total: int) -> None:
        self.stack.setCurrentIndex(0 if total else 1)
        self.print_button.setVisible(bool(total))

    def reload(self) -> None:
        """Ask again."""
        self.table.reload()

    def begin(self) -> None:
        """The hand goes to the newest."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_it(self) -> None:
        """The paper of the one under the hand."""
        batch = self.table.current()
        if batch is not None:
            self._print(batch)


def _signed(batch: Batch) -> Mark:
    signed = batch.received + batch.complete
    if signed == batch.sent:
        return Mark(_("{count}, khớp").format(count=signed), "good", "good")
    told = _("{count}, chờ {waiting}, chưa nhận {parked}")
    return Mark(told.format(count=signed, waiting=batch.waiting, parked=batch.parked), "waits", "care")
