"""Dữ liệu cá nhân: one person, consents, periods, who looked; each page for those whose duty it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.kit import parts
from desktop.ui.office.consents import ConsentsPage
from desktop.ui.office.looks import LooksPage
from desktop.ui.office.periods import PeriodsPage
from desktop.ui.office.person import PersonPage
from desktop.ui.places import Go

_PAGES = (PersonPage, ConsentsPage, PeriodsPage, LooksPage)


class PersonalPage(QWidget):
    """Pages within the page; what nobody may see is not there."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        say: Callable[..., None],
        refuse: Callable[[Refused], None],
        day: date,
        show_paper: Callable[..., None],
        go: Go,
    ) -> None:
        super().__init__()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Trang của dữ liệu cá nhân"))
        self.person = PersonPage(desk, jobs, say, refuse, go)
        self.consents = ConsentsPage(desk, jobs, say, refuse, day, show_paper)
        self.periods = PeriodsPage(desk, jobs, say, refuse)
        self.looks = LooksPage(desk, jobs)
        if desk.may(Right.CONSENT):
            self.tabs.addTab(self.consents, _("Đồng ý"))
        if desk.may(Right.PERSONAL):
            self.tabs.addTab(self.person, _("Một người"))
            self.tabs.addTab(self.periods, _("Thời hạn lưu giữ"))
        if desk.may(Right.ADMINISTER):
            self.tabs.addTab(self.looks, _("Nhật ký xem"))
        for page in (self.person, self.consents, self.periods, self.looks):
            if self.tabs.indexOf(page) < 0:
                page.setParent(self)
                page.hide()
        self.tabs.currentChanged.connect(self._turned)
        box = parts.page(self, margins=(0, 0, 0, 0))
        box.addWidget(self.tabs)

    @staticmethod
    def is_for(desk: Desk) -> bool:
        """Whether the user has any of its duties."""
        return any(desk.may(right) for right in (Right.CONSENT, Right.PERSONAL, Right.ADMINISTER))

    def show_consents(self, back: Callable[[], None] | None) -> None:
        """Turn to who has not agreed, where the user may see it; `back` leads to where somebody came from."""
        if self.tabs.indexOf(self.consents) >= 0:
            self.tabs.setCurrentWidget(self.consents)
            self.consents.came_from(back)

    def reload(self) -> None:
        """Ask again on the page that is shown."""
        here = self.tabs.currentWidget()
        if isinstance(here, _PAGES):
            here.reload()

    def begin(self) -> None:
        """The hand goes to the page that is shown."""
        here = self.tabs.currentWidget()
        if isinstance(here, _PAGES):
            here.begin()

    def _turned(self, _place: int) -> None:
        if self.isVisible():
            self.reload()
