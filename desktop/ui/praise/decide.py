"""Decisions that commend: the register, those with recognised work this year, number and date after signing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.praise import Commended, PraiseDecision
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import merits, praise_decisions
from desktop.services.desk import Desk
from desktop.services.merits import Checked, Merit
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import CheckField, TextField
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once


@dataclass(frozen=True, slots=True)
class _Row:
    """One who may be commended: by recognised work, or by a name that was typed."""

    merit: Merit

    @property
    def id(self) -> str:
        """Names the row."""
        one = self.merit.commended
        return f"{one.is_collective}/{one.person or one.name}/{'' if one.person else one.workshop}"


class DecidePage(QWidget):
    """The register above, below it everybody with recognised work; ticks make the next decision."""

    table: Table

    def __init__(
        self, desk: Desk, jobs: Jobs, refuse: Callable[[Refused], None], acts: dict[str, QAction], today: date
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._refuse = refuse
        self._acts = acts
        self._year = today.year
        self._known: tuple[Merit, ...] = ()
        self._typed: list[Merit] = []
        self._register: tuple[PraiseDecision, ...] = ()
        self.drafted: Callable[[str], None] = _nothing
        self.register_model = PagedModel(
            _register_columns(), all_at_once(lambda: self._register), lambda row: row.id
        )
        self.register = Table(
            self.register_model,
            _("Sổ quyết định khen thưởng"),
            empty=_("Chưa có quyết định khen thưởng. Đánh dấu người ở dưới rồi soạn (Ctrl+Enter)."),
        )
        self.register.setFixedHeight(3 * look.ROW + 22)
        self.register.chosen.connect(self._chosen)
        self.model = PagedModel(_columns(), all_at_once(self._rows), lambda row: row.id)
        self.table = Table(
            self.model,
            _("Cá nhân, tập thể có sáng kiến được công nhận"),
            ticks=True,
            empty=_(
                "Năm này chưa có sáng kiến được công nhận. Ghi số, ngày đã ký cho quyết định "
                "công nhận trước (Quyết định, F2)."
            ),
        )
        self.table.ticks_changed.connect(self._count)
        self.count = parts.heading("", "secondary")
        self.told = parts.text("", "secondary")
        self.name_field = TextField(_("Thêm tên ngoài danh sách"), limit=120)
        self.collective_field = CheckField(_("Tập thể"))
        self.reward_field = forms.money_field(_("Mức thưởng"))
        self.number_field = TextField(_("Số quyết định"), limit=40)
        self.signed_field = forms.date_field(_("Ngày ký"), today)
        self.name_field.edit.returnPressed.connect(self._add)
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.XS)
        box.addWidget(self.register)
        box.addWidget(self.told)
        tools = QHBoxLayout()
        tools.addWidget(self.count, 1)
        for name in ("praise.all", "praise.withdraw", "praise.collectives"):
            tools.addWidget(actions.button(self._acts[name], flat=True))
        box.addLayout(tools)
        box.addWidget(self.table, 1)
        box.addLayout(
            forms.row(
                4, self.name_field, 2, self.collective_field, 2, self.reward_field, 2, self.number_field,
                2, self.signed_field, spacing=look.M,
            )
        )  # fmt: skip
        foot = QHBoxLayout()
        foot.addStretch(1)
        for name in ("praise.file", "praise.print", "praise.sign"):
            foot.addWidget(actions.button(self._acts[name]))
        foot.addWidget(actions.button(self._acts["praise.draft"], primary=True))
        box.addLayout(foot)

    def reload(self) -> None:
        """Ask for the register and for who has recognised work."""
        self._jobs.ask(praise_decisions.listing, owner=self, then=self._know_register, exclusive="register")
        self._jobs.ask(merits.merits, self._year, owner=self, then=self._know, exclusive="merits")

    def begin(self) -> None:
        """The hand goes to those who may be commended."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def current(self) -> PraiseDecision | None:
        """The decision that is chosen."""
        found = self.register.current()
        return found if isinstance(found, PraiseDecision) else None

    def _know_register(self, rows: tuple[PraiseDecision, ...]) -> None:
        self._register = rows
        self.register_model.reload()
        self._chosen(self.current)

    def _know(self, rows: tuple[Merit, ...]) -> None:
        self._known = rows
        self.model.reload()
        self._count()

    def _rows(self) -> Sequence[_Row]:
        return [_Row(merit) for merit in (*self._typed, *self._known)]

    def _count(self) -> None:
        chosen = len(self.model.ticked or ())
        words = _("Năm {year}: {total} cá nhân, tập thể có sáng kiến được công nhận, đã đánh dấu {count}")
        self.count.setText(words.format(year=self._year, total=len(self._known), count=chosen))

    def _chosen(self, row: PraiseDecision | None) -> None:
        draft = row is not None and row.signed_on is None
        for name in ("praise.sign", "praise.withdraw"):
            self._acts[name].setEnabled(draft)
        self.told.setText("")
        if row is not None:
            self._jobs.ask(
                praise_decisions.checked,
                row.id,
                owner=self,
                then=self._tell_checked,
                refused=self._refuse,
                exclusive="checked",
            )

    def _tell_checked(self, rows: tuple[Checked, ...]) -> None:
        said = [wording.sentence(one.code, one.facts) for row in rows for one in row.problems]
        self.told.setText(" ".join(said[:3]) + (" …" if len(said) > 3 else ""))

    def _add(self) -> None:
        """A name that stands in no list: it is flagged in the decision, never left out."""
        name = self.name_field.value()
        if not name:
            return
        merit = Merit(Commended(name, self.collective_field.value()), (), 0)
        self._typed.append(merit)
        self.model.reload()
        self.table.tick((self.model.ticked or set()) | {_Row(merit).id})
        self.name_field.set_value("")
        self.name_field.setFocus()

    def choose_all(self) -> None:
        """Tick everybody, or nobody."""
        here = {row.id for row in self._rows()}
        self.table.tick(set() if self.model.ticked == here else here)

    def chosen(self) -> tuple[Commended, ...]:
        """Those who are ticked, each with the reward that is typed."""
        ticked, reward = self.model.ticked or set(), self.reward_field.value() or 0
        return tuple(replace(row.merit.commended, reward=reward) for row in self._rows() if row.id in ticked)

    def collectives(self) -> tuple[str, ...]:
        """Names of the collectives that are ticked."""
        return tuple(one.name for one in self.chosen() if one.is_collective)

    def draft(self) -> None:
        """Draft a decision for those who are ticked."""
        if not self.reward_field.is_readable:
            self.reward_field.setFocus()
            return
        self._jobs.order(
            praise_decisions.draft,
            self.chosen(),
            owner=self,
            then=self._drafted,
            refused=self._refuse,
        )

    def _drafted(self, record: str) -> None:
        self.table.tick(set())
        self._typed.clear()
        self.register.choose_key(record)
        self.drafted(record)

    def sign(self, then: Callable[[Any], None]) -> None:
        """Freeze the chosen draft with the number and date that are typed."""
        row = self.current
        if row is None or row.signed_on is not None:
            return
        if not self.number_field.value() or self.signed_field.value() is None:
            field = self.signed_field if self.number_field.value() else self.number_field
            code = "decision.date_missing" if self.number_field.value() else "decision.number_missing"
            field.say(wording.sentence(code))
            field.setFocus()
            return
        self._jobs.run(
            praise_decisions.sign,
            self._desk,
            row.id,
            self.number_field.value(),
            self.signed_field.value(),
            owner=self,
            then=then,
            refused=self._not_signed,
            label=_("Cố định bản đã ký"),
            stop="check",
            exclusive="sign",
            touches=("praise",),
        )

    def forget_number(self) -> None:
        """After signing."""
        self.number_field.set_value("")
        self.signed_field.set_value(None)
        self.number_field.show_problem(None)

    def _not_signed(self, refused: Refused) -> None:
        field = self.signed_field if refused.code == "decision.in_future" else self.number_field
        field.say(wording.sentence(refused.code, refused.facts))
        field.setFocus()
        self._refuse(refused)

    def withdraw(self) -> None:
        """Throw the chosen draft away."""
        row = self.current
        if row is not None:
            self._jobs.order(praise_decisions.withdraw, row.id, owner=self, refused=self._refuse)


def _columns() -> list[Column]:
    return [
        Column(_("Tên"), lambda row: row.merit.commended.name, 0),
        Column(_("Loại"), _kind, 110),
        Column(_("Xưởng"), lambda row: row.merit.commended.workshop, 150),
        Column(_("Sáng kiến"), lambda row: str(len(row.merit.initiatives)), 96, right=True),
        Column(_("Làm lợi"), lambda row: reading.show_money(row.merit.benefit) or "0", 130, right=True),
        Column(_("Đã khen"), _already, 200),
    ]


def _kind(row: _Row) -> str:
    return _("Tập thể") if row.merit.commended.is_collective else _("Cá nhân")


def _already(row: _Row) -> Mark:
    if row.merit.already:
        return Mark(_("Quyết định {number}").format(number=row.merit.already), "seal", "good")
    if not row.merit.initiatives:
        return Mark(_("Chưa có sáng kiến"), "care", "care")
    return Mark("–", "", "muted")


def _register_columns() -> list[Column]:
    return [
        Column(_("Số"), lambda row: row.number or "–", 150),
        Column(_("Ngày ký"), lambda row: reading.show_date(row.signed_on) or "–", 124),
        Column(_("Năm"), lambda row: str(row.year), 76),
        Column(_("Được khen"), _who, 0),
        Column(_("Tình trạng"), _state, 150),
    ]


def _who(row: PraiseDecision) -> str:
    return ", ".join(one.name for one in row.commended)


def _state(row: PraiseDecision) -> Mark:
    if row.signed_on is None:
        return Mark(_("Dự thảo"), "draft", "care")
    return Mark(_("Đã ký"), "seal", "good")


def _nothing(_record: str) -> None:
    """Nobody listens yet."""
