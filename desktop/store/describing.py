"""The queue of initiatives that are still to be described, by workshop and in the order they came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from desktop.domain.initiative import Field, Section
from desktop.store import tables
from desktop.store.tables import alive
from sync.database import Session

_t = tables.initiative


@dataclass(frozen=True, slots=True)
class ToDescribe:
    """A line of the queue; `missing` counts the needed sections that say nothing."""

    id: str
    number: int | None
    title: str
    authors: str
    workshop: str
    field: Field
    missing: int


def page(
    session: Session, needed: Sequence[Section], workshop: str, offset: int, limit: int
) -> tuple[tuple[ToDescribe, ...], int]:
    """A page of the queue and its length; only what no decision names yet. An empty workshop means all."""
    conditions = _conditions(needed)
    if workshop:
        conditions.append(_t.c.workshop == workshop)
    total = session.execute(select(func.count()).select_from(_t).where(*conditions)).scalar() or 0
    gaps: Any = func.iif(_lacks(needed[0]), 1, 0)
    for section in needed[1:]:
        gaps = gaps + func.iif(_lacks(section), 1, 0)
    rows = session.execute(
        select(
            _t.c.id, _t.c.number, _t.c.title, _t.c.author_names, _t.c.workshop, _t.c.field, gaps.label("gaps")
        )
        .where(*conditions)
        .order_by(_t.c.workshop, _t.c.seq)
        .offset(offset)
        .limit(limit)
    )
    return tuple(_line(row) for row in rows), int(total)


def open_ids(session: Session) -> list[str]:
    """Ids of everything that no decision names yet, by workshop and in the order it came."""
    rows = session.execute(select(_t.c.id).where(*_undecided()).order_by(_t.c.workshop, _t.c.seq))
    return list(rows.scalars())


def _undecided() -> list[ColumnElement[bool]]:
    return [alive(_t), _t.c.recognition.is_(None), _t.c.decision == ""]


def _conditions(needed: Sequence[Section]) -> list[ColumnElement[bool]]:
    return [*_undecided(), or_(*(_lacks(section) for section in needed))]


def _lacks(section: Section) -> Any:
    return func.coalesce(func.json_extract(_t.c.sections, f"$.{section.value}"), "") == ""


def _line(row: Any) -> ToDescribe:
    return ToDescribe(
        row.id, row.number, row.title, row.author_names, row.workshop, Field(row.field), int(row.gaps)
    )
