"""Views of a list that somebody saved under a name: what was asked for, without its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from desktop.store import tables
from desktop.store.columns import need_json, to_json
from desktop.store.lists import ListQuery
from desktop.store.nouns import RowNoun
from desktop.store.tables import alive
from sync.database import Session

_t = tables.saved_view


@dataclass(frozen=True, slots=True)
class SavedView:
    """One user's view of one list (`initiatives`)."""

    id: str
    user: str
    list: str
    name: str
    query: ListQuery


class SavedViews(RowNoun[SavedView]):
    """The noun."""

    kind = "saved_view"
    type = SavedView
    table = _t

    def columns(self, value: SavedView) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id, "user": value.user, "list": value.list, "name": value.name,
            "query": to_json(value.query),
        }  # fmt: skip

    def value(self, row: Row[Any]) -> SavedView:
        """As it stands in the row."""
        return SavedView(row.id, row.user, row.list, row.name, need_json(row.query, ListQuery))


SAVED_VIEWS = SavedViews()


def views_of(session: Session, user: str, which: str) -> tuple[SavedView, ...]:
    """A user's views of a list by name."""
    rows = session.execute(
        select(_t).where(_t.c.user == user, _t.c.list == which, alive(_t)).order_by(_t.c.name)
    )
    return tuple(SAVED_VIEWS.value(row) for row in rows)
