"""Users: union-wide records; what opens the folder for them is in the key file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select

from desktop.domain.access import Role, User
from desktop.store import tables
from desktop.store.columns import need_json, to_json
from desktop.store.records import Synced, by_id, in_parts
from desktop.store.tables import alive
from sync.database import Session

_t = tables.user_account


class Users:
    """The noun."""

    kind = "user"
    type = User
    table = tables.user_account

    def id_of(self, value: User) -> str:
        """The record's id."""
        return value.id

    def load_many(self, session: Session, records: Sequence[str]) -> dict[str, User]:
        """By id, those taken back left out."""
        return {
            row.id: _user(row)
            for part in in_parts(records)
            for row in session.execute(select(_t).where(_t.c.id.in_(part), alive(_t)))
        }

    def write(self, session: Session, values: Sequence[User], synced: Sequence[Synced], *, new: bool) -> None:
        """Insert or replace rows."""
        rows = [
            {"id": user.id, "name": user.name, "roles": to_json(user.roles), **marks.columns()}
            for user, marks in zip(values, synced, strict=True)
        ]
        if new:
            session.execute(insert(_t), rows)
        else:
            session.connection().execute(by_id(_t), [{**row, "_id": row["id"]} for row in rows])

    def hide(self, session: Session, records: Sequence[str]) -> None:
        """Nothing is derived from a user."""


USERS = Users()


def load_all(session: Session) -> tuple[User, ...]:
    """Every user, in the order they were added."""
    return tuple(_user(row) for row in session.execute(select(_t).where(alive(_t)).order_by(_t.c.id)))


def _user(row: Any) -> User:
    return User(row.id, row.name, need_json(row.roles, tuple[Role, ...]))
