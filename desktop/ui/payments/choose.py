"""Who is paid in the next round: one purse, every initiative before it, those that may be paid already ticked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.problems import Refused
from desktop.domain.purse import Purse
from desktop.i18n import _
from desktop.services import eligibility, payments, purses
from desktop.services.eligibility import Candidate, CandidatePage
from desktop.ui import actions, marks
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import ChoiceField
from desktop.ui.kit.tables import Column, Mark, PagedModel, Slice, Table


class ChoosePage(QWidget):
    """Tells the id of a round that was opened."""

    opened = Signal(str)

    table: Table

    def __init__(self, jobs: Jobs, refuse: Callable[[Refused], None], acts: dict[str, QAction]) -> None:
        super().__init__()
        self._jobs = jobs
        self._refuse = refuse
        self._payable: tuple[str, ...] = ()
        self._shown = ""
        self.purse_field = ChoiceField(_("Nguồn chi"), [], needed=True)
        self.amount_field = forms.money_field(_("Số tiền mỗi sáng kiến"))
        self.purse_field.changed.connect(self._turn)
        columns = [
            Column(_("Số"), lambda row: str(row.number or ""), 76),
            Column(_("Tên sáng kiến"), lambda row: row.title, 0),
            Column(_("Tác giả"), lambda row: marks.first_of(row.authors), 190),
            Column(_("Xưởng"), lambda row: row.workshop, 120),
            Column(_("Điều kiện"), _standing, 300),
        ]
        self.model = PagedModel(columns, self._ask_page, lambda row: row.id)
        self.table = Table(
            self.model,
            _("Sáng kiến và điều kiện chi"),
            ticks=True,
            empty=_(
                "Nguồn này chưa có sáng kiến nào để chi. Cần quyết định đã ký, hoặc xác nhận "
                "của cổng; xem tab bên cạnh."
            ),
        )
        self.table.ticks_changed.connect(self._count)
        self.count = parts.heading("", "secondary")
        self.sum_words = parts.text("", "secondary")
        self._lay_out(acts)

    def _lay_out(self, acts: dict[str, QAction]) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.S)
        box.addLayout(forms.row(4, self.purse_field, 3, self.amount_field))
        tools = QHBoxLayout()
        tools.addWidget(self.count)
        tools.addStretch(1)
        tools.addWidget(actions.button(acts["pay.all"], flat=True))
        box.addLayout(tools)
        box.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.sum_words, 1)
        foot.addWidget(actions.button(acts["pay.ask"]))
        foot.addWidget(actions.button(acts["pay.file"]))
        foot.addWidget(actions.button(acts["pay.open"], primary=True))
        box.addLayout(foot)

    def reload(self) -> None:
        """Ask for the purses again, and for who stands before the chosen one."""
        self._jobs.ask(purses.purses, owner=self, then=self._know_purses, exclusive="purses")

    def begin(self) -> None:
        """The hand goes to the list."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def purse(self) -> Purse | None:
        """The purse that is chosen."""
        found = self.purse_field.value()
        return found if isinstance(found, Purse) else None

    def _know_purses(self, found: tuple[Purse, ...]) -> None:
        before = self.purse
        words = _("{name}, {rate} đồng")
        choices = [(one, words.format(name=one.name, rate=reading.show_money(one.rate))) for one in found]
        self.purse_field.set_choices(choices)
        kept = next((one for one in found if before is not None and one.code == before.code), None)
        if kept is not None:
            self.purse_field.set_value(kept)
        self._turn()

    def _turn(self) -> None:
        purse = self.purse
        if purse is None:
            return
        if purse.code != self._shown:
            self.amount_field.set_value(purse.rate)
        self._jobs.ask(eligibility.payable, purse.code, owner=self, then=self._know, exclusive="candidates")

    def _know(self, payable: tuple[str, ...]) -> None:
        purse = self.purse
        fresh = purse is not None and purse.code != self._shown
        self._shown = purse.code if purse is not None else ""
        self._payable = payable
        self.model.reload()
        self.table.tick(payable if fresh else (self.model.ticked or set()).intersection(payable))

    def _ask_page(self, offset: int, limit: int, then: Callable[[Slice], None]) -> None:
        if not self._shown:
            then(Slice((), 0))
            return

        def come(page: CandidatePage) -> None:
            then(Slice(page.rows, page.total))
            self._count()

        self._jobs.ask(eligibility.candidates, self._shown, offset, limit, owner=self.table, then=come)

    def chosen(self) -> tuple[str, ...]:
        """The ids that are ticked, in the order of the list."""
        ticked = self.model.ticked or set()
        there = tuple(record for record in self._payable if record in ticked)
        return there + tuple(sorted(ticked.difference(self._payable)))

    def _count(self) -> None:
        chosen = len(self.model.ticked or ())
        self.count.setText(
            _("Đã chọn {count} trong {payable} đủ điều kiện, {total} sáng kiến (Space đánh dấu)").format(
                count=chosen, payable=len(self._payable), total=self.model.total
            )
        )
        amount = self.amount_field.value() or 0
        self.sum_words.setText(
            _("Đợt này: {total} đồng, các đồng tác giả chia theo tỷ lệ").format(
                total=reading.show_money(chosen * amount) or "0"
            )
        )

    def choose_all(self) -> None:
        """Tick everything that may be paid, or nothing where it is ticked already."""
        payable = set(self._payable)
        self.table.tick(set() if self.model.ticked == payable else payable)

    def open_round(self) -> None:
        """Open a round for what is ticked."""
        purse, ids = self.purse, self.chosen()
        if purse is None:
            return
        amount = self.amount_field.value()
        amounts = None if amount is None else dict.fromkeys(ids, amount)
        self._jobs.order(
            payments.open_round,
            purse.code,
            ids,
            amounts=amounts,
            owner=self,
            then=self.opened.emit,
            refused=self._refuse,
        )


def _standing(row: Candidate) -> Mark:
    said = " ".join(wording.sentence(problem.code, problem.facts) for problem in row.problems)
    if row.payable:
        return Mark(said or _("Đủ điều kiện"), "care" if said else "good", "care" if said else "good")
    return Mark(said, "waits", "muted")
