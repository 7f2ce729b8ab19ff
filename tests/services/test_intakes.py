"""The register of applications, and what it makes due."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.builders import an_initiative, stored

from desktop.domain.deadlines import Due, Duty
from desktop.domain.intake import Step
from desktop.domain.problems import Refused
from desktop.services import deadlines, intakes, undo
from desktop.services.desk import Desk


def take(desk: Desk, record: str, step: Step, day: int, words: str = "") -> None:
    desk.do(intakes.take, [record], step, date(2026, 2, day), words)


def test_an_application_goes_its_way_in_the_register(office: Desk) -> None:
    (record,) = stored(office, an_initiative("Gá kẹp", entered_on=date(2026, 2, 2)))
    take(office, record, Step.RECEIVED, 2, " Lê  Thị Mai ")
    line = office.look(intakes.line_of, record)
    assert (line.is_kept, line.step, line.intake.receiver) == (True, Step.RECEIVED, "Lê Thị Mai")
    assert line.due == Due(Duty.CHECK, date(2026, 3, 2))
    take(office, record, Step.ASKED, 10, "thiếu bản vẽ")
    assert office.look(intakes.line_of, record).due == Due(Duty.COMPLETE, date(2026, 3, 10))
    take(office, record, Step.COMPLETED, 16)
    take(office, record, Step.ACCEPTED, 20)
    line = office.look(intakes.line_of, record)
    assert (line.step, line.due) == (Step.ACCEPTED, Due(Duty.DECIDE, date(2026, 5, 20)))
    office.do(undo.undo)
    assert office.look(intakes.line_of, record).step is Step.COMPLETED


def test_what_falls_due_is_read_from_the_register(office: Desk) -> None:
    asked, checked = stored(
        office,
        an_initiative("Chờ bổ sung", entered_on=date(2026, 2, 2)),
        an_initiative("Chờ kiểm tra", entered_on=date(2026, 2, 20)),
    )
    take(office, asked, Step.ASKED, 12, "ảnh")
    take(office, checked, Step.RECEIVED, 20)
    found = office.look(deadlines.coming)
    assert [(item.title, item.duty, item.on) for item in found] == [
        ("Chờ bổ sung", Duty.COMPLETE, date(2026, 3, 12)),
        ("Chờ kiểm tra", Duty.CHECK, date(2026, 3, 20)),
    ]


def test_the_register_of_a_year_is_in_the_order_of_its_numbers(office: Desk) -> None:
    ids = stored(
        office,
        an_initiative("Hai", entered_on=date(2026, 1, 8)),
        an_initiative("Năm trước", entered_on=date(2025, 12, 30)),
        an_initiative("Ba", entered_on=date(2026, 1, 9)),
    )
    take(office, ids[0], Step.RECEIVED, 1)
    rows = office.look(intakes.register, 2026)
    assert [(row.number, row.title, row.is_kept) for row in rows] == [(1, "Hai", True), (2, "Ba", False)]
    assert rows[1].intake.received_on == date(2026, 1, 9)


def test_days_that_cannot_be_are_refused_and_nothing_is_kept(office: Desk) -> None:
    ids = stored(office, an_initiative("Một", entered_on=date(2026, 2, 1)), an_initiative("Hai"))
    with pytest.raises(Refused, match=r"intake\.order") as refused:
        office.do(intakes.take, ids, Step.ACCEPTED, date(2026, 2, 2))
    assert refused.value.facts["title"] == "Hai"
    assert not office.look(intakes.line_of, ids[0]).is_kept
    with pytest.raises(Refused, match=r"initiative\.missing"):
        office.do(intakes.take, ["nobody"], Step.RECEIVED)
