"""Two thirds of the members, counted in whole numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.builders import a_meeting

from desktop.domain.council import Meeting, check_meeting, passes, votes_needed

ALL = [(members, yes) for members in range(1, 51) for yes in range(members + 1)]


def test_two_thirds_of_the_members_carry_an_initiative() -> None:
    for members, yes in ALL:
        assert passes(yes, members) == (3 * yes >= 2 * members), (members, yes)


def test_the_votes_needed_are_the_least_that_pass() -> None:
    for members in range(1, 51):
        least = votes_needed(members)
        assert passes(least, members)
        assert not passes(least - 1, members)


@pytest.mark.parametrize(("members", "needed"), [(7, 5), (5, 4), (9, 6), (3, 2), (1, 1)])
def test_councils_of_usual_sizes(members: int, needed: int) -> None:
    assert votes_needed(members) == needed


def test_a_council_without_members_carries_nothing() -> None:
    assert not passes(0, 0)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"minutes_number": " "}, "minutes.number_missing"),
        ({"members": 0, "present": None}, "council.no_members"),
        ({"present": 8}, "council.more_present_than_members"),
        ({"members": 5, "present": 5}, "votes.more_than_members"),
        ({"present": 5}, "votes.more_than_present"),
    ],
)
def test_minutes_that_cannot_be(changed: dict[str, object], code: str) -> None:
    meeting: Meeting = replace(a_meeting("m1", "i1"), **changed)
    assert code in {problem.code for problem in check_meeting(meeting)}


def test_minutes_that_hold() -> None:
    assert check_meeting(a_meeting("m1", "i1", "i2")) == ()
