"""From a unit's sent report to the report of the body above: a signed file goes up, a frozen paper comes out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from helpers.builders import HEAD, UNION, a_folder, an_initiative, proposed, settled, stored

from desktop.domain.house import Union
from desktop.domain.problems import Refused
from desktop.domain.report import COUNTED, Measure
from desktop.domain.target import Target
from desktop.domain.unit_below import UnitBelow
from desktop.domain.unit_report import RankBy
from desktop.services import decisions, joint_reports, office, reports, targets, units_below
from desktop.services.desk import Desk
from sync.clock import FixedClock

ABOVE = Union("Liên đoàn Lao động tỉnh Quảng Ninh", place="Hạ Long")
COUNTS = dict(zip(COUNTED, (12, 10, 8), strict=True))


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


@pytest.fixture
def unit(tmp_path: Path) -> Iterator[Desk]:
    desk = a_folder(tmp_path / "unit", seed=11).desk
    settled(desk)
    desk.do(office.put_union, replace(UNION, superior=ABOVE.name))
    desk.do(targets.put_target, Target("2026", "", 40, 50))
    ids = stored(desk, *(an_initiative(f"Gá kẹp {n}") for n in range(3)))
    proposed(desk, ids)
    decisions.sign(desk, desk.do(decisions.draft, ids, HEAD).value, "5", date(2026, 3, 2))
    yield desk
    desk.close()


@pytest.fixture
def above(tmp_path: Path) -> Iterator[Desk]:
    desk = a_folder(tmp_path / "above", seed=12).desk
    desk.do(office.put_union, ABOVE)
    yield desk
    desk.close()


def file_of(unit: Desk) -> bytes:
    return units_below.file_of(unit, reports.send(unit, number="7").value.id)


def test_a_units_report_goes_up_as_a_signed_file(unit: Desk, above: Desk) -> None:
    data = file_of(unit)
    taken = units_below.take_in(above, data).value
    assert (taken.is_new, taken.problems, taken.unit.name) == (True, (), UNION.name)
    (row,) = above.look(joint_reports.figures).rows
    assert (row.counts[Measure.RECOGNISED], row.assigned, row.is_silent) == (3, 40, False)
    assert not units_below.take_in(above, data).value.is_new


def test_no_title_and_no_name_of_a_worker_is_in_it(unit: Desk) -> None:
    said = file_of(unit).decode()
    assert UNION.name in said
    assert "Gá kẹp" not in said
    assert "Hằng" not in said


def test_a_file_that_was_touched_is_refused(unit: Desk, above: Desk) -> None:
    whole = json.loads(file_of(unit))
    whole["stated"]["counts"]["recognised"] = 300
    assert refusal(lambda: units_below.take_in(above, json.dumps(whole).encode())) == "unit_report.tampered"
    assert refusal(lambda: units_below.take_in(above, b"PK\x03\x04")) == "unit_report.unreadable"
    later = json.dumps({"format": "sangkien-unit-report/9"}).encode()
    assert refusal(lambda: units_below.take_in(above, later)) == "unit_report.newer"
    assert refusal(lambda: units_below.take_in(above, b"{" + b" " * 1_100_000)) == "unit_report.unreadable"
    assert above.look(joint_reports.figures).rows == ()


def test_a_renamed_unit_is_known_by_its_key(unit: Desk, above: Desk) -> None:
    units_below.take_in(above, file_of(unit))
    for desk in (unit, above):
        assert isinstance(desk.clock, FixedClock)
        desk.clock.move(timedelta(days=7))
    unit.do(office.put_union, Union("CĐCS tên mới", superior="Nơi khác"), date(2026, 3, 9))
    taken = units_below.take_in(above, file_of(unit)).value
    assert taken.unit.name == UNION.name
    assert [problem.code for problem in taken.problems] == ["unit_report.for_another"]
    assert len(above.look(units_below.units)) == 1


def test_another_pc_of_a_unit_is_pointed_out(unit: Desk, above: Desk, tmp_path: Path) -> None:
    units_below.take_in(above, file_of(unit))
    other = a_folder(tmp_path / "other", seed=13).desk
    try:
        data = file_of(other)
    finally:
        other.close()
    taken = units_below.take_in(above, data).value
    assert [problem.code for problem in taken.problems] == ["unit_report.other_key", "unit_report.again"]


def test_what_came_on_paper_is_typed(above: Desk) -> None:
    code = above.do(units_below.put_unit, UnitBelow("", "CĐCS Cơ khí 2", "Cụm 2", "Lê Mai", "0912", 30)).value
    above.do(units_below.type_in, code, date(2026, 3, 5), COUNTS)
    above.do(units_below.type_in, code, date(2026, 3, 5), COUNTS | {Measure.VALID: 9})
    assert above.look(joint_reports.figures).total.counts[Measure.VALID] == 9
    assert (
        refusal(lambda: above.do(units_below.type_in, "nobody", date(2026, 3, 5), COUNTS)) == "unit.missing"
    )
    again = UnitBelow("", "cđcs cơ khí 2")
    assert refusal(lambda: above.do(units_below.put_unit, again)) == "unit.name_taken"


def test_a_signed_file_is_not_typed_over(unit: Desk, above: Desk) -> None:
    code = units_below.take_in(above, file_of(unit)).value.unit.code
    (row,) = above.look(joint_reports.figures).rows
    assert refusal(lambda: above.do(units_below.type_in, code, row.until, COUNTS)) == "unit_report.signed"


def test_a_joint_report_stays_as_it_was_sent(above: Desk) -> None:
    codes = [
        above.do(
            units_below.put_unit, UnitBelow("", f"CĐCS số {n}", f"Cụm {n % 2}", f"Phụ trách {n}", "", 20)
        ).value
        for n in range(5)
    ]
    for code in codes[1:]:
        above.do(units_below.type_in, code, date(2026, 2, 26), COUNTS)
    for n, code in enumerate(codes[2:]):
        above.do(units_below.type_in, code, date(2026, 3, 5), COUNTS | {Measure.VALID: 8 + n % 3})
    sent = joint_reports.send(above, by=RankBy.PERCENT, number="9").value
    before = above.look(joint_reports.sent, sent.id)
    assert [row.is_silent for row in before.rows] == [True, True, False, False, False]
    papers = joint_reports.reprint(above, sent.id), joint_reports.reprint_book(above, sent.id)
    assert isinstance(above.clock, FixedClock)
    above.clock.move(timedelta(weeks=27))
    above.do(units_below.put_unit, UnitBelow(codes[0], "Tên mới", "Cụm 9"))
    above.do(units_below.put_unit, UnitBelow(codes[1], "CĐCS số 1", ended=True))
    assert above.look(joint_reports.sent, sent.id) == before
    assert (joint_reports.reprint(above, sent.id), joint_reports.reprint_book(above, sent.id)) == papers
    assert len(above.look(joint_reports.figures).rows) == 4
    then = above.look(joint_reports.figures, date(2026, 3, 5), RankBy.PERCENT)
    assert then == before
    assert [row.silent for row in above.look(joint_reports.listing)] == [2]


def test_nobody_to_report_on(above: Desk) -> None:
    assert refusal(lambda: joint_reports.send(above)) == "unit.nobody"
