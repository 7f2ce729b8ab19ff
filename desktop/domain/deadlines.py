"""What is due when: the time limits of the Charter on initiatives, counted by the calendar.

A month is a calendar month, never 30 days: it ends on the day of the same number, or on the last day of a month
that has no such day. Limits are values with the mark of how sure they are, for the rules behind them change.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.purse import Sureness


class Duty(StrEnum):
    """What has to be done by a day, and by whom."""

    APPLY = "apply"
    """The author asks for recognition before the right lapses."""
    CHECK = "check"
    """The unit looks an application over."""
    COMPLETE = "complete"
    """The author mends what the unit found."""
    DECIDE = "decide"
    """The unit recognises, or refuses in writing with its reason."""


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """Calendar months that each duty has."""

    apply_months: int = 12
    check_months: int = 1
    complete_months: int = 1
    decide_months: int = 3
    basis: str = "Nghị định 13/2012/NĐ-CP, Điều lệ Sáng kiến, Điều 5, 6, 7"
    sureness: Sureness = Sureness.READ


STARTING = TimeLimits()
"""The limits of 2012. One year (article 5.2) and three months (article 7.1) were read; the rest is known from use."""


@dataclass(frozen=True, slots=True)
class Application:
    """The days that one application has seen; None: not yet."""

    first_used: date | None = None
    first_use_ended: date | None = None
    received_on: date | None = None
    completion_asked_on: date | None = None
    completed_on: date | None = None
    accepted_on: date | None = None
    closed_on: date | None = None
    """The decision was signed, the refusal was written, or the application was taken back."""


@dataclass(frozen=True, slots=True)
class Due:
    """A duty and its last day."""

    duty: Duty
    on: date


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month that has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def lapses_on(first_used: date, limits: TimeLimits = STARTING) -> date:
    """The last day to ask for recognition of a solution in use (article 5.2); trial use does not count."""
    return add_months(first_used, limits.apply_months)


def check_by(application: Application, limits: TimeLimits = STARTING) -> date | None:
    """The last day to check: from the day of receipt, again from the day that the mended papers came (article 6)."""
    since = application.completed_on or application.received_on
    return None if since is None else add_months(since, limits.check_months)


def complete_by(application: Application, limits: TimeLimits = STARTING) -> date | None:
    """The last day for the author to mend what was asked for."""
    asked = application.completion_asked_on
    return None if asked is None else add_months(asked, limits.complete_months)


def decide_by(application: Application, limits: TimeLimits = STARTING) -> date | None:
    """The last day to decide: from acceptance, or from the end of first use where that is later (article 7.1)."""
    if application.accepted_on is None:
        return None
    since = max(application.accepted_on, application.first_use_ended or application.accepted_on)
    return add_months(since, limits.decide_months)


def due(application: Application, limits: TimeLimits = STARTING) -> Due | None:
    """What is to be done next, and by when; None when nothing is."""
    if application.closed_on is not None:
        return None
    if application.received_on is None:
        used = application.first_used
        return None if used is None else Due(Duty.APPLY, lapses_on(used, limits))
    by = decide_by(application, limits)
    if by is not None:
        return Due(Duty.DECIDE, by)
    by = complete_by(application, limits)
    if by is not None and application.completed_on is None:
        return Due(Duty.COMPLETE, by)
    by = check_by(application, limits)
    return None if by is None else Due(Duty.CHECK, by)


def days_left(on: date, today: date) -> int:
    """Days until a last day, 0 on that very day, negative when it has passed."""
    return (on - today).days
