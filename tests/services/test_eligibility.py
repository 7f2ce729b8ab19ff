"""Who may be paid, page by page: the database's answer is the rule's answer, whatever became of an initiative."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from helpers.builders import a_council_fact, a_recognition, a_stored_initiative
from helpers.orders import put_new
from helpers.portal_rows import answered

from desktop.domain.initiative import Outcome
from desktop.domain.payment import Mark, PayeeState
from desktop.domain.purse import Condition, Purse
from desktop.services import eligibility, payments, purses, reports, settling
from desktop.services.desk import Desk
from desktop.services.printing import Rendered
from desktop.store.initiatives import INITIATIVES

PURSES = {
    "nothing asked": (),
    "written": (Condition.WRITTEN,),
    "proposed": (Condition.PROPOSED,),
    "recognised": (Condition.RECOGNISED,),
    "all": (Condition.RECOGNISED, Condition.APPROVED, Condition.REPORTED),
}


@pytest.fixture
def filled(settled_office: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(settling, "render_list", lambda *_, **__: Rendered(b"docx", b"pdf", 1))
    random = Random(7)
    values = []
    for n in range(60):
        more = {
            "summary": random.choice(("", "Bộ gá giữ mép vải.")),
            "sections": {} if n % 3 else a_stored_initiative("x").sections,
            "recognition": a_recognition(signed_on=date(2026, 2, 2)) if n % 2 else None,
            "council": random.choice(
                (None, a_council_fact(), a_council_fact(outcome=Outcome.NOT_RECOGNISED))
            ),
        }
        if n % 10 == 9:
            more["authors"] = ()
        values.append(a_stored_initiative(f"i{n:03d}", title=f"Gá kẹp {n}", **more))
    desk = settled_office
    desk.do(put_new, INITIATIVES, values)
    answered(desk, [value.id for value in values[:30]])
    answered(desk, [value.id for value in values[30:40]], "complete")
    return desk


def agree(desk: Desk, code: str) -> tuple[str, ...]:
    """Every page by the rule; the payable ones by the database come first and are the same."""
    rows = []
    while True:
        page = desk.look(eligibility.candidates, code, len(rows), 7)
        rows += page.rows
        if len(rows) >= page.total:
            break
    payable = desk.look(eligibility.payable, code)
    assert tuple(row.id for row in rows if row.payable) == payable
    assert len(payable) == page.payable
    assert all(row.payable for row in rows[: len(payable)])
    assert len({row.id for row in rows}) == len(rows) == page.total == 60
    return payable


@pytest.mark.parametrize("conditions", PURSES.values(), ids=PURSES)
def test_the_database_answers_as_the_rule_does(filled: Desk, conditions: tuple[Condition, ...]) -> None:
    filled.do(purses.put_purse, Purse("own", "Quỹ riêng", 100, 200, conditions=conditions))
    reports.send(filled)
    payable = agree(filled, "own")
    record = filled.do(payments.open_round, "own", payable[:3]).value
    assert agree(filled, "own") == payable[3:]
    lines = [line.id for line in filled.look(payments.get, record).lines]
    filled.do(payments.mark, lines, Mark(PayeeState.RETURNED))
    assert agree(filled, "own") == payable[3:]
    settling.settle(filled, record)
    assert agree(filled, "own") == payable
    filled.do(payments.correct, lines[0], 50, "nhận bổ sung")
    assert agree(filled, "own") == payable[1:]
