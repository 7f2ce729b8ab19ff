"""What a dry run of an import says, and what an import came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from enum import StrEnum

from desktop.documents.workbook import Sheet
from desktop.domain.initiative import Initiative
from desktop.domain.sheets.cells import Cell
from desktop.domain.sheets.choices import Choices
from desktop.domain.sheets.comparing import FieldChange
from desktop.domain.sheets.headings import Column
from desktop.domain.sheets.values import PaperRecognition, ReadRow, Repaired, RowProblem


class RowState(StrEnum):
    """What would become of a row. Doubtful ones are stored too, but ask to be looked at."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    DOUBTFUL = "doubtful"
    FAULTY = "faulty"


Edits = Mapping[tuple[int, int], str]
"""Cells that somebody typed anew before storing: by Excel's row and the column counted from 0."""


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook (or what was pasted) as it was read, so that it may be planned again in another way."""

    name: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class AlikeRow:
    """Something that a row resembles: a stored initiative by its id, or another row of the same file."""

    title: str
    percent: int
    id: str = ""
    number: int | None = None
    row: int = 0
    year: int | None = None


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
    read: ReadRow | None = None
    """What the sheet says, before it was held against what is stored."""

    @property
    def record(self) -> str:
        """The id of the stored initiative it matches."""
        return self.stored.id if self.stored else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole dry run. `cells` are the sheet's rows, with what was mended; `skipped` counts other rows.

    `choices` are how it was read, `is_remembered` says that they come from an earlier list of the same layout.
    """

    file: str
    sheet: str
    sheets: tuple[str, ...]
    header: tuple[int, int]
    columns: tuple[Column, ...]
    rows: tuple[PlannedRow, ...]
    repaired: tuple[Repaired, ...] = ()
    skipped: Mapping[str, int] = made_by(default_factory=dict)
    cells: Sequence[Sequence[Cell]] = ()
    source: Source | None = None
    choices: Choices = made_by(default_factory=Choices)
    is_remembered: bool = False
    edits: Edits = made_by(default_factory=dict)

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
