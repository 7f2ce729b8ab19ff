"""How much to say at once: more on a quick line, less on a slow or broken one. No clock, no I/O.

A cut costs what was said since the last answer, so what is said should take a few seconds and no more.
"""

from __future__ import annotations

KIBIBYTE = 1024
SMALLEST_PIECE, LARGEST_PIECE = 64 * KIBIBYTE, 1024 * KIBIBYTE
FIRST_PIECE = 64 * KIBIBYTE
SMALLEST_ENVELOPE, LARGEST_ENVELOPE = 16 * KIBIBYTE, 4096 * KIBIBYTE
FIRST_ENVELOPE = 128 * KIBIBYTE
"""Of an envelope, unpacked bytes: on the wire about a sixth of them."""
SMALLEST_PAGE, LARGEST_PAGE = 64 * KIBIBYTE, 1024 * KIBIBYTE
PAGE_SECONDS = 5
BRISK_SECONDS, QUICK_SECONDS, SLOW_SECONDS = 0.5, 2.0, 4.0
PIECE_PATIENCE = 4.0
"""So many times longer a piece may take: of a cut one the portal keeps the beginning."""
FIRST_WAIT_SECONDS, MAX_WAIT_SECONDS = 30.0, 3600.0
WORTH_MEASURING = 4 * KIBIBYTE
"""Below this an exchange measures the way there and back, not the line's width."""


class Pace:
    """Learns from each exchange; begins with what the rounds before learned (0: nothing)."""

    def __init__(self, envelope: int = 0, piece: int = 0, rate: int = 0) -> None:
        self.envelope = _within(envelope or FIRST_ENVELOPE, SMALLEST_ENVELOPE, LARGEST_ENVELOPE)
        self.piece = _within(piece or FIRST_PIECE, SMALLEST_PIECE, LARGEST_PIECE)
        self.rate = rate
        self.page = _within(rate * PAGE_SECONDS or LARGEST_PAGE, SMALLEST_PAGE, LARGEST_PAGE)
        """How many bytes of news one answer may hold: a page that was cut is read again whole."""
        self.broke = False
        """Whether an envelope was lost on the way in this round."""
        self.brisk = False
        """Whether the last envelope was answered soon: then the next one may be made before the answer comes."""

    def envelope_took(self, size: int, seconds: float) -> None:
        """An envelope of so many bytes on the wire was answered."""
        self._measure(size, seconds)
        self.brisk = seconds < QUICK_SECONDS
        self.envelope = _within(int(self.envelope * _factor(seconds)), SMALLEST_ENVELOPE, LARGEST_ENVELOPE)

    def envelope_lost(self) -> None:
        """It left, and no answer came."""
        self.broke, self.brisk = True, False
        self.envelope = _within(self.envelope // 4, SMALLEST_ENVELOPE, LARGEST_ENVELOPE)

    def envelope_refused(self) -> None:
        """Somebody on the way, or the portal, takes no such size; the line itself is well."""
        self.envelope = _within(self.envelope // 4, SMALLEST_ENVELOPE, LARGEST_ENVELOPE)

    def piece_took(self, size: int, seconds: float) -> None:
        """A piece of a file was taken."""
        self._measure(size, seconds)
        self.piece = _within(
            int(self.piece * _factor(seconds / PIECE_PATIENCE)), SMALLEST_PIECE, LARGEST_PIECE
        )

    def piece_lost(self) -> None:
        """It left, and no answer came."""
        self.piece = _within(self.piece // 2, SMALLEST_PIECE, LARGEST_PIECE)

    def page_lost(self) -> None:
        """News were asked for, and no whole answer came."""
        self.page = _within(self.page // 4, SMALLEST_PAGE, LARGEST_PAGE)

    def _measure(self, size: int, seconds: float) -> None:
        if size < WORTH_MEASURING:
            return
        found = int(size / max(seconds, 0.001))
        self.rate = found if not self.rate else (3 * self.rate + found) // 4


def wait_seconds(failures: int, chance: int) -> float:
    """How long to wait after so many failures in a row: twice as long each time, with a cap, never all at once.

    `chance` is a byte of randomness.
    """
    longer = FIRST_WAIT_SECONDS * 2.0 ** min(failures - 1, 10) * (0.5 + chance / 512)
    return min(longer, MAX_WAIT_SECONDS)


def _factor(seconds: float) -> float:
    if seconds < BRISK_SECONDS:
        return 4.0
    if seconds < QUICK_SECONDS:
        return 2.0
    return 0.5 if seconds > SLOW_SECONDS else 1.0


def _within(size: int, least: int, most: int) -> int:
    return max(least, min(size, most))
