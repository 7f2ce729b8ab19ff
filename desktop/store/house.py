"""The house's dated facts: one row a fact and a day it holds from, its value as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from desktop.domain.house import FACTS, Dated, HouseFact
from desktop.store import tables
from desktop.store.columns import need_json, to_json
from desktop.store.nouns import RowNoun
from desktop.store.tables import alive
from sync.database import Session

_t = tables.house_fact


class HouseFacts(RowNoun[HouseFact]):
    """The noun."""

    kind = "house_fact"
    type = HouseFact
    table = tables.house_fact

    def columns(self, value: HouseFact) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "key": value.key,
            "valid_from": value.valid_from.isoformat(),
            "value": to_json(value.value),
        }

    def value(self, row: Row[Any]) -> HouseFact:
        """As it stands in the row."""
        return _fact(row)


HOUSE_FACTS = HouseFacts()


def facts_of(session: Session, key: str) -> tuple[HouseFact, ...]:
    """All facts of one key, oldest first."""
    rows = session.execute(select(_t).where(_t.c.key == key, alive(_t)).order_by(_t.c.valid_from, _t.c.id))
    return tuple(_fact(row) for row in rows)


def dated(session: Session, key: str) -> tuple[Dated[Any], ...]:
    """The values of one key with the day each holds from."""
    return tuple(Dated(fact.value, fact.valid_from) for fact in facts_of(session, key))


def dated_of(session: Session, keys: Sequence[str]) -> dict[str, tuple[Dated[Any], ...]]:
    """The same of several keys by one question: each screen asks for most of them."""
    rows = session.execute(select(_t).where(_t.c.key.in_(keys), alive(_t)).order_by(_t.c.valid_from, _t.c.id))
    found: dict[str, list[Dated[Any]]] = {key: [] for key in keys}
    for row in rows:
        fact = _fact(row)
        found[fact.key].append(Dated(fact.value, fact.valid_from))
    return {key: tuple(values) for key, values in found.items()}


def _fact(row: Any) -> HouseFact:
    value = need_json(row.value, FACTS[row.key])
    return HouseFact(row.id, row.key, date.fromisoformat(row.valid_from), value)
