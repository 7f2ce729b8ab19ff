"""Counts that never mix: each number is the length of its list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.report import COUNTED, Cell, Division, Measure, Member, listed, ranks, tally

groups = st.sampled_from(["", "May 2", "Gò A"])
members = st.lists(
    st.builds(
        Member,
        id=st.uuids().map(str),
        groups=st.tuples(*(groups for _ in Division)),
        counts=st.lists(st.sampled_from(COUNTED), unique=True).map(tuple),
    ),
    unique_by=lambda member: member.id,
    max_size=30,
)


@given(members)
def test_every_number_is_the_length_of_its_list(known: list[Member]) -> None:
    for division in (None, *Division):
        for group, counts in tally(known, division).items():
            for measure in COUNTED:
                assert counts[measure] == len(listed(known, measure, division, group))


@given(members)
def test_the_groups_of_a_division_sum_to_the_whole(known: list[Member]) -> None:
    whole = tally(known).get("", dict.fromkeys(COUNTED, 0))
    for division in Division:
        for measure in COUNTED:
            assert sum(counts[measure] for counts in tally(known, division).values()) == whole[measure]


def test_change_is_since_the_last_report() -> None:
    cell = Cell("", "", {Measure.VALID: 7}, assigned=9, before={Measure.VALID: 5})
    assert [cell.change(measure) for measure in (Measure.VALID, Measure.RECOGNISED, Measure.ASSIGNED)] == [
        2,
        0,
        None,
    ]
    assert [cell.number(measure) for measure in Measure] == [9, None, 0, 0, 7]
    assert Cell("", "", {}).change(Measure.VALID) is None


def test_equal_units_share_a_place() -> None:
    found = ranks({"A": 5, "B": 9, "C": 5, "D": 0}, {"B": 1, "A": 3})
    assert [(unit.name, unit.place, unit.before) for unit in found] == [
        ("B", 1, 2),
        ("A", 2, 1),
        ("C", 2, None),
        ("D", 4, None),
    ]
