"""From marks to a result: missing sheets, trimming, rounding, floors, and who may not mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from helpers.rubrics import COMMUNE, PAIRS
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.council import passes
from desktop.domain.house import EmployerKind
from desktop.domain.initiative import Outcome
from desktop.domain.rubric import Rubric
from desktop.domain.scoring import (
    Sheet,
    check_sheet,
    is_whole,
    may_sit,
    rounded,
    sheet_verdict,
    tally,
    total,
)

MEMBERS = ("m1", "m2", "m3", "m4", "m5", "m6", "m7")
GOOD = (16_00, 15_00, 20_00, 10_00, 14_00)


def a_sheet(member: str = "m1", marks: Sequence[int] = GOOD, rubric: Rubric = COMMUNE) -> Sheet:
    return Sheet(member, "i1", rubric, dict(zip(rubric.codes, marks, strict=False)))


def sheets_of(*sums: int) -> list[Sheet]:
    """Sheets with these sums in points, floors kept."""
    return [a_sheet(member, (10_00, 10_00, 25_00, 15_00, points * 100 - 60_00))
            for member, points in zip(MEMBERS, sums, strict=False)]  # fmt: skip


marks_st = st.tuples(*(st.integers(0, criterion.maximum) for criterion in COMMUNE.criteria))


@given(st.lists(marks_st, min_size=1, max_size=7), st.integers(1, 7))
def test_a_missing_sheet_is_missing_and_never_nothing(marks: list[tuple[int, ...]], size: int) -> None:
    members = MEMBERS[: max(size, len(marks))]
    given_sheets = [a_sheet(member, values) for member, values in zip(members, marks, strict=False)]
    found = tally(COMMUNE, given_sheets, members=members)
    assert found.given + found.missing == members
    if found.missing:
        assert (found.mean, found.shown, found.verdict) == (None, None, None)
        rest = tally(COMMUNE, given_sheets, members=members, excused=found.missing)
        alone = tally(COMMUNE, given_sheets, members=found.given)
        assert (rest.mean, rest.verdict) == (alone.mean, alone.verdict)
    else:
        sums = [sum(values) for values in marks]
        assert found.mean is not None
        assert min(sums) <= found.mean <= max(sums)


@given(st.permutations(MEMBERS), st.lists(marks_st, min_size=7, max_size=7))
def test_the_order_of_sheets_and_members_says_nothing(order: list[str], marks: list[tuple[int, ...]]) -> None:
    sheets = [a_sheet(member, values) for member, values in zip(MEMBERS, marks, strict=True)]
    one = tally(COMMUNE, sheets, members=MEMBERS)
    other = tally(COMMUNE, sorted(sheets, key=lambda sheet: order.index(sheet.member)), members=order)
    assert one.mean is not None
    assert one.mean == other.mean


@given(st.lists(st.integers(60, 80), min_size=5, max_size=7))
def test_five_sheets_lose_the_highest_and_the_lowest(sums: list[int]) -> None:
    found = tally(COMMUNE, sheets_of(*sums), members=MEMBERS[: len(sums)])
    kept = sorted(sums)[1:-1]
    assert found.mean == Fraction(sum(kept) * 100, len(kept))
    assert len(found.trimmed) == 2


def test_four_sheets_lose_none() -> None:
    found = tally(COMMUNE, sheets_of(60, 70, 70, 80), members=MEMBERS[:4])
    assert (found.mean, found.trimmed) == (70_00, ())


def test_the_mean_is_compared_before_it_is_rounded() -> None:
    sums = [
        a_sheet("m1", (10_00, 10_00, 25_00, 15_00, 9_97)),
        a_sheet("m2", (10_00, 10_00, 25_00, 15_00, 9_97)),
    ]
    found = tally(COMMUNE, sums, members=MEMBERS[:2])
    assert (found.mean, found.shown, found.verdict) == (69_97, 70_00, Outcome.AFTER_COMPLETION)


@given(st.fractions(0, 100_00), st.integers(0, 2))
def test_rounding_goes_to_the_nearest_and_a_half_up(mean: Fraction, decimals: int) -> None:
    step = 100 // 10**decimals
    found = rounded(mean, decimals)
    assert found % step == 0
    assert -Fraction(step, 2) < found - mean <= Fraction(step, 2)


@pytest.mark.parametrize(
    ("points", "verdict"),
    [(70, Outcome.PROPOSED), (69, Outcome.AFTER_COMPLETION), (60, Outcome.AFTER_COMPLETION)],
)
def test_results_go_three_ways(points: int, verdict: Outcome) -> None:
    assert tally(COMMUNE, sheets_of(points), members=["m1"]).verdict is verdict
    assert sheet_verdict(sheets_of(points)[0]) is verdict


def test_below_a_floor_no_sum_helps() -> None:
    high = a_sheet("m1", (9_00, 20_00, 25_00, 15_00, 20_00))
    found = tally(COMMUNE, [high], members=["m1"])
    assert (found.mean, found.below_floor, found.verdict) == (
        89_00,
        ("new_solution",),
        Outcome.NOT_RECOGNISED,
    )
    assert sheet_verdict(high) is Outcome.NOT_RECOGNISED


def test_an_author_owes_no_sheet_and_one_that_came_is_not_counted() -> None:
    sheets = sheets_of(80, 60)
    found = tally(COMMUNE, sheets, members=["m1", "m2"], authors={"m1"})
    assert (found.given, found.missing, found.mean) == (("m2",), (), 60_00)
    assert [problem.code for problem in check_sheet(sheets[0], {"m1"})] == ["sheet.own_work"]


def test_marks_by_another_version_of_the_rubric_do_not_count() -> None:
    newer = replace(COMMUNE, version=2)
    assert tally(newer, sheets_of(80), members=["m1"]).missing == ("m1",)


def test_what_a_sheet_may_not_say() -> None:
    codes = [problem.code for problem in check_sheet(a_sheet(marks=(20_01, -1, 25_00)))]
    assert codes == ["sheet.out_of_range", "sheet.out_of_range", "sheet.line_missing", "sheet.line_missing"]
    strange = Sheet("m1", "i1", PAIRS, {**dict.fromkeys(PAIRS.codes, 1), "beauty": 1})
    assert [problem.code for problem in check_sheet(strange)] == ["sheet.unknown_line"]
    assert not is_whole(strange)
    assert total(a_sheet(marks=GOOD[:4])) is None
    assert total(a_sheet()) == 75_00


@given(st.lists(st.tuples(*[st.integers(0, 1)] * 4), min_size=1, max_size=7))
def test_pairs_are_carried_by_two_thirds_of_the_members(answers: list[tuple[int, ...]]) -> None:
    members = MEMBERS[: len(answers)]
    sheets = [a_sheet(member, values, PAIRS) for member, values in zip(members, answers, strict=True)]
    said = [sheet_verdict(sheet) for sheet in sheets]
    found = tally(PAIRS, sheets, members=members).verdict
    fine = sum(verdict is Outcome.PROPOSED for verdict in said)
    willing = sum(verdict is not Outcome.NOT_RECOGNISED for verdict in said)
    assert (found is Outcome.PROPOSED) == passes(fine, len(members))
    assert (found is Outcome.NOT_RECOGNISED) == (not passes(willing, len(members)))


def test_a_decisive_no_refuses_and_another_asks_for_papers() -> None:
    assert sheet_verdict(a_sheet(marks=(1, 1, 1, 1), rubric=PAIRS)) is Outcome.PROPOSED
    assert sheet_verdict(a_sheet(marks=(1, 1, 1, 0), rubric=PAIRS)) is Outcome.AFTER_COMPLETION
    assert sheet_verdict(a_sheet(marks=(1, 0, 1, 1), rubric=PAIRS)) is Outcome.NOT_RECOGNISED
    assert sheet_verdict(a_sheet(marks=(1, 0, 1), rubric=PAIRS)) is None


def test_two_thirds_are_of_all_members_though_an_author_among_them_gives_no_sheet() -> None:
    sheets = [a_sheet(member, (1, 1, 1, 1), PAIRS) for member in ("m2",)]
    found = tally(PAIRS, sheets, members=("m1", "m2"), authors={"m1"})
    assert (found.missing, found.verdict) == ((), Outcome.NOT_RECOGNISED)


def test_the_head_who_is_an_author_has_no_seat_in_a_state_funded_unit() -> None:
    for kind in EmployerKind:
        assert may_sit("head", head="head", kind=kind, authors={"head"}) == (
            kind is not EmployerKind.STATE_FUNDED
        )
        assert may_sit("head", head="head", kind=kind, authors={"somebody"})
        assert may_sit("deputy", head="head", kind=kind, authors={"head"})
