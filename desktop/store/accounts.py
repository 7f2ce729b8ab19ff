"""Users: union-wide records; what opens the folder for them is in the key file."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select

from desktop.domain.access import Role, User
from desktop.store import tables
from desktop.store.columns import need_json, to_json
from desktop.store.nouns import RowNoun
from desktop.store.tables import alive
from sync.database import Session

_t = tables.user_account


class Users(RowNoun[User]):
    """The noun."""

    kind = "user"
    type = User
    table = tables.user_account

    def columns(self, value: User) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "name": value.name,
            "roles": to_json(value.roles),
            "is_active": value.is_active,
        }

    def value(self, row: Row[Any]) -> User:
        """As it stands in the row."""
        return _user(row)


USERS = Users()


def load_all(session: Session) -> tuple[User, ...]:
    """Every user, in the order they were added."""
    return tuple(_user(row) for row in session.execute(select(_t).where(alive(_t)).order_by(_t.c.id)))


def _user(row: Any) -> User:
    return User(row.id, row.name, need_json(row.roles, tuple[Role, ...]), row.is_active)
