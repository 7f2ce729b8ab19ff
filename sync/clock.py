"""The only place that asks the computer for the time, and the ids that are made from it."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

VIETNAM = timezone(timedelta(hours=7))
"""Fixed +07:00: Vietnam keeps no summer time, and Windows has no zone data."""


class Clock(Protocol):
    """What is asked for the time; handed in everywhere so that tests can say what time it is."""

    def now(self) -> datetime:
        """The wall clock, UTC and aware. Shown and recorded; no decision of the exchange rests on it."""
        ...

    def monotonic(self) -> float:
        """Seconds that only grow, for waits and time-outs."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait. Never called on the main thread."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The wall clock, UTC and aware."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that only grow."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class FixedClock:
    """A clock for tests and demos: it moves only when told to, or by `step` at each look."""

    def __init__(self, start: datetime, step: timedelta = timedelta()) -> None:
        self._now = start
        self._step = step
        self._monotonic = 0.0

    def now(self) -> datetime:
        """The time it was set to; then moves by its step."""
        now = self._now
        self._now += self._step
        return now

    def monotonic(self) -> float:
        """Seconds slept or moved so far."""
        return self._monotonic

    def sleep(self, seconds: float) -> None:
        """Pass the time at once."""
        self.move(timedelta(seconds=seconds))

    def move(self, by: timedelta) -> None:
        """Move the wall clock (back too) and, when forward, the monotonic one."""
        self._now += by
        self._monotonic += max(0.0, by.total_seconds())


class ShiftedClock(SystemClock):
    """Runs as time does, but from another moment: a story told on its own day, whatever today is."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._began = time.monotonic()

    def now(self) -> datetime:
        """The start, and what has passed since."""
        return self._start + timedelta(seconds=time.monotonic() - self._began)


Randomness = Callable[[int], bytes]
"""Gives so many random bytes: `os.urandom`, or a seeded source in tests."""


def new_id(clock: Clock, random: Randomness) -> str:
    """A UUIDv7 as 36 characters (RFC 9562): time first, so that ids of one PC sort by when they were made."""
    millis = int(clock.now().timestamp() * 1000)
    entropy = int.from_bytes(random(10), "big")
    value = (millis & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76
    value |= ((entropy >> 62) & 0xFFF) << 64
    value |= 0b10 << 62
    value |= entropy & ((1 << 62) - 1)
    return str(uuid.UUID(int=value))


def stamp(moment: datetime) -> str:
    """UTC as `2026-03-05T02:07:09.123456Z`: fixed width, so that text order is time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def unstamp(text: str) -> datetime:
    """The moment that `stamp` wrote."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def local_date(moment: datetime) -> date:
    """The calendar day in Vietnam."""
    return moment.astimezone(VIETNAM).date()
