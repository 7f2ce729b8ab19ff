"""What an import needs of everything that is stored: the titles, to match a list with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from desktop.store import tables
from desktop.store.tables import alive
from sync.database import Session

_t = tables.initiative


@dataclass(frozen=True, slots=True)
class Titled:
    """An initiative by its title; `authors` are names parted by commas, as lists show them."""

    id: str
    number: int | None
    title: str
    authors: str


def titles(session: Session) -> Iterator[Titled]:
    """Every initiative that stands, oldest first, without loading them whole."""
    query = select(_t.c.id, _t.c.number, _t.c.title, _t.c.author_names).where(alive(_t)).order_by(_t.c.seq)
    for row in session.execute(query.execution_options(yield_per=2_000)):
        yield Titled(row.id, row.number, row.title, row.author_names)
