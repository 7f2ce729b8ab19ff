"""Danh mục: the facts of the house. What is said here holds from a day on; what held before stays known."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget

from desktop.i18n import _
from desktop.services import house_papers, office
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import parts
from desktop.ui.office.machine import MachinePage
from desktop.ui.office.pages import CouncilPage, EmployerPage, Page, SignersPage, TastePage, UnionPage
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Go, Place
from desktop.ui.screen import today


class OfficeScreen(PaperScreen):
    """One page a fact."""

    concerned_by = ("house_fact",)

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
        self.tabs.addTab(self.machine, _("Máy này"))
        box = parts.page(self.main)
        box.addLayout(parts.head(parts.heading(_("Danh mục"))))
        box.addWidget(self.tabs, 1)

    def _tell(self, words: str, *, tone: str = "good", undoable: bool = False) -> None:
        self.say(words, tone=tone, undoable=undoable)

    def reload(self) -> None:
        """What holds today."""
        self.jobs.ask(office.facts, owner=self, then=self._show, exclusive="house")

    def _show(self, house: office.House) -> None:
        for page in self.pages.values():
            page.show_house(house)

    def arrive(self, place: Place) -> None:
        """A page may be named."""
        wanted = place.facts.get("page", "")
        if wanted in self.pages:
            self.tabs.setCurrentWidget(self.pages[wanted])
        elif wanted == "pc":
            self.tabs.setCurrentWidget(self.machine)
        if self.recovery_words:
            self.machine.show_words(self.recovery_words)
        here = self.tabs.currentWidget()
        if isinstance(here, Page):
            next(iter(here.form.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

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
        if isinstance(here, Page):
            here.save()
