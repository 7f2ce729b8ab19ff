"""Rubrics as dated versions, and those to begin with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from helpers.rubrics import COMMUNE, PAIRS

from desktop.domain.problems import Refused
from desktop.domain.rubric import Criterion, Family, Rubric, check_rubric
from desktop.services import rubrics
from desktop.services.desk import Desk


def test_saying_a_rubric_again_makes_the_next_version(office: Desk) -> None:
    first = office.do(rubrics.save, COMMUNE, date(2026, 1, 1)).value
    later = office.do(rubrics.save, replace(first, pass_mark=75_00), date(2026, 3, 1)).value
    assert (first.version, later.version) == (1, 2)
    assert office.look(rubrics.in_use, date(2026, 2, 28)) == (first,)
    assert office.look(rubrics.in_use, date(2026, 3, 1)) == (later,)
    assert [one.rubric.version for one in office.look(rubrics.listing)] == [2, 1]


def test_two_versions_of_one_day_mean_the_later(office: Desk) -> None:
    office.do(rubrics.save, COMMUNE)
    later = office.do(rubrics.save, replace(COMMUNE, pass_mark=75_00)).value
    assert office.look(rubrics.in_use) == (later,)


def test_a_rubric_gets_codes_where_nobody_gave_any(office: Desk) -> None:
    typed = Rubric(
        "", 0, " Thang  điểm của Xưởng ", criteria=(Criterion("", " Mới ", 100_00),), pass_mark=70_00
    )
    made = office.do(rubrics.save, typed).value
    assert (made.code, made.title, made.codes) == ("thang-diem-cua-xuong", "Thang điểm của Xưởng", ("c1",))


@pytest.mark.parametrize(
    ("rubric", "code"),
    [
        (replace(COMMUNE, title=" "), "rubric.title_missing"),
        (replace(COMMUNE, criteria=()), "rubric.lines"),
        (replace(COMMUNE, pass_mark=500_00), "rubric.marks"),
    ],
)
def test_a_rubric_that_nobody_could_mark_by_is_refused(office: Desk, rubric: Rubric, code: str) -> None:
    with pytest.raises(Refused) as refused:
        office.do(rubrics.save, rubric)
    assert refused.value.code == code
    assert office.look(rubrics.listing) == ()


def test_those_to_begin_with_hold_and_are_of_both_families(office: Desk) -> None:
    found = rubrics.samples()
    assert {one.family for one in found} == set(Family)
    assert [check_rubric(one) for one in found] == [()] * len(found)
    for one in found:
        assert office.do(rubrics.save, one).value.version == 1
    assert len(office.look(rubrics.in_use)) == len(found)


def test_a_file_that_is_no_rubric(tmp_path: Path) -> None:
    for name, text in (
        ("a.toml", "rubric = 3"),
        ("b.toml", "["),
        ("c.toml", ""),
        ("d.toml", "[[rubric]]\ncode = 1"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(Refused, match=r"rubric\.unreadable"):
            rubrics.read_rubrics(tmp_path / name)


def test_pairs_are_kept_too(office: Desk) -> None:
    assert office.do(rubrics.save, PAIRS).value == PAIRS
