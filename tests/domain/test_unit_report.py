"""Units below a body: the silent first, ranks with last week's, sums that are their lists."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.report import COUNTED, Measure
from desktop.domain.unit_below import UnitBelow, check_unit
from desktop.domain.unit_report import RankBy, Source, UnitReport, behind, check_report, joint

TODAY = date(2026, 3, 5)
UNITS = (
    UnitBelow("a", "CĐCS May Hạ Long", "Cụm 1", "Lê Thị Mai", assigned=40),
    UnitBelow("b", "CĐCS Giày Hoàng Long", "Cụm 1", "Trần Văn Nam", assigned=100),
    UnitBelow("c", "CĐCS Cơ khí 2", "Cụm 2"),
)


def said(unit: str, weeks_ago: int, recognised: int, on_portal: int, valid: int) -> UnitReport:
    until = TODAY - timedelta(weeks=weeks_ago)
    counts = dict(zip(COUNTED, (recognised, on_portal, valid), strict=True))
    return UnitReport(f"{unit}{weeks_ago}", unit, until, Source.TYPED, until, counts)


REPORTS = (said("a", 1, 9, 8, 7), said("b", 1, 20, 15, 10), said("b", 0, 30, 20, 12), said("c", 2, 5, 5, 5))


def test_the_silent_come_first_with_who_is_in_charge() -> None:
    rows = joint(UNITS, REPORTS, TODAY, "LĐLĐ").rows
    assert [(row.unit, row.is_silent, row.in_charge) for row in rows] == [
        ("a", True, "Lê Thị Mai"),
        ("c", True, ""),
        ("b", False, "Trần Văn Nam"),
    ]
    assert rows[0].until == date(2026, 2, 26)


def test_a_silent_unit_stands_with_its_last_figures() -> None:
    total = joint(UNITS, REPORTS, TODAY, "LĐLĐ").total
    assert [total.counts[measure] for measure in COUNTED] == [44, 33, 24]
    assert (total.units, total.silent, total.assigned) == (3, 2, 140)
    assert total.counts[Measure.VALID] - total.before[Measure.VALID] == 2


def test_places_by_count_and_by_how_much_of_the_target() -> None:
    by_count = {row.unit: (row.place, row.place_before) for row in joint(UNITS, REPORTS, TODAY, "x").rows}
    assert by_count == {"a": (2, 2), "b": (1, 1), "c": (3, 3)}
    by_part = joint(UNITS, REPORTS, TODAY, "x", RankBy.PERCENT).rows
    assert {row.unit: row.place for row in by_part} == {"a": 1, "b": 2, "c": 3}


def test_a_unit_that_never_reported_has_no_place_before() -> None:
    (row,) = joint(UNITS[:1], (said("a", 0, 1, 1, 1),), TODAY, "x").rows
    assert (row.before, row.place_before, row.change(Measure.VALID)) == (None, None, None)


@given(
    st.lists(
        st.builds(
            said,
            st.sampled_from("abc"),
            st.integers(0, 4),
            st.integers(0, 50),
            st.integers(0, 50),
            st.integers(0, 50),
        ),
        max_size=15,
        unique_by=lambda one: (one.unit, one.until),
    )
)
def test_every_number_is_the_sum_of_the_list_it_opens(reports: list[UnitReport]) -> None:
    figures = joint(UNITS, reports, TODAY, "x")
    for measure in COUNTED:
        assert figures.total.counts[measure] == sum(part for _, part in behind(figures, measure))
        for cell in figures.groups:
            assert cell.counts[measure] == sum(part for _, part in behind(figures, measure, cell.name))
    assert [row.is_silent for row in figures.rows] == sorted(
        (row.is_silent for row in figures.rows), reverse=True
    )
    assert figures.total.silent == sum(row.is_silent for row in figures.rows)


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (said("a", 0, 3, 2, 1), ""),
        (said("a", -1, 3, 2, 1), "report.in_future"),
        (said("a", 0, 3, 1, 2), "unit_report.more_valid"),
        (said("a", 0, -1, 2, 1), "target.negative"),
    ],
)
def test_what_a_unit_may_report(report: UnitReport, code: str) -> None:
    assert [problem.code for problem in check_report(report, TODAY)] == [code] * bool(code)


def test_a_unit_has_a_name() -> None:
    assert [problem.code for problem in check_unit(UnitBelow("a", " ", assigned=-1))] == [
        "unit.name_missing",
        "target.negative",
    ]
