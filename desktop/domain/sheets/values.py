"""What a sheet comes to once it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date

from desktop.domain.initiative import Initiative
from desktop.domain.legacy import Encoding
from desktop.domain.sheets.cells import Cell
from desktop.domain.sheets.headings import Column


@dataclass(frozen=True, slots=True)
class Known:
    """What the house knows already, so that spellings and lost zeros find their way."""

    workshops: tuple[str, ...] = ()
    staff_codes: tuple[str, ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()
    """Other spellings and earlier names of workshops, each with the name that it stands for now."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something about one cell: `row` counts from 1 as Excel does, `column` is its letter (empty: the whole row)."""

    row: int
    column: str
    heading: str
    code: str
    facts: Mapping[str, object] = made_by(default_factory=dict)
    warns_only: bool = True
    doubtful: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True)
class PaperRecognition:
    """The row says that it was recognised already: the decision's number and date as written there."""

    number: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One initiative as the sheet tells it: from its first row to its last (co-authors below), counted from 1.

    `record` is our own code of the initiative, where an exported list brought it back.
    """

    row: int
    last_row: int
    initiative: Initiative
    problems: tuple[RowProblem, ...] = ()
    recognition: PaperRecognition | None = None
    record: str = ""

    @property
    def is_faulty(self) -> bool:
        """Whether something stops it from being stored."""
        return any(not problem.warns_only for problem in self.problems)

    @property
    def is_doubtful(self) -> bool:
        """Whether something was read with a guess that somebody should look at."""
        return any(problem.doubtful for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A column of legacy letters: what they were, and one text before and after, for a preview."""

    column: Column
    encoding: Encoding
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SheetReading:
    """All that was found. Row numbers count from 1; `skipped` counts rows that are no data, by what they are."""

    header: tuple[int, int]
    columns: tuple[Column, ...]
    rows: tuple[ReadRow, ...]
    repaired: tuple[Repaired, ...] = ()
    skipped: Mapping[str, int] = made_by(default_factory=dict)


@dataclass(slots=True)
class Group:
    """The rows of one initiative while they are gathered: (row number, cells) each."""

    section: str
    rows: list[tuple[int, Sequence[Cell]]]
