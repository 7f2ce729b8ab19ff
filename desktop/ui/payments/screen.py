"""Chi hỗ trợ: open a round, have its list signed, say what became of each sum, settle."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTabWidget

from desktop.domain.payment import PayeeState
from desktop.i18n import _
from desktop.services import payments, settling
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.paper import PaperScreen
from desktop.ui.payments.choose import ChoosePage
from desktop.ui.payments.rounds import RoundsPage
from desktop.ui.places import Go, Place

_TOUCHED = ("payment_round", "payment_line")


class PaymentsScreen(PaperScreen):
    """Two pages: who is paid next, and the rounds so far."""

    concerned_by = ("initiative", "payment_round", "payment_line", "report", "portal", "house_fact")

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        act = {
            "pay.open": actions.make(self.main, "pay.open", lambda: self._on_choose(self.choose.open_round)),
            "pay.all": actions.make(self.main, "pay.all", lambda: self._on_choose(self.choose.choose_all)),
            "pay.ask": actions.make(self.main, "pay.ask", self.ask_for_support),
            "pay.list": actions.make(self.main, "pay.list", self.print_list),
            "pay.paid": actions.make(self.main, "pay.paid", lambda: self._say(PayeeState.PAID)),
            "pay.returned": actions.make(self.main, "pay.returned", lambda: self._say(PayeeState.RETURNED)),
            "pay.other": actions.make(self.main, "pay.other", lambda: self._say(PayeeState.PAID_TO_OTHER)),
            "pay.settle": actions.make(self.main, "pay.settle", self.settle),
            "pay.withdraw": actions.make(self.main, "pay.withdraw", self.withdraw),
        }
        self.choose = ChoosePage(jobs, self.refuse, act)
        self.rounds = RoundsPage(jobs, self.refuse, act)
        self.choose.opened.connect(self._opened)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Trang của chi hỗ trợ"))
        self.tabs.addTab(self.choose, _("Lập đợt chi"))
        self.tabs.addTab(self.rounds, _("Các đợt chi"))
        outer = parts.page(self.main)
        outer.setSpacing(look.XS)
        outer.addLayout(parts.head(parts.heading(_("Chi hỗ trợ"))))
        outer.addWidget(self.tabs, 1)

    def reload(self) -> None:
        """Both pages."""
        self.choose.reload()
        self.rounds.reload()

    def arrive(self, place: Place) -> None:
        """A round where the place names one, else the choice of who is paid next."""
        if place.record or place.facts.get("page") == "rounds":
            self.tabs.setCurrentWidget(self.rounds)
            if place.record:
                self.rounds.show_round(place.record)
            self.rounds.begin()
        else:
            self.tabs.setCurrentWidget(self.choose)
            self.choose.begin()

    def show_main(self) -> None:
        """Back from the paper: the hand goes to the list."""
        super().show_main()
        (self.rounds if self.tabs.currentWidget() is self.rounds else self.choose).begin()

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

    def _say(self, state: PayeeState) -> None:
        if self.tabs.currentWidget() is self.rounds:
            self.rounds.say_what_became(state)

    def settle(self) -> None:
        """Freeze the list of the chosen round; from then on there are only corrections."""
        view = self.rounds.view
        if view is None or self.tabs.currentWidget() is not self.rounds:
            return
        self.jobs.run(
            settling.settle,
            self.desk,
            view.round.id,
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
