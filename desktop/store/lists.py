"""Pages of the list of initiatives and the search behind them."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, literal, literal_column, or_, select, text

from desktop.domain.house import Release
from desktop.domain.initiative import Benefit, BenefitKind, Field, Stage
from desktop.domain.text import fold, marked
from desktop.store import tables
from desktop.store.records import in_parts
from desktop.store.tables import alive
from sync.database import Session, fetch

_t = tables.initiative
_s = tables.search

FEW = 1_000
"""Up to so many hits of a search it is quicker to read each row than to walk an index of all."""

SORTS = {
    "entered": _t.c.seq,
    "number": _t.c.number,
    "title": _t.c.title_key,
    "author": _t.c.author_key,
    "workshop": _t.c.workshop,
    "first_used": _t.c.first_used,
}


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list asks for: words to find, what to keep, order, and one page.

    In the order of entry, what holds the words with the marks they were typed with comes first.
    """

    search: str = ""
    stages: tuple[Stage, ...] = ()
    workshop: str = ""
    ids: tuple[str, ...] = ()
    sort: str = "entered"
    descending: bool = True
    offset: int = 0
    limit: int = 100
    fields: tuple[Field, ...] = ()
    years: tuple[int, ...] = ()
    portal: tuple[str, ...] = ()
    """Words of the exchange for what the portal last said; "" for what was never handed over."""
    protected: bool | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether anything but words narrows it."""
        return (
            bool(self.stages or self.workshop or self.ids or self.fields or self.years or self.portal)
            or self.protected is not None
        )


class InitiativeRow(tuple[Any, ...]):
    """One line of a list: what the file gave, by the columns of `_ROW`.

    A page has a hundred lines at every letter that somebody types, and shows a few of them: each value is made of
    what was stored when somebody looks at it.
    """

    __slots__ = ()

    @property
    def id(self) -> str:
        """The initiative's id."""
        return self[1]  # type: ignore[no-any-return]  # the column holds text, as do those below

    @property
    def number(self) -> int | None:
        """Its number of intake."""
        return self[2]  # type: ignore[no-any-return]

    @property
    def title(self) -> str:
        """Its title."""
        return self[3]  # type: ignore[no-any-return]

    @property
    def authors(self) -> str:
        """Its authors' names, one after the other."""
        return self[4]  # type: ignore[no-any-return]

    @property
    def workshop(self) -> str:
        """Where they work."""
        return self[5]  # type: ignore[no-any-return]

    @property
    def stage(self) -> Stage:
        """How far it came."""
        return _STAGES[self[6]]

    @property
    def first_used(self) -> date | None:
        """The day of first use."""
        return date.fromisoformat(self[7]) if self[7] else None

    @property
    def is_protected(self) -> bool:
        """Whether something of it has to be kept from others."""
        return bool(self[8])

    @property
    def benefit(self) -> Benefit:
        """What it brings in, without words."""
        return Benefit(_KINDS[self[9]], self[10])

    @property
    def release(self) -> Release:
        """What a portal may see."""
        return _RELEASES[self[11]]

    @property
    def portal(self) -> str:
        """The portal's last word on it, "" where there is none."""
        return self[12] or ""

    @property
    def total(self) -> int:
        """How many lines there are in all, where that was asked in the same question."""
        return self[13]  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Page:
    """One page and how many lines there are in all."""

    rows: tuple[InitiativeRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Values that initiatives have, and how many have each."""

    workshops: Mapping[str, int]
    fields: Mapping[str, int]
    years: Mapping[int, int]


def page(session: Session, query: ListQuery) -> Page:
    """One page, all but its rows from indexes alone: the rows themselves are long."""
    match = match_expression(query.search)
    if query.is_filtered or query.sort != "entered" or exact_expression(query.search):
        found = _hits(session, match) if match else None
        wanted = _places(session, query, found, query.offset, query.limit)
        return Page(at_places(session, wanted), _total(session, query, found))
    if " " in match:
        # Several words: to count them is to walk all hits, and so the page comes out of the same walk.
        hits = _all_hits(session, match)
        return Page(at_places(session, _cut(hits, query)), len(hits))
    return _at_once(session, query, match)


def _at_once(session: Session, query: ListQuery, match: str) -> Page:
    """The page and the count in one question: each costs as much as a few rows do."""
    values = (match, query.limit, query.offset) if match else (query.limit, query.offset)
    rows = tuple(map(InitiativeRow, fetch(session, _PAGES[bool(match), query.descending], values)))
    if rows:
        return Page(rows, rows[0].total)
    return Page((), _total(session, query, _hits(session, match) if match else None))


def ids(session: Session, query: ListQuery, pieces: Sequence[range] = ()) -> list[str]:
    """The ids of everything that a query matches, in its order and without its page; of some pieces of it alone."""
    match = match_expression(query.search)
    wanted = _places(session, query, _hits(session, match) if match else None, 0, -1)
    if pieces:
        wanted = [place for piece in pieces for place in wanted[piece.start : piece.stop]]
    found: dict[int, str] = {}
    for part in in_parts(wanted):
        found.update(
            {row.seq: row.id for row in session.execute(select(_t.c.seq, _t.c.id).where(_t.c.seq.in_(part)))}
        )
    return [found[seq] for seq in wanted]


def _all_hits(session: Session, match: str) -> array[int]:
    """The row numbers of all hits, oldest first; one long text is read quicker than many short rows."""
    ((found,),) = fetch(session, _ALL_HITS, (match,))
    return array("q", map(int, found.split(","))) if found else array("q")


def _cut(hits: array[int], query: ListQuery) -> list[int]:
    if not query.descending:
        return list(hits[query.offset : query.offset + query.limit])
    end = max(0, len(hits) - query.offset)
    return list(reversed(hits[max(0, end - query.limit) : end]))


def _total(session: Session, query: ListQuery, found: int | None) -> int:
    if found is not None and not query.is_filtered:
        return found
    conditions = _conditions(query, found)
    return session.execute(select(func.count()).select_from(_t).where(*conditions)).scalar() or 0


def _places(session: Session, query: ListQuery, found: int | None, offset: int, limit: int) -> list[int]:
    """The row numbers of a page (all from the offset on, where the limit is -1), in the order of the query."""
    exact = exact_expression(query.search) if found and query.sort == "entered" else ""
    if found is None or query.is_filtered or query.sort != "entered":
        order = _order(query)
        if exact:
            order = (_t.c.seq.in_(select(_s.c.rowid).where(_matches(exact))).desc(), *order)
        chosen = select(_t.c.seq).where(*_conditions(query, found)).order_by(*order)
        return list(session.execute(chosen.limit(limit).offset(offset)).scalars())
    match = match_expression(query.search)
    if not exact:
        return _hit_places(session, query, match, offset, limit)
    # Two indexed answers one after the other: sorting all hits by whether they are exact would read every one.
    first = _hits(session, exact)
    places = _hit_places(session, query, exact, offset, limit) if offset < first else []
    if limit < 0 or len(places) < limit:
        left = limit if limit < 0 else limit - len(places)
        places += _hit_places(session, query, f"({match}) NOT ({exact})", max(0, offset - first), left)
    return places


def _hit_places(session: Session, query: ListQuery, match: str, offset: int, limit: int) -> list[int]:
    asked = _HITS_DOWN if query.descending else _HITS_UP
    return [place for (place,) in fetch(session, asked, (match, limit, offset))]


def _order(query: ListQuery) -> tuple[ColumnElement[Any], ...]:
    """Both the same way, as the indexes are."""
    order = (SORTS[query.sort], _t.c.seq)
    return tuple(column.desc() for column in order) if query.descending else order


def match_expression(words: str) -> str:
    """An FTS5 expression for typed words: each folded, and each may be only the beginning of a word."""
    folded = fold(words).split()
    return " ".join(f'"{word}"*' for word in folded)


def exact_expression(words: str) -> str:
    """An FTS5 expression for typed words of which some carry marks: those with their marks, the others as ever.

    Empty where none carries marks: then every spelling is as good as another.
    """
    if not marked(words):
        return ""
    parts: list[str] = []
    for word in words.split():
        with_marks = marked(word).split()
        parts += [f'marked : "{mark}"*' for mark in with_marks]
        if not with_marks:
            parts += [f'"{plain}"*' for plain in fold(word).split()]
    return " AND ".join(parts)


def _matches(match: str) -> ColumnElement[bool]:
    return literal_column("initiative_search").op("MATCH", is_comparison=True)(literal(match))


def _conditions(query: ListQuery, found: int | None) -> list[ColumnElement[bool]]:
    conditions = [alive(_t)]
    if query.stages:
        conditions.append(_t.c.stage.in_([stage.value for stage in query.stages]))
    if query.workshop:
        conditions.append(_t.c.workshop == query.workshop)
    if query.ids:
        conditions.append(_t.c.id.in_(query.ids))
    if query.fields:
        conditions.append(_t.c.field.in_([field.value for field in query.fields]))
    if query.years:
        conditions.append(_t.c.number_year.in_(query.years))
    if query.protected is not None:
        conditions.append(_t.c.is_protected == query.protected)
    if query.portal:
        conditions.append(_at_portal(query.portal))
    if found is not None:
        hits = select(_s.c.rowid).where(_matches(match_expression(query.search)))
        # Few hits are looked up one by one. Of many, the list's own index is walked and each line held against
        # them; adding nothing keeps SQLite from looking them up all the same.
        place = _t.c.seq if found <= FEW else _t.c.seq + literal_column("0")
        conditions.append(place.in_(hits))
    return conditions


def _at_portal(states: Sequence[str]) -> ColumnElement[bool]:
    said = [state for state in states if state]
    given = text("initiative.id IN (SELECT record FROM portal_state WHERE state IN :states)")
    there = given.bindparams(bindparam("states", said, expanding=True))
    if "" not in states:
        return there  # type: ignore[return-value]  # text is a condition too
    never = text(
        "initiative.id NOT IN (SELECT record FROM portal_state)"
        " AND initiative.id NOT IN (SELECT initiative FROM portal_word WHERE tombstone = 0)"
    )
    return or_(never, there) if said else never  # type: ignore[return-value]  # the same


def facets(session: Session) -> Facets:
    """What a filter may choose from, from indexes alone."""

    def counted(column: ColumnElement[Any]) -> dict[Any, int]:
        rows = session.execute(
            select(column, func.count()).where(alive(_t)).group_by(column).order_by(column)
        )
        return {row[0]: row[1] for row in rows if row[0]}

    return Facets(counted(_t.c.workshop), counted(_t.c.field), counted(_t.c.number_year))


_ROW = (
    "i.seq, i.id, i.number, i.title, i.author_names, i.workshop, i.stage, i.first_used, i.is_protected, "
    'i.benefit_kind, i.benefit_amount, i."release", '
    "(SELECT state FROM portal_state WHERE portal_state.record = i.id)"
)
_ROWS = (
    f"SELECT {_ROW} FROM json_each(?) AS place "  # noqa: S608 - our own words
    "CROSS JOIN initiative AS i ON i.seq = place.value ORDER BY place.key"
)
"""Written out, as the count of hits is: these are asked at every letter that somebody types."""
_COUNT_HITS = "SELECT count(*) FROM initiative_search WHERE initiative_search MATCH ?"
_HITS_UP = (
    "SELECT rowid FROM initiative_search WHERE initiative_search MATCH ? ORDER BY rowid "
    "LIMIT ? + 0 OFFSET ? + 0"
)
"""Adding nothing spares a compilation: SQLite plans by a bare limit, and so compiles anew for each value of it."""
_HITS_DOWN = _HITS_UP.replace("ORDER BY rowid", "ORDER BY rowid DESC")
_ALL_HITS = (
    "SELECT group_concat(rowid) FROM "
    "(SELECT rowid FROM initiative_search WHERE initiative_search MATCH ? ORDER BY rowid)"
)
_OF_HITS, _OF_ALL = (
    "rowid FROM initiative_search WHERE initiative_search MATCH ?1",
    "seq FROM initiative WHERE tombstone = 0",
)


def _page_sql(*, of_hits: bool, descending: bool) -> str:
    chosen, way = _OF_HITS if of_hits else _OF_ALL, " DESC" if descending else ""
    place, _from, where = chosen.partition(" FROM ")
    limits = "LIMIT ?2 + 0 OFFSET ?3 + 0" if of_hits else "LIMIT ?1 + 0 OFFSET ?2 + 0"
    return (
        f"SELECT {_ROW}, (SELECT count(*) FROM {where}) FROM initiative AS i "  # noqa: S608 - our own words
        f"WHERE i.seq IN (SELECT {chosen} ORDER BY {place}{way} {limits}) ORDER BY i.seq{way}"
    )


_PAGES = {
    (of_hits, descending): _page_sql(of_hits=of_hits, descending=descending)
    for of_hits in (True, False)
    for descending in (True, False)
}
_STAGES = {stage.value: stage for stage in Stage}
_KINDS = {kind.value: kind for kind in BenefitKind}
_RELEASES = {release.value: release for release in Release}


def at_places(session: Session, places: Sequence[int]) -> tuple[InitiativeRow, ...]:
    """Lines by their row numbers, in that order."""
    if not places:
        return ()
    return tuple(map(InitiativeRow, fetch(session, _ROWS, (f"[{','.join(map(str, places))}]",))))


def _hits(session: Session, match: str) -> int:
    ((count,),) = fetch(session, _COUNT_HITS, (match,))
    return int(count)
