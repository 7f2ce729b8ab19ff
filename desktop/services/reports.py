"""Figures as they stand, the lists behind them, and reports that are frozen when they are sent."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.domain.report import (
    COUNTED,
    Division,
    Figures,
    Measure,
    Member,
    Report,
    ReportKind,
    listed,
)
from desktop.domain.target import (
    Forecast,
)
from desktop.services import freezing, printing, report_papers
from desktop.services.counted import (
    Standing,
    Wanted,
    figures_of,
    figures_within,
    forecast_within,
    scope_of,
    standing_within,
)
from desktop.services.desk import Desk, Done, Look, Work, order, question
from desktop.services.printing import Rendered
from desktop.services.report_papers import Printed, SentBy
from desktop.services.union_papers import union_issuer
from desktop.store import counting, payments, reports
from desktop.store.reports import REPORTS

__all__ = ["Standing", "Wanted"]

Stop = Callable[[], object]

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEMBERS = "application/zlib"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line of the register of reports."""

    id: str
    kind: ReportKind
    since: date
    until: date
    sent_on: date
    number: str
    recognised: int
    valid: int


@dataclass(frozen=True, slots=True)
class SinceSent:
    """Ids behind one number of an old report: as sent, as known today, and what went and came in between."""

    sent: tuple[str, ...]
    now: tuple[str, ...]
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A report as it was printed; its figures may not have moved when it is frozen."""

    report: Report
    members: tuple[Member, ...]
    printed: Printed


@question()
def figures(look: Look, wanted: Wanted | None = None) -> Figures:
    """Everything that a report states, as it stands now."""
    return figures_within(look, scope_of(look, wanted or Wanted()))


@question()
def standing(look: Look) -> Standing:
    """Where the running phase stands as a whole, as `figures` say it too."""
    return standing_within(look, scope_of(look, Wanted()))


@question()
def behind(
    look: Look,
    measure: Measure,
    division: Division | None = None,
    group: str = "",
    wanted: Wanted | None = None,
) -> tuple[str, ...]:
    """The ids behind one number of `figures`; targets are no list of initiatives and give none."""
    if measure not in COUNTED:
        return ()
    return counting.ids(look.session, scope_of(look, wanted or Wanted()), measure, division, group)


@question()
def behind_benefit(look: Look, wanted: Wanted | None = None) -> tuple[str, ...]:
    """The ids behind the benefit of `figures`: recognised ones whose benefit has an amount."""
    return counting.computed(look.session, scope_of(look, wanted or Wanted()))


@question()
def behind_money(look: Look, purse: str, wanted: Wanted | None = None) -> tuple[str, ...]:
    """The ids behind one purse's money in `figures`: initiatives paid in its days."""
    scope = scope_of(look, wanted or Wanted())
    return payments.paid_between(look.session, purse, scope.since, scope.until)


@question()
def outlook(look: Look) -> Forecast | None:
    """Where the valid ones will stand at the closing minute; None for a phase without one."""
    scope = scope_of(look, Wanted())
    return forecast_within(look, scope, counting.count(look.session, scope, Measure.VALID))


def send(
    desk: Desk, wanted: Wanted | None = None, *, number: str = "", stop: Stop = lambda: None
) -> Done[Report]:
    """Send a report: figures, members, Word, PDF and workbook are frozen together. Blocking.

    Raises `union.name_missing`, `report.in_future`, `report.changed_meanwhile`.
    """
    prepared = desk.look(_to_send, wanted or Wanted(), number)
    printed = report_papers.render(desk, prepared.printed, stop=stop)
    packed = zlib.compress(msgspec.json.encode(prepared.members), 6)
    frozen = replace(
        prepared.report,
        facts=msgspec.json.encode(prepared.printed).decode(),
        members=desk.files.put(packed),
        workbook=desk.files.put(report_papers.workbook(prepared.printed)),
        files=freezing.stored(desk, printed),
    )
    return desk.do(_send, replace(prepared, report=frozen), wanted or Wanted())


@question(Right.REPORT)
def _to_send(look: Look, wanted: Wanted, number: str) -> _Prepared:
    scope = scope_of(look, wanted)
    if scope.until > look.today():
        raise Refused("report.in_future", until=scope.until)
    found = figures_within(look, scope)
    members = counting.members(look.session, scope)
    recognised = listed(members, Measure.RECOGNISED)
    known = reports.reported(look.session, recognised)
    report = Report(
        id="",
        kind=wanted.kind,
        since=scope.since,
        until=scope.until,
        phase=found.phase,
        sent_on=look.today(),
        figures=msgspec.json.encode(found).decode(),
        members="",
        newly=tuple(record for record in recognised if record not in known),
        number=number.strip(),
    )
    return _Prepared(report, members, Printed(wanted.kind, scope.since, found, sent_by(look, number)))


@order(Right.REPORT, "report.send")
def _send(work: Work, prepared: _Prepared, wanted: Wanted) -> Report:
    again = _to_send(work, wanted, prepared.report.number)
    if (again.members, again.report.figures) != (prepared.members, prepared.report.figures):
        raise Refused("report.changed_meanwhile")
    made = replace(prepared.report, id=work.new_id())
    freezing.enter(work, made.files)
    work.note_file(made.workbook, WORKBOOK)
    work.note_file(made.members, _MEMBERS)
    work.save(REPORTS, made)
    return made


def draft(desk: Desk, wanted: Wanted | None = None, *, stop: Stop = lambda: None) -> Rendered:
    """The report as it would be sent now, number and date blank. Blocking."""
    return report_papers.render(desk, desk.look(_to_send, wanted or Wanted(), "").printed, stop=stop)


def draft_book(desk: Desk, wanted: Wanted | None = None) -> bytes:
    """The workbook of the report as it would be sent now."""
    return report_papers.workbook(desk.look(_to_send, wanted or Wanted(), "").printed)


@question()
def listing(look: Look) -> tuple[ReportRow, ...]:
    """The register of reports, newest first."""
    rows = []
    for one in reports.listing(look.session):
        total = figures_of(one).total
        rows.append(
            ReportRow(
                one.id,
                one.kind,
                one.since,
                one.until,
                one.sent_on,
                one.number,
                total.counts.get(Measure.RECOGNISED, 0),
                total.counts.get(Measure.VALID, 0),
            )
        )
    return tuple(rows)


@question()
def sent(look: Look, record: str) -> Figures:
    """The figures of a report as they were sent. Raises `report.missing`."""
    return figures_of(_need(look, record))


@question()
def report(look: Look, record: str) -> Report:
    """A report as it is kept. Raises `report.missing`."""
    return _need(look, record)


@question()
def sent_behind(
    look: Look, record: str, measure: Measure, division: Division | None = None, group: str = ""
) -> tuple[str, ...]:
    """The ids behind one number of a report that was sent, from its frozen members."""
    packed = look.files.get(_need(look, record).members)
    members = msgspec.json.decode(zlib.decompress(packed), type=tuple[Member, ...])
    return listed(members, measure, division, group)


@question()
def since_sent(
    look: Look, record: str, measure: Measure, division: Division | None = None, group: str = ""
) -> SinceSent:
    """One number of a report as it was sent, and the same number by what is known today of the same days."""
    known = _need(look, record)
    then = sent_behind(look, record, measure, division, group)
    wanted = Wanted(known.kind, known.since, known.until)
    now = behind(look, measure, division, group, wanted)
    there, here = set(then), set(now)
    return SinceSent(
        then,
        now,
        tuple(one for one in then if one not in here),
        tuple(one for one in now if one not in there),
    )


def reprint(desk: Desk, record: str) -> Rendered:
    """The papers of a report as they were sent, byte for byte."""
    return printing.frozen(desk, desk.look(report, record).files)


def reprint_book(desk: Desk, record: str) -> bytes:
    """The workbook of a report as it was sent."""
    return desk.files.get(desk.look(report, record).workbook)


def _need(look: Look, record: str) -> Report:
    found = REPORTS.load_many(look.session, (record,)).get(record)
    if found is None:
        raise Refused("report.missing", id=record)
    return found


def sent_by(look: Look, number: str) -> SentBy:
    """Who sends a report today, to whom. Raises `union.name_missing`."""
    issuer = union_issuer(look)
    return SentBy(
        letterhead=issuer.letterhead,
        heading=issuer.heading("report", number, look.today() if number else None, look.today().year),
        signature=issuer.signature(),
        addressee=issuer.union.superior or issuer.line("report", "addressee"),
        recipients=issuer.lines("report", "recipients"),
    )
