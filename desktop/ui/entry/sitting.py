"""A sitting: how many forms were stored since it began, how long each takes, and when the pile will be done."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

PACE_OF = 10
"""Forms that the pace is taken from: the clerk's hand now, not this morning's."""
PAUSE = timedelta(minutes=10)
"""A longer gap is a pause, and no form's time."""


class Sitting:
    """Counts; asks no clock."""

    def __init__(self) -> None:
        self.stored = 0
        self.pile = 0
        """How many forms lie there in all; 0 where nobody said."""
        self._since: datetime | None = None
        self._gaps: deque[timedelta] = deque(maxlen=PACE_OF)

    def begun(self, now: datetime) -> None:
        """A blank form was opened."""
        self._since = now

    def done(self, now: datetime) -> None:
        """A form was stored and the next one opened."""
        self.stored += 1
        if self._since is not None and now - self._since < PAUSE:
            self._gaps.append(now - self._since)
        self._since = now

    @property
    def number(self) -> int:
        """Which form of the sitting is being typed."""
        return self.stored + 1

    @property
    def seconds(self) -> int | None:
        """How long a form takes; None before the first."""
        if not self._gaps:
            return None
        return round(sum(self._gaps, timedelta()).total_seconds() / len(self._gaps))

    def ends(self, now: datetime) -> datetime | None:
        """When the pile will be done at this pace; None without a pile or a pace."""
        pace, left = self.seconds, self.pile - self.stored
        return now + timedelta(seconds=pace * left) if pace is not None and left > 0 else None
