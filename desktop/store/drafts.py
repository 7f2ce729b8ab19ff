"""Drafts: one row a user and form, replaced whole; no history, nothing for the exchange."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from desktop.store import tables
from sync.clock import stamp, unstamp
from sync.database import Session

_t = tables.draft


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood in a form; `body` is that form's own JSON."""

    form: str
    body: str
    at: datetime


def keep(session: Session, user: str, form: str, body: str, at: datetime) -> None:
    """Replace the draft of a form."""
    row = {"user": user, "form": form, "body": body, "at": stamp(at)}
    query = insert(_t).values(row)
    session.execute(
        query.on_conflict_do_update(index_elements=["user", "form"], set_={"body": body, "at": row["at"]})
    )


def find(session: Session, user: str) -> tuple[Draft, ...]:
    """A user's drafts, the newest first."""
    rows = session.execute(select(_t).where(_t.c.user == user).order_by(_t.c.at.desc()))
    return tuple(Draft(row.form, row.body, unstamp(row.at)) for row in rows)


def drop(session: Session, user: str, form: str) -> None:
    """Forget the draft of a form."""
    session.execute(delete(_t).where(_t.c.user == user, _t.c.form == form))
