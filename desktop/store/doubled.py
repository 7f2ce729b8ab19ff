"""Intake numbers that two PCs gave to two initiatives before they knew of each other."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from desktop.store import tables
from desktop.store.tables import alive
from sync.database import Session

_t = tables.initiative


@dataclass(frozen=True, slots=True)
class Numbered:
    """One initiative with its number; `settled` where a decision names it already."""

    id: str
    year: int
    number: int
    title: str
    settled: bool


def doubled(session: Session) -> tuple[tuple[Numbered, ...], ...]:
    """Groups that bear one number of a year, those that a decision names first, then the older by id."""
    twice = session.execute(
        select(_t.c.number_year, _t.c.number)
        .where(alive(_t), _t.c.number.is_not(None))
        .group_by(_t.c.number_year, _t.c.number)
        .having(func.count() > 1)
        .order_by(_t.c.number_year, _t.c.number)
    ).all()
    return tuple(_group(session, year, number) for year, number in twice)


def _group(session: Session, year: int, number: int) -> tuple[Numbered, ...]:
    rows = session.execute(
        select(_t.c.id, _t.c.title, _t.c.decision.is_not(None) | _t.c.recognition.is_not(None))
        .where(alive(_t), _t.c.number_year == year, _t.c.number == number)
        .order_by(_t.c.id)
    )
    found = [Numbered(row[0], year, number, row[1], bool(row[2])) for row in rows]
    return tuple(sorted(found, key=lambda one: (not one.settled, one.id)))
