"""Ratios, not seconds: each row is ours against a reference that was measured in the same run, turn by turn.

A machine that is busy slows both alike, so the ratio of a pair says more than either time. Nothing here fails: a goal
stands beside what was found, and people judge.
"""

from __future__ import annotations

import gc
import json
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

Take = Callable[[], float]
"""Does its work once and gives what it took, in seconds (or in whatever the row is counted in)."""


def clocked(action: Callable[[], object]) -> Take:
    """A take that is the wall time of an action."""

    def take() -> float:
        began = time.perf_counter()
        action()
        return time.perf_counter() - began

    return take


def worked(action: Callable[[], object]) -> Take:
    """A take that is the processor time of an action: what the wall would say on a machine with nothing else to do.

    For work that waits for nothing; writes that wait for the disk are `clocked`.
    """

    def take() -> float:
        began = time.process_time()
        action()
        return time.process_time() - began

    return take


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `ratios` are of pairs; seconds unless `unit` says otherwise."""

    name: str
    against: str
    ours: tuple[float, ...]
    reference: tuple[float, ...]
    goal: float | None = None
    unit: str = "s"

    @property
    def ratios(self) -> tuple[float, ...]:
        """Ours against the reference, pair by pair."""
        return tuple(one / other for one, other in zip(self.ours, self.reference, strict=True))

    @property
    def ratio(self) -> float:
        """The median of them."""
        return statistics.median(self.ratios)

    def cells(self) -> tuple[str, ...]:
        """As the table shows it."""
        spread = f"{min(self.ratios):.2f}..{max(self.ratios):.2f}"
        verdict = "" if self.goal is None else f"{'ok' if self.ratio <= self.goal else 'OVER'} {self.goal:g}"
        ours, reference = (shown(statistics.median(each), self.unit) for each in (self.ours, self.reference))
        return (
            self.name,
            f"{self.ratio:.2f}",
            spread,
            verdict,
            ours,
            reference,
            str(len(self.ours)),
            self.against,
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that has no reference, with a goal where one is set: never more than it."""

    name: str
    value: float
    unit: str
    goal: float | None = None

    def cells(self) -> tuple[str, ...]:
        """As the table shows it."""
        verdict = "" if self.goal is None else f"{'ok' if self.value <= self.goal else 'OVER'} {self.goal:g}"
        return self.name, "", "", verdict, shown(self.value, self.unit), "", "", ""


HEADINGS = ("what", "ratio", "min..max", "goal", "ours", "reference", "n", "against")


@dataclass(slots=True)
class Table:
    """What a run found."""

    rows: list[Row] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def compare(
        self,
        name: str,
        ours: Take,
        reference: Take,
        *,
        against: str,
        rounds: int,
        goal: float | None = None,
        unit: str = "s",
        warm: int = 1,
    ) -> Row:
        """Take turns, the reference first in every other round; the first `warm` rounds are not counted."""
        pairs = [_pair(ours, reference, turned=turn % 2 == 1) for turn in range(warm + rounds)][warm:]
        row = Row(name, against, tuple(a for a, _ in pairs), tuple(b for _, b in pairs), goal, unit)
        self.rows.append(row)
        print(f"\n{name}: {row.ratio:.2f} ({row.cells()[4]} against {row.cells()[5]})", flush=True)
        return row

    def state(self, name: str, value: float, unit: str, *, goal: float | None = None) -> None:
        """Note a figure that stands alone."""
        self.facts.append(Fact(name, value, unit, goal))

    def text(self) -> str:
        """The whole table."""
        return aligned(
            [HEADINGS, *(row.cells() for row in self.rows), *(fact.cells() for fact in self.facts)]
        )

    def write(self, path: Path) -> None:
        """As JSON, for comparing runs."""
        path.parent.mkdir(parents=True, exist_ok=True)
        said = {
            "python": platform.python_version(),
            "machine": platform.machine(),
            "rows": [
                {**asdict(row), "ratio": row.ratio, "lowest": min(row.ratios), "highest": max(row.ratios)}
                for row in self.rows
            ],
            "facts": [asdict(fact) for fact in self.facts],
        }
        path.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _pair(ours: Take, reference: Take, *, turned: bool) -> tuple[float, float]:
    gc.collect()
    if turned:
        second = reference()
        return ours(), second
    first = ours()
    return first, reference()


def shown(value: float, unit: str) -> str:
    """A figure with its unit, short."""
    if unit == "s" and value < 1:
        return f"{value * 1000:.3g} ms"
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Cells under each other."""
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def highest_of_95(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]
