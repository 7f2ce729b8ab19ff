"""What was printed on this PC, and how its printers are set: local, no part of any record."""

from __future__ import annotations

import json

from desktop.documents.overprint import Offset
from desktop.domain.access import Right
from desktop.services.desk import Look, Work, order, question
from desktop.store import issued, local
from desktop.store.issued import Print

PRINTED, SAVED, REISSUED, KEPT = "print", "save", "reissue", "keep"
"""What was done with a paper; a certificate given out again and pages that were kept carry their bytes."""
_OFFSET = "printer.offset."
_MOST_OFFSET = 30.0


@order(Right.READ)
def note(work: Work, record: str, what: str, subject: str = "", copies: int = 1) -> None:
    """Keep that a frozen paper was printed or saved."""
    issued.note_print(
        work.session, Print(work.new_id(), record, what, subject, work.now(), work.user.name, copies)
    )


@question()
def times(look: Look, record: str) -> tuple[Print, ...]:
    """When the paper itself left, oldest first: what was done with its certificates is left out."""
    return tuple(one for one in log(look, record) if one.what in (PRINTED, SAVED) and not one.subject)


@question()
def log(look: Look, record: str) -> tuple[Print, ...]:
    """The prints of one paper on this PC, oldest first."""
    return issued.prints(look.session, record)


@order(Right.READ)
def put_offset(work: Work, printer: str, offset: Offset) -> None:
    """Say how far a printer prints beside the place; more than 3 cm is taken for a slip of the pen and cut."""
    held = [max(-_MOST_OFFSET, min(_MOST_OFFSET, value)) for value in (offset.right, offset.down)]
    local.put(work.session, _OFFSET + printer, json.dumps(held))


@question()
def offset(look: Look, printer: str) -> Offset:
    """How far a printer prints beside the place."""
    held = local.get(look.session, _OFFSET + printer)
    return Offset(*json.loads(held)) if held else Offset()
