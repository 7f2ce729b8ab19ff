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
from desktop.store.intakes import INTAKES
from desktop.store.tables import alive
from sync.database import Session

_t = tables.initiative
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
    """Its line in the register, where one was written."""
    is_considered: bool = False
    """A council has said something of it."""


def open_rows(session: Session) -> Iterator[OpenRow]:
    """All that is neither recognised nor refused, in the order it was entered."""
    columns = (_t.c.id, _t.c.number, _t.c.title, _t.c.stage, _t.c.entered_on, _t.c.first_used)
    wanted = select(*columns, _t.c.first_use_ended, _t.c.council.is_not(None).label("considered")).where(
        _t.c.stage.in_([stage.value for stage in _OPEN]), alive(_t)
    )
    rows = session.execute(wanted.order_by(_t.c.seq)).all()
    kept = INTAKES.load_many(session, [row.id for row in rows])
    for row in rows:
        entered, used, ended = (to_date(day) for day in row[4:7])
        stage = Stage(row.stage)
        yield OpenRow(
            row.id, row.number, row.title, stage, entered, used, ended, kept.get(row.id), row.considered
        )
