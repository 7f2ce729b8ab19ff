"""What an import needs of everything that is stored: initiatives by the words of their titles, through the index."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from desktop.domain.initiative import Section
from desktop.store import tables
from desktop.store.records import in_parts
from desktop.store.tables import alive
from sync.database import Session, fetch

_t = tables.initiative


@dataclass(frozen=True, slots=True)
class Titled:
    """An initiative by its title; `authors` are names parted by commas, as lists show them.

    `number` is that of the intake book of `year`.
    """

    id: str
    number: int | None
    title: str
    authors: str
    year: int | None = None


def highest(session: Session) -> int:
    """The highest row number: at least as many as initiatives stand, and known without counting them."""
    return int(session.execute(select(func.max(_t.c.seq))).scalar() or 0)


_HELD = (
    "SELECT group_concat(rowid) FROM "
    "(SELECT rowid FROM initiative_search WHERE initiative_search MATCH ? LIMIT ? + 0)"
)
"""One long text is read quicker than many short rows."""


def with_any(session: Session, phrases: Iterable[str], *, at_most: int = -1) -> array[int]:
    """Row numbers, in order, of initiatives whose folded title holds any of these runs of whole words.

    With `at_most` the search ends at so many.
    """
    quoted = [f'"{phrase}"' for phrase in phrases if phrase]
    if not quoted:
        return array("q")
    ((found,),) = fetch(session, _HELD, (f"title : ({' OR '.join(quoted)})", at_most))
    return array("q", sorted(map(int, found.split(",")))) if found else array("q")


def titled(session: Session, places: Sequence[int]) -> dict[int, Titled]:
    """Titles and authors by row number, without loading initiatives whole."""
    found: dict[int, Titled] = {}
    for part in in_parts(places):
        query = select(_t.c.seq, _t.c.id, _t.c.number, _t.c.title, _t.c.author_names, _t.c.number_year)
        for row in session.execute(query.where(_t.c.seq.in_(part), alive(_t))):
            found[row.seq] = Titled(row.id, row.number, row.title, row.author_names, row.number_year)
    return found


def contents(session: Session, records: Sequence[str]) -> dict[str, str]:
    """What `domain.likeness.content_of` says of each, by id, without loading them whole."""
    described = func.json_extract(_t.c.sections, f"$.{Section.CONTENT.value}")
    said = func.coalesce(func.nullif(_t.c.summary, ""), described, "").label("said")
    found: dict[str, str] = {}
    for part in in_parts(records):
        query = select(_t.c.id, said).where(_t.c.id.in_(part), ~_t.c.is_protected, alive(_t))
        found.update({row.id: row.said for row in session.execute(query) if row.said})
    return found
