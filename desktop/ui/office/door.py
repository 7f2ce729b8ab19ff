"""How this PC's door is kept: the lock that comes by itself, and the system's keyring in a passphrase's place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent

from desktop import wording
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import doorstep, folders
from desktop.services.desk import Desk
from desktop.services.doorstep import Holder
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, parts
from desktop.ui.kit.forms import ChoiceField, TextField

MINUTES = (2, 5, 10, 20, 60, 0)


class DoorCard(parts.Card):
    """Minutes until the lock, and what opens it."""

    def __init__(self, desk: Desk, jobs: Jobs, say: Callable[..., None]) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._is_on = False
        self.minutes_field = ChoiceField(
            _("Tự khóa khi không ai dùng"),
            [
                (minutes, _("sau {minutes} phút").format(minutes=minutes) if minutes else _("không tự khóa"))
                for minutes in MINUTES
            ],
        )
        self.passphrase_field = TextField(_("Mật khẩu của bạn"), secret=True)
        self.keyring_button = parts.button("", "key")
        self.keyring_button.clicked.connect(self._turn)
        self.told = parts.text("", "secondary")
        self.box.addWidget(parts.heading(_("Khóa và mở"), "section"))
        line = forms.row(1, self.minutes_field, 1, self.passphrase_field)
        line.addWidget(self.keyring_button)
        self.box.addLayout(line)
        self.box.addWidget(self.told)
        self._show(())
        self.minutes_field.changed.connect(self._keep_minutes)
        jobs.run(doorstep.holders, desk.folder, owner=self, then=self._show)

    def show_minutes(self) -> None:
        """What the user chose; asked when the page is shown, since only then it stands in its window."""
        preferences = getattr(self.window(), "preferences", None)
        if preferences is not None:
            self.minutes_field.edit.blockSignals(True)
            self.minutes_field.set_value(preferences.value.lock_minutes)
            self.minutes_field.edit.blockSignals(False)

    def _keep_minutes(self) -> None:
        preferences = getattr(self.window(), "preferences", None)
        if preferences is not None:
            minutes = self.minutes_field.value()
            self._jobs.run(preferences.change, lock_minutes=minutes, owner=self, then=self._count_anew)

    def _count_anew(self, _preferences: object) -> None:
        idle = getattr(self.window(), "idle", None)
        if idle is not None:
            idle.touched()

    def _show(self, holders: tuple[Holder, ...]) -> None:
        self._is_on = any(holder.id == self._desk.user.id and holder.by_keyring for holder in holders)
        words = _("Chỉ mở bằng mật khẩu") if self._is_on else _("Mở bằng tài khoản máy này")
        self.keyring_button.setText(words)
        self.keyring_button.setAccessibleName(words)
        self.passphrase_field.setVisible(not self._is_on)
        self.told.setText(
            _("Ai dùng được tài khoản hệ điều hành này đều mở được sổ dưới tên bạn.")
            if self._is_on
            else _("Kho mật khẩu của hệ điều hành có thể mở sổ thay bạn; chỉ bật trên máy của riêng bạn.")
        )

    def _turn(self, _checked: bool = False) -> None:
        self.passphrase_field.show_problem(None)
        if self._is_on:
            self._jobs.run(
                folders.forget_keyring, self._desk, owner=self, then=self._turned, refused=self._no
            )
        else:
            typed = self.passphrase_field.value()
            self._jobs.run(
                folders.open_by_keyring, self._desk, typed, owner=self, then=self._turned, refused=self._no
            )

    def _turned(self, _nothing: object) -> None:
        self.passphrase_field.set_value("")
        self._say(_("Đã đổi cách mở sổ trên máy này"))
        self._jobs.run(doorstep.holders, self._desk.folder, owner=self, then=self._show)

    def _no(self, refused: Refused) -> None:
        if refused.code.startswith("keyring."):
            self.told.setText(
                f"{wording.sentence(refused.code, refused.facts)} {wording.advice(refused.code, refused.facts)}"
            )
        else:
            self.passphrase_field.show_problem(Problem(refused.code, facts=refused.facts))
            self.passphrase_field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """In its window now."""
        super().showEvent(event)
        self.show_minutes()
