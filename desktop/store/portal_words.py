"""What other portals said of entries, typed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from desktop.domain.portal_word import PortalWord
from desktop.store import tables
from desktop.store.columns import from_date, to_date
from desktop.store.nouns import RowNoun
from desktop.store.records import in_parts
from desktop.store.tables import alive
from sync.database import Session

_t = tables.portal_word


class PortalWords(RowNoun[PortalWord]):
    """The noun."""

    kind = "portal_word"
    type = PortalWord
    table = _t

    def columns(self, value: PortalWord) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "initiative": value.initiative,
            "code": value.code,
            "put_on": from_date(value.put_on),
            "put_time": value.put_time,
            "valid_on": from_date(value.valid_on),
            "returned_on": from_date(value.returned_on),
            "note": value.note,
        }

    def value(self, row: Row[Any]) -> PortalWord:
        """As it stands in the row."""
        put_on = to_date(row.put_on)
        assert put_on is not None
        return PortalWord(
            row.id,
            row.initiative,
            row.code,
            put_on,
            to_date(row.valid_on),
            row.note,
            row.put_time,
            to_date(row.returned_on),
        )


PORTAL_WORDS = PortalWords()


def words_of(session: Session, initiatives: Sequence[str]) -> dict[str, PortalWord]:
    """By initiative, those of which something was typed."""
    found: dict[str, PortalWord] = {}
    for part in in_parts(initiatives):
        for row in session.execute(select(_t).where(_t.c.initiative.in_(part), alive(_t))):
            found[row.initiative] = PORTAL_WORDS.value(row)
    return found
