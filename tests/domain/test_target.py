"""Targets, percent and the forecast to the closing minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.target import (
    Target,
    by_workshop,
    check_target,
    closing_minute,
    forecast,
    percent,
    whole,
)

NOW = datetime(2026, 4, 10, 3, 0, tzinfo=UTC)
CLOSES = datetime(2026, 4, 20, 16, 55, tzinfo=UTC)


def test_the_unions_own_target_goes_before_the_sum_of_the_workshops() -> None:
    rows = [Target("tx", "May 2", 30, 40), Target("tx", "Gò A", 20)]
    assert whole(rows) == Target("tx", "", 50, 40)
    assert whole([*rows, Target("tx", "", 60)]) == Target("tx", "", 60, None)
    assert whole([]) is None
    assert by_workshop(rows).keys() == {"May 2", "Gò A"}


def test_a_target_says_something_and_nothing_negative() -> None:
    assert [problem.code for problem in check_target(Target("tx"))] == ["target.nothing"]
    assert [problem.code for problem in check_target(Target("tx", "", -1))] == ["target.negative"]
    assert check_target(Target("tx", "", 0)) == ()


@pytest.mark.parametrize(
    ("count", "target", "hundredths"),
    [(40, 300, 1333), (300, 300, 10_000), (697, 300, 23_233), (1, None, None), (1, 0, None)],
)
def test_percent_is_whole_hundredths(count: int, target: int | None, hundredths: int | None) -> None:
    assert percent(count, target) == hundredths


@pytest.mark.parametrize(
    ("closes", "moment"),
    [
        ("2026-04-20T23:55", CLOSES),
        ("2026-04-20T16:55:00+00:00", CLOSES),
        ("2026-04-20", datetime(2026, 4, 20, 16, 59, tzinfo=UTC)),
        ("", None),
        ("cuối tháng", None),
    ],
)
def test_a_phase_closes_at_a_minute_in_vietnam(closes: str, moment: datetime | None) -> None:
    assert closing_minute(closes) == moment


def test_a_forecast_goes_on_as_the_last_days_did() -> None:
    ends = forecast(NOW, NOW + timedelta(days=10), 100, 28, 14, 150)
    assert ends.expected == 120


@given(st.integers(0, 10**5), st.integers(0, 10**4), st.integers(0, 10**6), st.integers(1, 60))
def test_a_forecast_is_never_below_what_is_there(count: int, gained: int, minutes: int, days: int) -> None:
    ends = forecast(NOW, NOW + timedelta(minutes=minutes), count, gained, days, None)
    assert ends.expected >= count


def test_when_it_is_over_it_is_what_it_is() -> None:
    over = forecast(CLOSES + timedelta(minutes=1), CLOSES, 100, 50, 14, 300)
    assert (over.minutes_left, over.expected) == (0, 100)
