"""Entries that may be one person: looked at in pairs, merged one pair at a time, taken apart again by undo."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.person import Person
from desktop.domain.problems import Refused
from desktop.i18n import N_, _
from desktop.services import merging
from desktop.services.merging import MayBeOne
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once

_WHY = {"code": N_("cùng mã nhân viên"), "birth": N_("cùng ngày sinh"), "name": N_("cùng tên, cùng xưởng")}


class MergeDialog(QDialog):
    """The first of a pair stays; the other leads to it from then on."""

    merged = Signal(str)

    def __init__(self, parent: QWidget, jobs: Jobs) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._turned: set[str] = set()
        self.found: tuple[MayBeOne, ...] = ()
        self.setWindowTitle(_("Gộp người"))
        self.resize(860, 460)
        columns = [
            Column(_("Giữ lại"), lambda pair: _who(self.kept(pair)), 0),
            Column(_("Gộp vào đó"), lambda pair: _who(self.gone(pair)), 330),
            Column(_("Vì sao"), lambda pair: _(_WHY[pair.why]), 170),
        ]
        self.table = Table(
            PagedModel(columns, all_at_once(lambda: self.found), _key),
            _("Có thể là một người"),
            empty=_("Không thấy ai trùng. Tên, năm sinh, mã nhân viên của mọi người đều khác nhau."),
        )
        self.told = parts.text(_("Đang tìm…"), "secondary")
        self.merge_button = parts.pressed(_("Gộp"), "done", self._merge, primary=True)
        self.turn_button = parts.pressed(_("Đổi chiều"), "refresh", self._turn)
        leave = parts.pressed(_("Đóng"), "back", self.accept)
        for button in (self.merge_button, self.turn_button, leave):
            button.setAutoDefault(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.XL, look.L, look.XL, look.L)
        box.setSpacing(look.M)
        box.addWidget(self.told)
        box.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(leave)
        foot.addStretch(1)
        foot.addWidget(self.turn_button)
        foot.addWidget(self.merge_button)
        box.addLayout(foot)
        self._look()

    def kept(self, pair: MayBeOne) -> Person:
        """Who of a pair stays."""
        return pair.people[1 if _key(pair) in self._turned else 0]

    def gone(self, pair: MayBeOne) -> Person:
        """Who of a pair goes."""
        return pair.people[0 if _key(pair) in self._turned else 1]

    def _look(self) -> None:
        self._jobs.ask(merging.may_be_one, owner=self, then=self._show, exclusive="pairs")

    def _show(self, found: tuple[MayBeOne, ...]) -> None:
        self.found = found
        told = _("Cùng tên chưa chắc là một người: xem kỹ từng cặp. Gộp rồi vẫn lấy lại được bằng Hoàn tác.")
        self.told.setText(told if found else _("Không có ai giống nhau."))
        for button in (self.merge_button, self.turn_button):
            button.setEnabled(bool(found))
        self.table.model_.reload()
        self.table.setFocus()

    def _turn(self) -> None:
        pair = self.table.current()
        if pair is not None:
            self._turned ^= {_key(pair)}
            self.table.model_.reload()

    def _merge(self) -> None:
        pair = self.table.current()
        if pair is not None:
            self._jobs.order(
                merging.merge, self.kept(pair).id, [self.gone(pair).id], owner=self, then=self._done,
                refused=self._refused,
            )  # fmt: skip

    def _done(self, _count: int) -> None:
        self.merged.emit(_("Đã gộp hai dòng thành một người"))
        self._look()

    def _refused(self, refused: Refused) -> None:
        self.told.setText(wording.sentence(refused.code, refused.facts))


def _key(pair: MayBeOne) -> str:
    return "/".join(person.id for person in pair.people)


def _who(person: Person) -> str:
    said = (person.name, person.staff_code, _birth(person.birth), person.workshop)
    return " · ".join(filter(None, said))


def _birth(birth: str) -> str:
    return "/".join(reversed(birth.split("-")))
