"""What was set aside on its way to the portal: why, offered again, or put aside by somebody here."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.domain.text import clean_line
from desktop.services.desk import Work, order
from desktop.store.initiatives import INITIATIVES
from sync import outbox_parking


@order(Right.SUBMIT)
def offer_again(work: Work, records: Sequence[str]) -> int:
    """Take what was set aside back into the queue, unchanged; how many. Raises `parked.nothing`."""
    taken = [
        one for one in records if outbox_parking.offer_again(work.session, work.clock, one, work.user.name)
    ]
    if not taken:
        raise Refused("parked.nothing")
    for record in taken:
        work.touch(INITIATIVES.kind, record)
    return len(taken)


@order(Right.SUBMIT)
def put_aside(work: Work, records: Sequence[str], reason: str) -> int:
    """Hold back what was frozen and has not left, with the reason; how many.

    Raises `parked.reason_missing`, and `parked.on_its_way` where none of them can be held back any more.
    """
    said = clean_line(reason)
    if not said:
        raise Refused("parked.reason_missing")
    taken = [
        one
        for one in records
        if outbox_parking.put_aside(work.session, work.clock, one, said, work.user.name)
    ]
    if not taken:
        raise Refused("parked.on_its_way")
    for record in taken:
        work.touch(INITIATIVES.kind, record)
    return len(taken)
