"""Pages of the list of initiatives and the search behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, text

from desktop.domain.house import Release
from desktop.domain.initiative import Benefit, BenefitKind, Stage
from desktop.domain.text import fold
from desktop.store import tables
from desktop.store.columns import to_date
from desktop.store.tables import alive
from sync.database import Session

_t = tables.initiative

SORTS = {
    "entered": _t.c.seq,
    "number": _t.c.number,
    "title": _t.c.title,
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
    """One page: one query for the rows, one for the count."""
    conditions = _conditions(query)
    total = session.execute(select(func.count()).select_from(_t).where(*conditions)).scalar() or 0
    order = SORTS[query.sort]
    rows = session.execute(
        _row_columns()
        .where(*conditions)
        .order_by(order.desc() if query.descending else order, _t.c.seq)
        .offset(query.offset)
        .limit(query.limit)
    )
    return Page(tuple(_row(row) for row in rows), total)


def ids(session: Session, query: ListQuery) -> list[str]:
    """The ids of everything that a query matches, in its order and without its page."""
    order = SORTS[query.sort]
    found = (
        select(_t.c.id)
        .where(*_conditions(query))
        .order_by(order.desc() if query.descending else order, _t.c.seq)
    )
    return list(session.execute(found).scalars())


def matching(session: Session, words: str, limit: int) -> tuple[InitiativeRow, ...]:
    """The best matches for typed words, best first; for the palette and for likely duplicates."""
    match = match_expression(words)
    return _ranked(session, match, limit) if match else ()


def _ranked(session: Session, match: str, limit: int) -> tuple[InitiativeRow, ...]:
    ranked = text(
        "SELECT rowid FROM initiative_search WHERE initiative_search MATCH :m ORDER BY rank LIMIT :n"
    ).bindparams(m=match, n=limit)
    best = [row.rowid for row in session.execute(ranked)]
    rows = {row.seq: row for row in session.execute(_row_columns().where(_t.c.seq.in_(best), alive(_t)))}
    return tuple(_row(rows[seq]) for seq in best if seq in rows)


def match_expression(words: str) -> str:
    """An FTS5 expression for typed words: each folded, and each may be only the beginning of a word."""
    folded = fold(words).split()
    return " ".join(f'"{word}"*' for word in folded)


def _conditions(query: ListQuery) -> list[ColumnElement[bool]]:
    conditions = [alive(_t)]
    if query.stages:
        conditions.append(_t.c.stage.in_([stage.value for stage in query.stages]))
    if query.workshop:
        conditions.append(_t.c.workshop == query.workshop)
    if query.ids:
        conditions.append(_t.c.id.in_(query.ids))
    match = match_expression(query.search)
    if match:
        found = text(
            "initiative.seq IN (SELECT rowid FROM initiative_search WHERE initiative_search MATCH :match)"
        )
        conditions.append(found.bindparams(match=match))  # type: ignore[arg-type]  # a text condition is one too
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
    """Initiatives that share words with a title, most alike first by the index's own ranking."""
    match = " OR ".join(f'"{word}"' for word in fold(title).split() if len(word) > 1)
    return _ranked(session, f"title : ({match})", limit) if match else ()


def not_handed_over(session: Session, stage: Stage) -> tuple[InitiativeRow, ...]:
    """Initiatives at a stage of which nothing was ever frozen for a portal, in the order they were entered."""
    never = text("NOT EXISTS (SELECT 1 FROM portal_state WHERE portal_state.record = initiative.id)")
    query = _row_columns().where(_t.c.stage == stage.value, alive(_t), never).order_by(_t.c.seq)
    return tuple(_row(row) for row in session.execute(query))


def handed_over(session: Session) -> tuple[InitiativeRow, ...]:
    """Initiatives of which something was frozen for a portal, in the order they were entered."""
    once = text("initiative.id IN (SELECT record FROM portal_state)")
    query = _row_columns().where(alive(_t), once).order_by(_t.c.seq)
    return tuple(_row(row) for row in session.execute(query))
