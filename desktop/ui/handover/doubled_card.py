"""A number that two PCs gave: said over the page, with the one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop import wording
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import doubled
from desktop.services.doubled import Doubled
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts


class DoubledCard(parts.Card):
    """Hidden while nothing is doubled; `renumbered` tells the new number, `wanted` the paper to be put right."""

    renumbered = Signal(int)
    wanted = Signal(str)

    def __init__(self, jobs: Jobs, refuse: Callable[[Refused], None]) -> None:
        super().__init__("care", margin=look.M, spacing=look.XS)
        self._jobs = jobs
        self._refuse = refuse
        self._found: tuple[Doubled, ...] = ()
        self.label = parts.text("", "strong")
        self.button = parts.pressed(_("Đổi số theo đề nghị"), "edit", self.renumber)
        self.open_button = parts.pressed(_("Mở văn bản trong sổ"), "decision", self._open)
        line = QHBoxLayout()
        line.addWidget(self.label, 1)
        line.addWidget(self.button)
        line.addWidget(self.open_button)
        self.box.addLayout(line)
        self.hide()

    def tell(self, found: tuple[Doubled, ...]) -> None:
        """The first of these, and how many more there are."""
        self._found = found
        if found:
            self.label.setText(_words(found))
            self.button.setVisible(bool(found[0].proposal))
            self.open_button.setVisible(not found[0].proposal)
        self.setVisible(bool(found))

    def renumber(self) -> None:
        """The first of those that bear another's number gets the next free one."""
        if self._found:
            self._jobs.order(
                doubled.renumbering(self._found[0]),
                self._found[0].record,
                owner=self,
                then=self.renumbered.emit,
                refused=self._refuse,
            )

    def _open(self) -> None:
        if self._found:
            self.wanted.emit(self._found[0].record)


def _words(found: tuple[Doubled, ...]) -> str:
    one = found[0]
    facts = {
        "number": one.number,
        "year": one.year,
        "kept": one.kept,
        "title": one.title,
        "proposal": one.proposal,
    }
    if one.is_round:
        words = _(
            "Hai đợt chi cùng mang số {number}/{year}, lập ở hai máy ({kept}; {title}). Đề nghị đợt lập sau "
            "(hay còn mở) thành số {proposal}; đã in danh sách thì in lại."
        ).format(**facts)
    elif one.proposal:
        words = _(
            "Số {number}/{year} ghi hai lần: “{kept}” và “{title}”. Đề nghị “{title}” thành số {proposal}."
        ).format(**facts)
    else:
        words = _("Hai văn bản đã ký cùng mang số {number} năm {year}, ghi ở hai máy.").format(**facts)
        words += " " + wording.advice("number.on_paper", {"number": one.number})
    more = len(found) - 1
    return words + (" " + _("Còn {count} số trùng nữa.").format(count=more) if more else "")
