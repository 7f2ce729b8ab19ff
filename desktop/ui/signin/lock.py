"""Locked: nothing of the register is on screen; forms, drafts and jobs stay as they are behind it.

The one who locked goes on where they were; somebody else goes on with their own drafts in the folder that is open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.forms import ChoiceField, TextField
from desktop.ui.signin.waiting import TWO_LINES, Waiting

if TYPE_CHECKING:
    from desktop.services.desk import Desk

_TOUCHES = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel}
)


class LockPage(QWidget):
    """Asks for a passphrase; says `opened` with the desk of whoever goes on, `left` where somebody signs out."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._desk: Desk | None = None
        self._is_busy = False
        self.setProperty("ground", True)
        self.title = parts.heading(_("Đã khóa"))
        self.told = parts.text("", "secondary")
        self.choose_field = ChoiceField(_("Người dùng"), [])
        self.passphrase_field = TextField(_("Mật khẩu"), needed=True, secret=True)
        self.enter_button = parts.button(_("Mở khóa"), "next", primary=True)
        self.leave_button = parts.button(_("Đăng xuất"), "close")
        self.waiting = Waiting(self.passphrase_field, self.enter_button)
        self.enter_button.clicked.connect(self._clicked)
        self.leave_button.clicked.connect(self._leave)
        self.passphrase_field.edit.returnPressed.connect(self.enter)
        self._lay_out()

    def _lay_out(self) -> None:
        card = parts.Card(margin=look.XXL, spacing=look.S)
        card.setFixedWidth(460)
        top = QHBoxLayout()
        mark = QLabel()
        mark.setPixmap(look.pixmap("protected", "accent", 32))
        top.addWidget(mark)
        top.addWidget(self.title)
        top.addStretch(1)
        card.box.addLayout(top)
        self.told.setMinimumHeight(TWO_LINES)
        card.box.addWidget(self.told)
        card.box.addSpacing(look.S)
        for field in (self.choose_field, self.passphrase_field):
            card.box.addWidget(field)
        buttons = QHBoxLayout()
        buttons.addWidget(self.leave_button)
        buttons.addStretch(1)
        buttons.addWidget(self.enter_button)
        card.box.addLayout(buttons)
        page = QVBoxLayout(self)
        page.addStretch(1)
        page.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(1)

    def begin(self, desk: Desk, *, switching: bool) -> None:
        """Stand before the frame; `switching` offers the other users first."""
        self._desk = desk
        self.title.setText(_("Đổi người dùng") if switching else _("Đã khóa"))
        self.told.setText(
            _("Chữ đang gõ đã giữ thành bản nháp của {name}; việc đang chạy vẫn chạy.").format(
                name=desk.user.name
            )
        )
        self.passphrase_field.set_value("")
        self.passphrase_field.show_problem(None)
        self.choose_field.set_choices([(desk.user.id, desk.user.name)])
        self.choose_field.setVisible(switching)
        self._jobs.run(_people, desk, owner=self, then=self._know)
        self.passphrase_field.setFocus()

    def _know(self, people: tuple[tuple[str, str], ...]) -> None:
        self.choose_field.set_choices(people)
        self.choose_field.setVisible(len(people) > 1)

    def _clicked(self, _checked: bool = False) -> None:
        self.enter()

    def _leave(self, _checked: bool = False) -> None:
        self.left.emit()

    def enter(self) -> None:
        """Try the passphrase."""
        if self._desk is None or self._is_busy or self.waiting.is_on:
            return
        self._is_busy = True
        self.enter_button.setEnabled(False)
        self.passphrase_field.show_problem(None)
        self._jobs.run(
            _switch,
            self._desk,
            self.passphrase_field.value(),
            self.choose_field.value() or "",
            owner=self,
            then=self._entered,
            refused=self._refused,
        )

    def _entered(self, desk: Desk) -> None:
        self._settle()
        self.passphrase_field.set_value("")
        self.opened.emit(desk)

    def _refused(self, refused: Refused) -> None:
        self._settle()
        if refused.code == "key.wait":
            self.waiting.begin(int(str(refused.facts["seconds"])))
        else:
            told, advice = (say(refused.code, refused.facts) for say in (wording.sentence, wording.advice))
            self.passphrase_field.say(f"{told} {advice}".strip())
        self.passphrase_field.edit.selectAll()
        self.passphrase_field.setFocus()

    def _settle(self) -> None:
        self._is_busy = False
        self.enter_button.setEnabled(True)


class Idle(QObject):
    """Calls after so many minutes in which nobody touched a key or the mouse, in any window of the program."""

    def __init__(self, parent: QObject, minutes: Callable[[], int], act: Callable[[], None]) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(act)
        QGuiApplication.instance().focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())
        self.touched()

    def _watch(self, window: QWindow | None) -> None:
        """Only what the system hands to the window in front; a filter over every event would slow them all."""
        if window is not None:
            window.installEventFilter(self)
            self.touched()

    def touched(self) -> None:
        """Somebody is here."""
        minutes = self._minutes()
        if minutes > 0:
            self._timer.start(minutes * 60_000)
        else:
            self._timer.stop()

    @property
    def remaining(self) -> int:
        """Milliseconds until it calls; -1 where it never does."""
        return self._timer.remainingTime()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice, and let everything pass."""
        if event.type() in _TOUCHES:
            self.touched()
        return False


# On a lane, and loaded there.


def _people(desk: Desk) -> tuple[tuple[str, str], ...]:
    from desktop.services import doorstep

    return doorstep.told_apart(doorstep.holders(desk.folder))


def _switch(desk: Desk, passphrase: str, user: str) -> Desk:
    from desktop.services import folders

    return folders.switch(desk, passphrase, user)
