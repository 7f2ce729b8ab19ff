"""Programmes: windows to the minute at +07:00, what they demand, what they count."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from helpers.builders import (
    TODAY,
    a_protected_initiative,
    a_recognition,
    an_author,
    an_initiative,
)

from desktop.domain.demands import check_programme, counts, demands, uncounted
from desktop.domain.initiative import Benefit, Section
from desktop.domain.programme import Counting, Phase, Programme, is_open, phase_at

SPRING = Programme(
    "75n",
    "75 nghìn sáng kiến",
    opens="2021-03-10",
    closes="2021-04-20T23:55",
    phases=(Phase("d1", "Đợt 1", closes="2021-03-31"), Phase("d2", "Đợt 2", opens="2021-04-01")),
    required=("summary", "benefit", "birth_year", "content"),
    required_of_protected=("benefit",),
    summary_least=40,
    counting=Counting(used_from=date(2020, 9, 1), used_until=date(2021, 9, 1)),
)
DURING = datetime(2021, 4, 1, 2, tzinfo=UTC)


def at(hour: int, minute: int, second: int = 0) -> datetime:
    """A moment of the last evening, in Vietnam."""
    return datetime(2021, 4, 20, hour - 7, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        (datetime(2021, 3, 9, 16, 59, 59, tzinfo=UTC), False),
        (datetime(2021, 3, 9, 17, tzinfo=UTC), True),
        (at(23, 55, 59), True),
        (at(23, 56), False),
    ],
)
def test_a_window_opens_and_closes_at_a_minute(moment: datetime, open_: bool) -> None:
    assert is_open(SPRING, moment) is open_


def test_a_phase_is_known_by_the_moment() -> None:
    found = [phase_at(SPRING, datetime(2021, month, 15, tzinfo=UTC)) for month in (3, 4)]
    assert [phase.code for phase in found if phase] == ["d1", "d2"]


def test_what_is_demanded_stands_beside_its_field() -> None:
    value = an_initiative(
        first_used=date(2021, 1, 1),
        summary="Ngắn quá.",
        benefit=Benefit(),
        sections={},
        authors=(an_author(birth="1990"), an_author("Hằng")),
    )
    found = {
        (problem.field, problem.facts.get("demand", problem.code))
        for problem in demands(SPRING, value, DURING)
    }
    assert found == {
        ("benefit", "benefit"),
        ("authors", "birth_year"),
        (Section.CONTENT, "content"),
        ("summary", "programme.summary_short"),
    }
    assert all(problem.warns_only for problem in demands(SPRING, value, DURING))


def test_a_technology_secret_is_asked_for_less() -> None:
    kept = a_protected_initiative(first_used=date(2021, 1, 1))
    assert demands(SPRING, kept, DURING) == ()


def test_a_closed_window_is_said_with_its_minute() -> None:
    late, early = (
        [problem for problem in demands(SPRING, an_initiative(), moment) if problem.field == "programme"]
        for moment in (at(23, 56), datetime(2021, 1, 1, tzinfo=UTC))
    )
    assert [(problem.code, problem.facts["closes"]) for problem in late] == [("programme.closed", at(23, 55))]
    assert [problem.code for problem in early] == ["programme.not_open"]


@pytest.mark.parametrize(
    ("used", "counted"),
    [
        (date(2020, 8, 31), False),
        (date(2020, 9, 1), True),
        (date(2021, 9, 1), True),
        (date(2021, 9, 2), False),
    ],
)
def test_use_outside_the_days_is_not_counted(used: date, counted: bool) -> None:
    value = an_initiative(first_used=used, recognition=a_recognition())
    assert counts(SPRING, value) is counted
    assert (uncounted(SPRING, value) == ()) is counted


def test_only_what_is_recognised_counts() -> None:
    assert not counts(SPRING, an_initiative(first_used=date(2021, 1, 1)))
    free = replace(SPRING, counting=Counting(recognised=False))
    assert counts(free, an_initiative(first_used=TODAY))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"code": " "}, "programme.name_missing"),
        ({"required": ("weight",)}, "programme.unknown_demand"),
        ({"closes": "20/4/2021"}, "programme.window_unreadable"),
        ({"closes": "2021-03-01"}, "programme.window_backwards"),
    ],
)
def test_a_programme_is_looked_over_before_it_is_stored(changed: dict[str, object], code: str) -> None:
    assert check_programme(SPRING) == ()
    assert [problem.code for problem in check_programme(replace(SPRING, **changed))] == [code]  # type: ignore[arg-type]
