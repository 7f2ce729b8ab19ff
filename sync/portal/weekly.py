"""The weekly cut-off, by the portal itself: at its hour of its weekday the five counts are frozen, once.

A portal that was off at that hour does it when it starts again, for the newest hour that passed: what the figures
were in weeks before that nobody can tell any more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sync.clock import VIETNAM, stamp
from sync.portal import counts, storage
from sync.portal.counts import CutOff
from sync.portal.house import Portal, PortalRefused

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OFF = "off"
_WHEN, _DONE = "weekly_when", "weekly_done"
_OTHERWISE = "fri 17:00"
_FORM = re.compile(r"(mon|tue|wed|thu|fri|sat|sun) ([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True)
class When:
    """An hour of a weekday (0 is Monday), Vietnam's time."""

    day: int
    hour: time

    def last(self, now: datetime) -> datetime:
        """The newest such moment that is not ahead."""
        here = now.astimezone(VIETNAM)
        that_day = here.date() - timedelta(days=(here.weekday() - self.day) % 7)
        found = datetime.combine(that_day, self.hour, VIETNAM)
        return found if found <= here else found - timedelta(days=7)


def when(portal: Portal) -> str:
    """As it is set: `fri 17:00`, or `off`."""
    with portal.database.read() as session:
        return storage.setting(session, _WHEN) or _OTHERWISE


def set_when(portal: Portal, wanted: str) -> str:
    """Set the hour from now on; what passed before is not made up for. Raises `PortalRefused("cut-off.when")`."""
    said = wanted.strip().lower()
    at = _read(said)
    if at is None and said != OFF:
        raise PortalRefused("cut-off.when", wanted=wanted)
    with portal.database.write() as session:
        storage.set_setting(session, _WHEN, said)
        storage.set_setting(session, _DONE, stamp(at.last(portal.clock.now())) if at else "")
    return said


def run(portal: Portal) -> CutOff | None:
    """Freeze what is due; None where nothing is. Several workers may ask at once: one of them does it."""
    now = portal.clock.now()
    with portal.database.read() as session:
        at = _read(storage.setting(session, _WHEN) or _OTHERWISE)
        done = storage.setting(session, _DONE)
    if at is None or done >= stamp(at.last(now)):
        return None
    counts.catch_up_whole(portal)
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        moment = at.last(now)
        before = storage.setting(session, _DONE)
        if before >= stamp(moment):
            return None
        storage.set_setting(session, _DONE, stamp(moment))
        if not before:
            return None  # a portal's first look: its first week is not over
        return counts.freeze_now(session, counts.named(moment), "", now)


def _read(said: str) -> When | None:
    found = _FORM.fullmatch(said)
    if found is None:
        return None
    return When(DAYS.index(found[1]), time(int(found[2]), int(found[3])))
