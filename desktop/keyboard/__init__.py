"""The system's keyboard: letters and keys into whatever window has the hand, and keys heard from anywhere.

The one place that knows how; `open_keyboard` chooses between X11 and Windows. Both send letters as letters, never
as keys of a layout, so that an input method (UniKey, EVKey) finds nothing in them to compose.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Protocol

from desktop.domain.field_order import Chord
from desktop.domain.problems import Refused

__all__ = ["Chord", "Keyboard", "open_keyboard"]


class Keyboard(Protocol):
    """Held while somebody types with its help; `close` gives back everything that it borrowed."""

    def front(self) -> str:
        """The title of the window that has the hand, "" where it has none."""

    def expect(self, text: str) -> None:
        """Get ready for the letters of a whole page."""

    def write(self, text: str) -> None:
        """Type letters (no line ends, no tabs)."""

    def press(self, chord: Chord) -> None:
        """Press a key, as often as it says."""

    def listen(self, keys: Sequence[str]) -> None:
        """From now on hear these keys and no others, whichever window has the hand. Raises `typing.key_taken`."""

    def wait(self, seconds: float) -> str:
        """Wait for one of them: its name, or "" when the time has passed. What is on the clipboard is served."""

    def paste(self, text: str) -> None:
        """Put text on the clipboard and press Ctrl+V; returns when it has been fetched, as far as that can be known."""

    def put(self, text: str) -> None:
        """Put text on the clipboard; it stays there at least until `close`."""

    def close(self) -> None:
        """Give back keys that were lent and heard."""


def open_keyboard() -> Keyboard:
    """The keyboard of this machine, for one thread alone. Raises `typing.no_keyboard` where it cannot be had."""
    if sys.platform == "win32":
        from desktop.keyboard.windows import WindowsKeyboard

        return WindowsKeyboard()
    if sys.platform.startswith("linux"):
        from desktop.keyboard.x11 import X11Keyboard

        return X11Keyboard()
    raise Refused("typing.no_keyboard", why=sys.platform)
