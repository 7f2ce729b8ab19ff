"""Gửi theo lịch: the system's scheduler sends with a key that can do nothing else; off until somebody turns it on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop import wording
from desktop.domain.access import Right
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import unattended
from desktop.services.desk import Desk
from desktop.services.unattended import State
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading

MINUTES = 30


class ScheduleCard(parts.Card):
    """A switch, how often, and how the last round ended."""

    def __init__(
        self, desk: Desk, jobs: Jobs, say: Callable[..., None], refuse: Callable[[Refused], None]
    ) -> None:
        super().__init__(margin=look.M, spacing=look.XS)
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self._on = False
        self.box.addWidget(parts.heading(_("Gửi theo lịch của hệ điều hành"), "section"))
        self.box.addWidget(
            parts.text(
                _(
                    "Không cần ai đăng nhập. Khóa chỉ gửi nằm trong tài khoản Windows (Linux) này, gửi được hồ sơ "
                    "đã chốt và không mở được sổ; tệp đính kèm đi khi có người mở sổ."
                ),
                "secondary",
            )
        )
        self.minutes_field = forms.count_field(_("Mỗi bao nhiêu phút"))
        self.minutes_field.set_value(MINUTES)
        self.minutes_field.make_compact()
        self.turn_button = parts.pressed(_("Bật gửi theo lịch"), "calendar", self.turn)
        self.told = parts.text("", "secondary")
        foot = QHBoxLayout()
        foot.setSpacing(look.S)
        self.minutes_field.setFixedWidth(180)
        foot.addWidget(self.minutes_field)
        foot.addWidget(self.turn_button, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.told, 1, Qt.AlignmentFlag.AlignBottom)
        self.box.addLayout(foot)

    def reload(self) -> None:
        """Ask again how it stands."""
        self._jobs.run(
            unattended.state, self._desk, owner=self, then=self._show, refused=self._refuse, exclusive="state"
        )

    def _show(self, found: State) -> None:
        self._on = found.on
        self.turn_button.setText(_("Tắt gửi theo lịch") if found.on else _("Bật gửi theo lịch"))
        self.turn_button.setAccessibleName(self.turn_button.text())
        self.turn_button.setEnabled(self._desk.may(Right.ADMINISTER))
        self.minutes_field.setEnabled(not found.on)
        told = _("Đang tắt")
        if found.on:
            told = _("Đang bật, chưa chạy lượt nào")
        if found.on and found.last is not None:
            told = _("Lượt gần nhất {when}: gửi {sent} lô, còn {left}").format(
                when=reading.show_time(datetime.fromisoformat(found.last.at)),
                sent=found.last.sent,
                left=found.last.left,
            )
            if found.last.code:
                told += " · " + wording.sentence(found.last.code)
        self.told.setText(told)

    def turn(self) -> None:
        """On, or off."""
        self.turn_button.setEnabled(False)
        if self._on:
            self._jobs.run(
                unattended.turn_off,
                self._desk,
                owner=self,
                then=self._turned,
                refused=self._refused,
                label=_("Tắt gửi theo lịch"),
                touches=("portal",),
            )
            return
        self._jobs.run(
            unattended.turn_on,
            self._desk,
            self.minutes_field.value() or MINUTES,
            owner=self,
            then=self._turned,
            refused=self._refused,
            label=_("Bật gửi theo lịch"),
            touches=("portal",),
        )

    def _turned(self, key: Path | None) -> None:
        told = (
            _("Đã bật gửi theo lịch; khóa chỉ gửi ở {file}").format(file=key)
            if key
            else _("Đã tắt gửi theo lịch")
        )
        self._say(told)
        self.reload()

    def _refused(self, refused: Refused) -> None:
        self.turn_button.setEnabled(True)
        if refused.code == "schedule.minutes":
            self.minutes_field.show_problem(Problem(refused.code, facts=refused.facts))
            self.minutes_field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._refuse(refused)
