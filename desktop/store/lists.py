"""Pages of the list of initiatives and the search behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, literal_column, select, text

from desktop.domain.house import Release
from desktop.domain.initiative import Benefit, BenefitKind, Stage
from desktop.domain.text import fold
from desktop.store import tables
from desktop.store.columns import to_date
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
    """What a list asks for: folded words to find, stages and workshop to keep, order, and one page."""

    search: str = ""
    stages: tuple[Stage, ...] = ()
    workshop: str = ""
    ids: tuple[str, ...] = ()
    sort: str = "entered"
    descending: bool = True
    offset: int = 0
    limit: int = 100

    @property
    def is_filtered(self) -> bool:
        """Whether anything but words narrows it."""
        return bool(self.stages or self.workshop or self.ids)


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


def page(session: Session, query: ListQuery) -> Page:
    """One page, in at most three queries, all but the last from indexes alone: the rows themselves are long."""
    found = _found(session, query)
    total = _total(session, query, found)
    wanted = _places(query, found).limit(query.limit).offset(query.offset)
    rows = session.execute(_row_columns().where(_t.c.seq.in_(wanted)).order_by(*_order(query)))
    return Page(tuple(_row(row) for row in rows), total)


def ids(session: Session, query: ListQuery) -> list[str]:
    """The ids of everything that a query matches, in its order and without its page."""
    found = _found(session, query)
    wanted = select(_t.c.id).where(_t.c.seq.in_(_places(query, found))).order_by(*_order(query))
    return list(session.execute(wanted).scalars())


def _found(session: Session, query: ListQuery) -> int | None:
    """How many the words alone match; None without words. What was taken back is not in the index."""
    match = match_expression(query.search)
    return _hits(session, match) if match else None


def _total(session: Session, query: ListQuery, found: int | None) -> int:
    if found is not None and not query.is_filtered:
        return found
    conditions = _conditions(query, found)
    return session.execute(select(func.count()).select_from(_t).where(*conditions)).scalar() or 0


def _places(query: ListQuery, found: int | None) -> Select[Any]:
    """The row numbers of everything that a query matches, in its order."""
    if found is not None and not query.is_filtered and query.sort == "entered":
        order = _s.c.rowid.desc() if query.descending else _s.c.rowid
        return select(_s.c.rowid).where(_matches(match_expression(query.search))).order_by(order)
    return select(_t.c.seq).where(*_conditions(query, found)).order_by(*_order(query))


def _order(query: ListQuery) -> tuple[ColumnElement[Any], ...]:
    """Both the same way, as the indexes are."""
    order = (SORTS[query.sort], _t.c.seq)
    return tuple(column.desc() for column in order) if query.descending else order


def match_expression(words: str) -> str:
    """An FTS5 expression for typed words: each folded, and each may be only the beginning of a word."""
    folded = fold(words).split()
    return " ".join(f'"{word}"*' for word in folded)


def _matches(match: str) -> ColumnElement[bool]:
    return text("initiative_search MATCH :match").bindparams(match=match)  # type: ignore[return-value]  # one too


def _conditions(query: ListQuery, found: int | None) -> list[ColumnElement[bool]]:
    conditions = [alive(_t)]
    if query.stages:
        conditions.append(_t.c.stage.in_([stage.value for stage in query.stages]))
    if query.workshop:
        conditions.append(_t.c.workshop == query.workshop)
    if query.ids:
        conditions.append(_t.c.id.in_(query.ids))
    if found is not None:
        hits = select(_s.c.rowid).where(_matches(match_expression(query.search)))
        # Few hits are looked up one by one. Of many, the list's own index is walked and each line held against
        # them; adding nothing keeps SQLite from looking them up all the same.
        place = _t.c.seq if found <= FEW else _t.c.seq + literal_column("0")
        conditions.append(place.in_(hits))
    return conditions


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
