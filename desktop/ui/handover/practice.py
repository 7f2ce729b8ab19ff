"""Tập: the switches of the practice portal; only in a register that is for training, and marked as such."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import practice_guard
from desktop.services.desk import Desk
from desktop.services.practice_guard import Fault
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.forms import ChoiceField

if TYPE_CHECKING:
    from desktop.services.practising import Practice


class PracticePage(QWidget):
    """First the question whether this register is for training; then the switches."""

    def __init__(
        self, desk: Desk, jobs: Jobs, say: Callable[..., None], refuse: Callable[[Refused], None]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self._open = ExitStack()
        self.practice: Practice | None = None
        self.begin_button = parts.pressed(_("Dùng sổ này để tập"), "done", self.make_practice)
        self.begin_button.setEnabled(desk.may(Right.ADMINISTER))
        self.empty = parts.Empty(
            "handover",
            _("Tập nộp cổng"),
            _(
                "Sổ tập có cổng tập ngay trên máy này, với các lỗi đường truyền bật tắt được. Đã thành sổ tập thì "
                "không bao giờ gửi tới cổng thật; sổ đang có dữ liệu thật thì đừng chọn."
            ),
            self.begin_button,
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._switches())
        box = parts.page(self, margins=(0, look.S, 0, 0))
        box.addWidget(self.stack)
        self.destroyed.connect(self._open.close)

    def _switches(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        card = parts.Card("care", spacing=look.S)
        card.setMaximumWidth(860)
        self.mark = parts.text(_("SỔ TẬP: không gửi gì tới cổng thật"), "strong")
        self.state = parts.text("", "secondary")
        self.start_button = parts.pressed(_("Mở cổng tập"), "handover", self.start, primary=True)
        faults = [(fault, wording.label(fault)) for fault in Fault]
        self.fault_field = ChoiceField(_("Lỗi đang bật"), faults)
        self.fault_field.changed.connect(self._set_fault)
        self.return_button = parts.pressed(_("Cổng trả lại mọi hồ sơ"), "returned", self.return_all)
        self.approve_button = parts.pressed(_("Cổng duyệt mọi hồ sơ"), "good", self.approve_all)
        head = QHBoxLayout()
        head.addWidget(self.mark, 1)
        head.addWidget(self.start_button)
        card.box.addLayout(head)
        card.box.addWidget(self.state)
        card.box.addWidget(self.fault_field)
        line = QHBoxLayout()
        line.setSpacing(look.S)
        line.addWidget(self.return_button)
        line.addWidget(self.approve_button)
        line.addStretch(1)
        card.box.addLayout(line)
        column.addWidget(card)
        column.addStretch(1)
        self._tell()
        return page

    def _tell(self) -> None:
        is_open = self.practice is not None
        self.start_button.setText(_("Đóng cổng tập") if is_open else _("Mở cổng tập"))
        self.start_button.setAccessibleName(self.start_button.text())
        self.start_button.setEnabled(True)
        for widget in (self.fault_field, self.return_button, self.approve_button):
            widget.setEnabled(is_open)
        told = _("Cổng tập trả lời ở {url}; chốt nộp rồi Gửi ngay như với cổng thật.")
        self.state.setText(
            told.format(url=self.practice.url)
            if self.practice is not None
            else _("Cổng tập đang đóng. Mở ra rồi chọn lỗi để xem chương trình xử lý thế nào.")
        )

    def reload(self) -> None:
        """Whether this register is for training."""
        self._jobs.ask(
            practice_guard.is_practice,
            owner=self,
            then=self._show,
            refused=self._refuse,
            exclusive="practice",
        )

    def begin(self) -> None:
        """The hand goes to what can be done."""
        here = self.begin_button if self.stack.currentIndex() == 0 else self.start_button
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, is_practice: bool) -> None:
        self.stack.setCurrentIndex(int(is_practice))

    def make_practice(self) -> None:
        """For training alone from now on, and for good."""
        self._jobs.order(
            practice_guard.make_practice, owner=self, then=lambda _done: self.reload(), refused=self._refuse
        )

    def start(self) -> None:
        """Open the practice portal, or close it."""
        self.start_button.setEnabled(False)
        if self.practice is not None:
            self.practice = None
            self._jobs.run(self._open.close, owner=self, then=lambda _done: self._tell())
            return
        self._jobs.run(
            _started,
            self._open,
            self._desk,
            owner=self,
            then=self._started,
            refused=self._not_started,
            label=_("Mở cổng tập"),
            touches=("portal",),
        )

    def _started(self, practice: Practice) -> None:
        self.practice = practice
        self.fault_field.set_value(Fault.NONE)
        self._tell()
        self.fault_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_started(self, refused: Refused) -> None:
        self._tell()
        self._refuse(refused)

    def _set_fault(self) -> None:
        if self.practice is not None:
            self.practice.set_fault(self.fault_field.value())

    def return_all(self) -> None:
        """A reviewer sends back everything that waits."""
        self._review("returned", _("Cổng tập trả lại để tập sửa"), "summary")

    def approve_all(self) -> None:
        """A reviewer approves everything that waits."""
        self._review("approved", "", "")

    def _review(self, status: str, reason: str, field: str) -> None:
        if self.practice is not None:
            self._jobs.run(self.practice.review_all, status, reason, field, owner=self, then=self._reviewed)

    def _reviewed(self, count: int) -> None:
        self._say(_("Cổng tập đã trả lời {count} hồ sơ; Gửi ngay để nhận kết quả").format(count=count))


def _started(stack: ExitStack, desk: Desk) -> Practice:
    from desktop.services.practising import practising  # late: it brings the portal

    return stack.enter_context(practising(desk))
