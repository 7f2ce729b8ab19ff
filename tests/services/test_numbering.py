"""Numbers of the intake book: on storing, for a pile of an earlier day, or not at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from helpers.builders import TODAY, an_initiative, stored

from desktop.domain.intake_number import IntakeRule
from desktop.domain.problems import Refused
from desktop.services import initiatives, numbering, undo
from desktop.services.desk import Desk


def numbers(desk: Desk, *records: str) -> list[tuple[int | None, date | None]]:
    found = [desk.look(initiatives.get, record) for record in records]
    return [(value.number, value.entered_on) for value in found]


def test_a_form_is_numbered_by_the_day_it_came(office: Desk) -> None:
    last_year = date(2025, 12, 30)
    records = stored(
        office, an_initiative("Một"), an_initiative("Hai", entered_on=last_year), an_initiative("Ba")
    )
    assert numbers(office, *records) == [(1, TODAY), (1, last_year), (2, TODAY)]


def test_a_pile_is_entered_for_an_earlier_day(office: Desk) -> None:
    records = stored(office, *(an_initiative(f"Phiếu {n}") for n in range(3)))
    day = date(2025, 12, 1)
    assert office.do(numbering.number, [records[2], records[0]], day).value == 2
    assert numbers(office, *records) == [(2, day), (2, TODAY), (1, day)]
    earlier = day - timedelta(days=1)
    office.do(numbering.number, [records[0]], earlier)
    assert numbers(office, records[0]) == [(2, earlier)]  # the same book: the number stays
    office.do(undo.undo)
    assert numbers(office, records[0]) == [(2, day)]


def test_a_unit_may_keep_its_book_on_paper(office: Desk) -> None:
    office.do(numbering.put_rule, IntakeRule(numbered=False))
    (record,) = stored(office, an_initiative())
    assert numbers(office, record) == [(None, TODAY)]
    office.do(numbering.put_rule, IntakeRule())
    office.do(numbering.number, [record], TODAY)
    assert numbers(office, record) == [(1, TODAY)]


def test_nothing_is_received_tomorrow(office: Desk) -> None:
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        office.do(initiatives.save, an_initiative(entered_on=tomorrow))
    assert refused.value.code == "intake.in_future"
    with pytest.raises(Refused) as refused:
        office.do(numbering.number, ["?"], TODAY)
    assert refused.value.code == "initiative.missing"
