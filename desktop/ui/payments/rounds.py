"""The rounds: the list of one, what became of each sum, settling."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.payment import PayeeState, PaymentLine, RoundState, Totals
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import payments
from desktop.services.payments import Mark as Said
from desktop.services.payments import RoundRow, RoundView
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import TextField
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once

_STATES = {
    PayeeState.LISTED: ("waits", "muted"),
    PayeeState.PAID: ("good", "good"),
    PayeeState.PAID_TO_OTHER: ("user", "good"),
    PayeeState.RETURNED: ("returned", "care"),
}


class RoundsPage(QWidget):
    """Above the rounds, below the list of the one that is chosen."""

    table: Table

    def __init__(self, jobs: Jobs, refuse: Callable[[Refused], None], acts: dict[str, QAction]) -> None:
        super().__init__()
        self._jobs = jobs
        self._refuse = refuse
        self._acts = acts
        self._rounds: tuple[RoundRow, ...] = ()
        self.view: RoundView | None = None
        self.model = PagedModel(_round_columns(), all_at_once(lambda: self._rounds), lambda row: row.id)
        self.table = Table(self.model, _("Các đợt chi"))
        self.table.setFixedHeight(118)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._to_lines)
        self.lines_model = PagedModel(_line_columns(), all_at_once(self._lines), lambda line: line.id)
        self.lines = Table(self.lines_model, _("Danh sách của đợt"), ticks=True)
        self.lines.ticks_changed.connect(self._count)
        self.receiver_field = TextField(_("Người nhận thay"), limit=120)
        self.authority_field = TextField(_("Giấy ủy quyền (số, ngày)"), limit=200)
        self.sums = parts.text("", "secondary")
        self.count = parts.heading("", "secondary")
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.XS)
        box.addWidget(self.table)
        tools = QHBoxLayout()
        tools.addWidget(self.count)
        tools.addStretch(1)
        for name in ("pay.withdraw", "pay.list"):
            tools.addWidget(actions.button(self._acts[name], flat=True))
        box.addLayout(tools)
        box.addWidget(self.lines, 1)
        line = QHBoxLayout()
        line.setSpacing(look.M)
        line.addLayout(forms.row(3, self.receiver_field, 3, self.authority_field), 1)
        box.addLayout(line)
        foot = QHBoxLayout()
        foot.addWidget(self.sums, 1)
        for name in ("pay.returned", "pay.other", "pay.paid"):
            foot.addWidget(actions.button(self._acts[name]))
        foot.addWidget(actions.button(self._acts["pay.settle"], primary=True))
        box.addLayout(foot)

    def reload(self) -> None:
        """Ask for the rounds again."""
        self._jobs.ask(payments.rounds, owner=self, then=self._know, exclusive="rounds")

    def show_round(self, record: str) -> None:
        """Turn to one round."""
        self.table.choose_key(record)
        self.reload()

    def begin(self) -> None:
        """The hand goes to the list of the chosen round."""
        self.lines.setFocus(Qt.FocusReason.TabFocusReason)

    def _know(self, rows: tuple[RoundRow, ...]) -> None:
        self._rounds = rows
        self.model.reload()
        self._chosen(self.table.current())

    def _chosen(self, row: RoundRow | None) -> None:
        if row is None:
            self._show(None)
            return
        self._jobs.ask(payments.get, row.id, owner=self, then=self._show, exclusive="round")

    def _show(self, view: RoundView | None) -> None:
        other = view is None or self.view is None or view.round.id != self.view.round.id
        self.view = view
        self.lines_model.reload()
        known = {line.id for line in self._lines()}
        self.lines.tick(set() if other else (self.lines_model.ticked or set()) & known)
        is_open = view is not None and view.round.state is RoundState.OPEN
        for name in ("pay.paid", "pay.returned", "pay.other", "pay.settle", "pay.withdraw"):
            self._acts[name].setEnabled(is_open)
        self._acts["pay.list"].setEnabled(view is not None)
        self.sums.setText("" if view is None else _sums(view.totals))

    def _lines(self) -> tuple[PaymentLine, ...]:
        return self.view.lines if self.view is not None else ()

    def _to_lines(self, _row: RoundRow) -> None:
        self.begin()

    def _count(self) -> None:
        chosen = len(self._ticked())
        self.count.setText(
            _("{total} dòng, đã đánh dấu {count}; không đánh dấu là mọi dòng còn chờ").format(
                total=len(self._lines()), count=chosen
            )
            if self._lines()
            else _("Chưa có đợt chi nào")
        )

    def _ticked(self) -> list[str]:
        ticked = self.lines_model.ticked or set()
        return [line.id for line in self._lines() if line.id in ticked]

    def say_what_became(self, state: PayeeState) -> None:
        """Mark what is ticked; without ticks, everything that still waits."""
        chosen = self._ticked() or [line.id for line in self._lines() if line.state is PayeeState.LISTED]
        if not chosen:
            return
        other = state is PayeeState.PAID_TO_OTHER
        said = Said(
            state,
            None,
            self.receiver_field.value() if other else "",
            self.authority_field.value() if other else "",
        )
        ticked = set(self._ticked())
        self.lines.tick(set())  # at once: the next ticks belong to the next word
        self._jobs.order(
            payments.mark,
            chosen,
            said,
            owner=self,
            then=self._marked,
            refused=partial(self._not_marked, ticked),
        )

    def _marked(self, _count: int) -> None:
        self.receiver_field.set_value("")
        self.authority_field.set_value("")

    def _not_marked(self, ticked: set[str], refused: Refused) -> None:
        self.lines.tick(ticked | (self.lines_model.ticked or set()))
        for code, field in (
            ("payment.receiver_missing", self.receiver_field),
            ("payment.authority_missing", self.authority_field),
        ):
            if refused.code == code:
                field.setFocus()
        self._refuse(refused)


def _round_columns() -> list[Column]:
    return [
        Column(_("Đợt"), lambda row: f"{row.number:02d}/{row.year}", 100),
        Column(_("Nguồn chi"), lambda row: row.purse_name, 0),
        Column(_("Ngày lập"), lambda row: reading.show_date(row.made_on), 110),
        Column(_("Tổng"), lambda row: reading.show_money(row.totals.listed), 120, right=True),
        Column(_("Còn chờ"), lambda row: reading.show_money(row.totals.waiting) or "0", 120, right=True),
        Column(_("Tình trạng"), lambda row: _round_mark(row.state), 150),
    ]


def _line_columns() -> list[Column]:
    return [
        Column(_("STT"), lambda line: str(line.row + 1), 70),
        Column(_("Họ và tên"), lambda line: line.name, 190),
        Column(_("Xưởng"), lambda line: line.workshop, 120),
        Column(_("Tên sáng kiến"), lambda line: line.initiative_title, 0),
        Column(_("Số tiền"), lambda line: reading.show_money(line.amount), 110, right=True),
        Column(_("Đã ra sao"), _line_mark, 230),
    ]


def _round_mark(state: RoundState) -> Mark:
    icon, tone = ("seal", "good") if state is RoundState.SETTLED else ("waits", "care")
    return Mark(wording.label(state), icon, tone)


def _line_mark(line: PaymentLine) -> Mark:
    icon, tone = _STATES[line.state]
    words = f"{wording.label(line.state)}: {line.receiver}" if line.receiver else wording.label(line.state)
    return Mark(words, icon, tone)


def _sums(totals: Totals) -> str:
    words = _("Tổng {listed} đồng · đã chi {spent} · nộp lại {returned} · còn chờ {waiting}")
    return words.format(
        listed=reading.show_money(totals.listed) or "0",
        spent=reading.show_money(totals.spent) or "0",
        returned=reading.show_money(totals.returned) or "0",
        waiting=reading.show_money(totals.waiting) or "0",
    )
