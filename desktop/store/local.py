"""What concerns this folder on this PC alone, by key: no history, never exchanged."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from desktop.store import tables
from sync.database import Session

_t = tables.app_state


def get(session: Session, key: str) -> str:
    """The value, "" where there is none."""
    return session.execute(select(_t.c.value).where(_t.c.key == key)).scalar() or ""


def put(session: Session, key: str, value: str) -> None:
    """Store a value."""
    made = insert(_t).values(key=key, value=value)
    session.execute(made.on_conflict_do_update(index_elements=[_t.c.key], set_={"value": value}))
