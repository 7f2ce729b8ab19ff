"""What history knows of guidance that was put in place."""

from __future__ import annotations

from sqlalchemy import select

from desktop.store import tables
from sync.database import Session

APPLY = "guidance.apply"
"""The label of the operation that puts a package in place."""

_o = tables.operation


def last_applied(session: Session) -> int | None:
    """The newest operation that put a package in place and was not taken back."""
    found = session.execute(
        select(_o.c.seq)
        .where(_o.c.label == APPLY, _o.c.undone_by.is_(None))
        .order_by(_o.c.seq.desc())
        .limit(1)
    ).scalar()
    return None if found is None else int(found)
