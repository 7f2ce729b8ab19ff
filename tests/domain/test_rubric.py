"""Rubrics as data: what a council can mark by, and what not."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from helpers.rubrics import COMMUNE, PAIRS
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.rubric import (
    Band,
    Criterion,
    Rubric,
    check_rubric,
    points_text,
    read_points,
)


def test_both_families_hold() -> None:
    assert check_rubric(COMMUNE) == check_rubric(PAIRS) == ()
    assert COMMUNE.maximum == 100_00
    assert COMMUNE.codes == ("new_solution", "new_use", "use", "economy", "society")


def test_a_rubric_goes_to_plain_values_and_back() -> None:
    for rubric in (COMMUNE, PAIRS):
        assert msgspec.json.decode(msgspec.json.encode(rubric), type=Rubric) == rubric


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"criteria": ()}, "rubric.lines"),
        ({"criteria": (*COMMUNE.criteria, COMMUNE.criteria[0])}, "rubric.lines"),
        ({"criteria": (Criterion("a", "A", 100_00, floor=101_00),)}, "rubric.floor"),
        (
            {"criteria": (Criterion("a", "A", 100_00, bands=(Band(0, 5, ""), Band(5, 9, ""))),)},
            "rubric.bands",
        ),
        ({"criteria": (Criterion("a", "A", 100_00, bands=(Band(0, 101_00, ""),)),)}, "rubric.bands"),
        ({"pass_mark": 101_00}, "rubric.marks"),
        ({"completion_mark": 71_00}, "rubric.marks"),
        ({"trim_from": 2}, "rubric.reckoning"),
        ({"decimals": 3}, "rubric.reckoning"),
    ],
)
def test_a_rubric_that_nobody_could_mark_by(changed: dict[str, object], code: str) -> None:
    assert code in {problem.code for problem in check_rubric(replace(COMMUNE, **changed))}


@given(st.integers(0, 1_000_00))
def test_points_are_read_as_they_are_written(points: int) -> None:
    assert read_points(points_text(points)) == points


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("8,5", 8_50), ("8.5", 8_50), ("20", 20_00), (" 9,25 ", 9_25), (",5", 50),
        ("", None), ("8,555", None), ("-1", None), ("tám", None),
    ],
)  # fmt: skip
def test_points_as_people_type_them(typed: str, points: int | None) -> None:
    assert read_points(typed) == points
