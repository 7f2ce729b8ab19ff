"""Members of councils, each from a day until a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, select

from desktop.domain.seats import Member, Seat
from desktop.store import tables
from desktop.store.columns import from_date, to_date
from desktop.store.nouns import RowNoun
from desktop.store.tables import alive
from sync.database import Session

_t = tables.council_member


class Members(RowNoun[Member]):
    """The noun."""

    kind = "council_member"
    type = Member
    table = _t

    def columns(self, value: Member) -> Mapping[str, object]:
        """The row."""
        return {
            "id": value.id,
            "person": value.person,
            "name": value.name,
            "seat": value.seat.value,
            "post": value.post,
            "represents_union": value.represents_union,
            "is_head": value.is_head,
            "since": from_date(value.since),
            "until": from_date(value.until),
        }

    def value(self, row: Row[Any]) -> Member:
        """As it stands in the row."""
        return Member(
            row.id,
            row.person,
            row.name,
            Seat(row.seat),
            row.post,
            row.represents_union,
            row.is_head,
            to_date(row.since),
            to_date(row.until),
        )


MEMBERS = Members()


def load_all(session: Session) -> tuple[Member, ...]:
    """Everyone who sat or sits, in the order in which they were entered."""
    rows = session.execute(select(_t).where(alive(_t)).order_by(_t.c.id))
    return tuple(MEMBERS.value(row) for row in rows)
