"""Which initiatives may be frozen for a portal now, and where the frozen ones stand; by pages, never all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, bindparam, func, select, text

from desktop.domain.house import Release
from desktop.domain.initiative import Stage
from desktop.store import lists, tables
from desktop.store.lists import InitiativeRow
from desktop.store.records import in_parts
from desktop.store.tables import alive
from sync.database import Session

_t = tables.initiative

_NEVER_FROZEN = (
    "(initiative.id NOT IN (SELECT record FROM portal_state)"
    " AND initiative.id NOT IN (SELECT initiative FROM portal_word WHERE tombstone = 0))"
)
_MENDED = (
    "(initiative.revision > coalesce(initiative.shared_revision, initiative.revision) AND initiative.id IN "
    "(SELECT record FROM portal_state WHERE state IN ('parked', 'returned', 'withdrawn')))"
)
"""Changed here after a portal did not take it or a reviewer sent it back."""


def ready(session: Session, offset: int, limit: int) -> tuple[InitiativeRow, ...]:
    """A page of recognised initiatives that may leave: never frozen, or mended since; in the order of entry."""
    query = select(_t.c.seq).where(*_to_leave()).order_by(_t.c.seq).offset(offset).limit(limit)
    return lists.at_places(session, list(session.execute(query).scalars()))


def ready_ids(session: Session) -> tuple[str, ...]:
    """The ids of all of them, and nothing else of their rows."""
    query = select(_t.c.id).where(*_to_leave()).order_by(_t.c.seq)
    return tuple(session.execute(query).scalars())


def count_ready(session: Session) -> int:
    """How many those are, without reading them."""
    return session.execute(select(func.count()).select_from(_t).where(*_to_leave())).scalar() or 0


def _to_leave() -> tuple[ColumnElement[bool], ...]:
    may_go = text(f"({_NEVER_FROZEN} OR {_MENDED})")
    return _t.c.stage == Stage.RECOGNISED.value, _t.c.release != Release.NONE.value, alive(_t), may_go  # type: ignore[return-value]  # text is a condition too


def at_portal(session: Session, states: Sequence[str], offset: int, limit: int) -> tuple[InitiativeRow, ...]:
    """A page of initiatives whose last frozen version stands in one of these states, in the order of entry."""
    query = select(_t.c.seq).where(alive(_t), _in_state()).order_by(_t.c.seq).offset(offset).limit(limit)
    return lists.at_places(session, list(session.execute(query, {"states": list(states)}).scalars()))


def _in_state() -> ColumnElement[bool]:
    given = text("initiative.id IN (SELECT record FROM portal_state WHERE state IN :states)")
    return given.bindparams(bindparam("states", expanding=True))  # type: ignore[return-value]  # the same


def counts_by_state(session: Session) -> Mapping[str, int]:
    """How many initiatives stand in each state."""
    found = session.execute(
        text(
            "SELECT p.state, count(*) FROM portal_state p JOIN initiative i ON i.id = p.record "
            "WHERE i.tombstone = 0 GROUP BY p.state"
        )
    )
    return {str(row[0]): int(row[1]) for row in found}


def titles(session: Session, records: Sequence[str]) -> dict[str, str]:
    """Titles by id, of those that are here."""
    found: dict[str, str] = {}
    for part in in_parts(list(records)):
        rows = session.execute(select(_t.c.id, _t.c.title).where(_t.c.id.in_(part)))
        found.update({row.id: row.title for row in rows})
    return found
