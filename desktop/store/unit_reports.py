"""What units below reported, and the joint reports that were made of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, select

from desktop.domain.decision import IssuedFiles
from desktop.domain.report import Measure
from desktop.domain.unit_report import JointReport, Source, UnitReport
from desktop.store import tables
from desktop.store.columns import need_json, to_json
from desktop.store.nouns import RowNoun
from desktop.store.tables import alive
from sync.database import Session

_u = tables.unit_report
_j = tables.joint_report


class UnitReports(RowNoun[UnitReport]):
    """The noun: one unit's figures up to one day; a unit has one set a day."""

    kind = "unit_report"
    type = UnitReport
    table = _u

    def columns(self, value: UnitReport) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "unit": value.unit,
            "until": value.until.isoformat(),
            "source": value.source.value,
            "received_on": value.received_on.isoformat(),
            "counts": to_json(value.counts),
            "benefit": value.benefit,
            "benefit_known": value.benefit_known,
            "number": value.number,
            "report": value.report,
            "signer": value.signer,
            "file": value.file,
        }

    def value(self, row: Row[Any]) -> UnitReport:
        """As it stands in the row."""
        return UnitReport(
            row.id,
            row.unit,
            date.fromisoformat(row.until),
            Source(row.source),
            date.fromisoformat(row.received_on),
            need_json(row.counts, dict[Measure, int]),
            row.benefit,
            row.benefit_known,
            row.number,
            row.report,
            row.signer,
            row.file,
        )


class JointReports(RowNoun[JointReport]):
    """The noun: one joint report as it was sent."""

    kind = "joint_report"
    type = JointReport
    table = _j

    def columns(self, value: JointReport) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "until": value.until.isoformat(),
            "sent_on": value.sent_on.isoformat(),
            "number": value.number,
            "figures": value.figures,
            "facts": value.facts,
            "workbook": value.workbook,
            "docx": value.files.docx,
            "pdf": value.files.pdf,
            "scan": value.files.scan,
        }

    def value(self, row: Row[Any]) -> JointReport:
        """As it stands in the row."""
        return JointReport(
            row.id,
            date.fromisoformat(row.until),
            date.fromisoformat(row.sent_on),
            row.number,
            row.figures,
            row.facts,
            row.workbook,
            IssuedFiles(row.docx, row.pdf, row.scan),
        )


UNIT_REPORTS = UnitReports()
JOINT_REPORTS = JointReports()


def until(session: Session, day: date) -> tuple[UnitReport, ...]:
    """Everything that units reported about days up to this one, oldest first."""
    query = select(_u).where(_u.c.until <= day.isoformat(), alive(_u)).order_by(_u.c.until, _u.c.id)
    return tuple(UNIT_REPORTS.value(row) for row in session.execute(query))


def of_day(session: Session, unit: str, day: date) -> UnitReport | None:
    """What a unit reported about one day."""
    query = select(_u).where(_u.c.unit == unit, _u.c.until == day.isoformat(), alive(_u))
    row = session.execute(query).first()
    return None if row is None else UNIT_REPORTS.value(row)


def signers(session: Session) -> dict[str, str]:
    """The unit that each known key has signed for."""
    query = select(_u.c.signer, _u.c.unit).where(_u.c.signer != "", alive(_u)).order_by(_u.c.id)
    return {row.signer: row.unit for row in session.execute(query)}


def joint_reports(session: Session) -> tuple[JointReport, ...]:
    """Every joint report, newest first."""
    query = select(_j).where(alive(_j)).order_by(_j.c.until.desc(), _j.c.id.desc())
    return tuple(JOINT_REPORTS.value(row) for row in session.execute(query))
