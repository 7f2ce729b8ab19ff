"""Time limits by the calendar: month ends, leap years, and which duty comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.deadlines import (
    Application,
    Due,
    Duty,
    TimeLimits,
    add_months,
    check_by,
    complete_by,
    days_left,
    decide_by,
    due,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
MONTHS = st.integers(0, 60)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 2, 28), 3, date(2026, 5, 28)),
        (date(2026, 10, 15), 3, date(2027, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ],
)
def test_months_end_by_the_calendar(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(DAYS, MONTHS)
def test_a_month_is_never_skipped_and_the_day_is_kept_where_it_exists(day: date, months: int) -> None:
    end = add_months(day, months)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    # the same day, or the last one of a shorter month
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


@given(DAYS, DAYS, MONTHS)
def test_who_starts_later_never_ends_earlier(one: date, other: date, months: int) -> None:
    first, second = sorted((one, other))
    assert add_months(first, months) <= add_months(second, months)


@given(DAYS, st.none() | DAYS)
def test_three_months_run_from_the_later_of_acceptance_and_the_end_of_first_use(
    accepted: date, ended: date | None
) -> None:
    by = decide_by(Application(received_on=accepted, accepted_on=accepted, first_use_ended=ended))
    assert by == max(add_months(day, 3) for day in (accepted, ended or accepted))


def test_three_months_are_not_ninety_days() -> None:
    accepted = date(2026, 7, 1)
    by = decide_by(Application(received_on=accepted, accepted_on=accepted))
    assert by == date(2026, 10, 1)
    assert by != accepted + timedelta(days=90)


def test_the_next_duty_follows_the_papers() -> None:
    used = Application(first_used=date(2026, 1, 31))
    assert due(used) == Due(Duty.APPLY, date(2027, 1, 31))
    received = replace(used, received_on=date(2026, 3, 31))
    assert due(received) == Due(Duty.CHECK, date(2026, 4, 30))
    asked = replace(received, completion_asked_on=date(2026, 4, 10))
    assert due(asked) == Due(Duty.COMPLETE, date(2026, 5, 10))
    mended = replace(asked, completed_on=date(2026, 5, 4))
    assert due(mended) == Due(Duty.CHECK, date(2026, 6, 4))
    accepted = replace(mended, accepted_on=date(2026, 5, 8))
    assert due(accepted) == Due(Duty.DECIDE, date(2026, 8, 8))
    still_in_first_use = replace(accepted, first_use_ended=date(2026, 8, 31))
    assert due(still_in_first_use) == Due(Duty.DECIDE, date(2026, 11, 30))
    assert due(replace(accepted, closed_on=date(2026, 7, 1))) is None


def test_nothing_is_due_of_an_idea() -> None:
    assert due(Application()) is None
    assert (check_by(Application()), complete_by(Application()), decide_by(Application())) == (None,) * 3


def test_a_unit_may_set_itself_shorter_limits() -> None:
    accepted = Application(received_on=date(2026, 3, 1), accepted_on=date(2026, 3, 1))
    assert due(accepted, TimeLimits(decide_months=1)) == Due(Duty.DECIDE, date(2026, 4, 1))


@given(DAYS, st.integers(-400, 400))
def test_days_left(today: date, left: int) -> None:
    assert days_left(today + timedelta(days=left), today) == left
