"""A table of old and new names: what it would do on a day, and what it cannot."""

from __future__ import annotations

from datetime import date

from desktop.domain.reorganisation import Change, Plan, Row, plan, read_rows
from desktop.domain.sheets.workshops import workshop_key
from desktop.domain.succession import before, newest
from desktop.domain.workshop import Workshop, WorkshopNames

JULY = date(2025, 7, 1)
MAY_1, MAY_2 = Workshop("w1", "May 1"), Workshop("w2", "May 2", ("Px.May II",))
GO, NEW = Workshop("w3", "Gò A"), Workshop("w4", "Hoàn thiện", since=date(2026, 1, 1))
KNOWN = (MAY_1, MAY_2, GO, NEW)


def planned(*rows: Row) -> Plan:
    return plan(rows, KNOWN, JULY, workshop_key)


def test_a_table_renames_merges_ends_and_begins() -> None:
    made = planned(("May 1", "May A"), ("xưởng may2", "May A"), ("Gò A", ""), ("", "Kho mới"))
    assert [move.change for move in made.moves] == [
        Change.MERGED, Change.MERGED, Change.ENDED, Change.BEGUN,
    ]  # fmt: skip
    assert [move.unit for move in made.moves] == ["w1", "w2", "w3", ""]
    assert planned(("Px.May II", "May số 2")).sound[0].change is Change.RENAMED


def test_a_unit_goes_into_one_that_is_there() -> None:
    (move,) = planned(("May 1", "Gò A")).moves
    assert (move.change, move.into) == (Change.MERGED, "w3")


def test_a_name_that_stays_changes_nothing() -> None:
    made = planned(("May 1", "May 1"), ("", "Gò A"))
    assert made.sound == () and made.faults == ()


def test_what_cannot_be_done_is_named() -> None:
    made = planned(("May 9", "May 10"), ("May 1", "May A"), ("May 1", "May B"))
    assert [fault.problem.code for fault in made.faults if fault.problem] == [
        "unit.unknown", "unit.split", "unit.split",
    ]  # fmt: skip
    late = plan([("Hoàn thiện", "Đóng gói")], KNOWN, date(2026, 1, 1), workshop_key)
    assert [fault.problem.code for fault in late.faults if fault.problem] == ["unit.begun_later"]


def test_headings_and_empty_lines_are_no_rows() -> None:
    read = read_rows([["Tên cũ", "Tên mới"], ["May 1 ", " May A", "ghi chú"], ["", ""], ["Gò A"]])
    assert read == (("May 1", "May A"), ("Gò A", ""))


def test_a_name_leads_to_what_it_became_by_a_day() -> None:
    old = Workshop("a", "May 1", until=date(2025, 6, 30), successor="b")
    next_one = Workshop("b", "May A", ("May cũ",), JULY, date(2025, 12, 31), "c")
    last = Workshop("c", "May", since=date(2026, 1, 1))
    names = WorkshopNames((old, next_one, last))
    assert [names.on("px may 1", day) for day in (date(2025, 6, 30), JULY, date(2026, 2, 1))] == [
        old, next_one, last,
    ]  # fmt: skip
    assert names.on("May 7", JULY) is None
    assert before(last, (old, next_one, last)) == (next_one,)


def test_two_rows_that_name_each_other_end() -> None:
    here = Workshop("a", "A", until=JULY, successor="b")
    there = Workshop("b", "B", until=JULY, successor="a")
    assert newest(here, {"a": here, "b": there}, date(2026, 1, 1)) == here
