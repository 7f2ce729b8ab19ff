"""Quyết định: the register by state; drafting, signing, the papers themselves in its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import Any, TypeVar

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.decision import DecisionState
from desktop.domain.initiative import Route
from desktop.domain.series import Issuing
from desktop.i18n import _
from desktop.services import certificates, decisions, notice_papers, printing, register_rows, registers
from desktop.services.desk import Desk
from desktop.services.printing import Rendered
from desktop.services.register_rows import Kept, RegisterRow
from desktop.ui import actions
from desktop.ui.decisions import columns
from desktop.ui.decisions.certificates import CertificatesPage
from desktop.ui.decisions.draft import DraftPage
from desktop.ui.decisions.mend import MendPage
from desktop.ui.decisions.sign import SignPage
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, parts
from desktop.ui.kit.editors import Combo
from desktop.ui.kit.tables import PagedModel, Table, all_at_once
from desktop.ui.paper import PaperPage
from desktop.ui.places import Go, Place
from desktop.ui.screen import Screen

P = TypeVar("P", DraftPage, SignPage, MendPage, CertificatesPage, PaperPage)

_OPEN = (DecisionState.DRAFT, DecisionState.FOR_SIGNATURE)
_TOOLS = (
    "decision.preview",
    "decision.forward",
    "decision.sign",
    "decision.issue",
    "decision.certificates",
    "decision.reissue",
    "decision.mend",
    "decision.names",
    "decision.withdraw",
)


class DecisionsScreen(Screen):
    """Register, draft, sign, mend, certificates, paper: one page at a time."""

    concerned_by = ("decision", "issued_paper", "initiative", "house_fact")

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self._all: tuple[RegisterRow, ...] = ()
        self._state: DecisionState | None = None
        self._issuer: Issuing | None = None
        self._year = 0
        self._show_next = ""
        self._is_warm = False
        self._back_to: QWidget | None = None
        self._build_register()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.register)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pages)

    # --- pages behind the register, each built when it is first turned to

    @cached_property
    def draft_page(self) -> DraftPage:
        """A new decision."""
        return self._added(DraftPage(self.jobs, self.refuse), self._drafted)

    @cached_property
    def sign_page(self) -> SignPage:
        """Number and date."""
        return self._added(SignPage(self.desk, self.jobs, self.refuse), self._signed)

    @cached_property
    def mend_page(self) -> MendPage:
        """Papers about a paper."""
        return self._added(MendPage(self.jobs, self.refuse), self._drafted)

    @cached_property
    def certificates_page(self) -> CertificatesPage:
        """Certificates one by one."""
        page = CertificatesPage(self.desk, self.jobs, self.refuse, self._say, self._show_paper)
        return self._added(page, self._to_register)

    @cached_property
    def paper_page(self) -> PaperPage:
        """The real pages of a paper."""
        return self._added(PaperPage(self.jobs, self.refuse, self._say), self._from_paper)

    def _added(self, page: P, closed: Callable[..., None]) -> P:
        page.closed.connect(closed)
        self.pages.addWidget(page)
        self.permit(page)
        return page

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
            "decision.reissue": make("decision.reissue", self.one_by_one),
            "decision.mend": make("decision.mend", self.mend),
            "decision.names": make("decision.names", self.check_names),
            "decision.issue": make("decision.issue", self.issue),
            "decision.withdraw": make("decision.withdraw", self.withdraw),
            "decision.shelf": make("decision.shelf", self.to_shelf),
        }
        self.model = PagedModel(columns.columns(), all_at_once(self._rows), lambda row: row.id)
        self.table = Table(
            self.model,
            _("Sổ quyết định"),
            empty=_(
                "Không có văn bản nào khớp. Chọn năm, nơi ban hành hoặc bước khác; Ctrl+N soạn quyết định."
            ),
        )
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._opened)
        self.chips: dict[DecisionState | Issuing, QPushButton] = {}
        for value in (*DecisionState, *Issuing):
            chip = parts.chip(wording.label(value))
            chip.toggled.connect(partial(self._filter, value))
            self.chips[value] = chip
        self.year_box = Combo()
        self.year_box.setAccessibleName(_("Năm"))
        self.year_box.currentIndexChanged.connect(self._turn_year)
        self._lay_out_register()

    def _lay_out_register(self) -> None:
        box = parts.page(self.register)
        new = actions.button(self.acts["decision.new"], primary=True)
        shelf = actions.button(self.acts["decision.shelf"], flat=True)
        box.addLayout(parts.head(parts.heading(_("Quyết định")), shelf, self.year_box, new))
        box.addWidget(parts.flow(*self.chips.values()))
        box.addWidget(parts.flow(*(actions.button(self.acts[name], flat=True) for name in _TOOLS)))
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
        if not self._is_warm:
            self._is_warm = True
            self.jobs.run(printing.warm_up, self.desk, owner=self)
        self.jobs.ask(register_rows.listing, owner=self, then=self._know, exclusive="listing")
        here = self.pages.currentWidget()
        if isinstance(here, DraftPage):
            here.reload()

    def arrive(self, place: Place) -> None:
        """Come to the register, at a decision where one is named, or to a new draft."""
        if place.facts.get("page") == "new":
            self.new()
            route = Route(place.facts.get("route", Route.COUNCIL))
            self.draft_page.offer(route, place.facts.get("records", ""))
            return
        if place.record:
            self._to_register()
            self._show_next = place.record
            self.table.choose_key(place.record)
        if self.pages.currentWidget() is self.register:
            self.table.setFocus()

    def _know(self, rows: tuple[RegisterRow, ...]) -> None:
        self._all = rows
        several = len({row.issuer for row in rows}) > 1
        for value, chip in self.chips.items():
            count = sum(value in (row.state, row.issuer) for row in rows)
            chip.setText(f"{wording.label(value)}  {count}")
            chip.setAccessibleName(chip.text())
            chip.setVisible(
                (bool(count) and (several or isinstance(value, DecisionState))) or chip.isChecked()
            )
        self._offer_years()
        self.model.reload()
        self.middle.setCurrentIndex(0 if rows else 1)
        if self._show_next:
            self.table.choose_key(self._show_next)
            self._show_next = ""
        self._chosen(self.table.current())

    def _offer_years(self) -> None:
        years = sorted({row.year for row in self._all}, reverse=True)
        self.year_box.blockSignals(True)
        self.year_box.clear()
        self.year_box.addItem(_("Mọi năm"), 0)
        for year in years:
            self.year_box.addItem(str(year), year)
        self.year_box.setCurrentIndex(max(0, self.year_box.findData(self._year)))
        self.year_box.setVisible(len(years) > 1)
        self.year_box.blockSignals(False)

    def _turn_year(self, _place: int) -> None:
        self._year = self.year_box.currentData() or 0
        self.model.reload()

    def _rows(self) -> tuple[RegisterRow, ...]:
        return tuple(
            row
            for row in self._all
            if self._state in (None, row.state)
            and self._issuer in (None, row.issuer)
            and self._year in (0, row.year)
        )

    def _filter(self, value: DecisionState | Issuing, on: bool) -> None:
        kind = type(value)
        if isinstance(value, DecisionState):
            self._state = value if on else None
        else:
            self._issuer = value if on else None
        for other, chip in self.chips.items():
            if on and isinstance(other, kind) and other is not value and chip.isChecked():
                chip.blockSignals(True)
                chip.setChecked(False)
                chip.blockSignals(False)
        self.model.reload()

    def _chosen(self, row: RegisterRow | None) -> None:
        is_open = row is not None and row.state in _OPEN
        is_decision = row is not None and row.kept is Kept.DECISION
        is_signed = row is not None and not is_open
        allowed = {
            "decision.preview": row is not None,
            "decision.forward": row is not None and row.state is DecisionState.DRAFT,
            "decision.sign": is_open,
            "decision.certificates": is_decision and is_signed,
            "decision.reissue": is_decision and is_signed,
            "decision.mend": is_decision and is_signed,
            "decision.names": is_decision,
            "decision.issue": row is not None and row.state is DecisionState.SIGNED,
            "decision.withdraw": is_open,
        }
        for name, may in allowed.items():
            self.acts[name].setEnabled(may)

    def _opened(self, _row: RegisterRow) -> None:
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

    def mend(self) -> None:
        """A paper that amends, replaces, annuls or corrects the chosen decision."""
        row = self.table.current()
        if row is not None:
            self.pages.setCurrentWidget(self.mend_page)
            self.mend_page.open(row)

    def preview(self) -> None:
        """The real pages of the chosen paper; what they should be known for is said above them."""
        row = self.table.current()
        if row is not None:
            self._show_paper(columns.title(row), columns.stem(row), register_rows.render, self.desk, row.id)
            self.paper_page.follow(row.id)

    def certificates(self) -> None:
        """All certificates of the chosen decision in one job."""
        row = self.table.current()
        if row is not None:
            title = _("Giấy chứng nhận theo {number}").format(number=row.number)
            stem = _("Giấy chứng nhận {number}").format(number=row.number)
            self._show_paper(title, stem, certificates.render, self.desk, row.id)

    def one_by_one(self) -> None:
        """Certificates one by one: some, again, on bought forms."""
        row = self.table.current()
        if row is not None:
            self.pages.setCurrentWidget(self.certificates_page)
            self.certificates_page.open(row)

    def check_names(self) -> None:
        """The list of names for the workers to look over."""
        row = self.table.current()
        if row is not None:
            title = _("Danh sách soát tên")
            self._show_paper(title, title, notice_papers.name_check, self.desk, row.id)

    def _show_paper(self, title: str, stem: str, render: Callable[..., Rendered], *arguments: Any) -> None:
        self._back_to = self.pages.currentWidget()
        self.pages.setCurrentWidget(self.paper_page)
        self.paper_page.open(title, stem, render, *arguments)

    def _from_paper(self) -> None:
        if isinstance(self._back_to, CertificatesPage):
            self.pages.setCurrentWidget(self._back_to)
            self._back_to.ask_copies()
            self._back_to.table.setFocus()
        else:
            self._to_register()

    def to_shelf(self) -> None:
        """Legal bases, numbering, templates."""
        self.go(Place("templates"))

    def forward(self) -> None:
        """It went to be signed."""
        self._order(decisions.for_signature, registers.for_signature, _("Đã chuyển sang Trình ký"))

    def issue(self) -> None:
        """The signed paper went out."""
        self._order(decisions.issue, registers.issue, _("Đã phát hành"))

    def _order(self, of_decision: Any, of_paper: Any, words: str) -> None:
        row = self.table.current()
        if row is not None:
            order = of_decision if row.kept is Kept.DECISION else of_paper
            self.jobs.order(order, row.id, owner=self, then=partial(self._said, words), refused=self.refuse)

    def _said(self, words: str, _value: object) -> None:
        self.say(words, undoable=True)

    def sign(self) -> None:
        """Number and date."""
        row = self.table.current()
        if row is not None:
            self.pages.setCurrentWidget(self.sign_page)
            self.sign_page.open(row)

    def _signed(self, record: str) -> None:
        self._to_register()
        if record:
            self._show_next = record
            self.say(_("Đã cố định bản đã ký; in lại luôn giống hệt"))

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
            self._order(decisions.withdraw, registers.withdraw, _("Đã hủy dự thảo"))

    def _to_register(self) -> None:
        self.pages.setCurrentWidget(self.register)
        self.reload()
        self.table.setFocus()
