"""The days of what is not decided yet, read from columns alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.initiative import Stage
from desktop.store import tables
from desktop.store.columns import to_date
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


def open_rows(session: Session) -> Iterator[OpenRow]:
    """All that is neither recognised nor refused, in the order it was entered."""
    columns = (_t.c.id, _t.c.number, _t.c.title, _t.c.stage, _t.c.entered_on, _t.c.first_used)
    wanted = select(*columns, _t.c.first_use_ended).where(
        _t.c.stage.in_([stage.value for stage in _OPEN]), alive(_t)
    )
    for row in session.execute(wanted.order_by(_t.c.seq)):
        entered, used, ended = (to_date(day) for day in row[4:])
        yield OpenRow(row.id, row.number, row.title, Stage(row.stage), entered, used, ended)
