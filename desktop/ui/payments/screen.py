"""Chi hỗ trợ: open a round, have its list signed, say what became of each sum, settle."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from desktop.domain.payment import PayeeState
from desktop.i18n import _
from desktop.services import filing_letters, payments, settling
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look, parts, reading
from desktop.ui.kit.later import LaterTabs
from desktop.ui.paper import PaperScreen
from desktop.ui.payments.choose import ChoosePage
from desktop.ui.payments.portal import PortalPage
from desktop.ui.payments.remuneration import RemunerationPage
from desktop.ui.payments.rounds import RoundsPage
from desktop.ui.payments.sources import SourcesPage
from desktop.ui.places import Go, Place
from desktop.ui.screen import today

PaymentPage = ChoosePage | RoundsPage | PortalPage | RemunerationPage | SourcesPage

_TOUCHED = ("payment_round", "payment_line")


class PaymentsScreen(PaperScreen):
    """Who is paid next, the rounds so far, another portal's word, remuneration, and the purses themselves."""

    concerned_by = (
        "initiative", "payment_round", "payment_line", "payment_correction", "remuneration", "report", "portal",
        "portal_word", "house_fact",
    )  # fmt: skip

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        act = {
            "pay.open": actions.make(self.main, "pay.open", lambda: self._on_choose(self.choose.open_round)),
            "pay.all": actions.make(self.main, "pay.all", lambda: self._on_choose(self.choose.choose_all)),
            "pay.ask": actions.make(self.main, "pay.ask", self.ask_for_support),
            "pay.file": actions.make(self.main, "pay.file", lambda: self._on_choose(self.file_asking)),
            "pay.list": actions.make(self.main, "pay.list", self.print_list),
            "pay.paid": actions.make(self.main, "pay.paid", lambda: self._say(PayeeState.PAID)),
            "pay.returned": actions.make(self.main, "pay.returned", lambda: self._say(PayeeState.RETURNED)),
            "pay.other": actions.make(self.main, "pay.other", lambda: self._say(PayeeState.PAID_TO_OTHER)),
            "pay.settle": actions.make(self.main, "pay.settle", self.settle),
            "pay.withdraw": actions.make(self.main, "pay.withdraw", self.withdraw),
            "pay.correct": actions.make(self.main, "pay.correct", self.correct),
            "pay.save": actions.make(self.main, "pay.save", self.save),
        }
        day = today(desk)
        later = (jobs, self.refuse, act, day)
        self.tabs = LaterTabs(_("Trang của chi hỗ trợ"), self.permit)
        self._choose = self.tabs.add_later(partial(ChoosePage, jobs, self.refuse, act), _("Lập đợt chi"))
        self._rounds = self.tabs.add_later(partial(RoundsPage, jobs, self.refuse, act), _("Các đợt chi"))
        self._portal = self.tabs.add_later(partial(PortalPage, *later), _("Kết quả cổng khác"))
        self._remuneration = self.tabs.add_later(partial(RemunerationPage, *later), _("Thù lao"))
        self._sources = self.tabs.add_later(partial(SourcesPage, *later), _("Nguồn chi"))
        self._named: dict[str, Callable[[], PaymentPage]] = {
            "choose": self._choose,
            "rounds": self._rounds,
            "portal": self._portal,
            "remuneration": self._remuneration,
            "sources": self._sources,
        }
        self.choose.opened.connect(self._opened)
        self.tabs.currentChanged.connect(self._turned)
        outer = parts.page(self.main)
        outer.setSpacing(look.XS)
        outer.addLayout(parts.head(parts.heading(_("Chi hỗ trợ"))))
        outer.addWidget(self.tabs, 1)

    @property
    def choose(self) -> ChoosePage:
        """Who is paid next."""
        return self._choose()

    @property
    def rounds(self) -> RoundsPage:
        """The rounds so far."""
        return self._rounds()

    @property
    def portal(self) -> PortalPage:
        """Another portal's word."""
        return self._portal()

    @property
    def remuneration(self) -> RemunerationPage:
        """What the law owes authors each year."""
        return self._remuneration()

    @property
    def sources(self) -> SourcesPage:
        """The purses themselves."""
        return self._sources()

    def reload(self) -> None:
        """The pages that matter at once; the others when somebody turns to them."""
        self.choose.reload()
        self.rounds.reload()
        here = self._here()
        if here not in (self.choose, self.rounds):
            here.reload()

    def arrive(self, place: Place) -> None:
        """A round where the place names one, a page that it names, else the choice of who is paid next."""
        wanted = "rounds" if place.record else place.facts.get("page", "choose")
        page = self._named.get(wanted, self._choose)()
        self.tabs.setCurrentWidget(page)
        if place.record:
            self.rounds.show_round(place.record)
        page.begin()

    def show_main(self) -> None:
        """Back from the paper: the hand goes to the list."""
        super().show_main()
        self._here().begin()

    def _here(self) -> PaymentPage:
        here = self.tabs.currentWidget()
        assert isinstance(here, PaymentPage), "no others are added"
        return here

    def _turned(self, _place: int) -> None:
        here = self._here()
        if here not in (self.choose, self.rounds):
            here.reload()

    def save(self) -> None:
        """Ctrl+S stores what is typed on the page on screen."""
        for page in (self.portal, self.remuneration, self.sources):
            if self.tabs.currentWidget() is page:
                page.save()

    def correct(self) -> None:
        """A correction of the chosen settled sum."""
        if self.tabs.currentWidget() is self.rounds:
            self.rounds.correct()

    def _on_choose(self, act: Any) -> None:
        if self.tabs.currentWidget() is self.choose:
            act()

    def _opened(self, record: str) -> None:
        self.say(_("Đã lập đợt chi; in danh sách để ký nhận"), undoable=True)
        self.tabs.setCurrentWidget(self.rounds)
        self.rounds.show_round(record)
        self._show_list(record)

    def print_list(self) -> None:
        """The real pages of the chosen round's list."""
        view = self.rounds.view
        if view is not None:
            self.tabs.setCurrentWidget(self.rounds)
            self._show_list(view.round.id)

    def _show_list(self, record: str) -> None:
        self.show_paper(
            _("Danh sách chi có ký nhận"), _("Danh sách chi"), settling.render_round, self.desk, record
        )

    def ask_for_support(self) -> None:
        """The letter that asks for the chosen purse's money."""
        purse = self.choose.purse
        if purse is not None:
            title = _("Công văn đề nghị hỗ trợ")
            self.show_paper(title, title, settling.render_asking, self.desk, purse.code, self.choose.chosen())

    def file_asking(self) -> None:
        """The same letter goes into the register, to be numbered and signed there."""
        purse = self.choose.purse
        if purse is not None:
            self.jobs.order(
                filing_letters.file_asking,
                purse.code,
                self.choose.chosen(),
                owner=self,
                then=self._filed,
                refused=self.refuse,
            )

    def _filed(self, record: str) -> None:
        self.go(Place("decisions", record))

    def _say(self, state: PayeeState) -> None:
        if self.tabs.currentWidget() is self.rounds:
            self.rounds.say_what_became(state)

    def settle(self) -> None:
        """Freeze the list of the chosen round; asked once, since from then on there are only corrections."""
        view = self.rounds.view
        if view is None or self.tabs.currentWidget() is not self.rounds:
            return
        if view.totals.waiting:
            self._settle(view.round.id, "settle")  # refused, with who is still waiting
            return
        dialogs.ask(
            self,
            _("Quyết toán đợt {number:02d}/{year}? Không hoàn tác được.").format(
                number=view.round.number, year=view.round.year
            ),
            _(
                "Đã chi {paid} đồng, nộp lại quỹ {returned} đồng. Sau đó chỉ ghi được điều chỉnh có lý do."
            ).format(
                paid=reading.show_money(view.totals.paid) or "0",
                returned=reading.show_money(view.totals.returned) or "0",
            ),
            (("settle", _("Quyết toán")), ("wait", _("Để sau"))),
            partial(self._settle, view.round.id),
            is_final=True,
        )

    def _settle(self, record: str, answer: str) -> None:
        if answer != "settle":
            return
        self.jobs.run(
            settling.settle,
            self.desk,
            record,
            owner=self,
            then=self._settled,
            refused=self.refuse,
            label=_("Quyết toán đợt chi"),
            stop="check",
            exclusive="settle",
            touches=_TOUCHED,
        )

    def _settled(self, _done: Any) -> None:
        self.say(_("Đã quyết toán; danh sách được giữ nguyên"))

    def withdraw(self) -> None:
        """Throw the chosen open round away."""
        view = self.rounds.view
        if view is not None and self.tabs.currentWidget() is self.rounds:
            self.jobs.order(
                payments.withdraw,
                view.round.id,
                owner=self,
                then=self._withdrawn,
                refused=self.refuse,
            )

    def _withdrawn(self, _nothing: None) -> None:
        self.say(_("Đã hủy đợt chi"), undoable=True)
