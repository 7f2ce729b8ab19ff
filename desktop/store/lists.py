"""Pages of the list of initiatives and the search behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, literal, literal_column, or_, select, text

from desktop.domain.house import Release
from desktop.domain.initiative import Benefit, BenefitKind, Field, Stage
from desktop.domain.text import fold, marked
from desktop.store import tables
from desktop.store.columns import to_date
from desktop.store.records import in_parts
from desktop.store.tables import alive
from sync.database import Session

_t = tables.initiative
_s = tables.search

FEW = 1_000
"""Up to so many hits of a search it is quicker to read each row than to walk an index of all."""

WEIGHED = 8_000
"""How many lines the ranking of likely duplicates may weigh."""

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


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """One line of a list."""

    id: str
    number: int | None
    title: str
    authors: str
    workshop: str
    stage: Stage
    first_used: date | None
    is_protected: bool
    benefit: Benefit
    release: Release


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
    found = _found(session, query)
    total = _total(session, query, found)
    wanted = _places(session, query, found, query.offset, query.limit)
    rows = {row.seq: row for row in session.execute(_row_columns().where(_t.c.seq.in_(wanted)))}
    return Page(tuple(_row(rows[seq]) for seq in wanted), total)


def ids(session: Session, query: ListQuery) -> list[str]:
    """The ids of everything that a query matches, in its order and without its page."""
    wanted = _places(session, query, _found(session, query), 0, -1)
    found: dict[int, str] = {}
    for part in in_parts(wanted):
        found.update(
            {row.seq: row.id for row in session.execute(select(_t.c.seq, _t.c.id).where(_t.c.seq.in_(part)))}
        )
    return [found[seq] for seq in wanted]


def _found(session: Session, query: ListQuery) -> int | None:
    """How many the words alone match; None without words. What was taken back is not in the index."""
    match = match_expression(query.search)
    return _hits(session, match) if match else None


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
    order = _s.c.rowid.desc() if query.descending else _s.c.rowid
    hits = select(_s.c.rowid).where(_matches(match)).order_by(order).limit(limit).offset(offset)
    return list(session.execute(hits).scalars())


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
    never = text("initiative.id NOT IN (SELECT record FROM portal_state)")
    return or_(never, there) if said else never  # type: ignore[return-value]  # the same


def facets(session: Session) -> Facets:
    """What a filter may choose from, from indexes alone."""

    def counted(column: ColumnElement[Any]) -> dict[Any, int]:
        rows = session.execute(
            select(column, func.count()).where(alive(_t)).group_by(column).order_by(column)
        )
        return {row[0]: row[1] for row in rows if row[0]}

    return Facets(counted(_t.c.workshop), counted(_t.c.field), counted(_t.c.number_year))


def _row_columns() -> Select[Any]:
    return select(
        _t.c.seq,
        _t.c.id,
        _t.c.number,
        _t.c.title,
        _t.c.author_names,
        _t.c.workshop,
        _t.c.stage,
        _t.c.first_used,
        _t.c.is_protected,
        _t.c.benefit_kind,
        _t.c.benefit_amount,
        _t.c.release,
    )


def _row(row: Row[Any]) -> InitiativeRow:
    return InitiativeRow(
        row.id,
        row.number,
        row.title,
        row.author_names,
        row.workshop,
        Stage(row.stage),
        to_date(row.first_used),
        row.is_protected,
        Benefit(BenefitKind(row.benefit_kind), row.benefit_amount),
        Release(row.release),
    )


def candidates(session: Session, title: str, *, limit: int) -> tuple[InitiativeRow, ...]:
    """Initiatives that share a title's rarer words, most alike first by the index's own ranking.

    Words that half the register has (cải tiến, máy) tell nothing and are what ranking takes long over.
    """
    words = {word for word in fold(title).split() if len(word) > 1}
    often = {word: _hits(session, f'title : "{word}"') for word in words}
    rare: list[str] = []
    weighed = 0
    for word in sorted(words, key=lambda word: (often[word], word)):
        weighed += often[word]
        if rare and weighed > WEIGHED:
            break
        if often[word]:
            rare.append(f'"{word}"')
    return _ranked(session, f"title : ({' OR '.join(rare)})", limit) if rare else ()


def _ranked(session: Session, match: str, limit: int) -> tuple[InitiativeRow, ...]:
    ranked = select(_s.c.rowid).where(_matches(match)).order_by(literal_column("rank")).limit(limit)
    best = list(session.execute(ranked).scalars())
    rows = {row.seq: row for row in session.execute(_row_columns().where(_t.c.seq.in_(best)))}
    return tuple(_row(rows[seq]) for seq in best)


def _hits(session: Session, match: str) -> int:
    return session.execute(select(func.count()).select_from(_s).where(_matches(match))).scalar() or 0


def not_handed_over(session: Session, stage: Stage) -> tuple[InitiativeRow, ...]:
    """Initiatives at a stage that may leave and of which nothing was ever frozen for a portal, as they were entered."""
    query = _row_columns().where(*_to_leave(stage)).order_by(_t.c.seq)
    return tuple(_row(row) for row in session.execute(query))


def count_not_handed_over(session: Session, stage: Stage) -> int:
    """How many of those there are, without reading them."""
    return session.execute(select(func.count()).select_from(_t).where(*_to_leave(stage))).scalar() or 0


def _to_leave(stage: Stage) -> tuple[ColumnElement[bool], ...]:
    never = text("initiative.id NOT IN (SELECT record FROM portal_state)")
    return _t.c.stage == stage.value, _t.c.release != Release.NONE.value, alive(_t), never  # type: ignore[return-value]


def handed_over(session: Session) -> tuple[InitiativeRow, ...]:
    """Initiatives of which something was frozen for a portal, in the order they were entered."""
    once = text("initiative.id IN (SELECT record FROM portal_state)")
    query = _row_columns().where(alive(_t), once).order_by(_t.c.seq)
    return tuple(_row(row) for row in session.execute(query))
