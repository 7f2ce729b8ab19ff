"""The rounds: the list of one, what became of each sum, settling."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.payment import PayeeState, PaymentLine, RoundState, Totals
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import payments
from desktop.services.payments import Mark as Said
from desktop.services.payments import RoundRow, RoundView
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import ReadField, TextField
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
        self._corrected: dict[str, int] = {}
        self.model = PagedModel(_round_columns(), all_at_once(lambda: self._rounds), lambda row: row.id)
        self.table = Table(
            self.model,
            _("Các đợt chi"),
            empty=_("Chưa có đợt chi. Đánh dấu sáng kiến ở tab đầu rồi lập đợt (Ctrl+Enter)."),
        )
        self.table.setFixedHeight(118)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._to_lines)
        self.lines_model = PagedModel(
            _line_columns(self._mark_of), all_at_once(self._lines), lambda line: line.id
        )
        self.lines = Table(
            self.lines_model,
            _("Danh sách của đợt"),
            ticks=True,
            empty=_("Chọn một đợt ở trên để xem danh sách chi."),
        )
        self.lines.ticks_changed.connect(self._count)
        self.receiver_field = TextField(_("Người nhận thay"), limit=120)
        self.authority_field = TextField(_("Giấy ủy quyền (số, ngày)"), limit=200)
        self.change_field = ReadField(
            _("Điều chỉnh (đồng, số âm là bớt)"), read_change, _show_change, code="amount.unreadable"
        )
        self.reason_field = TextField(_("Lý do điều chỉnh"), limit=200)
        self.fields = QStackedWidget()
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
        for pair in ((self.receiver_field, self.authority_field), (self.change_field, self.reason_field)):
            page = QWidget()
            page.setLayout(forms.row(3, pair[0], 3, pair[1]))
            self.fields.addWidget(page)
        self.fields.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        box.addWidget(self.fields)
        foot = QHBoxLayout()
        foot.addWidget(self.sums, 1)
        for name in ("pay.returned", "pay.other", "pay.paid"):
            foot.addWidget(actions.button(self._acts[name]))
        for name in ("pay.settle", "pay.correct"):
            foot.addWidget(actions.button(self._acts[name], primary=True))
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
        is_settled = view is not None and not is_open
        for name in ("pay.paid", "pay.returned", "pay.other", "pay.settle", "pay.withdraw"):
            self._acts[name].setEnabled(is_open)
            self._acts[name].setVisible(not is_settled)
        self._acts["pay.correct"].setEnabled(is_settled)
        self._acts["pay.correct"].setVisible(is_settled)
        self.fields.setCurrentIndex(int(is_settled))
        self._corrected = {}
        for entry in view.corrections if view is not None else ():
            self._corrected[entry.line] = self._corrected.get(entry.line, 0) + entry.amount
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

    def correct(self) -> None:
        """Put the chosen settled sum right by an entry of its own."""
        line = self.lines.current()
        if line is None:
            return
        if not self.change_field.is_readable:
            self.change_field.setFocus()
            return
        self._jobs.order(
            payments.correct,
            line.id,
            self.change_field.value() or 0,
            self.reason_field.value(),
            owner=self,
            then=self._was_corrected,
            refused=self._not_corrected,
        )

    def _was_corrected(self, _record: str) -> None:
        self.change_field.set_value(None)
        self.reason_field.set_value("")
        for field in (self.change_field, self.reason_field):
            field.show_problem(None)
        self.begin()

    def _not_corrected(self, refused: Refused) -> None:
        problem = Problem(refused.code, "", refused.facts)
        field = self.reason_field if refused.code == "payment.reason_missing" else self.change_field
        field.show_problem(problem)
        field.setFocus()
        self._refuse(refused)

    def _mark_of(self, line: PaymentLine) -> Mark:
        icon, tone = _STATES[line.state]
        words = wording.label(line.state)
        if line.receiver:
            words = f"{words}: {line.receiver}"
        if line.id in self._corrected:
            words += _(" · điều chỉnh {amount}").format(amount=_show_change(self._corrected[line.id]))
        return Mark(words, icon, tone)

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


def _line_columns(mark_of: Callable[[PaymentLine], Mark]) -> list[Column]:
    return [
        Column(_("STT"), lambda line: str(line.row + 1), 70),
        Column(_("Họ và tên"), lambda line: line.name, 190),
        Column(_("Xưởng"), lambda line: line.workshop, 120),
        Column(_("Tên sáng kiến"), lambda line: line.initiative_title, 0),
        Column(_("Số tiền"), lambda line: reading.show_money(line.amount), 110, right=True),
        Column(_("Đã ra sao"), mark_of, 260),
    ]


def _round_mark(state: RoundState) -> Mark:
    icon, tone = ("seal", "good") if state is RoundState.SETTLED else ("waits", "care")
    return Mark(wording.label(state), icon, tone)


def _sums(totals: Totals) -> str:
    words = _("Tổng {listed} đồng · đã chi {spent} · nộp lại {returned} · còn chờ {waiting}")
    if totals.corrected:
        words += _(" · trong đó điều chỉnh {corrected}")
    return words.format(
        corrected=_show_change(totals.corrected),
        listed=reading.show_money(totals.listed) or "0",
        spent=reading.show_money(totals.spent) or "0",
        returned=reading.show_money(totals.returned) or "0",
        waiting=reading.show_money(totals.waiting) or "0",
    )


def read_change(text: str) -> int | None:
    """Đồng with a sign: `-50.000` takes away, `50.000` adds."""
    typed = text.strip()
    amount = reading.read_money(typed.lstrip("+-−").strip())
    if amount is None:
        return None
    return -amount if typed.startswith(("-", "−")) else amount


def _show_change(amount: int | None) -> str:
    if amount is None:
        return ""
    return f"+{reading.show_money(amount)}" if amount > 0 else reading.show_money(amount)
