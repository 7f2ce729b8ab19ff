"""Đề nghị rút / sửa: asking a portal to take back, or to open for mending, what it holds already."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.domain.text import clean_block
from desktop.services.desk import Look, Work, order, question
from desktop.store.initiatives import INITIATIVES
from sync import outbox_requests
from sync.outbox import NotSendable
from sync.outbox_requests import AMEND, WITHDRAW, Request

__all__ = ["AMEND", "WITHDRAW", "Request", "ask", "requests"]


@order(Right.SUBMIT)
def ask(work: Work, record: str, what: str, reason: str) -> str:
    """Ask to `withdraw` or `amend` what the portal signed for; leaves with the next sending. The request's id.

    Raises `request.reason_missing`, `request.open` while an earlier one waits for its answer, `request.not_there`
    where no portal has signed for the record.
    """
    said = clean_block(reason)
    if not said:
        raise Refused("request.reason_missing")
    if any(one.is_open for one in outbox_requests.requests(work.session, record)):
        raise Refused("request.open")
    try:
        made = outbox_requests.ask(work.session, work.clock, work.random, record, what, said, work.user.name)
    except NotSendable as refused:
        fault = refused.faults[0]
        raise Refused(fault.code, **fault.facts) from refused
    if not made:
        raise Refused("request.not_there")
    work.touch(INITIATIVES.kind, record)
    return made


@question()
def requests(look: Look, record: str = "") -> Sequence[Request]:
    """What was asked (about one record, or any), the oldest first, with its answer."""
    return outbox_requests.requests(look.session, record)
