"""What lies behind Nộp cổng: the union's PCs, bundles, comparing, the line; each asked when it is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import exchange_papers
from desktop.services.desk import Desk
from desktop.services.exchange_papers import Batch
from desktop.services.reconciling import Comparison
from desktop.ui import actions
from desktop.ui.handover.batches import BatchesPage
from desktop.ui.handover.bundles import BundlesPage
from desktop.ui.handover.by_hand import ByHandPage
from desktop.ui.handover.comparing import ComparingPage
from desktop.ui.handover.line import LinePage
from desktop.ui.handover.machines import MachinesPage
from desktop.ui.handover.practice import PracticePage
from desktop.ui.jobs import Jobs
from desktop.ui.kit import parts


class WaysPage(QWidget):
    """Esc goes back to the lists."""

    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        say: Callable[..., None],
        refuse: Callable[[Refused], None],
        show_paper: Callable[..., None],
    ) -> None:
        super().__init__()
        close = actions.make(self, "ways.close", self.close_page)
        actions.make(self, "ways.save", self.save)
        actions.make(self, "ways.print", self.print_it)
        actions.make(self, "ways.type", self.type_it)
        self._desk = desk
        self._show_paper = show_paper
        self.machines = MachinesPage(desk, jobs, say, refuse)
        self.bundles = BundlesPage(desk, jobs, say, refuse)
        self.comparing = ComparingPage(desk, jobs, refuse, self._print_comparison)
        self.batches = BatchesPage(jobs, self._print_batch)
        self.by_hand = ByHandPage(desk, jobs, say, refuse)
        self.practice = PracticePage(desk, jobs, say, refuse)
        self.line = LinePage(desk, jobs, say, refuse)
        self.pages: dict[
            str,
            MachinesPage | BundlesPage | ByHandPage | BatchesPage | ComparingPage | LinePage | PracticePage,
        ] = {
            "machines": self.machines,
            "bundle": self.bundles,
            "by_hand": self.by_hand,
            "batches": self.batches,
            "compare": self.comparing,
            "line": self.line,
            "practice": self.practice,
        }
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Máy, gói tệp và đường truyền"))
        words = (
            _("Máy trong công đoàn"),
            _("Gói tệp"),
            _("Gõ hộ"),
            _("Lô đã gửi"),
            _("Đối chiếu"),
            _("Đường truyền"),
            _("Tập"),
        )
        for page, name in zip(self.pages.values(), words, strict=True):
            self.tabs.addTab(page, name)
        self.tabs.currentChanged.connect(self._turned)
        box = parts.page(self)
        box.addLayout(parts.head(parts.heading(_("Máy và đường truyền")), actions.button(close, flat=True)))
        box.addWidget(self.tabs, 1)

    def turn(self, name: str) -> None:
        """A tab by its name; the hand goes to where its work begins."""
        page = self.pages[name]
        self.tabs.setCurrentWidget(page)
        self.reload()
        page.begin()

    def reload(self) -> None:
        """Ask again on the tab that is shown."""
        for page in self.pages.values():
            if page is self.tabs.currentWidget():
                page.reload()

    def save(self) -> None:
        """Ctrl+S stores the tab on screen, where it has something to store."""
        if self.tabs.currentWidget() is self.line:
            self.line.save()
        elif self.tabs.currentWidget() is self.machines:
            self.machines.choosing.save()
        elif self.tabs.currentWidget() is self.by_hand:
            self.by_hand.answer.save()

    def type_it(self) -> None:
        """Ctrl+Enter: from here on the key types into the portal's page."""
        if self.tabs.currentWidget() is self.by_hand:
            self.by_hand.stand_by()

    def print_it(self) -> None:
        """Ctrl+P prints what the tab on screen is about: a batch, a comparison."""
        if self.tabs.currentWidget() is self.batches:
            self.batches.print_it()
        elif self.tabs.currentWidget() is self.comparing:
            self.comparing.print_it()

    def _print_batch(self, batch: Batch) -> None:
        title = _("Biên bản lô số {number}").format(number=batch.number)
        self._show_paper(title, title, exchange_papers.render_batch, self._desk, batch.id)

    def _print_comparison(self, found: Comparison) -> None:
        title = _("Biên bản đối chiếu với cổng")
        self._show_paper(title, title, exchange_papers.render_reconciliation, self._desk, found)

    def close_page(self) -> None:
        """Back to the lists; the union's key is not left on screen, and no key is waited for."""
        self.machines.put_away()
        self.by_hand.put_away()
        self.closed.emit()

    def _turned(self, _place: int) -> None:
        self.machines.put_away()
        self.by_hand.put_away()
        if self.isVisible():
            self.reload()
