"""Figures as they stand, the lists behind them, and reports that are frozen when they are sent."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import msgspec

from desktop.documents.phrases import Phrases
from desktop.domain.access import Right
from desktop.domain.decision import IssuedFiles
from desktop.domain.house import EmployerKind
from desktop.domain.problems import Refused
from desktop.domain.report import (
    COUNTED,
    Bloc,
    Cell,
    Division,
    Figures,
    Measure,
    Member,
    MoneyFigures,
    Report,
    ReportKind,
    listed,
)
from desktop.domain.target import (
    Forecast,
    Target,
    by_workshop,
    closing_minute,
    forecast,
    whole,
)
from desktop.services import office, printing, purses, report_papers, targets
from desktop.services.desk import Desk, Done, Look, Work, order, question
from desktop.services.printing import Rendered
from desktop.services.report_papers import Printed, SentBy
from desktop.services.union_papers import union_issuer
from desktop.store import counting, payments, reports
from desktop.store.counting import Scope
from desktop.store.reports import REPORTS

Stop = Callable[[], object]

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEMBERS = "application/zlib"
LOOKED_BACK = 14
"""Days whose gain a forecast goes on with."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report: its kind, the days it counts (None: from the phase's first day, until today)."""

    kind: ReportKind = ReportKind.WEEKLY
    since: date | None = None
    until: date | None = None


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
class _Prepared:
    """A report as it was printed; its figures may not have moved when it is frozen."""

    report: Report
    members: tuple[Member, ...]
    printed: Printed


@question()
def figures(look: Look, wanted: Wanted | None = None) -> Figures:
    """Everything that a report states, as it stands now."""
    return _figures(look, _scope(look, wanted or Wanted()))


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
    return counting.ids(look.session, _scope(look, wanted or Wanted()), measure, division, group)


@question()
def outlook(look: Look) -> Forecast | None:
    """Where the valid ones will stand at the closing minute; None for a phase without one."""
    scope = _scope(look, Wanted())
    count = len(counting.ids(look.session, scope, Measure.VALID))
    return _forecast(look, scope, count)


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
        files=IssuedFiles(desk.files.put(printed.docx), desk.files.put(printed.pdf)),
    )
    return desk.do(_send, replace(prepared, report=frozen), wanted or Wanted())


@question(Right.REPORT)
def _to_send(look: Look, wanted: Wanted, number: str) -> _Prepared:
    scope = _scope(look, wanted)
    if scope.until > look.today():
        raise Refused("report.in_future", until=scope.until)
    found = _figures(look, scope)
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
    work.operation.make_final()
    made = replace(prepared.report, id=work.new_id())
    for fingerprint, media in (
        (made.files.docx, printing.WORD),
        (made.files.pdf, printing.PDF),
        (made.workbook, WORKBOOK),
        (made.members, _MEMBERS),
    ):
        work.note_file(fingerprint, media)
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
        total = _stored_figures(one).total
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
    return _stored_figures(_need(look, record))


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


def reprint(desk: Desk, record: str) -> Rendered:
    """The papers of a report as they were sent, byte for byte."""
    files = desk.look(report, record).files
    return Rendered(desk.files.get(files.docx), desk.files.get(files.pdf), 0)


def reprint_book(desk: Desk, record: str) -> bytes:
    """The workbook of a report as it was sent."""
    return desk.files.get(desk.look(report, record).workbook)


def _need(look: Look, record: str) -> Report:
    found = REPORTS.load_many(look.session, (record,)).get(record)
    if found is None:
        raise Refused("report.missing", id=record)
    return found


def _stored_figures(report: Report) -> Figures:
    return msgspec.json.decode(report.figures, type=Figures)


def _scope(look: Look, wanted: Wanted) -> Scope:
    until = wanted.until or look.today()
    phase = targets.phase(look, until)
    opens = targets.opening_day(phase)
    known = office.facts(look, until)
    state = known.employer is not None and known.employer.kind is EmployerKind.STATE_FUNDED
    programmes = {programme.code for programme in known.programmes}
    return Scope(
        since=wanted.since or opens or until.replace(month=1, day=1),
        until=until,
        bloc=Bloc.ADMINISTRATION if state else Bloc.ENTERPRISE,
        phase=phase.code if phase.code in programmes else "",
        opens=opens,
        closes=targets.closing_day(phase),
    )


def _figures(look: Look, scope: Scope) -> Figures:
    phase = targets.phase(look, scope.until)
    wanted = targets.targets(look, phase.code, scope.until)
    previous = reports.latest_before(look.session, phase.code, scope.until)
    before = None if previous is None else _stored_figures(previous)
    groups = counting.grouped(look.session, scope)
    words = printing.phrases()
    total = _total(groups, whole(wanted), before)
    ends = _forecast(look, scope, total.counts[Measure.VALID])
    issuer = union_issuer(look, scope.until)
    return Figures(
        until=scope.until,
        union=issuer.union.name,
        superior=issuer.union.superior,
        place=issuer.union.place,
        phase=phase.code,
        phase_name=phase.name,
        total=total,
        divisions={
            division: _cells(groups, place, division, by_workshop(wanted), before, words)
            for place, division in enumerate(Division)
        },
        benefit=sum(group.benefit for group in groups),
        benefit_known=sum(group.benefit_known for group in groups),
        money=_money(look, scope),
        previous=None if previous is None else previous.until,
        expected=None if ends is None else ends.expected,
        closes=targets.closing_text(phase) if scope.phase else "",
    )


def _total(groups: Sequence[counting.Group], target: Target | None, before: Figures | None) -> Cell:
    counts = _summed(groups)
    assigned = target.assigned if target else None
    pledged = target.pledged if target else None
    return Cell("", "", counts, assigned, pledged, None if before is None else before.total.counts)


def _cells(
    groups: Sequence[counting.Group],
    place: int,
    division: Division,
    wanted: Mapping[str, Target],
    before: Figures | None,
    words: Phrases,
) -> tuple[Cell, ...]:
    """One division: every group that has a count or a target, by name."""
    by_group: dict[str, list[counting.Group]] = {}
    for group in groups:
        by_group.setdefault(group.groups[place], []).append(group)
    own = wanted if division is Division.WORKSHOP else {}
    earlier = {} if before is None else {cell.group: cell for cell in before.divisions.get(division, ())}
    cells = []
    for name in {*by_group, *own}:
        counts = _summed(by_group.get(name, ()))
        target = own.get(name)
        old = earlier.get(name)
        if not any(counts.values()) and target is None and old is None:
            continue
        cells.append(
            Cell(
                name,
                report_papers.group_name(division, name, words),
                counts,
                target.assigned if target else None,
                target.pledged if target else None,
                None if before is None else (old.counts if old else dict.fromkeys(COUNTED, 0)),
            )
        )
    return tuple(sorted(cells, key=lambda cell: (cell.group == "", cell.name, cell.group)))


def _summed(groups: Sequence[counting.Group]) -> dict[Measure, int]:
    return {measure: sum(group.counts[at] for group in groups) for at, measure in enumerate(COUNTED)}


def _money(look: Look, scope: Scope) -> tuple[MoneyFigures, ...]:
    spent = payments.spent_between(look.session, scope.since, scope.until)
    waiting = payments.totals_by_purse(look.session)
    found = []
    for purse in purses.purses(look, scope.until):
        count, amount = spent.get(purse.code, (0, 0))
        waits = waiting[purse.code].waiting if purse.code in waiting else 0
        if count or amount or waits:
            found.append(MoneyFigures(purse.code, purse.name, count, amount, waits))
    return tuple(found)


def _forecast(look: Look, scope: Scope, count: int) -> Forecast | None:
    phase = targets.phase(look, scope.until)
    closes = closing_minute(phase.closes)
    if closes is None:
        return None
    since = scope.until - timedelta(days=LOOKED_BACK - 1)
    gained = counting.gained(look.session, scope, Measure.VALID, max(since, scope.since))
    target = whole(targets.targets(look, phase.code, scope.until))
    return forecast(look.clock.now(), closes, count, gained, LOOKED_BACK, target.assigned if target else None)


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
