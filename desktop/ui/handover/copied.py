"""A copied folder: nothing is sent until somebody says whether it was moved here for good or is a copy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from desktop import wording
from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import clones
from desktop.services.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts


class CopiedCard(parts.Card):
    """Shown only where a folder is held back."""

    def __init__(
        self, desk: Desk, jobs: Jobs, say: Callable[..., None], refuse: Callable[[Refused], None]
    ) -> None:
        super().__init__("care", margin=look.M, spacing=look.XS)
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self.words = parts.text("", "strong")
        self.more = parts.text(
            _(
                "Đã chuyển hẳn: máy này gửi tiếp, thư mục kia thôi dùng. Bản sao: máy này thành máy riêng, ghi danh "
                "lại rồi mới gửi. Nhập và in vẫn như thường."
            ),
            "secondary",
        )
        self.keep_button = parts.pressed(_("Đã chuyển hẳn sang đây"), "done", self.keep)
        self.part_button = parts.pressed(_("Đây là bản sao"), "copy", self.part)
        line = QHBoxLayout()
        line.setSpacing(look.S)
        line.addWidget(self.words, 1)
        line.addWidget(self.keep_button)
        line.addWidget(self.part_button)
        self.box.addLayout(line)
        self.box.addWidget(self.more)
        self.hide()

    def show_held(self, code: str) -> None:
        """Say why, or go away."""
        self.words.setText(wording.sentence(code) if code else "")
        for button in (self.keep_button, self.part_button):
            button.setEnabled(self._desk.may(Right.ADMINISTER))
        self.setVisible(bool(code))

    def keep(self) -> None:
        """The other folder is used no more."""
        self._run(clones.keep, _("Máy này gửi tiếp như trước; đừng dùng thư mục kia nữa"))

    def part(self) -> None:
        """This one becomes an installation of its own."""
        self._run(clones.part, _("Bản sao thành máy riêng; xin mã và ghi danh lại trước khi gửi"))

    def _run(self, work: Callable[[Desk], object], words: str) -> None:
        self._jobs.run(
            work,
            self._desk,
            owner=self,
            then=lambda _done: self._say(words),
            refused=self._refuse,
            touches=("portal",),
        )
