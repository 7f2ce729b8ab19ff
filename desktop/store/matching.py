"""What an import needs of everything that is stored: titles to match, and the initiatives behind them, in bulk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from desktop.store import tables
from desktop.store.records import in_parts
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


def by_source(session: Session, sources: Sequence[str]) -> dict[str, list[str]]:
    """Ids by the source they came from, oldest first; sources that nothing came from are left out."""
    found: dict[str, list[str]] = {}
    for part in in_parts(sources):
        query = select(_t.c.source, _t.c.id).where(_t.c.source.in_(part), _t.c.source != "", alive(_t))
        for row in session.execute(query.order_by(_t.c.seq)):
            found.setdefault(row.source, []).append(row.id)
    return found
