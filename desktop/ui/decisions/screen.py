"""Quyết định: the register by state; drafting, signing, the papers themselves in its place."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.decision import DecisionState
from desktop.i18n import _
from desktop.services import certificates, decisions, papers
from desktop.services.decisions import DecisionRow
from desktop.services.desk import Desk
from desktop.ui import actions, marks
from desktop.ui.decisions.draft import DraftPage
from desktop.ui.decisions.sign import SignPage
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, parts, reading
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once
from desktop.ui.paper import PaperPage
from desktop.ui.places import Go, Place
from desktop.ui.screen import Screen

_OPEN = (DecisionState.DRAFT, DecisionState.FOR_SIGNATURE)


class DecisionsScreen(Screen):
    """Register, draft, sign, paper: one page at a time."""

    concerned_by = ("decision", "initiative", "house_fact")

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self._all: tuple[DecisionRow, ...] = ()
        self._state: DecisionState | None = None
        self._show_next = ""
        self._build_register()
        self.draft_page = DraftPage(jobs, self.refuse)
        self.sign_page = SignPage(desk, jobs, self.refuse)
        self.paper_page = PaperPage(jobs, self.refuse, self._say)
        self.draft_page.closed.connect(self._drafted)
        self.sign_page.closed.connect(self._signed)
        self.paper_page.closed.connect(self._to_register)
        self.pages = QStackedWidget()
        for page in (self.register, self.draft_page, self.sign_page, self.paper_page):
            self.pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pages)

    def _say(self, words: str, *, tone: str = "good") -> None:
        self.say(words, tone=tone)

    def _build_register(self) -> None:
        self.register = QWidget()
        make = partial(actions.make, self.register)
        self.acts = {
            "decision.new": make("decision.new", self.new),
            "decision.preview": make("decision.preview", self.preview),
            "decision.forward": make("decision.forward", self.forward),
            "decision.sign": make("decision.sign", self.sign),
            "decision.certificates": make("decision.certificates", self.certificates),
            "decision.issue": make("decision.issue", self.issue),
            "decision.withdraw": make("decision.withdraw", self.withdraw),
        }
        columns = [
            Column(_("Số"), _number, 190),
            Column(_("Ngày ký"), lambda row: reading.show_date(row.signed_on), 120),
            Column(_("Trạng thái"), lambda row: marks.decision(row.state), 150),
            Column(_("Người ký"), lambda row: row.signer, 0),
            Column(_("Sáng kiến"), lambda row: str(row.initiatives), 110),
            Column(_("Bản quét"), lambda row: Mark(_("có"), "attach", "muted") if row.has_scan else "", 110),
            Column(_("Ngày soạn"), lambda row: reading.show_date(row.drafted_on), 120),
        ]
        self.model = PagedModel(columns, all_at_once(self._rows), lambda row: row.id)
        self.table = Table(self.model, _("Sổ quyết định"))
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._opened)
        self.chips: dict[DecisionState, QPushButton] = {}
        for state in DecisionState:
            chip = parts.chip(wording.label(state))
            chip.toggled.connect(partial(self._filter, state))
            self.chips[state] = chip
        self._lay_out_register()

    def _lay_out_register(self) -> None:
        box = parts.page(self.register)
        new = actions.button(self.acts["decision.new"], primary=True)
        box.addLayout(parts.head(parts.heading(_("Quyết định")), new))
        tools = [
            actions.button(self.acts[name], flat=True)
            for name in (
                "decision.preview",
                "decision.forward",
                "decision.sign",
                "decision.certificates",
                "decision.issue",
                "decision.withdraw",
            )
        ]
        box.addWidget(parts.flow(*self.chips.values()))
        box.addWidget(parts.flow(*tools))
        self.middle = QStackedWidget()
        self.middle.addWidget(self.table)
        self.middle.addWidget(
            parts.Empty(
                "decision",
                _("Chưa có quyết định nào"),
                _(
                    "Một quyết định công nhận nhiều sáng kiến mà hội đồng đề nghị, kèm danh sách. "
                    "Bấm Ctrl+N để soạn; số và ngày ghi vào sau khi ký."
                ),
            )
        )
        box.addWidget(self.middle, 1)
        self._chosen(None)

    # --- the register

    def reload(self) -> None:
        """Ask for the register again."""
        self.jobs.ask(decisions.listing, owner=self, then=self._know, exclusive="listing")
        if self.pages.currentWidget() is self.draft_page:
            self.draft_page.reload()

    def arrive(self, place: Place) -> None:
        """Come to the register, at a decision where one is named."""
        if place.record:
            self._to_register()
            self._show_next = place.record
            self.table.choose_key(place.record)
        if self.pages.currentWidget() is self.register:
            self.table.setFocus()

    def _know(self, rows: tuple[DecisionRow, ...]) -> None:
        self._all = rows
        for state, chip in self.chips.items():
            count = sum(row.state is state for row in rows)
            chip.setText(f"{wording.label(state)}  {count}")
            chip.setAccessibleName(chip.text())
            chip.setVisible(bool(count) or chip.isChecked())
        self.model.reload()
        self.middle.setCurrentIndex(0 if rows else 1)
        if self._show_next:
            self.table.choose_key(self._show_next)
            self._show_next = ""
        self._chosen(self.table.current())

    def _rows(self) -> tuple[DecisionRow, ...]:
        return tuple(row for row in self._all if self._state is None or row.state is self._state)

    def _filter(self, state: DecisionState, on: bool) -> None:
        self._state = state if on else None
        for other, chip in self.chips.items():
            if on and other is not state and chip.isChecked():
                chip.blockSignals(True)
                chip.setChecked(False)
                chip.blockSignals(False)
        self.model.reload()

    def _chosen(self, row: DecisionRow | None) -> None:
        is_open = row is not None and row.state in _OPEN
        allowed = {
            "decision.preview": row is not None,
            "decision.forward": row is not None and row.state is DecisionState.DRAFT,
            "decision.sign": is_open,
            "decision.certificates": row is not None and not is_open,
            "decision.issue": row is not None and row.state is DecisionState.SIGNED,
            "decision.withdraw": is_open,
        }
        for name, may in allowed.items():
            self.acts[name].setEnabled(may)

    def _opened(self, _row: DecisionRow) -> None:
        self.preview()

    # --- what can be done

    def new(self) -> None:
        """Draft another."""
        self.pages.setCurrentWidget(self.draft_page)
        self.draft_page.open()

    def _drafted(self, record: str) -> None:
        self._to_register()
        if record:
            self._show_next = record
            self.say(_("Đã lập dự thảo. Xem bản in (Ctrl+P), in ra trình ký."), undoable=True)

    def preview(self) -> None:
        """The real pages of the chosen decision."""
        row = self.table.current()
        if row is not None:
            self.pages.setCurrentWidget(self.paper_page)
            title = (
                _("Quyết định {number}").format(number=row.number) if row.number else _("Dự thảo quyết định")
            )
            self.paper_page.open(title, _stem(row), papers.render_decision, self.desk, row.id)

    def certificates(self) -> None:
        """All certificates of the chosen decision in one job."""
        row = self.table.current()
        if row is not None:
            self.pages.setCurrentWidget(self.paper_page)
            title = _("Giấy chứng nhận theo {number}").format(number=row.number)
            stem = _("Giấy chứng nhận {number}").format(number=row.number)
            self.paper_page.open(title, stem, certificates.render, self.desk, row.id)

    def forward(self) -> None:
        """It went to be signed."""
        self._order(decisions.for_signature, _("Đã chuyển sang Trình ký"))

    def issue(self) -> None:
        """The signed paper went out."""
        self._order(decisions.issue, _("Đã phát hành"))

    def _order(self, order: Any, words: str) -> None:
        row = self.table.current()
        if row is not None:
            self.jobs.order(order, row.id, owner=self, then=partial(self._said, words), refused=self.refuse)

    def _said(self, words: str, _value: object) -> None:
        self.say(words, undoable=True)

    def sign(self) -> None:
        """Number and date."""
        row = self.table.current()
        if row is not None:
            self.pages.setCurrentWidget(self.sign_page)
            self.sign_page.open(row.id, row.initiatives, row.signer)

    def _signed(self, record: str) -> None:
        self._to_register()
        if record:
            self._show_next = record
            self.say(_("Đã cố định bản đã ký; các sáng kiến trong danh sách được công nhận"))

    def withdraw(self) -> None:
        """Throw a draft away, after asking."""
        row = self.table.current()
        if row is not None:
            dialogs.ask(
                self,
                _("Hủy dự thảo với {count} sáng kiến?").format(count=row.initiatives),
                _("Các sáng kiến trở lại trạng thái hội đồng đề nghị."),
                (("withdraw", _("Hủy dự thảo")), ("keep", _("Giữ lại"))),
                self._withdraw,
            )

    def _withdraw(self, answer: str) -> None:
        if answer == "withdraw":
            self._order(decisions.withdraw, _("Đã hủy dự thảo"))

    def _to_register(self) -> None:
        self.pages.setCurrentWidget(self.register)
        self.reload()
        self.table.setFocus()


def _number(row: DecisionRow) -> str | Mark:
    return row.number or Mark(_("chưa có số"), "", "muted")


def _stem(row: DecisionRow) -> str:
    if row.number:
        return _("Quyết định {number}").format(number=row.number)
    return _("Dự thảo quyết định {day}").format(day=row.drafted_on.isoformat())
