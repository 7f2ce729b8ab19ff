"""Counting: which days a report looks at, and everything that it states of them as it stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from desktop.documents.phrases import Phrases
from desktop.domain.house import EmployerKind
from desktop.domain.report import (
    COUNTED,
    Bloc,
    Cell,
    Division,
    Figures,
    Measure,
    MoneyFigures,
    Report,
    ReportKind,
)
from desktop.domain.target import Forecast, Target, by_workshop, closing_minute, forecast, whole
from desktop.services import office, printing, purses, report_papers, targets
from desktop.services.desk import Look
from desktop.services.union_papers import union_issuer
from desktop.store import counting, payments, reports
from desktop.store.counting import Scope

LOOKED_BACK = 14
"""Days whose gain a forecast goes on with."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report: its kind, the days it counts (None: from the phase's first day, until today)."""

    kind: ReportKind = ReportKind.WEEKLY
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the running phase stands as a whole: what `Figures` say without their divisions and money."""

    phase: str
    phase_name: str
    total: Cell
    expected: int | None
    closes: str


def scope_of(look: Look, wanted: Wanted) -> Scope:
    """The days and the phase that a report looks at."""
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


def figures_within(look: Look, scope: Scope) -> Figures:
    """Everything that a report about these days states."""
    phase = targets.phase(look, scope.until)
    wanted = by_workshop(targets.targets(look, phase.code, scope.until))
    previous = reports.latest_before(look.session, phase.code, scope.until)
    before = None if previous is None else figures_of(previous)
    groups = counting.grouped(look.session, scope)
    words = printing.phrases()
    standing = _standing(look, scope, _summed(groups), before)
    issuer = union_issuer(look, scope.until)
    return Figures(
        until=scope.until,
        union=issuer.union.name,
        superior=issuer.union.superior,
        place=issuer.union.place,
        phase=standing.phase,
        phase_name=standing.phase_name,
        total=standing.total,
        divisions={
            division: _cells(groups, place, division, wanted, before, words)
            for place, division in enumerate(Division)
        },
        benefit=sum(group.benefit for group in groups),
        benefit_known=sum(group.benefit_known for group in groups),
        money=_money(look, scope),
        previous=None if previous is None else previous.until,
        expected=standing.expected,
        closes=standing.closes,
    )


def standing_within(look: Look, scope: Scope) -> Standing:
    """The whole alone, by a few counts: the same numbers as in `figures_within`, at a small part of its work."""
    phase = targets.phase(look, scope.until)
    previous = reports.latest_before(look.session, phase.code, scope.until)
    before = None if previous is None else figures_of(previous)
    return _standing(look, scope, counting.totals(look.session, scope), before)


def _standing(look: Look, scope: Scope, counts: Mapping[Measure, int], before: Figures | None) -> Standing:
    phase = targets.phase(look, scope.until)
    target = whole(targets.targets(look, phase.code, scope.until))
    ends = forecast_within(look, scope, counts[Measure.VALID])
    return Standing(
        phase=phase.code,
        phase_name=phase.name,
        total=Cell(
            "",
            "",
            counts,
            target.assigned if target else None,
            target.pledged if target else None,
            None if before is None else before.total.counts,
        ),
        expected=None if ends is None else ends.expected,
        closes=targets.closing_text(phase) if scope.phase else "",
    )


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


def forecast_within(look: Look, scope: Scope, count: int) -> Forecast | None:
    """Where a count of valid ones will stand at the closing minute; None for a phase without one."""
    phase = targets.phase(look, scope.until)
    closes = closing_minute(phase.closes)
    if closes is None:
        return None
    since = scope.until - timedelta(days=LOOKED_BACK - 1)
    gained = counting.gained(look.session, scope, Measure.VALID, max(since, scope.since))
    target = whole(targets.targets(look, phase.code, scope.until))
    return forecast(look.clock.now(), closes, count, gained, LOOKED_BACK, target.assigned if target else None)


def figures_of(report: Report) -> Figures:
    """The figures that a report froze."""
    return msgspec.json.decode(report.figures, type=Figures)
