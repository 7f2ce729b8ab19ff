"""The scan of the paper form beside its fields: one of a pile at a time, turned, zoomed and scrolled by keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import wording
from desktop.domain.initiative import Attachment
from desktop.domain.problems import Refused
from desktop.i18n import _, ngettext
from desktop.services import files, scanning
from desktop.services.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look
from desktop.ui.kit.file_view import FilePane

WIDE = 372
"""Width in px that the fields leave it in the smallest window."""


class SideScan(QWidget):
    """Hidden while there is no scan. What it holds goes with the form; then comes the next of the pile."""

    attached = Signal(object)
    """`Attachment`: it belongs to the form that is being typed."""
    turned = Signal(object, object)
    told = Signal(str)
    shown = Signal(bool)

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self.pile: list[Path] = []
        self.held: Attachment | None = None
        self._put_by: list[Attachment] = []
        """Copied already when another form came back and took the place."""
        self._is_late = False
        """The one that is being copied is not for the form that came back meanwhile."""
        self.is_busy = False
        """A scan is being copied: what is stored now would go without it."""
        self.pane = FilePane(desk, jobs)
        self.pane.turned.connect(self._turned)
        for button in (self.pane.left_button, self.pane.right_button):  # narrow: the sign alone
            button.setAccessibleName(button.text())
            button.setText("")
        self.setMinimumWidth(WIDE)
        box = QHBoxLayout(self)
        box.setContentsMargins(look.M, 0, 0, 0)
        box.addWidget(self.pane)
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Say that the fields have less room."""
        super().showEvent(event)
        if not event.spontaneous():
            self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that the room is theirs again."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.shown.emit(False)

    def pick(self, parent: QWidget) -> None:
        """Choose the scans of a pile, in the order of the paper."""
        kinds = " ".join(f"*{suffix}" for suffix in scanning.SUFFIXES)
        dialogs.pick_files(
            parent, _("Bản quét của phiếu"), _("Bản quét ({kinds})").format(kinds=kinds), self.take
        )

    def take(self, paths: Sequence[Path]) -> None:
        """Scans for this form and those after it, one each."""
        self.pile.extend(path for path in paths if path not in self.pile)
        if self.held is None and not self.is_busy:
            self._fetch()

    def show_of(self, attachments: Sequence[Attachment]) -> None:
        """Another form: its own scan, else the one that was not stored with any yet, else the next of the pile."""
        if attachments:
            if self.held is not None and self.held not in attachments:
                self._put_by.append(self.held)
            self._is_late = self.is_busy
            self._show(attachments[-1])
        elif self.held is not None:
            self.attached.emit(self.held)
        elif self._put_by:
            self._show(self._put_by.pop())
            self.attached.emit(self.held)
        elif self.pile:
            self._fetch()
        else:
            self.hide()

    def gone(self) -> None:
        """What is shown went with its form, to the store or into a draft."""
        self.held = None

    def zoom(self, by: float) -> None:
        """Larger (over 1) or smaller."""
        self.pane.view.zoom(by)

    def go_by(self, pages: float) -> None:
        """So many heights of the pane down, or up where negative."""
        bar = self.pane.view.verticalScrollBar()
        bar.setValue(bar.value() + round(bar.pageStep() * pages))

    def _fetch(self) -> None:
        if not self.pile:
            self.hide()
            return
        self.is_busy = True
        self._jobs.run(
            files.attach,
            self._desk,
            self.pile.pop(0),
            owner=self,
            then=self._attached,
            refused=self._refused,
            label=_("Chép bản quét"),
        )

    def _attached(self, attachment: Attachment) -> None:
        self.is_busy = False
        if self._is_late:
            self._is_late = False
            self._put_by.append(attachment)
            return
        self._show(attachment)
        self.attached.emit(attachment)
        if self.pile:
            told = ngettext("còn {count} bản quét", "còn {count} bản quét", len(self.pile))
            self.told.emit(told.format(count=len(self.pile)))

    def _refused(self, refused: Refused) -> None:
        self.is_busy = self._is_late = False
        told = wording.sentence(refused.code, refused.facts)
        self.told.emit(f"{told} {wording.advice(refused.code, refused.facts)}".strip())
        self._fetch()

    def _show(self, attachment: Attachment) -> None:
        self.held = attachment
        self.show()
        if self.pane.attachment is None or self.pane.attachment.file != attachment.file:
            self.pane.show_file(attachment)

    def _turned(self, before: Attachment, after: Attachment) -> None:
        self.held = after
        self.turned.emit(before, after)
