"""Meetings that were called, with what they consider."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, insert, select

from desktop.domain.agenda import Agenda
from desktop.domain.rubric import Rubric
from desktop.store import tables
from desktop.store.columns import from_date, from_json, need_json, to_json
from desktop.store.nouns import RowNoun
from desktop.store.tables import alive
from sync.database import Session

_t = tables.agenda
_c = tables.agenda_initiative


class Agendas(RowNoun[Agenda]):
    """The noun: an agenda and its list in order."""

    kind = "agenda"
    type = Agenda
    table = _t

    def columns(self, value: Agenda) -> Mapping[str, object]:
        """The row."""
        return {
            "id": value.id,
            "held_on": from_date(value.held_on),
            "opens_at": value.opens_at,
            "place": value.place,
            "purpose": value.purpose,
            "guests": to_json(value.guests),
            "absent": to_json(value.absent),
            "rubric": None if value.rubric is None else to_json(value.rubric),
        }

    def values(self, session: Session, rows: Sequence[Row[Any]]) -> list[Agenda]:
        """Values as they stand in the rows, with their lists."""
        listed: dict[str, list[str]] = defaultdict(list)
        query = select(_c).where(_c.c.agenda.in_([row.id for row in rows])).order_by(_c.c.agenda, _c.c.place)
        for item in session.execute(query):
            listed[item.agenda].append(item.initiative)
        return [_value(row, tuple(listed.get(row.id, ()))) for row in rows]

    def write_children(self, session: Session, values: Sequence[Agenda], *, new: bool) -> None:
        """Replace the lists."""
        if not new:
            session.execute(delete(_c).where(_c.c.agenda.in_([value.id for value in values])))
        items = [
            {"agenda": value.id, "place": place, "initiative": initiative}
            for value in values
            for place, initiative in enumerate(value.initiatives)
        ]
        if items:
            session.execute(insert(_c), items)


AGENDAS = Agendas()


def listing(session: Session) -> tuple[Agenda, ...]:
    """Every agenda, the latest day first."""
    rows = session.execute(select(_t).where(alive(_t)).order_by(_t.c.held_on.desc(), _t.c.id.desc())).all()
    return tuple(AGENDAS.values(session, rows))


def _value(row: Row[Any], initiatives: tuple[str, ...]) -> Agenda:
    return Agenda(
        row.id,
        date.fromisoformat(row.held_on),
        initiatives,
        row.opens_at,
        row.place,
        row.purpose,
        need_json(row.guests, tuple[str, ...]),
        need_json(row.absent, tuple[str, ...]),
        from_json(row.rubric, Rubric),
    )
