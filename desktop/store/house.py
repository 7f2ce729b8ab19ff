"""The house's dated facts: one row a fact and a day it holds from, its value as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select

from desktop.domain.house import FACTS, Dated, HouseFact
from desktop.store import tables
from desktop.store.columns import need_json, to_json
from desktop.store.records import Synced, by_id, in_parts
from desktop.store.tables import alive
from sync.database import Session

_t = tables.house_fact


class HouseFacts:
    """The noun."""

    kind = "house_fact"
    type = HouseFact
    table = tables.house_fact

    def id_of(self, value: HouseFact) -> str:
        """The record's id."""
        return value.id

    def load_many(self, session: Session, records: Sequence[str]) -> dict[str, HouseFact]:
        """By id, those taken back left out."""
        return {
            row.id: _fact(row)
            for part in in_parts(records)
            for row in session.execute(select(_t).where(_t.c.id.in_(part), alive(_t)))
        }

    def write(
        self, session: Session, values: Sequence[HouseFact], synced: Sequence[Synced], *, new: bool
    ) -> None:
        """Insert or replace rows."""
        rows = [
            {
                "id": fact.id,
                "key": fact.key,
                "valid_from": fact.valid_from.isoformat(),
                "value": to_json(fact.value),
                **marks.columns(),
            }
            for fact, marks in zip(values, synced, strict=True)
        ]
        if new:
            session.execute(insert(_t), rows)
        else:
            session.connection().execute(by_id(_t), [{**row, "_id": row["id"]} for row in rows])

    def hide(self, session: Session, records: Sequence[str]) -> None:
        """Nothing is derived from a fact."""


HOUSE_FACTS = HouseFacts()


def facts_of(session: Session, key: str) -> tuple[HouseFact, ...]:
    """All facts of one key, oldest first."""
    rows = session.execute(select(_t).where(_t.c.key == key, alive(_t)).order_by(_t.c.valid_from, _t.c.id))
    return tuple(_fact(row) for row in rows)


def dated(session: Session, key: str) -> tuple[Dated[Any], ...]:
    """The values of one key with the day each holds from."""
    return tuple(Dated(fact.value, fact.valid_from) for fact in facts_of(session, key))


def _fact(row: Any) -> HouseFact:
    value = need_json(row.value, FACTS[row.key])
    return HouseFact(row.id, row.key, date.fromisoformat(row.valid_from), value)
