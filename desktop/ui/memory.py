"""When Python may look through all of memory for what nobody holds any more: never while somebody types.

Such a look takes a tenth of a second and more once libraries and a long list are loaded, on whichever lane it happens
to begin, and the window stands still for it. Young objects are still looked through often, which takes milliseconds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from desktop.ui.jobs import Jobs

_YOUNG, _MIDDLE, _NEVER = 4_000, 4, 1_000_000
"""So few at a time that a look at the middle-aged, too, takes a few milliseconds: code that is read leaves many."""
_EVERY = 15 * 60 * 1000


class QuietMemory(QObject):
    """Looks through everything when the window loses the front, and now and then while nothing runs."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        gc.freeze()
        gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.tidy)
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._turned)

    def _turned(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self.tidy()

    def tidy(self) -> None:
        """Look through everything now, unless a job runs; what stays need not be looked at among the young."""
        if self._jobs.is_idle:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
