"""The register of applications: one row an application, under the initiative's own id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from desktop.domain.intake import Intake
from desktop.store import tables
from desktop.store.columns import from_date, to_date
from desktop.store.nouns import RowNoun
from desktop.store.tables import alive
from sync.database import Session

_t = tables.intake
_i = tables.initiative


class Intakes(RowNoun[Intake]):
    """The noun."""

    kind = "intake"
    type = Intake
    table = _t

    def columns(self, value: Intake) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "received_on": from_date(value.received_on),
            "receiver": value.receiver,
            "asked_on": from_date(value.asked_on),
            "asked_for": value.asked_for,
            "completed_on": from_date(value.completed_on),
            "accepted_on": from_date(value.accepted_on),
            "withdrawn_on": from_date(value.withdrawn_on),
        }

    def value(self, row: Row[Any]) -> Intake:
        """As it stands in the row."""
        asked, completed, accepted, withdrawn = (
            to_date(day) for day in (row.asked_on, row.completed_on, row.accepted_on, row.withdrawn_on)
        )
        received: date = date.fromisoformat(row.received_on)
        return Intake(row.id, received, row.receiver, asked, row.asked_for, completed, accepted, withdrawn)


INTAKES = Intakes()


def ids_of_year(session: Session, year: int) -> Sequence[str]:
    """Initiatives whose application was received in a year, in the order of the register.

    Without a line of their own they stand under the day that they were entered on.
    """
    received = _t.c.received_on
    join = _i.outerjoin(_t, (_t.c.id == _i.c.id) & alive(_t))
    day = received.is_(None)
    wanted = (
        select(_i.c.id)
        .select_from(join)
        .where(
            alive(_i),
            (received.like(f"{year}-%")) | (day & (_i.c.number_year == year)),
        )
        .order_by(_i.c.number_year, _i.c.number, _i.c.seq)
    )
    return session.execute(wanted).scalars().all()
