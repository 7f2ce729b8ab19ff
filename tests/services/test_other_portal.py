"""A portal without an interface: the code and days typed by hand count as the portal's own word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from helpers.builders import a_recognition, a_stored_initiative
from helpers.orders import put_new

from desktop.domain.problems import Refused
from desktop.domain.report import Measure
from desktop.services import eligibility, handed, other_portal, reports, settling, undo
from desktop.services.desk import Desk
from desktop.store.initiatives import INITIATIVES

PUT, VALID = date(2026, 3, 3), date(2026, 3, 4)


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


@pytest.fixture
def desk(settled_office: Desk) -> Desk:
    values = [a_stored_initiative(f"i{n}", title=f"Gá {n}", recognition=a_recognition()) for n in range(3)]
    settled_office.do(put_new, INITIATIVES, values)
    return settled_office


def counts(desk: Desk) -> list[int]:
    total = desk.look(reports.figures).total
    return [total.counts[measure] for measure in (Measure.RECOGNISED, Measure.ON_PORTAL, Measure.VALID)]


def test_put_in_and_valid_count_as_on_our_own_portal(desk: Desk) -> None:
    desk.do(other_portal.put_word, "i0", "HP-2217", PUT)
    assert counts(desk) == [3, 1, 0]
    desk.do(other_portal.put_word, "i0", "HP-2217", PUT, VALID)
    assert counts(desk) == [3, 1, 1]
    assert desk.look(reports.behind, Measure.VALID) == ("i0",)
    assert [row.id for row in desk.look(other_portal.not_valid_yet).rows] == ["i1", "i2"]
    desk.do(undo.undo)
    assert counts(desk) == [3, 1, 0]


def test_the_body_above_pays_and_its_letter_names_the_code(desk: Desk) -> None:
    desk.do(other_portal.put_word, "i1", "HP-2218", PUT, VALID)
    reports.send(desk)
    assert desk.look(eligibility.payable, "superior") == ("i1",)
    facts = desk.look(settling.asking_facts, "superior")
    assert [row.portal_code for row in facts.rows] == ["HP-2218"]


def test_what_lies_on_another_portal_does_not_wait_for_ours(desk: Desk) -> None:
    assert desk.look(handed.count_ready) == 3
    desk.do(other_portal.put_word, "i0", "HP-2217", PUT)
    assert desk.look(handed.count_ready) == 2
    assert [row.id for row in desk.look(handed.ready).rows] == ["i1", "i2"]


def test_what_was_typed_at_the_wrong_one_is_taken_back(desk: Desk) -> None:
    desk.do(other_portal.put_word, "i1", "HP-2218", PUT, VALID)
    desk.do(other_portal.remove_word, "i1")
    assert counts(desk) == [3, 0, 0]
    assert refusal(lambda: desk.do(other_portal.remove_word, "i1")) == "portal_word.missing"


@pytest.mark.parametrize(
    ("code", "put_on", "valid_on", "refused"),
    [
        (" ", PUT, None, "portal_word.code_missing"),
        ("1", date(2026, 3, 6), None, "portal_word.in_future"),
        ("1", PUT, date(2026, 3, 2), "portal_word.valid_before_put"),
    ],
)
def test_a_code_and_days_in_their_order(
    desk: Desk, code: str, put_on: date, valid_on: date | None, refused: str
) -> None:
    assert refusal(lambda: desk.do(other_portal.put_word, "i0", code, put_on, valid_on)) == refused
