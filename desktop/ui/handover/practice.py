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
from desktop.i18n import N_, _
from desktop.services import initiatives, practice_guard
from desktop.services.desk import Desk, Look, question
from desktop.services.practice_guard import Fault
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look, parts
from desktop.ui.kit.forms import ChoiceField

if TYPE_CHECKING:
    from desktop.services.practising import Practice


_SEEN = {
    Fault.NONE: N_("Cổng nhận và ký nhận từng hồ sơ, như ngày thường."),
    Fault.LINK_DOWN: N_(
        "Đường dây rơi khi vừa gọi; hồ sơ vẫn chờ ở máy này, lượt sau hỏi cổng trước rồi gửi lại."
    ),
    Fault.SLOW: N_("Mỗi câu trả lời đến sau 5 giây; cửa sổ vẫn làm việc khác được, và dừng được lượt gửi."),
    Fault.CUT: N_("Câu trả lời cụt thì không tin; chương trình hỏi lại cổng rồi chỉ gửi phần còn thiếu."),
    Fault.ANSWER_LOST: N_("Cổng có hồ sơ mà máy này chưa biết; chương trình hỏi lại, không gửi hai lần."),
    Fault.BUSY: N_("Cổng hẹn một phút; chương trình chờ đúng hẹn, bấm Gửi ngay cũng không giục cổng."),
    Fault.LOGIN_PAGE: N_("Nơi trả lời không phải là cổng nên không có gì được coi là đã gửi."),
    Fault.WRONG_RECEIPT: N_("Biên nhận sai chữ ký thì bỏ; hồ sơ tính là chưa gửi cho tới khi hỏi lại được."),
}
"""What there is to see while a fault is on."""


@question()
def _standing(look_: Look) -> tuple[bool, int]:
    """Whether the register is for training, and how many initiatives stand in it."""
    return practice_guard.is_practice(look_), sum(initiatives.counts(look_).values())


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
        self._held = 0
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
        self.fault_field.make_compact()
        self.fault_field.changed.connect(self._set_fault)
        self.seen = parts.text("", "secondary")
        self.return_button = parts.pressed(_("Cổng trả lại mọi hồ sơ"), "returned", self.return_all)
        self.approve_button = parts.pressed(_("Cổng duyệt mọi hồ sơ"), "good", self.approve_all)
        head = QHBoxLayout()
        head.addWidget(self.mark, 1)
        head.addWidget(self.start_button)
        card.box.addLayout(head)
        card.box.addWidget(self.state)
        card.box.addWidget(self.fault_field)
        card.box.addWidget(self.seen)
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
        self._tell_fault()
        told = _(
            "Cổng tập trả lời ở {url}. Chọn lỗi, Esc về danh sách, chốt nộp rồi Gửi ngay (Ctrl+G) như với cổng thật."
        )
        self.state.setText(
            told.format(url=self.practice.url)
            if self.practice is not None
            else _("Cổng tập đang đóng. Mở ra rồi chọn lỗi để xem chương trình xử lý thế nào.")
        )

    def _tell_fault(self) -> None:
        self.seen.setText(_(_SEEN[self.fault_field.value() or Fault.NONE]))
        self.seen.setVisible(self.practice is not None)

    def reload(self) -> None:
        """Whether this register is for training."""
        self._jobs.ask(
            _standing,
            owner=self,
            then=self._show,
            refused=self._refuse,
            exclusive="practice",
        )

    def begin(self) -> None:
        """The hand goes to what can be done."""
        here = self.begin_button if self.stack.currentIndex() == 0 else self.start_button
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: tuple[bool, int]) -> None:
        is_practice, self._held = found
        self.stack.setCurrentIndex(int(is_practice))

    def make_practice(self) -> None:
        """For training alone from now on, and for good: asked first where there is something in the register."""
        if not self._held:
            self._make("make")
            return
        dialogs.ask(
            self,
            _("Sổ này đang có {count} sáng kiến. Chỉ dùng để tập thôi?").format(count=self._held),
            _(
                "Đã thành sổ tập thì không đổi lại được và không bao giờ nộp được cho cổng thật. Sáng kiến thật thì "
                "lập một sổ khác để tập."
            ),
            (("make", _("Chỉ dùng để tập")), ("", _("Thôi"))),
            self._make,
            is_final=True,
        )

    def _make(self, answer: str) -> None:
        if not answer:
            self.begin()
            return
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
            self._tell_fault()

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
