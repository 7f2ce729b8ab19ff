"""What a report counts: five counts that never mix, by five divisions, frozen when it is sent.

Assigned and pledged are targets; recognised, on the portal and valid are lists of initiatives. A number is never
stored without the list that it counts: the frozen members of a report give every one of its figures again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date
from enum import StrEnum

from desktop.domain.decision import IssuedFiles


class Measure(StrEnum):
    """The five counts (chỉ tiêu giao, chỉ tiêu đăng ký, đã công nhận, đã cập nhật lên cổng, hợp lệ)."""

    ASSIGNED = "assigned"
    PLEDGED = "pledged"
    RECOGNISED = "recognised"
    ON_PORTAL = "on_portal"
    VALID = "valid"


TARGETS = (Measure.ASSIGNED, Measure.PLEDGED)
COUNTED = (Measure.RECOGNISED, Measure.ON_PORTAL, Measure.VALID)
"""Those that are lists of initiatives."""


class Division(StrEnum):
    """By what initiatives are told apart. Kind of worker and gender are the first author's."""

    WORKSHOP = "workshop"
    BLOC = "bloc"
    FIELD = "field"
    WORKER_KIND = "worker_kind"
    GENDER = "gender"


class Bloc(StrEnum):
    """The two blocs that unions count by; a union's whole work lies in one of them."""

    ENTERPRISE = "enterprise"
    ADMINISTRATION = "administration"


class ReportKind(StrEnum):
    """A week on one page, or a period in full."""

    WEEKLY = "weekly"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Member:
    """One initiative as a report counted it: its groups, and which counts it stands in."""

    id: str
    groups: tuple[str, ...]
    """In the order of `Division`."""
    counts: tuple[Measure, ...]
    benefit: int | None = None

    def group(self, division: Division) -> str:
        """Its group in a division."""
        return self.groups[list(Division).index(division)]


@dataclass(frozen=True, slots=True)
class Cell:
    """The counts of one group. Targets are None where nobody set one; `before` is what the last report said."""

    group: str
    name: str
    counts: Mapping[Measure, int]
    assigned: int | None = None
    pledged: int | None = None
    before: Mapping[Measure, int] | None = None

    def number(self, measure: Measure) -> int | None:
        """One of the five."""
        if measure is Measure.ASSIGNED:
            return self.assigned
        if measure is Measure.PLEDGED:
            return self.pledged
        return self.counts.get(measure, 0)

    def change(self, measure: Measure) -> int | None:
        """Since the last report; None where there is none to compare with."""
        if self.before is None or measure not in COUNTED:
            return None
        return self.counts.get(measure, 0) - self.before.get(measure, 0)


@dataclass(frozen=True, slots=True)
class MoneyFigures:
    """One purse in a report: đồng spent and waiting, initiatives paid."""

    purse: str
    name: str
    initiatives: int
    spent: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that a report states, in the words that held when it was made."""

    until: date
    union: str
    superior: str
    place: str
    phase: str
    phase_name: str
    total: Cell
    divisions: Mapping[Division, tuple[Cell, ...]]
    benefit: int
    benefit_known: int
    """How many recognised initiatives have a value in money; those without never count as 0."""
    money: tuple[MoneyFigures, ...] = ()
    previous: date | None = None
    expected: int | None = None
    """Valid ones at the closing minute, if it goes on so."""
    closes: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was sent. `figures` is their JSON, `members` the stored file with every initiative counted.

    `newly` names the recognised initiatives that stand in no earlier report: from now on they are reported.
    """

    id: str
    kind: ReportKind
    since: date
    until: date
    phase: str
    sent_on: date
    figures: str
    members: str
    newly: tuple[str, ...]
    number: str = ""
    facts: str = ""
    workbook: str = ""
    files: IssuedFiles = made_by(default_factory=IssuedFiles)


def tally(members: Iterable[Member], division: Division | None = None) -> dict[str, dict[Measure, int]]:
    """The counts of these members by group of a division; without one, all under `""`."""
    found: dict[str, dict[Measure, int]] = {}
    place = None if division is None else list(Division).index(division)
    for member in members:
        group = "" if place is None else member.groups[place]
        counts = found.setdefault(group, dict.fromkeys(COUNTED, 0))
        for measure in member.counts:
            counts[measure] += 1
    return found


def listed(
    members: Iterable[Member], measure: Measure, division: Division | None = None, group: str = ""
) -> tuple[str, ...]:
    """The ids behind one number: what `tally` counts there, neither more nor less."""
    return tuple(
        member.id
        for member in members
        if measure in member.counts and (division is None or member.group(division) == group)
    )


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit's place among its neighbours: 1 is the best; `before` is last week's place."""

    name: str
    number: int
    place: int
    before: int | None


def ranks(numbers: Mapping[str, int], before: Mapping[str, int] | None = None) -> Sequence[Ranked]:
    """Units by their number, equal ones on one place; those silent last time have no place before."""
    places = _places(numbers)
    earlier = _places(before or {})
    ordered = sorted(numbers, key=lambda name: (places[name], name))
    return [Ranked(name, numbers[name], places[name], earlier.get(name)) for name in ordered]


def _places(numbers: Mapping[str, int]) -> dict[str, int]:
    return {name: 1 + sum(other > number for other in numbers.values()) for name, number in numbers.items()}
