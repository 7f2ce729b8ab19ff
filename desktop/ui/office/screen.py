"""Danh mục: the facts of the house. What is said here holds from a day on; what held before stays known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.access import Right
from desktop.i18n import _
from desktop.services import house_papers, office
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import parts
from desktop.ui.kit.later import LaterTabs
from desktop.ui.office.machine import MachinePage
from desktop.ui.office.pages import CouncilPage, EmployerPage, Page, SignersPage, TastePage, UnionPage
from desktop.ui.office.personal import PersonalPage
from desktop.ui.office.safety import SafetyPage
from desktop.ui.office.users import UsersPage
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Go, Place
from desktop.ui.screen import today


class OfficeScreen(PaperScreen):
    """One page a fact."""

    concerned_by = ("house_fact", "user", "person", "consent", "draft")

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        actions.make(self.main, "office.save", self.save)
        self.print_action = actions.make(self.main, "office.words", self.print_words)
        self._house: office.House | None = None
        self.tabs = LaterTabs(_("Trang của danh mục"), self._made)
        self._add_pages()
        self.tabs.currentChanged.connect(self._turned)
        box = parts.page(self.main)
        people = actions.make(self.main, "office.people", self._people)
        box.addLayout(parts.head(parts.heading(_("Danh mục")), actions.button(people)))
        box.addWidget(self.tabs, 1)

    def _add_pages(self) -> None:
        desk, jobs, day = self.desk, self.jobs, today(self.desk)
        common = (jobs, self._tell, self.refuse, day)
        add = self.tabs.add_later
        self._facts: dict[str, Callable[[], Page]] = {
            "union": add(partial(UnionPage, *common), _("Công đoàn")),
            "employer": add(partial(EmployerPage, *common), _("Doanh nghiệp")),
            "signer": add(partial(SignersPage, *common), _("Người ký")),
            "council": add(partial(CouncilPage, *common), _("Hội đồng")),
            "taste": add(partial(TastePage, *common), _("Giấy tờ")),
        }
        self._named: dict[str, Callable[[], QWidget]] = dict(self._facts)
        if desk.may(Right.ADMINISTER):
            self._users = add(partial(UsersPage, desk, jobs, self._tell, self.refuse), _("Người dùng"))
            self._named["user"] = self._users
        if PersonalPage.is_for(desk):
            personal = partial(
                PersonalPage, desk, jobs, self._tell, self.refuse, day, self.show_paper, self.go
            )
            self._personal = add(personal, _("Dữ liệu cá nhân"))
            self._named |= {"personal": self._personal, "consents": self._personal}
        safety = partial(SafetyPage, desk, jobs, self._tell, self.refuse, self.show_paper)
        self._safety = add(safety, _("An toàn dữ liệu"))
        words = actions.button(self.print_action)
        self._machine = add(partial(MachinePage, desk, jobs, self._tell, words), _("Máy này"))
        self._named |= {"safety": self._safety, "pc": self._machine}

    def page(self, name: str) -> Page:
        """The page of a fact of the house, by its name in places."""
        return self._facts[name]()

    @property
    def users(self) -> UsersPage:
        """Who signs in; only for those who say so."""
        return self._users()

    @property
    def personal(self) -> PersonalPage:
        """What the law on personal data asks for; only for those who may see it."""
        return self._personal()

    @property
    def safety(self) -> SafetyPage:
        """Copies, what was checked, salvage."""
        return self._safety()

    @property
    def machine(self) -> MachinePage:
        """This PC: its key, its recovery words, its copies."""
        return self._machine()

    def _made(self, page: QWidget) -> None:
        self.permit(page)
        if isinstance(page, Page):
            page.save_button.setEnabled(self.desk.may(Right.ARRANGE))
        if self._house is not None and isinstance(page, Page):
            page.show_house(self._house)

    def _tell(self, words: str, *, tone: str = "good", undoable: bool = False) -> None:
        self.say(words, tone=tone, undoable=undoable)

    def reload(self) -> None:
        """What holds today."""
        self.jobs.ask(office.facts, owner=self, then=self._show, exclusive="house")

        self._turned()

    def _turned(self, _place: int = 0) -> None:
        """Pages that ask for more than the facts do so when they are shown."""
        here = self.tabs.currentWidget()
        self.print_action.setVisible(
            not isinstance(here, PersonalPage)
        )  # which has lists of its own to print
        if isinstance(here, UsersPage | PersonalPage | SafetyPage):
            here.reload()

    def _show(self, house: office.House) -> None:
        self._house = house
        for page in self.tabs.built:
            if isinstance(page, Page):
                page.show_house(house)

    def arrive(self, place: Place) -> None:
        """A page may be named."""
        wanted, came = self._named.get(place.facts.get("page", "")), place.facts.get("from", "")
        if wanted is not None:
            self.tabs.setCurrentWidget(wanted())
        if place.facts.get("page") == "consents" and PersonalPage.is_for(self.desk):
            self.personal.show_consents(partial(self.go, Place(came)) if came else None)
        if self.recovery_words:
            self.machine.show_words(self.recovery_words)
        here = self.tabs.currentWidget()
        if isinstance(here, Page):
            next(iter(here.form.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(here, UsersPage | PersonalPage):
            here.begin()
        elif isinstance(here, SafetyPage):
            here.backup_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def _people(self) -> None:
        self.go(Place("catalogue"))

    def print_words(self) -> None:
        """The sheet with the recovery words that are on screen, to be locked away."""
        if self.machine.words:
            title = _("Giấy khôi phục")
            self.show_paper(title, title, house_papers.render_recovery_words, self.desk, self.machine.words)
        else:
            self.tabs.setCurrentWidget(self.machine)
            self.machine.words_passphrase.setFocus()

    def save(self) -> None:
        """Ctrl+S stores the page on screen."""
        here = self.tabs.currentWidget()
        if isinstance(here, Page | UsersPage):
            here.save()
