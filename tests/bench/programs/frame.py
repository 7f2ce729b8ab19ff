"""Says when the first frame of a window was on the screen, then ends the program."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class FirstFrame(QObject):
    """Watches the window's own handle: a frame is painted within the event that exposes it."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        self._seen = False
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Expose and not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._then)
        return False


def tell_and_quit() -> None:
    """The moment on the clock that all processes share, in seconds."""
    print(f"shown {time.monotonic()}", flush=True)
    QApplication.quit()
