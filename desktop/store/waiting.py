"""Recognised initiatives that no portal counts valid yet."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import column, func, select
from sqlalchemy import table as named

from desktop.store import tables
from desktop.store.tables import alive
from sync.database import Session

_t = tables.initiative
_w = tables.portal_word
_s = named("portal_state", column("record"), column("state"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the list."""

    id: str
    number: int | None
    title: str
    authors: str
    workshop: str


def not_valid_yet(session: Session, *, offset: int, limit: int) -> tuple[tuple[Waiting, ...], int]:
    """One page in the order of entry, and how many there are."""
    conditions = (
        alive(_t),
        _t.c.recognition.is_not(None),
        _t.c.id.not_in(select(_s.c.record).where(_s.c.state == "approved")),
        _t.c.id.not_in(select(_w.c.initiative).where(alive(_w), _w.c.valid_on.is_not(None))),
    )
    total = session.execute(select(func.count()).select_from(_t).where(*conditions)).scalar() or 0
    query = (
        select(_t.c.id, _t.c.number, _t.c.title, _t.c.author_names, _t.c.workshop)
        .where(*conditions)
        .order_by(_t.c.seq)
        .offset(offset)
        .limit(limit)
    )
    rows = session.execute(query)
    return tuple(
        Waiting(row.id, row.number, row.title, row.author_names, row.workshop) for row in rows
    ), total
