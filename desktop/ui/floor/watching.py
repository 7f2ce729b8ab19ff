"""The folder that the scanner writes into: new files are offered once they have stopped growing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from desktop.services import scanning
from desktop.services.desk import Desk
from desktop.services.scanning import FreshFile
from desktop.ui.jobs import Jobs

QUIET = 1_500
"""Milliseconds without growth after which a file is taken to be whole."""


class ScanFolder(QObject):
    """Looks when the folder changes, off the main thread; `offered` names files that are whole and not taken yet."""

    offered = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self.folder: Path | None = None
        self._sizes: dict[Path, int] = {}
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._changed)
        self._soon = QTimer(self, interval=QUIET, singleShot=True)
        self._soon.timeout.connect(self.look)

    def watch(self, folder: Path | None) -> None:
        """Watch another folder, or none."""
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self.folder = folder
        self._sizes = {}
        if folder is not None:
            self._watcher.addPath(str(folder))
            self.look()

    def look(self) -> None:
        """Ask what lies there."""
        if self.folder is not None:
            self._jobs.run(
                scanning.fresh_files,
                self._desk,
                self.folder,
                owner=self,
                then=self._seen,
                refused=self._gone,
                exclusive="folder",
            )

    def _changed(self, _folder: str) -> None:
        self._soon.start()

    def _seen(self, found: tuple[FreshFile, ...]) -> None:
        whole = [one for one in found if self._sizes.get(one.path) == one.size]
        self._sizes = {one.path: one.size for one in found}
        if len(whole) < len(found):
            self._soon.start()
        self.offered.emit([one.path for one in whole])

    def _gone(self, _refused: object) -> None:
        self._sizes = {}
        self.offered.emit([])
