"""Counts the seconds down that wrong passphrases cost, beside the field, and lets go at the end."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QPushButton

from desktop.domain.problems import Problem
from desktop.ui.kit.forms import TextField

TWO_LINES = 40
"""Room for a sentence that wraps on a card of sign-in: the card's height does not follow its words."""


class Waiting(QObject):
    """Holds a button back while it counts."""

    def __init__(self, field: TextField, button: QPushButton) -> None:
        super().__init__(field)
        self._field = field
        self._button = button
        self._left = 0
        self._second = QTimer(self, interval=1_000)
        self._second.setTimerType(
            Qt.TimerType.PreciseTimer
        )  # a coarse one may be early, and the try refused again
        self._second.timeout.connect(self._tick)

    @property
    def is_on(self) -> bool:
        """Whether it still counts."""
        return self._left > 0

    def begin(self, seconds: int) -> None:
        """Count from so many seconds."""
        self._left = seconds
        self._show()
        self._second.start()

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._second.stop()
        self._show()

    def _show(self) -> None:
        self._button.setEnabled(self._left <= 0)
        problem = Problem("key.wait", facts={"seconds": self._left}) if self._left > 0 else None
        self._field.show_problem(problem)
