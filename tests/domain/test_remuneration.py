"""Remuneration: what is owed for a year of use, and until when."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.builders import a_recognition, a_stored_initiative
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.purse import RemunerationRule
from desktop.domain.remuneration import (
    Remuneration,
    check_remuneration,
    due_on,
    months_after,
    owed,
    year_ends,
)

RULE = RemunerationRule()


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_are_calendar_months(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def test_a_year_is_paid_within_a_month_of_its_end() -> None:
    assert [year_ends(date(2026, 1, 12), year) for year in (1, 2, 3)] == [
        date(2027, 1, 11),
        date(2028, 1, 11),
        date(2029, 1, 11),
    ]
    assert due_on(date(2026, 1, 12), 1, RULE) == date(2027, 2, 11)


@given(st.integers(0, 10**12))
def test_at_least_seven_percent(benefit: int) -> None:
    assert 0 <= owed(benefit, RULE) * 100 - 7 * benefit < 100


def test_what_cannot_be_computed_is_a_multiple_of_the_base_wage() -> None:
    assert owed(None, RULE) == 11_700_000


def test_an_agreement_goes_before_the_rule() -> None:
    assert owed(100_000_000, RULE, agreed=3_000_000) == 3_000_000


def test_only_recognised_and_used_ones_in_their_first_years() -> None:
    entry = Remuneration("x", "i1", 4, -1, 0, date(2027, 2, 11))
    found = check_remuneration(a_stored_initiative("i1", first_used=None), entry, RULE)
    assert [problem.code for problem in found] == [
        "payment.not_recognised",
        "first_used.missing",
        "remuneration.year",
        "benefit.negative",
    ]
    good = a_stored_initiative("i1", recognition=a_recognition())
    assert check_remuneration(good, Remuneration("x", "i1", 1, 5, 1, date(2027, 2, 11)), RULE) == ()
