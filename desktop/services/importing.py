"""Import of a list: a dry run that writes nothing, then one order that writes all of it, with one undo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop.documents.containers import Limits
from desktop.documents.delimited import read_pasted
from desktop.documents.workbook import Sheet, read_workbook, write_rejects
from desktop.domain.access import Right
from desktop.domain.initiative import Initiative
from desktop.domain.problems import Refused, Stopped
from desktop.domain.sheets.cells import Cell
from desktop.domain.sheets.comparing import FieldChange, changed, differences, source_key
from desktop.domain.sheets.headings import Column, Meaning
from desktop.domain.sheets.layout import Header, find_header
from desktop.domain.sheets.reading import read_table
from desktop.domain.sheets.values import (
    Known,
    PaperRecognition,
    ReadRow,
    RowProblem,
    SheetReading,
)
from desktop.services.desk import Desk, Look, Work, order, question
from desktop.services.import_matching import AlikeFinder, StoredTitles, match_rows, repeated
from desktop.services.import_people import PeopleFinder
from desktop.services.import_plan import AlikeRow, ImportResult, Plan, PlannedRow, RowState
from desktop.services.import_returning import narrowed
from desktop.store import initiatives, people
from desktop.store.initiatives import INITIATIVES
from sync.clock import local_date

Stop = Callable[[], object]
"""Raises `Stopped` or answers True when somebody wants the job to end."""
Progress = Callable[[int, int], object]
"""Told rows done and rows in all."""

_STEP = 100


@dataclass(frozen=True, slots=True)
class _How:
    """How a plan is made: with likely duplicates or not, until somebody wants it to end, told how far it is."""

    look_for_alike: bool
    stop: Stop | None
    progress: Progress | None

    def check(self) -> None:
        if self.stop is not None and self.stop():
            raise Stopped

    def tell(self, done: int, rows: int) -> None:
        if self.progress is not None:
            self.progress(done, rows)


__all__ = ["AlikeRow", "ImportResult", "Plan", "PlannedRow", "RowState"]


def plan(
    desk: Desk,
    path: Path,
    *,
    sheet: str = "",
    mapping: Mapping[str, str] | None = None,
    look_for_alike: bool = True,
    stop: Stop | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Read a list and say what would become of each row; nothing is written. Blocking: call it on a lane.

    `mapping` says what columns mean, by letter or heading, in the words of `sheets.headings.Meaning`.
    Raises the codes of `documents.workbook.read_workbook`, and `workbook.no_header`, `workbook.no_sheet`,
    `workbook.unknown_field`, each with `file`; `Stopped`.
    """
    chosen = _chosen(mapping, path.name)
    sheets = read_workbook(path, stop=stop)
    how = _How(look_for_alike, stop, progress)
    return _plan(desk, path.name, sheets, sheet, chosen, how)


def plan_text(
    desk: Desk,
    text: str,
    *,
    name: str,
    mapping: Mapping[str, str] | None = None,
    look_for_alike: bool = True,
    stop: Stop | None = None,
    progress: Progress | None = None,
) -> Plan:
    """The same for cells that were copied out of a spreadsheet; `name` is what the plan calls them.

    Raises what `plan` does, of the codes about files `workbook.empty`, `.too_large` and `.too_many_rows` alone.
    """
    sheets = (Sheet(name, read_pasted(text, Limits(), name)),)
    how = _How(look_for_alike, stop, progress)
    return _plan(desk, name, sheets, "", _chosen(mapping, name), how)


def _plan(
    desk: Desk,
    name: str,
    sheets: Sequence[Sheet],
    wanted: str,
    chosen: Mapping[str, Meaning],
    how: _How,
) -> Plan:
    near = local_date(desk.clock.now())
    picked, header = _pick(sheets, wanted, chosen, name)
    known = desk.look(_known)
    how.check()
    reading = read_table(
        picked.rows, near, known=known, hidden=picked.hidden_columns, chosen=chosen, header=header
    )
    if reading is None:
        raise Refused("workbook.no_header", file=name)
    how.check()
    return Plan(
        file=name,
        sheet=picked.name,
        sheets=tuple(each.name for each in sheets),
        header=reading.header,
        columns=reading.columns,
        rows=desk.look(_compare, reading, picked.rows, how),
        repaired=reading.repaired,
        skipped=reading.skipped,
        cells=picked.rows,
    )


@order(Right.IMPORT, "import.run")
def run(work: Work, planned: Plan) -> ImportResult:
    """Store what the plan says: new, doubtful and changed rows, their people, their paper decisions. All or nothing.

    Raises `import.changed_since` where something that the plan would change is no longer what the plan saw.
    """
    new = planned.of(RowState.NEW, RowState.DOUBTFUL)
    created = [row for row in new if row.stored is None]
    altered = [row for row in (*new, *planned.of(RowState.CHANGED)) if row.stored is not None and row.changes]
    _demand_unchanged(work, altered)
    finder = PeopleFinder(work)
    values = finder.resolve([row.initiative for row in (*created, *altered)])
    numbered = _numbered(work, values[: len(created)])
    stored = _recognised(work, list(zip(created, numbered, strict=True)))
    work.save_new(INITIATIVES, stored)
    pairs = [(row.stored, value) for row, value in zip(altered, values[len(created) :], strict=True)]
    work.save_changed(INITIATIVES, pairs)
    counts = planned.counts
    return ImportResult(
        tuple(value.id for value in stored),
        tuple(value.id for _, value in pairs),
        finder.made,
        len({value.recognition.decision for value in stored if value.recognition}),
        counts[RowState.SAME],
        counts[RowState.FAULTY],
    )


def save_rejects(
    planned: Plan, out: Path, *, say: Callable[[RowProblem], str], reason_heading: str, sheet: str = ""
) -> int:
    """Write the faulty rows as a workbook to be mended and imported again; gives how many there are.

    `say` makes a problem a sentence; a row that names several faults has them on lines of their own. Columns that
    are never taken (numbers of identity cards) are left behind.
    """
    columns = [
        column for column in planned.columns if column.meaning is not Meaning.ID_NUMBER and column.heading
    ]
    faulty = planned.of(RowState.FAULTY)
    written: list[tuple[Sequence[Cell], str]] = []
    for row in faulty:
        faults = [say(problem) for problem in row.problems if not problem.warns_only]
        for number in range(row.row, row.last_row + 1):
            cells = planned.cells[number - 1]
            kept = [cells[column.at] if column.at < len(cells) else None for column in columns]
            written.append(
                (_with_workshop(kept, columns, row), "\n".join(faults) if number == row.row else "")
            )
    write_rejects(
        out, sheet or planned.sheet, [*(column.heading for column in columns), reason_heading], written
    )
    return len(faulty)


# --- reading ----------------------------------------------------------------------------------


def _chosen(mapping: Mapping[str, str] | None, file: str) -> dict[str, Meaning]:
    try:
        return {name: Meaning(word) for name, word in (mapping or {}).items()}
    except ValueError:
        unknown = sorted(set((mapping or {}).values()) - {meaning.value for meaning in Meaning})
        raise Refused("workbook.unknown_field", file=file, name=", ".join(unknown)) from None


def _pick(
    sheets: Sequence[Sheet], wanted: str, chosen: Mapping[str, Meaning], file: str
) -> tuple[Sheet, Header]:
    """The sheet that was asked for, else the visible one whose header says the most and that has the most rows."""
    if wanted and wanted not in {sheet.name for sheet in sheets}:
        raise Refused("workbook.no_sheet", file=file, name=wanted)
    found = [
        (sheet, header)
        for sheet in sheets
        if (sheet.name == wanted or not (wanted or sheet.is_hidden))
        and (header := find_header(sheet.rows, hidden=sheet.hidden_columns, chosen=chosen))
    ]
    if not found:
        raise Refused("workbook.no_header", file=file)
    return max(found, key=lambda pair: (pair[1].score, len(pair[0].rows)))


@question(Right.IMPORT)
def _known(look: Look) -> Known:
    workshops = [name for each in people.workshops(look.session) for name in (each.name, *each.aliases)]
    codes = [person.staff_code for person in people.load_all(look.session) if person.staff_code]
    return Known(tuple(workshops), tuple(codes))


# --- comparing with what is stored ------------------------------------------------------------


@question(Right.IMPORT)
def _compare(
    look: Look, reading: SheetReading, cells: Sequence[Sequence[Cell]], how: _How
) -> tuple[PlannedRow, ...]:
    stored = StoredTitles(look.session)
    matched = match_rows(look.session, reading.rows, stored, stop=how.check)
    twice = repeated(reading.rows)
    finder = AlikeFinder(stored) if how.look_for_alike else None
    rows: list[PlannedRow] = []
    for start in range(0, len(reading.rows), _STEP):
        how.check()
        how.tell(start, len(reading.rows))
        part = reading.rows[start : start + _STEP]
        known = matched[start : start + _STEP]
        alike = finder.find(part, known) if finder is not None else [()] * len(part)
        for row, value, others in zip(part, known, alike, strict=True):
            if row.row in twice:
                row = replace(row, problems=(*row.problems, _repeated(row)))
                value = None
            rows.append(_planned(row, value, others, reading.columns, cells[row.row - 1]))
    how.tell(len(rows), len(rows))
    return tuple(rows)


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
    facts["number"] = found.number or ""
    return RowProblem(row.row, "", "", "row.alike_stored", facts, doubtful=True)


# --- writing ----------------------------------------------------------------------------------


def _demand_unchanged(work: Work, rows: Sequence[PlannedRow]) -> None:
    now = initiatives.load_many(work.session, [row.record for row in rows])
    for row in rows:
        if now.get(row.record) != row.stored:
            raise Refused("import.changed_since", row=row.row, title=row.initiative.title)


def _numbered(work: Work, values: Iterable[Initiative]) -> list[Initiative]:
    """New ids, intake numbers in the order of the list, the day of entry where the list gave none, the source."""
    today: date = work.today()
    following: dict[int, int] = {}
    numbered: list[Initiative] = []
    for value in values:
        entered_on = value.entered_on or today
        year = entered_on.year
        number = following.get(year) or initiatives.next_number(work.session, year)
        following[year] = number + 1
        numbered.append(
            replace(value, id=work.new_id(), number=number, entered_on=entered_on, source=source_key(value))
        )
    return numbered


def _recognised(work: Work, rows: Sequence[tuple[PlannedRow, Initiative]]) -> list[Initiative]:
    """Rows that were recognised on paper before: one decision a number and day, and its fact on each of them."""
    from desktop.domain.initiative import RecognitionFact, Route
    from desktop.services.decisions import record_paper

    listed: dict[PaperRecognition, list[Initiative]] = defaultdict(list)
    for row, value in rows:
        if row.recognition:
            listed[row.recognition].append(value)
    facts: dict[str, RecognitionFact] = {}
    for paper, values in listed.items():
        decision = record_paper(work, paper.number, paper.signed_on, values)
        fact = RecognitionFact(decision.id, decision.number, paper.signed_on, Route.PAPER)
        facts.update({value.id: fact for value in values})
    return [replace(value, recognition=facts[value.id]) if value.id in facts else value for _, value in rows]


def _with_workshop(cells: list[Cell], columns: Sequence[Column], row: PlannedRow) -> list[Cell]:
    """What a section row said stands in the row itself, since the section stays behind."""
    for place, column in enumerate(columns):
        if column.meaning is Meaning.WORKSHOP and not cells[place]:
            cells[place] = row.initiative.workshop
    return cells
