"""Reports as they were sent: their figures are never computed again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, insert, select

from desktop.domain.decision import IssuedFiles
from desktop.domain.report import Report, ReportKind
from desktop.store import tables
from desktop.store.columns import from_date
from desktop.store.nouns import RowNoun
from desktop.store.records import in_parts
from desktop.store.tables import alive
from sync.database import Session

_t = tables.report
_i = tables.report_initiative


class Reports(RowNoun[Report]):
    """The noun: a report and the initiatives that it reports for the first time.

    What only a hidden report named is not reported any more: the queries look at live reports alone.
    """

    kind = "report"
    type = Report
    table = _t

    def columns(self, value: Report) -> dict[str, object]:
        """The row."""
        return _columns(value)

    def values(self, session: Session, rows: Sequence[Row[Any]]) -> list[Report]:
        """Reports as they stand in the rows, with their lists."""
        return _from_rows(session, rows)

    def write_children(self, session: Session, values: Sequence[Report], *, new: bool) -> None:
        """Replace the lists."""
        if not new:
            session.execute(delete(_i).where(_i.c.report.in_([value.id for value in values])))
        items = [
            {"report": value.id, "place": place, "initiative": record}
            for value in values
            for place, record in enumerate(value.newly)
        ]
        if items:
            session.execute(insert(_i), items)


REPORTS = Reports()


def listing(session: Session) -> tuple[Report, ...]:
    """Every report that was sent, newest first."""
    rows = session.execute(select(_t).where(alive(_t)).order_by(_t.c.until.desc(), _t.c.id.desc())).all()
    return tuple(_from_rows(session, rows))


def latest_before(session: Session, phase: str, day: date) -> Report | None:
    """The last report of a phase about an earlier day."""
    rows = session.execute(
        select(_t)
        .where(_t.c.phase == phase, _t.c.until < day.isoformat(), alive(_t))
        .order_by(_t.c.until.desc(), _t.c.id.desc())
        .limit(1)
    ).all()
    found = _from_rows(session, rows)
    return found[0] if found else None


def reported(session: Session, initiatives: Sequence[str]) -> frozenset[str]:
    """Of these initiatives, those that stand in a report that was sent."""
    found: set[str] = set()
    for part in in_parts(initiatives):
        query = (
            select(_i.c.initiative)
            .join(_t, _t.c.id == _i.c.report)
            .where(_i.c.initiative.in_(part), alive(_t))
        )
        found.update(session.execute(query).scalars())
    return frozenset(found)


def _columns(value: Report) -> dict[str, object]:
    return {
        "id": value.id,
        "kind": value.kind.value,
        "since": from_date(value.since),
        "until": from_date(value.until),
        "phase": value.phase,
        "sent_on": from_date(value.sent_on),
        "number": value.number,
        "figures": value.figures,
        "facts": value.facts,
        "members": value.members,
        "workbook": value.workbook,
        "docx": value.files.docx,
        "pdf": value.files.pdf,
        "scan": value.files.scan,
    }


def _from_rows(session: Session, rows: Sequence[Row[Any]]) -> list[Report]:
    newly: dict[str, list[str]] = defaultdict(list)
    for part in in_parts([row.id for row in rows]):
        for item in session.execute(
            select(_i).where(_i.c.report.in_(part)).order_by(_i.c.report, _i.c.place)
        ):
            newly[item.report].append(item.initiative)
    return [
        Report(
            row.id,
            ReportKind(row.kind),
            date.fromisoformat(row.since),
            date.fromisoformat(row.until),
            row.phase,
            date.fromisoformat(row.sent_on),
            row.figures,
            row.members,
            tuple(newly.get(row.id, ())),
            row.number,
            row.facts,
            row.workbook,
            IssuedFiles(row.docx, row.pdf, row.scan),
        )
        for row in rows
    ]
