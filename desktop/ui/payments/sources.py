"""Purses and the rule of remuneration: dated rows. What is said here holds from a day on; rounds keep what they had."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.problems import Problem, Refused
from desktop.domain.purse import Condition, Ledger, Purse, RemunerationRule, Sureness
from desktop.i18n import _
from desktop.services import payments, purses
from desktop.services.payments import LedgerRow
from desktop.services.purses import DatedPurse
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import CheckField, Form, ReadField, TextField
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once

_REMUNERATION = "remuneration"


class SourcesPage(QWidget):
    """Rows above, the form of the chosen one below; the last row is the rule of remuneration."""

    table: Table

    def __init__(
        self, jobs: Jobs, refuse: Callable[[Refused], None], acts: dict[str, QAction], today: date
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._refuse = refuse
        self._today = today
        self._rows: list[DatedPurse | RemunerationRule] = []
        self._purses: tuple[DatedPurse, ...] = ()
        self._spent: dict[str, LedgerRow] = {}
        self._code = ""
        columns = [
            Column(_("Nguồn chi"), _name, 0),
            Column(_("Từ ngày"), _since, 124),
            Column(_("Mức chi"), _rate, 110, right=True),
            Column(_("Tối đa"), _cap, 110, right=True),
            Column(_("Sổ"), _ledger, 230),
            Column(_("Đã chi"), self._used, 120, right=True),
        ]
        self.model = PagedModel(columns, all_at_once(lambda: self._rows), _key)
        self.table = Table(
            self.model, _("Các nguồn chi"), empty=_("Chưa có nguồn chi. Điền rồi lưu (Ctrl+S).")
        )
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._to_form)
        self.purse_form, purse_rows = self._build_purse()
        self.rule_form, rule_rows = self._build_rule()
        self.stack = QStackedWidget()
        self.stack.addWidget(purse_rows)
        self.stack.addWidget(rule_rows)
        self.from_field = forms.date_field(_("Có hiệu lực từ"), today, hint=_("trống: từ hôm nay"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.XS)
        box.addWidget(self.table, 1)
        box.addWidget(self.stack)
        foot = QHBoxLayout()
        self.from_field.setFixedWidth(230)
        foot.addWidget(self.from_field)
        note = parts.text(_("Đợt đã lập giữ mức lúc lập; mức tối đa không phải là mức chi."), "secondary")
        foot.addWidget(note, 1)
        foot.addWidget(actions.button(acts["pay.save"], primary=True))
        box.addLayout(foot)

    def _build_purse(self) -> tuple[Form, QWidget]:
        self.code_field = TextField(_("Mã"), needed=True, limit=30)
        self.name_field = TextField(_("Tên nguồn chi"), needed=True, limit=120)
        self.rate_field = forms.money_field(_("Mức chi một sáng kiến"))
        self.cap_field = forms.money_field(_("Tối đa một sáng kiến"))
        self.ledger_field = forms.enum_field(_("Sổ"), (Ledger.SUPPORT, Ledger.REWARD))
        self.basis_field = TextField(_("Căn cứ (in trên danh sách)"), limit=300)
        self.until_field = forms.date_field(_("Ngày cuối cùng"), self._today)
        self.sure_field = forms.enum_field(_("Lấy từ đâu"), Sureness)
        self.conditions = {condition: CheckField(wording.label(condition)) for condition in Condition}
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(
            forms.row(
                1, self.code_field, 3, self.name_field, 2, self.rate_field, 2, self.cap_field,
                2, self.ledger_field, spacing=look.M,
            )
        )  # fmt: skip
        box.addLayout(forms.row(4, self.basis_field, 2, self.until_field, 3, self.sure_field, spacing=look.M))
        box.addLayout(forms.row(*self.conditions.values(), spacing=look.S))
        return Form(
            {
                "code": self.code_field,
                "name": self.name_field,
                "rate": self.rate_field,
                "cap": self.cap_field,
                "ledger": self.ledger_field,
                "basis": self.basis_field,
                "until": self.until_field,
                "sureness": self.sure_field,
                **{condition.value: field for condition, field in self.conditions.items()},
            },
            self,
        ), page

    def _build_rule(self) -> tuple[Form, QWidget]:
        fields = {
            "percent": ReadField(
                _("Phần trăm làm lợi"), reading.read_share, _show_percent, code="count.unreadable"
            ),
            "years": forms.count_field(_("Số năm")),
            "months_to_pay": forms.count_field(_("Trả trong (tháng)")),
            "base_wage": forms.money_field(_("Lương cơ sở")),
            "times_base_wage": forms.count_field(_("Số lần lương cơ sở, khi không tính được")),
        }
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(forms.row(*fields.values(), spacing=look.M))
        box.addStretch(1)
        return Form(dict(fields), self), page

    def reload(self) -> None:
        """Ask for purses, what went through them, and the rule."""
        self._jobs.ask(payments.ledger, owner=self, then=self._know_ledger, exclusive="ledger")

    def begin(self) -> None:
        """The hand goes to the list."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _know_ledger(self, rows: tuple[LedgerRow, ...]) -> None:
        self._spent = {row.purse.code: row for row in rows}
        self._jobs.ask(purses.history, owner=self, then=self._know_purses, exclusive="history")

    def _know_purses(self, rows: tuple[DatedPurse, ...]) -> None:
        self._purses = rows
        self._jobs.ask(purses.remuneration_rule, owner=self, then=self._know_rule, exclusive="rule")

    def _know_rule(self, rule: RemunerationRule) -> None:
        self._rows = [*self._purses, rule]
        self.model.reload()

    def _used(self, row: DatedPurse | RemunerationRule) -> str:
        if isinstance(row, RemunerationRule) or not row.holds or row.purse.code not in self._spent:
            return ""
        return reading.show_money(self._spent[row.purse.code].totals.spent) or "0"

    def _chosen(self, row: DatedPurse | RemunerationRule | None) -> None:
        if row is None or self.purse_form.is_dirty or self.rule_form.is_dirty:
            return
        if isinstance(row, RemunerationRule):
            self.stack.setCurrentIndex(1)
            names = self.rule_form.fields
            self.rule_form.fill({name: getattr(row, name) for name in names})
        else:
            self.stack.setCurrentIndex(0)
            self._fill_purse(row.purse)

    def _fill_purse(self, purse: Purse) -> None:
        self.purse_form.fill(
            {
                "code": purse.code,
                "name": purse.name,
                "rate": purse.rate,
                "cap": purse.cap,
                "ledger": purse.ledger,
                "basis": purse.basis,
                "until": purse.until,
                "sureness": purse.sureness,
                **{condition.value: condition in purse.conditions for condition in Condition},
            }
        )

    def _to_form(self, _row: object) -> None:
        first = self.code_field if self.stack.currentIndex() == 0 else self.rule_form.fields["percent"]
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """Store the purse (or the rule) from the day that is named on."""
        form = self.purse_form if self.stack.currentIndex() == 0 else self.rule_form
        form.show_problems(())
        if form.unreadable or not self.from_field.is_readable:
            form.focus_first_problem()
            return
        typed, day = form.values(), self.from_field.value()
        if form is self.rule_form:
            numbers: dict[str, Any] = {name: value or 0 for name, value in typed.items()}
            rule = RemunerationRule(**numbers)
            self._jobs.order(
                purses.put_remuneration_rule, rule, day, owner=self, then=self._saved, refused=self._no
            )
            return
        said = Purse(
            typed["code"],
            typed["name"],
            typed["rate"] or 0,
            typed["cap"] or 0,
            ledger=typed["ledger"],
            conditions=tuple(condition for condition in Condition if typed[condition.value]),
            basis=typed["basis"],
            sureness=typed["sureness"],
            until=typed["until"],
        )
        self._jobs.order(purses.put_purse, said, day, owner=self, then=self._saved, refused=self._no)

    def _saved(self, _nothing: None) -> None:
        self.purse_form.is_dirty = self.rule_form.is_dirty = False
        self.from_field.set_value(None)
        self.begin()

    def _no(self, refused: Refused) -> None:
        form = self.purse_form if self.stack.currentIndex() == 0 else self.rule_form
        found = refused.facts.get("problems")
        problems: tuple[Problem, ...] = found if isinstance(found, tuple) else ()
        homeless = form.show_problems(problems)
        form.focus_first_problem()
        if homeless or not problems:
            self._refuse(refused)


def _key(row: DatedPurse | RemunerationRule) -> str:
    return _REMUNERATION if isinstance(row, RemunerationRule) else f"{row.purse.code}/{row.valid_from}"


def _name(row: DatedPurse | RemunerationRule) -> Mark:
    if isinstance(row, RemunerationRule):
        return Mark(_("Thù lao theo Điều lệ Sáng kiến"), "good", "good")
    words = row.purse.name
    return Mark(words, "good", "good") if row.holds else Mark(words, "idle", "muted")


def _since(row: DatedPurse | RemunerationRule) -> str:
    if isinstance(row, RemunerationRule):
        return ""
    return reading.show_date(row.valid_from) or _("ban đầu")


def _rate(row: DatedPurse | RemunerationRule) -> str:
    if isinstance(row, RemunerationRule):
        return f"{_show_percent(row.percent)} %"
    return reading.show_money(row.purse.rate)


def _cap(row: DatedPurse | RemunerationRule) -> str:
    return "" if isinstance(row, RemunerationRule) else reading.show_money(row.purse.cap)


def _ledger(row: DatedPurse | RemunerationRule) -> str:
    return wording.label(Ledger.REMUNERATION if isinstance(row, RemunerationRule) else row.purse.ledger)


def _show_percent(percent: int | None) -> str:
    return "" if percent is None else f"{percent / 100:g}".replace(".", ",")
