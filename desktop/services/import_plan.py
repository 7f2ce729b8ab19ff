"""What a dry run of an import says, and what an import came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from enum import StrEnum

from desktop.domain.initiative import Initiative
from desktop.domain.sheets.cells import Cell
from desktop.domain.sheets.comparing import FieldChange
from desktop.domain.sheets.headings import Column
from desktop.domain.sheets.values import PaperRecognition, Repaired, RowProblem


class RowState(StrEnum):
    """What would become of a row. Doubtful ones are stored too, but ask to be looked at."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    DOUBTFUL = "doubtful"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class AlikeRow:
    """Something that a row resembles: a stored initiative by its id, or another row of the same file."""

    title: str
    percent: int
    id: str = ""
    number: int | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One initiative of the list. `row` and `last_row` are Excel's; `initiative` is what would be stored.

    For a changed or same row `stored` is what stands now. `record` is its id, "" for a new one.
    """

    row: int
    last_row: int
    state: RowState
    initiative: Initiative
    problems: tuple[RowProblem, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    alike: tuple[AlikeRow, ...] = ()
    stored: Initiative | None = None
    recognition: PaperRecognition | None = None

    @property
    def record(self) -> str:
        """The id of the stored initiative it matches."""
        return self.stored.id if self.stored else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole dry run. `cells` are the sheet's rows, for the workbook of faulty ones; `skipped` counts other rows."""

    file: str
    sheet: str
    sheets: tuple[str, ...]
    header: tuple[int, int]
    columns: tuple[Column, ...]
    rows: tuple[PlannedRow, ...]
    repaired: tuple[Repaired, ...] = ()
    skipped: Mapping[str, int] = made_by(default_factory=dict)
    cells: Sequence[Sequence[Cell]] = ()

    @property
    def counts(self) -> dict[RowState, int]:
        """How many of each; they sum to the rows."""
        found = dict.fromkeys(RowState, 0)
        for row in self.rows:
            found[row.state] += 1
        return found

    @property
    def problems(self) -> tuple[RowProblem, ...]:
        """All that is to be said, row by row."""
        return tuple(problem for row in self.rows for problem in row.problems)

    def of(self, *states: RowState) -> tuple[PlannedRow, ...]:
        """The rows of some states."""
        return tuple(row for row in self.rows if row.state in states)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import came to: ids of new and changed initiatives, people made, rows left alone."""

    created: tuple[str, ...]
    changed: tuple[str, ...]
    people: int
    decisions: int
    same: int
    faulty: int
