"""Lines, corrections and the ledger in SQL: one purse pays once, whatever a program above may forget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from helpers.builders import an_initiative, stored
from sqlalchemy import text

from desktop.domain.access import Right
from desktop.domain.payment import PayeeState, PaymentLine, Totals
from desktop.domain.problems import Refused
from desktop.services import payments as paying
from desktop.services.desk import Desk, Work, order
from desktop.store import payments
from desktop.store.payments import LINES


@order(Right.PAY, "payment.open")
def put(work: Work, line: PaymentLine, *, new: bool) -> None:
    """Write one line as it is, unchecked."""
    if new:
        work.save_new(LINES, [line])
    else:
        work.save(LINES, line)


@pytest.fixture
def line(desk: Desk) -> PaymentLine:
    ids = stored(desk, an_initiative())
    record = desk.do(paying.open_round, "union", ids).value
    return desk.look(paying.get, record).lines[0]


def test_the_same_part_is_not_stored_twice(desk: Desk, line: PaymentLine) -> None:
    with pytest.raises(Refused, match=r"record\.taken"):
        desk.do(put, replace(line, id="twice"), new=True)


def test_what_was_returned_leaves_its_place(desk: Desk, line: PaymentLine) -> None:
    desk.do(put, replace(line, state=PayeeState.RETURNED, settled=True), new=False)
    desk.do(put, replace(line, id="again"), new=True)
    with desk.database.read() as session:
        assert payments.totals_by_purse(session)["union"] == Totals(400_000, 0, 200_000)
        assert payments.held(session, "union", line.initiative) == 200_000


def test_a_name_in_history_is_under_the_persons_key(desk: Desk, line: PaymentLine) -> None:
    desk.do(
        paying.mark, [line.id], paying.Mark(PayeeState.PAID_TO_OTHER, None, "Người Nhận Thay", "giấy 3/3")
    )
    with desk.database.read() as session:
        kept = b"".join(
            part or b""
            for row in session.execute(text("SELECT before, after FROM history WHERE kind = 'payment_line'"))
            for part in row
        )
    assert line.initiative_title.encode() in kept
    assert line.name.encode() not in kept
    assert "Người Nhận Thay".encode() not in kept


def test_spending_is_told_by_days(desk: Desk, line: PaymentLine) -> None:
    desk.do(paying.mark, [line.id], paying.Mark(PayeeState.PAID))
    with desk.database.read() as session:
        day = date(2026, 3, 5)
        assert payments.spent_between(session, day, day) == {"union": (1, 200_000)}
        assert payments.spent_between(session, date(2026, 3, 6), date(2026, 3, 7)) == {}
