"""Score sheets: one row for each member and initiative of a meeting, each with its own copy of the rubric."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, select

from desktop.domain.rubric import Rubric
from desktop.domain.scoring import Sheet
from desktop.store import tables
from desktop.store.columns import need_json, to_json
from desktop.store.nouns import RowNoun
from desktop.store.tables import alive
from sync.database import Session

_t = tables.sheet


class Sheets(RowNoun[Sheet]):
    """The noun."""

    kind = "sheet"
    type = Sheet
    table = _t

    def columns(self, value: Sheet) -> Mapping[str, object]:
        """The row."""
        return {
            "id": value.id,
            "meeting": value.meeting,
            "member": value.member,
            "initiative": value.initiative,
            "rubric": to_json(value.rubric),
            "marks": to_json(value.marks),
            "note": value.note,
        }

    def value(self, row: Row[Any]) -> Sheet:
        """As it stands in the row."""
        return Sheet(
            row.member,
            row.initiative,
            need_json(row.rubric, Rubric),
            need_json(row.marks, dict[str, int]),
            row.note,
            row.meeting,
            row.id,
        )


SHEETS = Sheets()


def of_meeting(session: Session, meeting: str, member: str = "") -> tuple[Sheet, ...]:
    """The sheets of a meeting, of one member where one is named."""
    wanted = select(_t).where(_t.c.meeting == meeting, alive(_t))
    if member:
        wanted = wanted.where(_t.c.member == member)
    return tuple(SHEETS.value(row) for row in session.execute(wanted.order_by(_t.c.id)))
