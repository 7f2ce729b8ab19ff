"""A body above and its units: what each unit reported, and what all of them together come to.

Counts are cumulative, so a unit that is silent this week still stands with its last figures and their day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.decision import IssuedFiles
from desktop.domain.problems import Problem
from desktop.domain.report import COUNTED, Measure, ranks
from desktop.domain.target import percent
from desktop.domain.unit_below import UnitBelow

WEEK = timedelta(days=7)


class Source(StrEnum):
    """How a unit's figures came: in its signed file, or typed from its paper."""

    FILE = "file"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class UnitReport:
    """What one unit reported up to a day. `counts` has the three lists, and the targets that the unit itself names.

    `report` is the unit's own id of it, `signer` the key that signed its file, `file` the stored bytes.
    """

    id: str
    unit: str
    until: date
    source: Source
    received_on: date
    counts: Mapping[Measure, int]
    benefit: int = 0
    benefit_known: int = 0
    number: str = ""
    report: str = ""
    signer: str = ""
    file: str = ""


class RankBy(StrEnum):
    """By what units are ranked: their valid ones, or how much of the assigned target those are."""

    VALID = "valid"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class JointRow:
    """One unit in a joint report. `until` is the day of its last figures (None: never reported)."""

    unit: str
    name: str
    group: str
    in_charge: str
    contact: str
    assigned: int | None
    counts: Mapping[Measure, int]
    before: Mapping[Measure, int] | None
    until: date | None
    is_silent: bool
    place: int
    place_before: int | None
    report: str = ""
    """The id of the unit's report that the counts come from."""

    def change(self, measure: Measure) -> int | None:
        """Since last week; None where the unit had not reported by then."""
        return None if self.before is None else self.counts[measure] - self.before[measure]


@dataclass(frozen=True, slots=True)
class JointCell:
    """The sums of a group of units, or of all."""

    name: str
    units: int
    silent: int
    assigned: int | None
    counts: Mapping[Measure, int]
    before: Mapping[Measure, int]


@dataclass(frozen=True, slots=True)
class JointFigures:
    """Everything that a joint report states: silent units first, the others by their place."""

    until: date
    body: str
    by: RankBy
    rows: tuple[JointRow, ...]
    groups: tuple[JointCell, ...]
    total: JointCell
    benefit: int
    benefit_known: int


@dataclass(frozen=True, slots=True)
class JointReport:
    """A joint report that was sent; figures and papers are frozen."""

    id: str
    until: date
    sent_on: date
    number: str
    figures: str
    facts: str = ""
    workbook: str = ""
    files: IssuedFiles = made_by(default_factory=IssuedFiles)


def check_report(report: UnitReport, today: date) -> tuple[Problem, ...]:
    """Whether a unit's figures can be kept: each count is a part of the one before it."""
    problems: list[Problem] = []
    if report.until > today:
        problems.append(Problem("report.in_future", "until", {"until": report.until}))
    if any(number < 0 for number in report.counts.values()):
        problems.append(Problem("target.negative", Measure.RECOGNISED.value))
    if report.counts[Measure.VALID] > report.counts[Measure.ON_PORTAL]:
        problems.append(Problem("unit_report.more_valid", Measure.VALID.value))
    return tuple(problems)


def joint(
    units: Sequence[UnitBelow],
    reports: Iterable[UnitReport],
    until: date,
    body: str,
    by: RankBy = RankBy.VALID,
) -> JointFigures:
    """All units on a day. Silent is who sent nothing about the last seven days."""
    known = sorted(reports, key=lambda one: one.until)
    now = {one.unit: one for one in known if one.until <= until}
    then = {one.unit: one for one in known if one.until <= until - WEEK}
    places = _places(units, now, by)
    earlier = _places([unit for unit in units if unit.code in then], then, by)
    rows = [_row(unit, now.get(unit.code), then.get(unit.code), until, places, earlier) for unit in units]
    rows.sort(key=lambda row: (not row.is_silent, row.place, row.name, row.unit))
    named = sorted({row.group for row in rows})
    groups = tuple(
        _cell(name, [row for row in rows if row.group == name]) for name in named if len(named) > 1
    )
    listed = [now[row.unit] for row in rows if row.unit in now]
    return JointFigures(
        until,
        body,
        by,
        tuple(rows),
        groups,
        _cell("", rows),
        sum(one.benefit for one in listed),
        sum(one.benefit_known for one in listed),
    )


def behind(
    figures: JointFigures, measure: Measure, group: str | None = None
) -> tuple[tuple[JointRow, int], ...]:
    """The list behind one number: each unit with its part, those without any left out; the parts sum to it."""
    return tuple(
        (row, row.counts[measure])
        for row in figures.rows
        if row.counts[measure] and (group is None or row.group == group)
    )


def _row(
    unit: UnitBelow,
    last: UnitReport | None,
    before: UnitReport | None,
    until: date,
    places: Mapping[str, int],
    earlier: Mapping[str, int],
) -> JointRow:
    nothing = dict.fromkeys(COUNTED, 0)
    return JointRow(
        unit.code,
        unit.name,
        unit.group,
        unit.in_charge,
        unit.contact,
        unit.assigned if unit.assigned is not None or last is None else last.counts.get(Measure.ASSIGNED),
        nothing if last is None else _lists(last),
        None if before is None else _lists(before),
        None if last is None else last.until,
        last is None or last.until <= until - WEEK,
        places[unit.code],
        earlier.get(unit.code),
        "" if last is None else last.id,
    )


def _lists(report: UnitReport) -> dict[Measure, int]:
    return {measure: report.counts.get(measure, 0) for measure in COUNTED}


def _places(units: Sequence[UnitBelow], reports: Mapping[str, UnitReport], by: RankBy) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for unit in units:
        last = reports.get(unit.code)
        valid = 0 if last is None else last.counts.get(Measure.VALID, 0)
        target = unit.assigned
        if target is None and last is not None:
            target = last.counts.get(Measure.ASSIGNED)
        ratio = percent(valid, target)
        # without a target there is no ratio: such a unit stands behind those that have one
        numbers[unit.code] = valid if by is RankBy.VALID else -1 if ratio is None else ratio
    return {one.name: one.place for one in ranks(numbers)}


def _cell(name: str, rows: Sequence[JointRow]) -> JointCell:
    said = [row.assigned for row in rows if row.assigned is not None]
    return JointCell(
        name,
        len(rows),
        sum(row.is_silent for row in rows),
        sum(said) if said else None,
        {measure: sum(row.counts[measure] for row in rows) for measure in COUNTED},
        {measure: sum((row.before or {}).get(measure, 0) for row in rows) for measure in COUNTED},
    )
