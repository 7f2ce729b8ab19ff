"""Người và đơn vị: nothing is overwritten, every name and every move has its day."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.services.desk import Desk
from desktop.services.reorganising import UnitKind
from desktop.ui import actions
from desktop.ui.catalogue.names import NamesPage
from desktop.ui.catalogue.people import PeoplePage
from desktop.ui.catalogue.reorganise import ReorganisePage
from desktop.ui.catalogue.units import BodiesPage, UnitsPage, WorkshopsPage
from desktop.ui.jobs import Jobs
from desktop.ui.kit import parts
from desktop.ui.places import Go, Place
from desktop.ui.screen import Screen, today


class CatalogueScreen(Screen):
    """People, workshops, bodies, names."""

    concerned_by = ("person", "workshop", "house_fact", "person_alias")

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        day = today(desk)
        self.acts = {
            "catalogue.new": actions.make(self, "catalogue.new", self._new),
            "catalogue.save": actions.make(self, "catalogue.save", self._save),
            "catalogue.find": actions.make(self, "catalogue.find", self._find),
            "catalogue.back": actions.make(self, "catalogue.back", self._back),
            "catalogue.house": actions.make(self, "catalogue.house", self._house),
        }
        self.people = PeoplePage(jobs, self._tell, self.refuse, day)
        self.workshops = WorkshopsPage(jobs, self._tell, self.refuse, day)
        self.bodies = BodiesPage(jobs, self._tell, self.refuse, day)
        self.names = NamesPage(jobs, actions.button(self.acts["catalogue.house"], flat=True))
        self.places: dict[str, QWidget] = {
            "people": self.people,
            "workshops": self.workshops,
            "bodies": self.bodies,
            "names": self.names,
        }
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Trang"))
        words = (_("Người lao động"), _("Tổ, xưởng"), _("Công đoàn cấp trên"), _("Tên theo ngày"))
        for page, name in zip(self.places.values(), words, strict=True):
            self.tabs.addTab(page, name)
        self.tabs.currentChanged.connect(self._turned)
        self.many = ReorganisePage(jobs, self._tell, self.refuse, day)
        self.many.closed.connect(self._back)
        for units in (self.workshops, self.bodies):
            units.reorganise.connect(self.reorganise)
        main = QWidget()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tabs)
        self.stack.addWidget(self.many)
        box = parts.page(main)
        box.addLayout(parts.head(parts.heading(_("Người và đơn vị"))))
        box.addWidget(self.stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(main)

    def _tell(self, words: str, *, tone: str = "good", undoable: bool = False) -> None:
        self.say(words, tone=tone, undoable=undoable)

    def reload(self) -> None:
        """Ask again on the page that is on screen."""
        self.tabs.currentWidget().reload()  # type: ignore[attr-defined]  # every page can

    def arrive(self, place: Place) -> None:
        """A page may be named."""
        wanted = self.places.get(place.facts.get("page", ""))
        if wanted is not None:
            self.tabs.setCurrentWidget(wanted)
        self._begin()

    def _begin(self) -> None:
        here = self.tabs.currentWidget()
        if here is self.people:
            self.people.search.setFocus()
        elif isinstance(here, UnitsPage):
            here.table.setFocus()
        else:
            self.tabs.tabBar().setFocus()

    def _turned(self, _place: int) -> None:
        self.reload()

    def reorganise(self, kind: UnitKind) -> None:
        """Turn to the page of many changes."""
        self.stack.setCurrentWidget(self.many)
        self.many.begin(kind)

    def _back(self) -> None:
        self.stack.setCurrentWidget(self.tabs)
        self._begin()

    def _find(self) -> None:
        self.tabs.setCurrentWidget(self.people)
        self.people.search.setFocus()

    def _new(self) -> None:
        here = self.tabs.currentWidget()
        if isinstance(here, PeoplePage | UnitsPage):
            here.new()

    def _save(self) -> None:
        here = self.tabs.currentWidget()
        if self.stack.currentWidget() is self.many:
            self.many.run()
        elif isinstance(here, PeoplePage | UnitsPage):
            here.save()

    def _house(self) -> None:
        self.go(Place("office", facts={"page": "union"}))
