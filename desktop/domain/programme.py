"""A programme (chương trình) as data: its window to the minute at +07:00, phases, what it demands, what it counts.

Portals close at a minute, not on a day. `domain/demands.py` holds an initiative against it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from desktop.domain.target import closing_minute


class Demand(StrEnum):
    """What a programme may ask for beyond a title; sections of the description are named by their own codes."""

    SUMMARY = "summary"
    BENEFIT = "benefit"
    FIRST_USED = "first_used"
    WORKSHOP = "workshop"
    BIRTH_YEAR = "birth_year"
    GENDER = "gender"
    STAFF_CODE = "staff_code"
    UNION_MEMBER = "union_member"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of a programme with a window of its own."""

    code: str
    name: str
    opens: str = ""
    closes: str = ""


@dataclass(frozen=True, slots=True)
class Counting:
    """Which entries the programme counts: recognised ones, put to use within days (both ends count)."""

    recognised: bool = True
    used_from: date | None = None
    used_until: date | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """A movement. `opens` and `closes` are `2026-04-20T23:55` (at +07:00) or a bare day; empty: no such end.

    `required` and `required_of_protected` hold codes of `Demand` and `Section`: who keeps a technology secret may be
    asked for less. `summary_least` is in characters.
    """

    code: str
    name: str
    opens: str = ""
    closes: str = ""
    ended: bool = False
    phases: tuple[Phase, ...] = ()
    required: tuple[str, ...] = ()
    required_of_protected: tuple[str, ...] = ()
    summary_least: int = 0
    counting: Counting = field(default_factory=Counting)


def opening_minute(opens: str) -> datetime | None:
    """The moment that a window opens: a bare day at its first minute, at +07:00."""
    if not opens:
        return None
    try:
        moment = datetime.fromisoformat(opens if "T" in opens else f"{opens}T00:00")
    except ValueError:
        return None
    if moment.tzinfo is None:
        return (moment - timedelta(hours=7)).replace(tzinfo=UTC)
    return moment.astimezone(UTC)


def is_open(window: Programme | Phase, moment: datetime) -> bool:
    """Whether a moment lies within a window, its closing minute included to its last second."""
    opens, closes = opening_minute(window.opens), closing_minute(window.closes)
    begun = opens is None or opens <= moment
    return begun and (closes is None or moment < closes + timedelta(minutes=1))


def phase_at(programme: Programme, moment: datetime) -> Phase | None:
    """The phase that runs at a moment."""
    return next((phase for phase in programme.phases if is_open(phase, moment)), None)
