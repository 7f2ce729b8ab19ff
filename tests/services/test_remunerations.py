"""Remuneration is tracked by year, apart from support and reward."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.builders import HEAD, an_initiative, proposed, stored

from desktop.domain.problems import Refused
from desktop.domain.purse import RemunerationRule
from desktop.services import decisions, payments, purses, remunerations, undo
from desktop.services.desk import Desk


@pytest.fixture
def recognised(settled_office: Desk) -> str:
    ids = stored(settled_office, an_initiative())
    proposed(settled_office, ids)
    record = settled_office.do(decisions.draft, ids, HEAD).value
    decisions.sign(settled_office, record, "5", date(2026, 3, 2))
    return ids[0]


def test_three_years_of_seven_percent(settled_office: Desk, recognised: str) -> None:
    rows = settled_office.look(remunerations.tracker)
    assert [(row.initiative, row.year, row.due, row.due_on, row.entered) for row in rows] == [
        (recognised, 1, 875_000, date(2027, 2, 11), False),
        (recognised, 2, 875_000, date(2028, 2, 11), False),
        (recognised, 3, 875_000, date(2029, 2, 11), False),
    ]


def test_a_year_is_entered_once_and_corrected(settled_office: Desk, recognised: str) -> None:
    desk = settled_office
    first = desk.do(remunerations.enter, recognised, 1, benefit=20_000_000).value
    again = desk.do(remunerations.enter, recognised, 1, benefit=30_000_000, paid=2_100_000).value
    assert first == again
    row = desk.look(remunerations.tracker)[0]
    assert (row.due, row.paid, row.entered, row.late) == (2_100_000, 2_100_000, True, False)
    desk.do(undo.undo)
    assert desk.look(remunerations.tracker)[0].due == 1_400_000


def test_an_agreement_and_the_base_wage(settled_office: Desk, recognised: str) -> None:
    desk = settled_office
    desk.do(remunerations.enter, recognised, 1, benefit=None)
    desk.do(remunerations.enter, recognised, 2, benefit=None, agreed=5_000_000)
    assert [row.due for row in desk.look(remunerations.tracker)][:2] == [11_700_000, 5_000_000]
    desk.do(purses.put_remuneration_rule, RemunerationRule(percent=1_000))
    desk.do(remunerations.enter, recognised, 3, benefit=10)
    assert desk.look(remunerations.tracker)[2].due == 1


def test_it_never_touches_the_purses(settled_office: Desk, recognised: str) -> None:
    settled_office.do(remunerations.enter, recognised, 1, benefit=20_000_000, paid=1_400_000)
    assert all(not row.totals.spent for row in settled_office.look(payments.ledger))


def test_what_is_not_recognised_is_owed_nothing(office: Desk) -> None:
    (record,) = stored(office, an_initiative())
    assert office.look(remunerations.tracker) == ()
    with pytest.raises(Refused, match=r"payment\.not_recognised"):
        office.do(remunerations.enter, record, 1, benefit=1)
