"""The report of a body above: its units together, the silent ones first; frozen when it is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.domain.report import Measure
from desktop.domain.unit_report import JointFigures, JointReport, RankBy, joint
from desktop.services import freezing, joint_papers, printing, units_below
from desktop.services.desk import Desk, Done, Look, Work, order, question
from desktop.services.joint_papers import JointPrinted
from desktop.services.printing import Rendered
from desktop.services.reports import WORKBOOK, sent_by
from desktop.services.union_papers import union_issuer
from desktop.store import unit_reports
from desktop.store.unit_reports import JOINT_REPORTS

Stop = Callable[[], object]


@dataclass(frozen=True, slots=True)
class JointListed:
    """One line of the register of joint reports."""

    id: str
    until: date
    sent_on: date
    number: str
    units: int
    silent: int
    valid: int


@dataclass(frozen=True, slots=True)
class _Prepared:
    report: JointReport
    printed: JointPrinted


@question()
def figures(look: Look, until: date | None = None, by: RankBy = RankBy.VALID) -> JointFigures:
    """All units as they stand on a day."""
    day = until or look.today()
    return joint(
        units_below.units(look, day),
        unit_reports.until(look.session, day),
        day,
        union_issuer(look, day).union.name,
        by,
    )


@question()
def count_silent(look: Look) -> int:
    """How many units sent nothing about the last seven days; 0 where there are none below."""
    return figures(look).total.silent if units_below.units(look) else 0


def send(
    desk: Desk,
    until: date | None = None,
    by: RankBy = RankBy.VALID,
    *,
    number: str = "",
    stop: Stop = lambda: None,
) -> Done[JointReport]:
    """Send the report of all units: figures, Word, PDF and workbook are frozen together. Blocking.

    Raises `unit.nobody`, `report.in_future`, `union.name_missing`, `report.changed_meanwhile`.
    """
    prepared = desk.look(_to_send, until, by, number)
    rendered = joint_papers.render(desk, prepared.printed, stop=stop)
    frozen = replace(
        prepared.report,
        workbook=desk.files.put(joint_papers.workbook(prepared.printed.figures)),
        files=freezing.stored(desk, rendered),
    )
    return desk.do(_send, frozen, by)


@question(Right.REPORT)
def _to_send(look: Look, until: date | None, by: RankBy, number: str) -> _Prepared:
    day = until or look.today()
    if day > look.today():
        raise Refused("report.in_future", until=day)
    found = figures(look, day, by)
    if not found.rows:
        raise Refused("unit.nobody")
    printed = JointPrinted(found, sent_by(look, number))
    report = JointReport(
        "",
        day,
        look.today(),
        number.strip(),
        msgspec.json.encode(found).decode(),
        msgspec.json.encode(printed).decode(),
    )
    return _Prepared(report, printed)


@order(Right.REPORT, "joint_report.send")
def _send(work: Work, frozen: JointReport, by: RankBy) -> JointReport:
    if _to_send(work, frozen.until, by, frozen.number).report.figures != frozen.figures:
        raise Refused("report.changed_meanwhile")
    freezing.enter(work, frozen.files)
    work.note_file(frozen.workbook, WORKBOOK)
    made = replace(frozen, id=work.new_id())
    work.save(JOINT_REPORTS, made)
    return made


def draft(
    desk: Desk, until: date | None = None, by: RankBy = RankBy.VALID, *, stop: Stop = lambda: None
) -> Rendered:
    """The report as it would be sent now, number and date blank. Blocking."""
    return joint_papers.render(desk, desk.look(_to_send, until, by, "").printed, stop=stop)


@question()
def listing(look: Look) -> tuple[JointListed, ...]:
    """The register of joint reports, newest first."""
    rows = []
    for one in unit_reports.joint_reports(look.session):
        found = _stored(one)
        rows.append(
            JointListed(
                one.id,
                one.until,
                one.sent_on,
                one.number,
                found.total.units,
                found.total.silent,
                found.total.counts[Measure.VALID],
            )
        )
    return tuple(rows)


@question()
def sent(look: Look, record: str) -> JointFigures:
    """The figures of a joint report as they were sent. Raises `report.missing`."""
    return _stored(_need(look, record))


@question()
def _need(look: Look, record: str) -> JointReport:
    found = JOINT_REPORTS.load_many(look.session, (record,)).get(record)
    if found is None:
        raise Refused("report.missing", id=record)
    return found


def reprint(desk: Desk, record: str) -> Rendered:
    """The papers of a joint report as they were sent, byte for byte. Blocking."""
    return printing.frozen(desk, desk.look(_need, record).files)


def reprint_book(desk: Desk, record: str) -> bytes:
    """The workbook of a joint report as it was sent."""
    return desk.files.get(desk.look(_need, record).workbook)


def _stored(report: JointReport) -> JointFigures:
    return msgspec.json.decode(report.figures, type=JointFigures)
