"""A scanned sheet beside the form: read and typed at once, stored with the scan."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from desktop.domain.initiative import Attachment, Initiative
from desktop.services import scanning
from desktop.services.desk import Desk
from desktop.ui.initiatives.form import InitiativeForm
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look
from desktop.ui.kit.file_view import FilePane
from desktop.ui.screen import today

BESIDE_FROM = 1_300
"""Width in px from which the scan stands beside the form."""
SCAN_HEIGHT = 232
"""Height in px that the scan keeps above the form."""


class ScanEntry(QWidget):
    """Begins a new initiative from a scan; whose sheet it was stands in the form already."""

    closed = Signal(str)
    stored = Signal(str, bool)

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.form = InitiativeForm(desk, jobs, today(desk))
        self.form.hints.hide()  # the scan stands in their place
        self.form.closed.connect(self.closed)
        self.form.stored.connect(self.stored)
        self.pane = FilePane(desk, jobs)
        self.pane.turned.connect(self._turned)
        self.holder = QWidget()
        inner = QHBoxLayout(self.holder)
        inner.setContentsMargins(look.L, look.M, look.L, 0)
        inner.addWidget(self.pane)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.holder)
        self.split.addWidget(self.form)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.split)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room for both, else the scan above the form."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= BESIDE_FROM
        self.split.setOrientation(Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical)
        self.holder.setMinimumHeight(0 if is_wide else SCAN_HEIGHT)

    def open_scan(self, scan: str) -> None:
        """Begin with a scan that waits; one that is gone leads back."""
        self._jobs.ask(scanning.begin_entry, scan, owner=self, then=self._show, refused=self._gone)

    def _show(self, begun: Initiative) -> None:
        self.form.show_initiative(begun)
        self.pane.show_file(begun.attachments[0])

    def _gone(self, _refused: object) -> None:
        self.closed.emit("")

    def _turned(self, before: Attachment, after: Attachment) -> None:
        self.form.fields.attachments.take_over(before, after)
