"""Recognised initiatives by their first use, read without loading them whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.store import tables
from desktop.store.tables import alive
from sync.database import Session

_t = tables.initiative


@dataclass(frozen=True, slots=True)
class Use:
    """What remuneration asks of an initiative; `benefit` is None where it was not computed."""

    id: str
    number: int | None
    title: str
    first_used: date
    benefit: int | None


def recognised(session: Session) -> Iterator[Use]:
    """Every recognised initiative whose first use is known, in the order of entry."""
    query = (
        select(_t.c.id, _t.c.number, _t.c.title, _t.c.first_used, _t.c.benefit_kind, _t.c.benefit_amount)
        .where(alive(_t), _t.c.recognition.is_not(None), _t.c.first_used.is_not(None))
        .order_by(_t.c.seq)
    )
    for row in session.execute(query):
        benefit = row.benefit_amount if row.benefit_kind == "amount" else None
        yield Use(row.id, row.number, row.title, date.fromisoformat(row.first_used), benefit)
