"""Decisions and the initiatives that each lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, func, insert, select

from desktop.domain.decision import Decision, DecisionState, FrozenTemplate, IssuedFiles
from desktop.domain.house import Signer
from desktop.domain.initiative import Route
from desktop.store import tables
from desktop.store.columns import from_date, need_json, to_date, to_json
from desktop.store.nouns import RowNoun
from desktop.store.tables import alive
from sync.database import Session

_t = tables.decision
_i = tables.decision_initiative


class Decisions(RowNoun[Decision]):
    """The noun: a decision's row and its list in order."""

    kind = "decision"
    type = Decision
    table = _t

    def columns(self, value: Decision) -> dict[str, object]:
        """The row."""
        return _columns(value)

    def values(self, session: Session, rows: Sequence[Row[Any]]) -> list[Decision]:
        """Values as they stand in the rows, with their lists."""
        return _from_rows(session, rows)

    def write_children(self, session: Session, values: Sequence[Decision], *, new: bool) -> None:
        """Replace the lists."""
        if not new:
            session.execute(delete(_i).where(_i.c.decision.in_([value.id for value in values])))
        items = [
            {"decision": value.id, "place": place, "initiative": initiative}
            for value in values
            for place, initiative in enumerate(value.initiatives)
        ]
        if items:
            session.execute(insert(_i), items)


DECISIONS = Decisions()


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision without what its paper states, which for 300 rows is long."""

    id: str
    state: DecisionState
    number: str
    signed_on: date | None
    drafted_on: date
    signer: Signer
    initiatives: int
    scan: str


def listing(session: Session) -> tuple[DecisionLine, ...]:
    """Every decision, newest first."""
    held = select(func.count()).where(_i.c.decision == _t.c.id).scalar_subquery().label("held")
    columns = (_t.c.id, _t.c.state, _t.c.number, _t.c.signed_on, _t.c.drafted_on, _t.c.signer, _t.c.scan)
    query = select(*columns, held).where(alive(_t)).order_by(_t.c.drafted_on.desc(), _t.c.id.desc())
    return tuple(
        DecisionLine(
            row.id,
            DecisionState(row.state),
            row.number,
            to_date(row.signed_on),
            to_date(row.drafted_on),  # type: ignore[arg-type]  # the column is NOT NULL
            need_json(row.signer, Signer),
            row.held,
            row.scan,
        )
        for row in session.execute(query)
    )


def with_number(session: Session, series: str, year: int, number: str) -> Decision | None:
    """The decision that has a number within its series and year."""
    query = select(_t).where(_t.c.series == series, _t.c.year == year, _t.c.number == number, alive(_t))
    return next(iter(_from_rows(session, session.execute(query).all())), None)


def _columns(value: Decision) -> dict[str, object]:
    return {
        "id": value.id,
        "state": value.state.value,
        "route": value.route.value,
        "series": value.series,
        "year": value.year,
        "number": value.number,
        "signed_on": from_date(value.signed_on),
        "drafted_on": from_date(value.drafted_on),
        "signer": to_json(value.signer),
        "reason": value.reason,
        "template": value.template,
        "facts": value.facts,
        "docx": value.files.docx,
        "pdf": value.files.pdf,
        "scan": value.files.scan,
        "edited_by_office": value.files.edited_by_office,
        "certificate": to_json(value.certificate),
    }


def _from_rows(session: Session, rows: Sequence[Row[Any]]) -> list[Decision]:
    listed: dict[str, list[str]] = defaultdict(list)
    query = select(_i).where(_i.c.decision.in_([row.id for row in rows])).order_by(_i.c.decision, _i.c.place)
    for item in session.execute(query):
        listed[item.decision].append(item.initiative)
    return [
        Decision(
            row.id,
            DecisionState(row.state),
            Route(row.route),
            row.series,
            row.year,
            need_json(row.signer, Signer),
            tuple(listed.get(row.id, ())),
            to_date(row.drafted_on),  # type: ignore[arg-type]  # the column is NOT NULL
            row.number,
            to_date(row.signed_on),
            row.reason,
            row.template,
            row.facts,
            IssuedFiles(row.docx, row.pdf, row.scan, row.edited_by_office),
            need_json(row.certificate, FrozenTemplate),
        )
        for row in rows
    ]
