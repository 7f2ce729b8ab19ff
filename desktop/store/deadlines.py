"""The days of what is not decided yet, read from columns alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.initiative import Stage
from desktop.domain.intake import Intake
from desktop.store import tables
from desktop.store.columns import to_date
from desktop.store.tables import alive
from sync.database import Session

_t, _k = tables.initiative, tables.intake
_OPEN = (Stage.INCOMPLETE, Stage.PENDING, Stage.PROPOSED, Stage.DRAFTED)


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One initiative that waits, with the days that its time limits run from."""

    id: str
    number: int | None
    title: str
    stage: Stage
    entered_on: date | None
    first_used: date | None
    first_use_ended: date | None
    intake: Intake | None = None
    """The days of its line in the register, where one was written."""
    is_considered: bool = False
    """A council has said something of it."""


def open_rows(session: Session) -> Iterator[OpenRow]:
    """All that is neither recognised nor refused, in the order it was entered."""
    join = _t.outerjoin(_k, (_k.c.id == _t.c.id) & alive(_k))
    own = (
        _t.c.id,
        _t.c.number,
        _t.c.title,
        _t.c.stage,
        _t.c.entered_on,
        _t.c.first_used,
        _t.c.first_use_ended,
    )
    kept = (_k.c.received_on, _k.c.asked_on, _k.c.completed_on, _k.c.accepted_on, _k.c.withdrawn_on)
    wanted = select(*own, _t.c.council.is_not(None), *kept).select_from(join)
    open_ = wanted.where(_t.c.stage.in_([stage.value for stage in _OPEN]), alive(_t))
    for row in session.execute(open_.order_by(_t.c.seq)):
        record, number, title, stage = row[:4]
        entered, used, ended = (to_date(day) for day in row[4:7])
        received, asked, completed, accepted, withdrawn = (to_date(day) for day in row[8:13])
        intake = received and Intake(
            record,
            received,
            asked_on=asked,
            completed_on=completed,
            accepted_on=accepted,
            withdrawn_on=withdrawn,
        )
        yield OpenRow(record, number, title, Stage(stage), entered, used, ended, intake or None, bool(row[7]))
