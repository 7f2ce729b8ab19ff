"""Căn cứ, số và mẫu: four pages behind the register, and the sample pages of a template in their place."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget

from desktop.i18n import _
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import parts
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Go, Place
from desktop.ui.screen import today
from desktop.ui.templates.guidance import GuidancePage
from desktop.ui.templates.legal import LegalPage
from desktop.ui.templates.numbering import NumberingPage
from desktop.ui.templates.shelf import ShelfPage


class TemplatesScreen(PaperScreen):
    """Templates, legal bases, numbering."""

    concerned_by = ("house_fact", "guidance")

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        actions.make(self.main, "templates.save", self.save)
        close = actions.make(self.main, "templates.close", self._close)
        self.shelf = ShelfPage(desk, jobs, self.refuse, self._tell, self.show_paper)
        self.legal = LegalPage(jobs, self.refuse, self._tell, today(desk))
        self.numbering = NumberingPage(desk, jobs, self.refuse, self._tell)
        self.guidance = GuidancePage(desk, jobs, self.refuse, self._tell)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Trang căn cứ, số và mẫu"))
        self.tabs.addTab(self.shelf, _("Mẫu giấy tờ"))
        self.tabs.addTab(self.legal, _("Căn cứ pháp lý"))
        self.tabs.addTab(self.numbering, _("Lấy số"))
        self.tabs.addTab(self.guidance, _("Từ cấp trên"))
        box = parts.page(self.main)
        box.addLayout(parts.head(parts.heading(_("Căn cứ, số và mẫu")), actions.button(close, flat=True)))
        box.addWidget(self.tabs, 1)

    def _tell(self, words: str, *, tone: str = "good", undoable: bool = False) -> None:
        self.say(words, tone=tone, undoable=undoable)

    def reload(self) -> None:
        """Ask again for all four."""
        self.shelf.reload()
        self.legal.reload()
        self.numbering.reload()
        self.guidance.reload()

    def arrive(self, place: Place) -> None:
        """A page may be named: `templates`, `legal`, `numbering`, `guidance`."""
        pages = {
            "templates": self.shelf,
            "legal": self.legal,
            "numbering": self.numbering,
            "guidance": self.guidance,
        }
        wanted = pages.get(place.facts.get("page", ""))
        if wanted is not None:
            self.tabs.setCurrentWidget(wanted)
        if self.tabs.currentWidget() is self.shelf:
            self.shelf.table.setFocus()
        elif self.tabs.currentWidget() is self.guidance:
            self.guidance.table.setFocus()
        else:
            self.tabs.tabBar().setFocus()

    def save(self) -> None:
        """Ctrl+S stores the legal basis on screen."""
        if self.tabs.currentWidget() is self.legal:
            self.legal.save()

    def _close(self) -> None:
        self.go(Place("decisions"))
