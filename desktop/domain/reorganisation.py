"""Many units renamed, merged or ended on one day, from a table of two columns: old name, new name.

Pure: what a table would do is planned and shown before anything is written. Where it reads doubtful it says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.problems import Problem
from desktop.domain.succession import Dated, holds_on
from desktop.domain.text import clean_line, fold

Row = tuple[str, str]
"""(old name, new name): no new name ends a unit, no old name begins one."""

MOST_ROWS = 5_000
_OLD_HEADS = frozenset({"ten cu", "cu", "don vi cu", "truoc", "ten truoc", "old", "old name"})


class Change(StrEnum):
    """What happens to a unit on the day."""

    RENAMED = "renamed"
    MERGED = "merged"
    ENDED = "ended"
    BEGUN = "begun"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table as it was understood. `unit` and `into` are ids; `into` is "" for a new name."""

    line: int
    old: str
    new: str
    change: Change
    unit: str = ""
    into: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would do on a day."""

    day: date
    moves: tuple[Move, ...]

    @property
    def faults(self) -> tuple[Move, ...]:
        """Rows that cannot be carried out as they stand; they are left out."""
        return tuple(move for move in self.moves if move.problem)

    @property
    def sound(self) -> tuple[Move, ...]:
        """Rows that change something."""
        return tuple(move for move in self.moves if move.problem is None and move.change is not Change.SAME)

    def count(self, change: Change) -> int:
        """How many sound rows do this."""
        return sum(move.change is change for move in self.sound)


def read_rows(lines: Iterable[Sequence[str]]) -> tuple[Row, ...]:
    """The first two cells of each line; a first line of headings and lines without a word are left out."""
    rows = [_row(line) for line in lines]
    if rows and fold(rows[0][0]) in _OLD_HEADS:
        rows = rows[1:]
    return tuple(row for row in rows if any(row))[:MOST_ROWS]


def _row(line: Sequence[str]) -> Row:
    cells = [clean_line(cell) for cell in line[:2]]
    old, new = (*cells, "", "")[:2]
    return old, new


def plan(rows: Sequence[Row], known: Iterable[Dated], day: date, key: Callable[[str], str] = fold) -> Plan:
    """What each row does on a day; `key` is what two spellings of one name share."""
    here = [unit for unit in known if holds_on(unit, day) or unit.since == day]
    by_key: dict[str, Dated] = {}
    for unit in here:
        for spelling in (unit.name, *unit.aliases):
            by_key.setdefault(key(spelling), unit)
    met: Counter[str] = Counter(key(old) for old, _ in rows if old)
    goals: Counter[str] = Counter(key(new) for old, new in rows if new and old)
    return Plan(
        day,
        tuple(
            _move(line, row, by_key, day, key, twice=met[key(row[0])] > 1, shared=goals[key(row[1])] > 1)
            for line, row in enumerate(rows, start=1)
        ),
    )


def _move(
    line: int,
    row: Row,
    by_key: Mapping[str, Dated],
    day: date,
    key: Callable[[str], str],
    *,
    twice: bool,
    shared: bool,
) -> Move:
    old, new = row
    unit, goal = by_key.get(key(old)) if old else None, by_key.get(key(new)) if new else None
    made = Move(line, old, new, Change.SAME, unit.id if unit else "", goal.id if goal else "")
    if not old:
        return made if goal else replace(made, change=Change.BEGUN)
    if unit is None:
        return replace(made, problem=Problem("unit.unknown", "old", {"name": old}))
    if twice:
        return replace(made, problem=Problem("unit.split", "old", {"name": unit.name}))
    if unit.since is not None and unit.since >= day:
        return replace(
            made, problem=Problem("unit.begun_later", "old", {"name": unit.name, "since": unit.since})
        )
    if not new:
        return replace(made, change=Change.ENDED)
    if goal is not None and goal.id != unit.id:
        return replace(made, change=Change.MERGED)
    if unit.name == new:
        return replace(made, change=Change.SAME, into="")
    return replace(made, change=Change.MERGED if shared else Change.RENAMED, into="")


def day_before(day: date) -> date:
    """The last day of what ends on a day."""
    return day - timedelta(days=1)
