"""Meetings of the council and what they said of each initiative."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, insert, select

from desktop.domain.council import Consideration, Meeting
from desktop.domain.initiative import Outcome
from desktop.store import tables
from desktop.store.columns import from_date, to_date
from desktop.store.nouns import RowNoun
from desktop.store.tables import alive
from sync.database import Session

_t = tables.meeting
_c = tables.consideration


class Meetings(RowNoun[Meeting]):
    """The noun: a meeting and its considerations in the order of the minutes."""

    kind = "meeting"
    type = Meeting
    table = _t

    def columns(self, value: Meeting) -> dict[str, object]:
        """The row."""
        return _columns(value)

    def values(self, session: Session, rows: Sequence[Row[Any]]) -> list[Meeting]:
        """Values as they stand in the rows, with their lists."""
        return _from_rows(session, rows)

    def write_children(self, session: Session, values: Sequence[Meeting], *, new: bool) -> None:
        """Replace the lists."""
        if not new:
            session.execute(delete(_c).where(_c.c.meeting.in_([value.id for value in values])))
        items = [
            {
                "meeting": value.id,
                "place": place,
                "initiative": item.initiative,
                "yes": item.yes,
                "outcome": item.outcome.value,
                "reason": item.reason,
            }
            for value in values
            for place, item in enumerate(value.considerations)
        ]
        if items:
            session.execute(insert(_c), items)


MEETINGS = Meetings()


def listing(session: Session) -> tuple[Meeting, ...]:
    """Every meeting, newest first."""
    rows = session.execute(select(_t).where(alive(_t)).order_by(_t.c.held_on.desc(), _t.c.id.desc())).all()
    return tuple(_from_rows(session, rows))


def _columns(value: Meeting) -> dict[str, object]:
    return {
        "id": value.id,
        "minutes_number": value.minutes_number,
        "held_on": from_date(value.held_on),
        "members": value.members,
        "present": value.present,
        "chair": value.chair,
        "secretary": value.secretary,
        "scan": value.scan,
    }


def _from_rows(session: Session, rows: Sequence[Row[Any]]) -> list[Meeting]:
    considerations: dict[str, list[Consideration]] = defaultdict(list)
    query = select(_c).where(_c.c.meeting.in_([row.id for row in rows])).order_by(_c.c.meeting, _c.c.place)
    for item in session.execute(query):
        considerations[item.meeting].append(
            Consideration(item.initiative, item.yes, Outcome(item.outcome), item.reason)
        )
    return [
        Meeting(
            row.id,
            row.minutes_number,
            to_date(row.held_on),  # type: ignore[arg-type]  # the column is NOT NULL
            row.members,
            row.present,
            row.chair,
            row.secretary,
            tuple(considerations.get(row.id, ())),
            row.scan,
        )
        for row in rows
    ]
