"""Hội đồng: from the register of applications to the result of a meeting and all its papers, a page for each step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QTabWidget

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
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Go, Place


class CouncilsScreen(PaperScreen):
    """Seven pages; the one that is shown asks again when something changed, the others when they are turned to."""

    concerned_by = ("initiative", "meeting", "agenda", "sheet", "council_member", "intake", "house_fact")

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self.intake = IntakePage(self)
        self.calling = CallPage(self)
        self.marking = MarkingPage(self)
        self.recording = RecordPage(self)
        self.meetings = MeetingsPage(self)
        self.members = MembersPage(self)
        self.rubrics = RubricPage(self)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Trang của hội đồng"))
        self._stale_pages: set[CouncilPage] = set()
        self._here: CouncilPage = self.recording
        for page, name in (
            (self.intake, "council.intake"),
            (self.calling, "council.call"),
            (self.marking, "council.marks"),
            (self.recording, "council.result"),
            (self.meetings, "council.papers"),
            (self.members, "council.members"),
            (self.rubrics, "council.rubric"),
        ):
            act = actions.make(self.main, name, partial(self.turn_to, page))
            self.tabs.addTab(page, act.text())
            self.tabs.setTabToolTip(self.tabs.count() - 1, f"{act.text()}  ({act.shortcut().toString()})")
        self.tabs.setCurrentWidget(self.recording)
        self.tabs.currentChanged.connect(self._turned)
        outer = parts.page(self.main)
        outer.setSpacing(look.XS)
        outer.addLayout(parts.head(parts.heading(_("Hội đồng"))))
        outer.addWidget(self.tabs, 1)

    @property
    def pages(self) -> tuple[CouncilPage, ...]:
        """All pages in their order."""
        return (
            self.intake,
            self.calling,
            self.marking,
            self.recording,
            self.meetings,
            self.members,
            self.rubrics,
        )

    def turn_to(self, page: CouncilPage) -> None:
        """Show a page and put the hand where its work begins."""
        self.tabs.setCurrentWidget(page)
        page.begin()

    def _turned(self, _place: int) -> None:
        self._here.leave()
        page = self.tabs.currentWidget()
        assert isinstance(page, CouncilPage)
        self._here = page
        if page in self._stale_pages:
            self._stale_pages.discard(page)
            page.reload()

    def reload(self) -> None:
        """The page that is shown; the others when they are turned to."""
        self._stale_pages = {page for page in self.pages if page is not self._here}
        self._here.reload()

    def arrive(self, place: Place) -> None:
        """To a record's page where one is named, else to the result of a meeting."""
        wanted: dict[str, Callable[[str], None]] = {
            "intake": self.intake.choose,
            "papers": self.meetings.choose,
        }
        page = place.facts.get("page", "")
        if page in wanted and place.record:
            wanted[page](place.record)
        self.turn_to({"intake": self.intake, "papers": self.meetings}.get(page, self.recording))

    def may_leave(self) -> bool:
        """What is typed on a sheet is stored."""
        self._here.leave()
        return True
