"""Import of a list: a dry run that writes nothing, then one order that writes all of it, with one undo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.documents.workbook import Sheet, write_rejects
from desktop.domain.access import Right
from desktop.domain.initiative import Initiative
from desktop.domain.problems import Refused
from desktop.domain.sheets.cells import Cell
from desktop.domain.sheets.choices import Choices, layout_key
from desktop.domain.sheets.comparing import source_key
from desktop.domain.sheets.headings import Column, Meaning
from desktop.domain.sheets.layout import Header
from desktop.domain.sheets.reading import read_table
from desktop.domain.sheets.values import Known, PaperRecognition, RowProblem
from desktop.domain.workshop import WorkshopNames
from desktop.services import numbering
from desktop.services.desk import Desk, Look, Work, order, question
from desktop.services.import_comparing import How, Progress, Stop, compare
from desktop.services.import_people import PeopleFinder
from desktop.services.import_plan import AlikeRow, Edits, ImportResult, Plan, PlannedRow, RowState, Source
from desktop.services.import_source import edited, header_of, pick, read_file, read_text
from desktop.store import initiatives, people, sheet_layouts
from desktop.store.initiatives import INITIATIVES
from sync.clock import local_date, stamp

__all__ = [
    "AlikeRow", "Choices", "Edits", "ImportResult", "Plan", "PlannedRow", "RowState", "Source", "read_file",
    "read_text",
]  # fmt: skip


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
    choices = Choices(sheet, meanings=_meanings(mapping, path.name))
    source = read_file(path, stop=stop)
    return plan_source(desk, source, choices, look_for_alike=look_for_alike, stop=stop, progress=progress)


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
    choices = Choices(meanings=_meanings(mapping, name))
    return plan_source(
        desk, read_text(text, name=name), choices, look_for_alike=look_for_alike, stop=stop, progress=progress
    )


def plan_source(
    desk: Desk,
    source: Source,
    choices: Choices | None = None,
    *,
    edits: Edits | None = None,
    look_for_alike: bool = True,
    stop: Stop | None = None,
    progress: Progress | None = None,
) -> Plan:
    """The same for a workbook that was read already. Without choices of columns those of the same layout are taken.

    Raises `workbook.no_header`, `workbook.no_sheet`; `Stopped`.
    """
    how = How(look_for_alike, stop, progress)
    wanted = choices or Choices()
    picked, header, told = _picked(desk, source, wanted)
    return _read_and_compare(desk, source, picked, header, (wanted, told), dict(edits or {}), how)


def mend(
    desk: Desk,
    planned: Plan,
    edits: Edits,
    *,
    look_for_alike: bool = True,
    stop: Stop | None = None,
    progress: Progress | None = None,
) -> Plan:
    """The plan with some cells typed anew: what reads otherwise now is checked again, all else stays as it was."""
    assert planned.source is not None, "a plan comes from somewhere"
    how = How(look_for_alike, stop, progress)
    picked, header, _ = _picked(desk, planned.source, replace(planned.choices, sheet=planned.sheet))
    told = (planned.choices, planned.choices if planned.is_remembered else None)
    whole = {**planned.edits, **edits}
    return _read_and_compare(desk, planned.source, picked, header, told, whole, how, before=planned)


def _picked(desk: Desk, source: Source, wanted: Choices) -> tuple[Sheet, Header, Choices | None]:
    """The sheet, its header, and what was remembered of such a layout where that is how it is read."""
    if not (wanted.meanings or wanted.header or wanted.letters):
        for sheet in source.sheets:
            if sheet.name == wanted.sheet or not (wanted.sheet or sheet.is_hidden):
                told = desk.look(_remembered, layout_key(sheet.rows))
                found = told and header_of(sheet, told)
                if told and found:
                    return sheet, found, told
    return (*pick(source, wanted), None)


def _read_and_compare(
    desk: Desk,
    source: Source,
    picked: Sheet,
    header: Header,
    told: tuple[Choices, Choices | None],
    edits: Edits,
    how: How,
    *,
    before: Plan | None = None,
) -> Plan:
    near = local_date(desk.clock.now())
    cells = edited(picked.rows, edits)
    known = desk.look(_known)
    how.check()
    choices = told[1] or told[0]
    reading = read_table(
        cells, near, known=known, hidden=picked.hidden_columns, header=header, letters=choices.letters
    )
    if reading is None:
        raise Refused("workbook.no_header", file=source.name)
    how.check()
    return Plan(
        file=source.name,
        sheet=picked.name,
        sheets=tuple(each.name for each in source.sheets),
        header=reading.header,
        columns=reading.columns,
        rows=desk.look(compare, reading, cells, how, before),
        repaired=reading.repaired,
        skipped=reading.skipped,
        cells=cells,
        source=source,
        choices=choices,
        is_remembered=told[1] is not None,
        edits=edits,
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
    _remember(work, planned)
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


# --- how it is read ---------------------------------------------------------------------------


def _meanings(mapping: Mapping[str, str] | None, file: str) -> dict[str, Meaning]:
    try:
        return {name: Meaning(word) for name, word in (mapping or {}).items()}
    except ValueError:
        unknown = sorted(set((mapping or {}).values()) - {meaning.value for meaning in Meaning})
        raise Refused("workbook.unknown_field", file=file, name=", ".join(unknown)) from None


@question(Right.IMPORT)
def _remembered(look: Look, headings: str) -> Choices | None:
    return sheet_layouts.remembered(look.session, headings) if headings else None


def _remember(work: Work, planned: Plan) -> None:
    """How this layout was read, where somebody said how; the sheet's name is another one next time."""
    if planned.source is None or planned.is_remembered:
        return
    chosen = replace(planned.choices, sheet="")
    sheet = next(sheet for sheet in planned.source.sheets if sheet.name == planned.sheet)
    key = layout_key(sheet.rows)
    if chosen and key:
        sheet_layouts.remember(work.session, key, chosen, stamp(work.now()))


@question(Right.IMPORT)
def _known(look: Look) -> Known:
    workshops = WorkshopNames(people.workshops(look.session))
    today = look.today()
    return Known(workshops.held_on(today), people.staff_codes(look.session), workshops.spellings_on(today))


# --- writing ----------------------------------------------------------------------------------


def _demand_unchanged(work: Work, rows: Sequence[PlannedRow]) -> None:
    now = initiatives.load_many(work.session, [row.record for row in rows])
    for row in rows:
        if now.get(row.record) != row.stored:
            raise Refused("import.changed_since", row=row.row, title=row.initiative.title)


def _numbered(work: Work, values: Iterable[Initiative]) -> list[Initiative]:
    """New ids, intake numbers in the order of the list, the day of entry where the list gave none, the source."""
    today: date = work.today()
    following: dict[int, int | None] = {}
    numbered: list[Initiative] = []
    for value in values:
        entered_on = value.entered_on or today
        year = entered_on.year
        if year not in following:
            following[year] = numbering.next_number(work, year)
        number = following[year]
        following[year] = None if number is None else number + 1
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
