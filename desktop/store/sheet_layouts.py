"""How a layout of columns was read the last time somebody said how: found again by its headings, no part of history."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from desktop.domain.sheets.choices import Choices
from desktop.store import tables
from desktop.store.columns import from_json, to_json
from sync.database import Session

_t = tables.sheet_layout


def remembered(session: Session, headings: str) -> Choices | None:
    """What was chosen for these headings (`sheets.choices.layout_key`)."""
    found = session.execute(select(_t.c.choices).where(_t.c.headings == headings)).scalar()
    return from_json(found, Choices)


def remember(session: Session, headings: str, choices: Choices, at: str) -> None:
    """Keep what was chosen, in place of what was chosen before."""
    session.execute(delete(_t).where(_t.c.headings == headings))
    session.execute(insert(_t).values(headings=headings, choices=to_json(choices), at=at))
