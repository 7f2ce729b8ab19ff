"""The personnel office's list of workers: a dry run tells new, changed, moved and left; then one order, one undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from datetime import date
from pathlib import Path
from typing import Any

from desktop.documents.workbook import write_rejects
from desktop.domain.access import Right
from desktop.domain.person import Person, moved
from desktop.domain.problems import Refused, Stopped
from desktop.domain.sheets.cells import Cell
from desktop.domain.sheets.choices import Choices
from desktop.domain.sheets.comparing import FieldChange
from desktop.domain.sheets.headings import Column, Meaning
from desktop.domain.sheets.values import Known, Repaired, RowProblem
from desktop.domain.sheets.workers import WorkerRow, WorkersReading, read_workers
from desktop.domain.sheets.workshops import workshop_key
from desktop.domain.text import fold, same_tone_place
from desktop.domain.workshop import WorkshopNames
from desktop.services.desk import Desk, Look, Work, order, question
from desktop.services.import_plan import Edits, RowState, Source
from desktop.services.import_source import edited, pick
from desktop.store import people
from desktop.store.people import PEOPLE
from sync.clock import local_date

Stop = Callable[[], object]

_COMPARED = ("name", "staff_code", "birth", "gender", "title", "qualification", "workshop", "union_member",
             "worker_kind", "left_on")  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlannedWorker:
    """One worker of the list. `stored` is who that is here, None for somebody new; doubtful ones are left alone."""

    row: int
    state: RowState
    read: WorkerRow
    problems: tuple[RowProblem, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    stored: Person | None = None

    @property
    def is_move(self) -> bool:
        """Whether the list says that somebody works elsewhere now."""
        return any(change.field == "workshop" and change.before for change in self.changes)


@dataclass(frozen=True, slots=True)
class WorkersPlan:
    """A whole dry run. `gone` are people with a staff code who are here, did not leave, and are not in the list."""

    file: str
    sheet: str
    sheets: tuple[str, ...]
    header: tuple[int, int]
    columns: tuple[Column, ...]
    rows: tuple[PlannedWorker, ...]
    gone: tuple[Person, ...]
    repaired: tuple[Repaired, ...] = ()
    skipped: Mapping[str, int] = made_by(default_factory=dict)
    cells: Sequence[Sequence[Cell]] = ()
    source: Source | None = None
    choices: Choices = made_by(default_factory=Choices)
    edits: Edits = made_by(default_factory=dict)

    @property
    def counts(self) -> dict[RowState, int]:
        """How many of each; they sum to the rows."""
        return {state: Counter(row.state for row in self.rows)[state] for state in RowState}

    def of(self, *states: RowState) -> tuple[PlannedWorker, ...]:
        """The rows of some states."""
        return tuple(row for row in self.rows if row.state in states)


@dataclass(frozen=True, slots=True)
class WorkersResult:
    """What an import of workers came to."""

    created: int
    changed: int
    moved: int
    left: int


def plan_workers(
    desk: Desk,
    source: Source,
    choices: Choices | None = None,
    *,
    edits: Edits | None = None,
    stop: Stop | None = None,
) -> WorkersPlan:
    """Read a list of workers and say what would become of each; nothing is written. Blocking: call it on a lane.

    Raises `workbook.no_header` (no column of names beside another that is known), `workbook.no_sheet`; `Stopped`.
    """
    wanted = choices or Choices()
    picked, header = pick(source, wanted, Meaning.AUTHORS)
    cells = edited(picked.rows, edits or {})
    known = desk.look(_known)
    _check(stop)
    near = local_date(desk.clock.now())
    reading = read_workers(cells, near, header, known=known, letters=wanted.letters)
    _check(stop)
    rows, gone = desk.look(_compare, reading)
    return WorkersPlan(
        file=source.name,
        sheet=picked.name,
        sheets=tuple(sheet.name for sheet in source.sheets),
        header=reading.header,
        columns=reading.columns,
        rows=rows,
        gone=gone,
        repaired=reading.repaired,
        skipped=reading.skipped,
        cells=cells,
        source=source,
        choices=wanted,
        edits=dict(edits or {}),
    )


def save_rejects(
    planned: WorkersPlan, out: Path, *, say: Callable[[RowProblem], str], reason_heading: str
) -> int:
    """Write the rows that would change nothing, faulty and doubtful, as a workbook to be mended; gives how many.

    Columns that are never taken (numbers of identity cards) are left behind.
    """
    columns = [
        column for column in planned.columns if column.meaning is not Meaning.ID_NUMBER and column.heading
    ]
    rows = planned.of(RowState.DOUBTFUL, RowState.FAULTY)
    written: list[tuple[Sequence[Cell], str]] = []
    for row in rows:
        cells = planned.cells[row.row - 1]
        kept = [cells[column.at] if column.at < len(cells) else None for column in columns]
        told = [problem for problem in row.problems if not problem.warns_only] or row.problems
        written.append((kept, "\n".join(say(problem) for problem in told)))
    write_rejects(out, planned.sheet, [*(column.heading for column in columns), reason_heading], written)
    return len(rows)


@order(Right.IMPORT, "workers.import")
def run_workers(work: Work, planned: WorkersPlan, *, as_of: date, mark_left: bool = False) -> WorkersResult:
    """Store what the plan says; moves hold from the day that the row names, else `as_of`. All or nothing.

    With `mark_left` those who are not in the list left on `as_of`. Doubtful and faulty rows change nothing.
    Raises `workers.changed_since` where somebody is no longer what the plan saw.
    """
    altered = planned.of(RowState.CHANGED)
    left = planned.gone if mark_left else ()
    _demand_unchanged(work, [row.stored for row in altered if row.stored] + list(left))
    new = [_new(work.new_id(), row.read) for row in planned.of(RowState.NEW)]
    work.save_new(PEOPLE, new)
    pairs = [(row.stored, _changed(row, as_of)) for row in altered if row.stored]
    work.save_changed(PEOPLE, pairs)
    work.save_changed(PEOPLE, [(person, replace(person, left_on=as_of)) for person in left])
    moves = sum(row.is_move for row in altered)
    return WorkersResult(
        len(new), len(pairs), moves, len(left) + sum(bool(row.read.left_on) for row in altered)
    )


def _check(stop: Stop | None) -> None:
    if stop is not None and stop():
        raise Stopped


@question(Right.IMPORT)
def _known(look: Look) -> Known:
    workshops = WorkshopNames(people.workshops(look.session))
    today = look.today()
    return Known(workshops.held_on(today), people.staff_codes(look.session), workshops.spellings_on(today))


@question(Right.IMPORT)
def _compare(look: Look, reading: WorkersReading) -> tuple[tuple[PlannedWorker, ...], tuple[Person, ...]]:
    everyone = people.load_all(look.session)
    by_code = people.with_codes(look.session, [row.staff_code for row in reading.rows])
    by_name: dict[str, list[Person]] = {}
    for person in everyone:
        by_name.setdefault(same_tone_place(person.name), []).append(person)
    seen: Counter[str] = Counter()
    rows: list[PlannedWorker] = []
    for row in reading.rows:
        seen[row.staff_code.casefold()] += 1
        rows.append(_planned(row, by_code, by_name, again=seen[row.staff_code.casefold()] > 1))
    met = {row.stored.id for row in rows if row.stored}
    gone = tuple(
        person for person in everyone if person.staff_code and person.left_on is None and person.id not in met
    )
    return tuple(rows), gone


def _planned(
    row: WorkerRow, by_code: Mapping[str, Person], by_name: Mapping[str, Sequence[Person]], *, again: bool
) -> PlannedWorker:
    told = list(row.problems)
    if row.staff_code and again:
        told.append(_about(row, "worker.code_twice", code=row.staff_code))
    stored, doubt = _who(row, by_code, by_name)
    told += doubt
    if any(not problem.warns_only for problem in told):
        return PlannedWorker(row.row, RowState.FAULTY, row, tuple(told), stored=stored)
    changes = _differences(stored, row) if stored else ()
    if any(problem.doubtful for problem in told) and (changes or stored is None):
        state = RowState.DOUBTFUL
    elif stored is None:
        state = RowState.NEW
    else:
        state = RowState.CHANGED if changes else RowState.SAME
    return PlannedWorker(row.row, state, row, tuple(told), changes, stored)


def _who(
    row: WorkerRow, by_code: Mapping[str, Person], by_name: Mapping[str, Sequence[Person]]
) -> tuple[Person | None, list[RowProblem]]:
    """Who a row is: by code where the name agrees, else the one of that name whom birth or workshop make sure."""
    stored = by_code.get(row.staff_code)
    if stored is not None:
        if not row.name or fold(stored.name) == fold(row.name):
            return stored, []
        facts = {"code": row.staff_code, "name": stored.name}
        return stored, [_about(row, "worker.other_name", doubtful=True, **facts)]
    same = [person for person in by_name.get(same_tone_place(row.name), ()) if _may_be(person, row)]
    sure = [person for person in same if _surely(person, row)]
    if len(sure) == 1 or not same:
        return (sure[0] if sure else None), []
    return None, [_about(row, "worker.which", doubtful=True, name=row.name, count=len(same))]


def _may_be(person: Person, row: WorkerRow) -> bool:
    """Nothing keeps them apart: no second code, no other birth."""
    if person.staff_code and row.staff_code:
        return False
    short = min(len(person.birth), len(row.birth))
    return person.birth[:short] == row.birth[:short]


def _surely(person: Person, row: WorkerRow) -> bool:
    """The same birth, or (where nobody said it) the same workshop."""
    if person.birth and row.birth:
        return True
    return bool(row.workshop) and workshop_key(person.workshop) == workshop_key(row.workshop)


def _differences(stored: Person, row: WorkerRow) -> tuple[FieldChange, ...]:
    changes = []
    for name in _COMPARED:
        before, after = getattr(stored, name), getattr(row, name)
        if after in ("", None) or before == after:
            continue
        if name == "birth" and before.startswith(after):
            continue  # the year alone says less than the day that is known
        if name == "workshop" and workshop_key(before) == workshop_key(after):
            continue
        changes.append(FieldChange(name, before, after))
    if stored.left_on and not row.left_on:
        changes.append(FieldChange("left_on", stored.left_on, None))  # in the list again: came back
    return tuple(changes)


def _changed(row: PlannedWorker, as_of: date) -> Person:
    assert row.stored is not None, "a changed row has somebody behind it"
    values: dict[str, Any] = {
        change.field: change.after for change in row.changes if change.field != "workshop"
    }
    person = replace(row.stored, **values)
    elsewhere = next((change for change in row.changes if change.field == "workshop"), None)
    if elsewhere is None:
        return person
    if not person.workshop:
        return replace(person, workshop=str(elsewhere.after))
    return moved(person, str(elsewhere.after), row.read.moved_on or as_of)


def _new(record: str, row: WorkerRow) -> Person:
    return Person(
        record, row.name, row.staff_code, row.birth, row.gender, row.title, row.qualification, row.workshop,
        row.union_member, row.worker_kind, left_on=row.left_on,
    )  # fmt: skip


def _about(row: WorkerRow, what: str, *, doubtful: bool = False, **facts: object) -> RowProblem:
    return RowProblem(row.row, "", "", what, facts, warns_only=doubtful, doubtful=doubtful)


def _demand_unchanged(work: Work, seen: Sequence[Person]) -> None:
    now = PEOPLE.load_many(work.session, [person.id for person in seen])
    for person in seen:
        if now.get(person.id) != person:
            raise Refused("workers.changed_since", name=person.name)
