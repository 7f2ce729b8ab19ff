"""Danh mục: the facts of the house. What is said here holds from a day on; what held before stays known."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget

from desktop.domain.access import Right
from desktop.i18n import _
from desktop.services import house_papers, office
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import parts
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
        day = today(desk)
        self.pages: dict[str, Page] = {
            "union": UnionPage(jobs, self._tell, self.refuse, day),
            "employer": EmployerPage(jobs, self._tell, self.refuse, day),
            "signer": SignersPage(jobs, self._tell, self.refuse, day),
            "council": CouncilPage(jobs, self._tell, self.refuse, day),
            "taste": TastePage(jobs, self._tell, self.refuse, day),
        }
        self.machine = MachinePage(desk, jobs, self._tell, actions.button(self.print_action))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Trang của danh mục"))
        words = (_("Công đoàn"), _("Doanh nghiệp"), _("Người ký"), _("Hội đồng"), _("Giấy tờ"))
        for page, name in zip(self.pages.values(), words, strict=True):
            self.tabs.addTab(page, name)
        self.users = UsersPage(desk, jobs, self._tell, self.refuse)
        self.personal = PersonalPage(desk, jobs, self._tell, self.refuse, day)
        self.safety = SafetyPage(desk, jobs, self._tell, self.refuse, self.show_paper)
        self._others = {
            "user": self.users,
            "personal": self.personal,
            "safety": self.safety,
            "pc": self.machine,
        }
        if desk.may(Right.ADMINISTER):
            self.tabs.addTab(self.users, _("Người dùng"))
        if PersonalPage.is_for(desk):
            self.tabs.addTab(self.personal, _("Dữ liệu cá nhân"))
        self.tabs.addTab(self.safety, _("An toàn dữ liệu"))
        self.tabs.addTab(self.machine, _("Máy này"))
        for page in (self.users, self.personal):
            if self.tabs.indexOf(page) < 0:
                page.setParent(self)
                page.hide()
        self.tabs.currentChanged.connect(self._turned)
        box = parts.page(self.main)
        people = actions.make(self.main, "office.people", self._people)
        box.addLayout(parts.head(parts.heading(_("Danh mục")), actions.button(people)))
        box.addWidget(self.tabs, 1)

    def _tell(self, words: str, *, tone: str = "good", undoable: bool = False) -> None:
        self.say(words, tone=tone, undoable=undoable)

    def reload(self) -> None:
        """What holds today."""
        self.jobs.ask(office.facts, owner=self, then=self._show, exclusive="house")

        self._turned()

    def _turned(self, _place: int = 0) -> None:
        """Pages that ask for more than the facts do so when they are shown."""
        here = self.tabs.currentWidget()
        if isinstance(here, UsersPage | PersonalPage | SafetyPage):
            here.reload()

    def _show(self, house: office.House) -> None:
        for page in self.pages.values():
            page.show_house(house)

    def arrive(self, place: Place) -> None:
        """A page may be named."""
        wanted = place.facts.get("page", "")
        if wanted in self.pages:
            self.tabs.setCurrentWidget(self.pages[wanted])
        elif wanted in self._others and self.tabs.indexOf(self._others[wanted]) >= 0:
            self.tabs.setCurrentWidget(self._others[wanted])
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
