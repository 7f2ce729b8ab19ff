"""Hội đồng: from the register of applications to the result of a meeting and all its papers, a page for each step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from desktop.i18n import _
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.councils.calling import CallPage
from desktop.ui.councils.intake import IntakePage
from desktop.ui.councils.marking import MarkingPage
from desktop.ui.councils.meetings import MeetingsPage
from desktop.ui.councils.members import MembersPage
from desktop.ui.councils.page import CouncilPage
from desktop.ui.councils.recording import RecordPage
from desktop.ui.councils.rubric_page import RubricPage
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.later import LaterTabs
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Go, Place

P = TypeVar("P", bound=CouncilPage)


class CouncilsScreen(PaperScreen):
    """Seven pages; the one that is shown asks again when something changed, the others when they are turned to."""

    concerned_by = ("initiative", "meeting", "agenda", "sheet", "council_member", "intake", "house_fact")

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self.tabs = LaterTabs(_("Trang của hội đồng"), self.permit)
        self._fresh: set[CouncilPage] = set()
        self._here: CouncilPage | None = None
        self._intake = self._add("council.intake", IntakePage)
        self._calling = self._add("council.call", CallPage)
        self._marking = self._add("council.marks", MarkingPage)
        self._recording = self._add("council.result", RecordPage)
        self._meetings = self._add("council.papers", MeetingsPage)
        self._members = self._add("council.members", MembersPage)
        self._rubrics = self._add("council.rubric", RubricPage)
        self.tabs.setCurrentWidget(self.recording)
        self.tabs.currentChanged.connect(self._turned)
        outer = parts.page(self.main)
        outer.setSpacing(look.XS)
        outer.addLayout(parts.head(parts.heading(_("Hội đồng"))))
        outer.addWidget(self.tabs, 1)

    def _add(self, name: str, make: Callable[[PaperScreen], P]) -> Callable[[], P]:
        """A tab with its key; its page is built at the first look at it."""
        at = self.tabs.count()
        act = actions.make(self.main, name, partial(self._turn_to, at))
        page = self.tabs.add_later(partial(make, self), act.text())
        self.tabs.setTabToolTip(at, f"{act.text()}  ({act.shortcut().toString()})")
        return page

    @property
    def intake(self) -> IntakePage:
        """The register of applications."""
        return self._intake()

    @property
    def calling(self) -> CallPage:
        """A meeting is called."""
        return self._calling()

    @property
    def marking(self) -> MarkingPage:
        """Score sheets."""
        return self._marking()

    @property
    def recording(self) -> RecordPage:
        """The result of a meeting."""
        return self._recording()

    @property
    def meetings(self) -> MeetingsPage:
        """Meetings that were held, and their papers."""
        return self._meetings()

    @property
    def members(self) -> MembersPage:
        """Who sits on it."""
        return self._members()

    @property
    def rubrics(self) -> RubricPage:
        """What it marks by."""
        return self._rubrics()

    def _turn_to(self, at: int) -> None:
        page = self.tabs.widget(at)
        assert isinstance(page, CouncilPage), "no others are added"
        self.turn_to(page)

    def turn_to(self, page: CouncilPage) -> None:
        """Show a page and put the hand where its work begins."""
        self.tabs.setCurrentWidget(page)
        page.begin()

    def _turned(self, _place: int) -> None:
        self.may_leave()
        page = self.tabs.currentWidget()
        assert isinstance(page, CouncilPage)
        self._here = page
        if page not in self._fresh:
            self._fresh.add(page)
            page.reload()

    def reload(self) -> None:
        """The page that is shown; the others when they are turned to."""
        self._here = self._here or self.recording
        self._fresh = {self._here}
        self._here.reload()

    def arrive(self, place: Place) -> None:
        """To a record's page where one is named, else to the result of a meeting."""
        named = {"intake": self._intake, "papers": self._meetings}.get(place.facts.get("page", ""))
        page = named() if named else self.recording
        if isinstance(page, IntakePage | MeetingsPage) and place.record:
            page.choose(place.record)
        self.turn_to(page)

    def may_leave(self) -> bool:
        """What is typed on a sheet is stored."""
        if self._here is not None:
            self._here.leave()
        return True
