"""Rows of a list held against what is stored: new, the same, changed, doubtful, faulty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.domain.access import Right
from desktop.domain.initiative import Initiative
from desktop.domain.problems import Stopped
from desktop.domain.sheets.cells import Cell
from desktop.domain.sheets.comparing import FieldChange, changed, differences
from desktop.domain.sheets.headings import Column
from desktop.domain.sheets.values import ReadRow, RowProblem, SheetReading
from desktop.services.desk import Look, question
from desktop.services.import_matching import AlikeFinder, match_rows, repeated
from desktop.services.import_plan import AlikeRow, Plan, PlannedRow, RowState
from desktop.services.import_returning import narrowed
from desktop.services.stored_titles import StoredTitles

Stop = Callable[[], object]
"""Raises `Stopped` or answers True when somebody wants the job to end."""
Progress = Callable[[int, int], object]
"""Told rows done and rows in all."""

_STEP = 100


@dataclass(frozen=True, slots=True)
class How:
    """How a plan is made: with likely duplicates or not, until somebody wants it to end, told how far it is."""

    look_for_alike: bool = True
    stop: Stop | None = None
    progress: Progress | None = None

    def check(self) -> None:
        """Raise `Stopped` where somebody wants that."""
        if self.stop is not None and self.stop():
            raise Stopped

    def tell(self, done: int, rows: int) -> None:
        """Say how far it is."""
        if self.progress is not None:
            self.progress(done, rows)


@question(Right.IMPORT)
def compare(
    look: Look,
    reading: SheetReading,
    cells: Sequence[Sequence[Cell]],
    how: How,
    before: Plan | None = None,
) -> tuple[PlannedRow, ...]:
    """What would become of each row. What reads as it did in the plan before is not looked at again."""
    kept = {row.row: row for row in before.rows if row.read is not None} if before else {}
    same = [(known := kept.get(row.row)) is not None and known.read == row for row in reading.rows]
    stored = StoredTitles(look.session)
    fresh = [row for row, is_same in zip(reading.rows, same, strict=True) if not is_same]
    taken = {kept[row.row].record for row, is_same in zip(reading.rows, same, strict=True) if is_same}
    found = iter(match_rows(look.session, fresh, stored, stop=how.check, taken=taken))
    matched = [None if is_same else next(found) for is_same in same]
    twice = repeated(reading.rows)
    finder = AlikeFinder(stored) if how.look_for_alike else None
    rows: list[PlannedRow] = []
    for start in range(0, len(reading.rows), _STEP):
        how.check()
        how.tell(start, len(reading.rows))
        here = slice(start, start + _STEP)
        part, stands, old = reading.rows[here], matched[here], same[here]
        alike = finder.find(part, stands, skip=old) if finder is not None else [()] * len(part)
        for row, value, others, is_same in zip(part, stands, alike, old, strict=True):
            if is_same:
                rows.append(kept[row.row])
            else:
                planned = _planned_once(row, value, others, reading.columns, cells, row.row in twice)
                rows.append(replace(planned, read=row))
    how.tell(len(rows), len(rows))
    return tuple(rows)


def _planned_once(
    row: ReadRow,
    stored: Initiative | None,
    alike: tuple[AlikeRow, ...],
    columns: Sequence[Column],
    cells: Sequence[Sequence[Cell]],
    is_repeated: bool,
) -> PlannedRow:
    if is_repeated:
        row, stored = replace(row, problems=(*row.problems, _repeated(row))), None
    return _planned(row, stored, alike, columns, cells[row.row - 1])


def _planned(
    row: ReadRow,
    stored: Initiative | None,
    alike: tuple[AlikeRow, ...],
    columns: Sequence[Column],
    cells: Sequence[Cell],
) -> PlannedRow:
    initiative = row.initiative
    changes: tuple[FieldChange, ...] = ()
    is_back = stored is not None and row.record.lower() == stored.id
    if stored is not None and is_back:
        row, changes = narrowed(row, stored, columns, cells)
    if row.is_faulty:
        return PlannedRow(row.row, row.last_row, RowState.FAULTY, initiative, row.problems)
    if stored is None:
        problems = (*row.problems, *(_alike_problem(row, found) for found in alike[:1]))
        doubtful = row.is_doubtful or bool(alike)
        state = RowState.DOUBTFUL if doubtful else RowState.NEW
        return PlannedRow(
            row.row, row.last_row, state, initiative, problems, alike=alike, recognition=row.recognition
        )
    if not is_back:
        changes = differences(stored, initiative, columns)
    if stored.recognition and any(change.field in ("title", "authors") for change in changes):
        issued = RowProblem(
            row.row, "", "", "initiative.issued",
            {"title": stored.title, "number": stored.recognition.number}, warns_only=False,
        )  # fmt: skip
        return PlannedRow(
            row.row, row.last_row, RowState.FAULTY, initiative, (*row.problems, issued), stored=stored
        )
    after = changed(stored, changes)
    state = RowState.CHANGED if changes else RowState.SAME
    return PlannedRow(
        row.row, row.last_row, state, after, row.problems, changes, alike, stored, row.recognition
    )


def _repeated(row: ReadRow) -> RowProblem:
    return RowProblem(row.row, "", "", "row.code_twice", {"code": row.record}, warns_only=False)


def _alike_problem(row: ReadRow, found: AlikeRow) -> RowProblem:
    facts: dict[str, object] = {"title": found.title, "percent": found.percent}
    if found.row:
        return RowProblem(row.row, "", "", "row.alike_in_file", {**facts, "row": found.row}, doubtful=True)
    if found.number is None:
        return RowProblem(row.row, "", "", "row.alike_unnumbered", facts, doubtful=True)
    facts |= {"number": found.number, "year": found.year or ""}
    return RowProblem(row.row, "", "", "row.alike_stored", facts, doubtful=True)
