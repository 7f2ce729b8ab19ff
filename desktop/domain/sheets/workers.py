"""A list of workers from the personnel office: one person a row, sections carried down, codes with their zeros back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from datetime import date

from desktop.domain.legacy import Encoding
from desktop.domain.person import NAME_LIMIT, Gender, WorkerKind
from desktop.domain.sheets.cells import Cell, Remark, doubt, fault, is_empty, says_nothing, text_of
from desktop.domain.sheets.codes import StaffCodes
from desktop.domain.sheets.dates import read_date
from desktop.domain.sheets.headings import Column, Meaning
from desktop.domain.sheets.kinds import read_birth, read_gender, read_union_member, read_worker_kind
from desktop.domain.sheets.layout import Header, RowIs, RowKinds
from desktop.domain.sheets.reading import repair_letters, same_as_above
from desktop.domain.sheets.values import Known, Repaired, RowProblem
from desktop.domain.sheets.workshops import Workshops
from desktop.domain.text import repair_name


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """What a row says of one worker; empty where it says nothing. `row` counts from 1."""

    row: int
    name: str
    staff_code: str = ""
    birth: str = ""
    gender: Gender = Gender.UNKNOWN
    title: str = ""
    qualification: str = ""
    workshop: str = ""
    union_member: bool | None = None
    worker_kind: WorkerKind = WorkerKind.UNKNOWN
    moved_on: date | None = None
    left_on: date | None = None
    problems: tuple[RowProblem, ...] = ()

    @property
    def is_faulty(self) -> bool:
        """Whether something stops it from being stored."""
        return any(not problem.warns_only for problem in self.problems)


@dataclass(frozen=True, slots=True)
class WorkersReading:
    """A whole list; `header` and rows count from 1, `skipped` counts rows that are no people, by what they are."""

    header: tuple[int, int]
    columns: tuple[Column, ...]
    rows: tuple[WorkerRow, ...]
    repaired: tuple[Repaired, ...] = ()
    skipped: Mapping[str, int] = made_by(default_factory=dict)


def read_workers(
    rows: Sequence[Sequence[Cell]],
    near: date,
    header: Header,
    *,
    known: Known | None = None,
    letters: Mapping[str, Encoding] | None = None,
) -> WorkersReading:
    """Read a sheet below its header, where `Meaning.AUTHORS` is the column of names; `near` is the day of reading."""
    known = known or Known()
    mended, repaired = repair_letters(rows[header.last + 1 :], header, letters or {})
    body = same_as_above(mended, header)
    reader = _Reader(header, near, known)
    codes = header.at(Meaning.STAFF_CODE)
    for row in body if codes is not None else ():
        reader.codes.add(text_of(row[codes]) if codes is not None and codes < len(row) else "")
    kinds = RowKinds(_by_name(header))
    found: list[WorkerRow] = []
    skipped: dict[str, int] = {}
    section = ""
    for number, row in enumerate(body, start=header.last + 2):
        kind, name = kinds.kind(row)
        if kind is RowIs.NEW:
            found.append(reader.read(number, row, section))
        elif kind is not RowIs.BLANK:
            section = name if kind is RowIs.SECTION else section
            skipped[kind.value] = skipped.get(kind.value, 0) + 1
    at = (header.first + 1, header.last + 1)
    return WorkersReading(at, header.columns, tuple(found), repaired, skipped)


def _by_name(header: Header) -> Header:
    """The header as the teller of rows knows it: what makes a row here is its name, not a title."""
    columns = tuple(
        replace(column, meaning=Meaning.TITLE)
        if column.meaning is Meaning.AUTHORS
        else replace(column, meaning=None)
        if column.meaning is Meaning.TITLE
        else column
        for column in header.columns
    )
    return replace(header, columns=columns)


class _Reader:
    """Reads rows below one header."""

    def __init__(self, header: Header, near: date, known: Known) -> None:
        self.codes = StaffCodes(known.staff_codes)
        self._near = near
        self._workshops = Workshops(known.workshops, known.spellings)
        taken = [column for column in header.columns if column.is_taken]
        self._columns = {column.meaning: column for column in reversed(taken)}

    def read(self, number: int, row: Sequence[Cell], section: str) -> WorkerRow:
        problems: list[RowProblem] = []

        def note(meaning: Meaning, *remarks: Remark) -> None:
            problems.extend(self._problem(number, meaning, remark) for remark in remarks)

        name = repair_name(self._text(row, Meaning.AUTHORS))
        if not name or says_nothing(name) or not any(letter.isalpha() for letter in name):
            note(Meaning.AUTHORS, fault("person.name_missing"))
        elif len(name) > NAME_LIMIT:
            note(Meaning.AUTHORS, fault("person.name_long", limit=NAME_LIMIT))
        code, remarks = self.codes.mend(self._cell(row, Meaning.STAFF_CODE))
        note(Meaning.STAFF_CODE, *remarks)
        birth = self._cell(row, Meaning.BIRTH)
        born = "" if is_empty(birth) else read_birth(birth, self._near)
        if not is_empty(birth) and not born and not says_nothing(text_of(birth)):
            note(Meaning.BIRTH, doubt("birth.unreadable", text=text_of(birth)))
        days: dict[Meaning, date | None] = {}
        for meaning in (Meaning.MOVED_ON, Meaning.LEFT_ON):
            reading = read_date(self._cell(row, meaning), self._near)
            days[meaning] = reading.day
            note(meaning, *reading.remarks)
        workshop = self._workshops.find(self._text(row, Meaning.WORKSHOP)) or self._workshops.find(section)
        return WorkerRow(
            row=number,
            name=name,
            staff_code="" if says_nothing(code) else code,
            birth=born,
            gender=read_gender(self._cell(row, Meaning.GENDER)),
            title=self._text(row, Meaning.JOB_TITLE),
            qualification=self._text(row, Meaning.QUALIFICATION),
            workshop=workshop or self._workshops.find(self._text(row, Meaning.LINE)),
            union_member=read_union_member(self._cell(row, Meaning.UNION_MEMBER)),
            worker_kind=read_worker_kind(self._text(row, Meaning.WORKER_KIND)),
            moved_on=days[Meaning.MOVED_ON],
            left_on=days[Meaning.LEFT_ON],
            problems=tuple(problems),
        )

    def _cell(self, row: Sequence[Cell], meaning: Meaning) -> Cell:
        column = self._columns.get(meaning)
        return row[column.at] if column is not None and column.at < len(row) else None

    def _text(self, row: Sequence[Cell], meaning: Meaning) -> str:
        text = text_of(self._cell(row, meaning))
        return "" if says_nothing(text) else text

    def _problem(self, number: int, meaning: Meaning, remark: Remark) -> RowProblem:
        column = self._columns.get(meaning)
        return RowProblem(
            number,
            column.letter if column else "",
            column.heading if column else "",
            remark.code,
            remark.facts,
            remark.warns_only,
            remark.doubtful,
            meaning.value,
        )
