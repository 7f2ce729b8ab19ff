"""Người và đơn vị: nothing is overwritten, every name and every move has its day."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

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
from desktop.ui.kit.later import LaterTabs
from desktop.ui.places import Go, Place
from desktop.ui.screen import Screen, today

U = TypeVar("U", bound=UnitsPage)


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
        common = (jobs, self._tell, self.refuse, day)
        self.tabs = LaterTabs(_("Trang"), self.permit)
        self._people = self.tabs.add_later(partial(PeoplePage, *common), _("Người lao động"))
        self._workshops = self.tabs.add_later(lambda: self._units(WorkshopsPage(*common)), _("Tổ, xưởng"))
        self._bodies = self.tabs.add_later(lambda: self._units(BodiesPage(*common)), _("Công đoàn cấp trên"))
        self._names = self.tabs.add_later(self._make_names, _("Tên theo ngày"))
        self._named: dict[str, Callable[[], QWidget]] = {
            "people": self._people,
            "workshops": self._workshops,
            "bodies": self._bodies,
            "names": self._names,
        }
        self.tabs.currentChanged.connect(self._turned)
        self._day = day
        main = QWidget()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tabs)
        box = parts.page(main)
        box.addLayout(parts.head(parts.heading(_("Người và đơn vị"))))
        box.addWidget(self.stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(main)

    @property
    def people(self) -> PeoplePage:
        """Everybody who ever worked here."""
        return self._people()

    @property
    def workshops(self) -> WorkshopsPage:
        """Workshops with their days."""
        return self._workshops()

    @property
    def bodies(self) -> BodiesPage:
        """The levels above."""
        return self._bodies()

    @property
    def names(self) -> NamesPage:
        """What was called how, from which day on."""
        return self._names()

    @cached_property
    def many(self) -> ReorganisePage:
        """Many changes at once."""
        page = ReorganisePage(self.jobs, self._tell, self.refuse, self._day)
        page.closed.connect(self._back)
        self.stack.addWidget(page)
        self.permit(page)
        return page

    def _units(self, page: U) -> U:
        page.reorganise.connect(self.reorganise)
        return page

    def _make_names(self) -> NamesPage:
        return NamesPage(self.jobs, actions.button(self.acts["catalogue.house"], flat=True))

    def _tell(self, words: str, *, tone: str = "good", undoable: bool = False) -> None:
        self.say(words, tone=tone, undoable=undoable)

    def reload(self) -> None:
        """Ask again on the page that is on screen."""
        self.tabs.currentWidget().reload()  # type: ignore[attr-defined]  # every page can

    def arrive(self, place: Place) -> None:
        """A page may be named."""
        wanted = self._named.get(place.facts.get("page", ""))
        if wanted is not None:
            self.tabs.setCurrentWidget(wanted())
        self._begin()

    def _begin(self) -> None:
        here = self.tabs.currentWidget()
        if isinstance(here, PeoplePage):
            here.search.setFocus()
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
        shown = self.stack.currentWidget()
        if isinstance(shown, ReorganisePage):
            shown.run()
        elif isinstance(here, PeoplePage | UnitsPage):
            here.save()

    def _house(self) -> None:
        self.go(Place("office", facts={"page": "union"}))
