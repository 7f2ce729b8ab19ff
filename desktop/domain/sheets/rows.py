"""One initiative out of the rows that tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from desktop.domain.initiative import Author, Benefit, Field, Initiative, Section, Solution, check
from desktop.domain.person import Gender
from desktop.domain.problems import Problem
from desktop.domain.sheets.amounts import read_benefit, unit_of
from desktop.domain.sheets.authors import Said, read_names, read_shares, settle
from desktop.domain.sheets.cells import (
    Cell,
    Remark,
    block_of,
    doubt,
    is_ditto,
    is_empty,
    says_nothing,
    text_of,
)
from desktop.domain.sheets.codes import StaffCodes
from desktop.domain.sheets.dates import DateReading
from desktop.domain.sheets.headings import Column, Meaning
from desktop.domain.sheets.kinds import read_birth, read_field, read_gender, read_solution
from desktop.domain.sheets.layout import Header
from desktop.domain.sheets.values import Group, PaperRecognition, ReadRow, RowProblem
from desktop.domain.sheets.workshops import Workshops
from desktop.domain.text import fold

SECTIONS = {
    Meaning.KNOWN_SOLUTION: Section.KNOWN_SOLUTION,
    Meaning.APPLICABILITY: Section.APPLICABILITY,
    Meaning.CONDITIONS: Section.CONDITIONS,
    Meaning.SOCIAL_BENEFIT: Section.SOCIAL_BENEFIT,
    Meaning.HELPERS: Section.HELPERS,
}
_COLUMN_OF = {
    "title": Meaning.TITLE, "authors": Meaning.AUTHORS, "first_used": Meaning.FIRST_USED,
    "trial_from": Meaning.TRIAL_FROM,
    "first_use_ended": Meaning.FIRST_USE_ENDED, "benefit": Meaning.BENEFIT, "summary": Meaning.SUMMARY,
    "workshop": Meaning.WORKSHOP,
}  # fmt: skip
_PROTECTED_MARKS = frozenset({"x", "co", "v", "yes", "bao mat", "co bao mat"})

Row = tuple[int, Sequence[Cell]]


class RowReader:
    """Reads groups of rows below one header; holds what does not change from row to row."""

    def __init__(
        self,
        header: Header,
        near: date,
        workshops: Workshops,
        codes: StaffCodes,
        days: Mapping[int, Sequence[DateReading]],
    ) -> None:
        self._near = near
        self._workshops = workshops
        self._codes = codes
        self._days = days
        self._first_data_row = header.last + 2
        taken = [column for column in header.columns if column.is_taken and column.meaning]
        self._columns = {column.meaning: column for column in reversed(taken)}
        self._authors = [column for column in taken if column.meaning is Meaning.AUTHORS]
        benefit = self._columns.get(Meaning.BENEFIT)
        self._unit = unit_of(benefit.heading) if benefit else 1
        self._title_above = ""

    def read(self, group: Group) -> ReadRow:
        """The initiative of a group of rows, with all that is to be said about it."""
        at_row = group.rows[0][0]
        notes = _Notes(at_row, self._columns)
        initiative = self._initiative(group, notes)
        recognition = self._recognition(group.rows[0], notes)
        for problem in check(initiative):
            notes.add_problem(problem)
        return ReadRow(
            at_row,
            group.rows[-1][0],
            initiative,
            notes.done(),
            recognition,
            text_of(self._cell(group.rows[0][1], Meaning.ID)),
        )

    def _initiative(self, group: Group, notes: _Notes) -> Initiative:
        first = group.rows[0]
        workshop = self._workshop(first[1], group.section)
        is_protected, protected_text = self._protected(first[1])
        field, solution = self._kinds(first[1])
        return Initiative(
            id="",
            title=self._title(first[1], notes),
            entered_on=self._day(first, Meaning.ENTERED_ON, notes),
            solution=solution,
            field=field,
            workshop=workshop,
            authors=self._people(group, workshop, notes),
            trial_from=self._day(first, Meaning.TRIAL_FROM, notes),
            first_used=self._day(first, Meaning.FIRST_USED, notes),
            first_use_ended=self._day(first, Meaning.FIRST_USE_ENDED, notes),
            benefit=self._benefit(first[1], notes),
            summary=self._summary(group),
            sections=self._sections(first[1]),
            is_protected=is_protected,
            protected_text=protected_text,
        )

    def _cell(self, row: Sequence[Cell], meaning: Meaning) -> Cell:
        column = self._columns.get(meaning)
        return row[column.at] if column is not None and column.at < len(row) else None

    def _title(self, row: Sequence[Cell], notes: _Notes) -> str:
        title = text_of(self._cell(row, Meaning.TITLE))
        if is_ditto(title) and self._title_above:
            notes.add(Meaning.TITLE, doubt("title.as_above", title=self._title_above))
            return self._title_above
        if says_nothing(title):
            title = ""
        self._title_above = title
        return title

    def _day(self, row: Row, meaning: Meaning, notes: _Notes) -> date | None:
        column = self._columns.get(meaning)
        if column is None:
            return None
        reading = self._days[column.at][row[0] - self._first_data_row]
        for remark in reading.remarks:
            notes.add(meaning, remark)
        return reading.day

    def _benefit(self, row: Sequence[Cell], notes: _Notes) -> Benefit:
        reading = read_benefit(self._cell(row, Meaning.BENEFIT), self._unit)
        for remark in reading.remarks:
            notes.add(Meaning.BENEFIT, remark)
        return reading.benefit

    def _workshop(self, row: Sequence[Cell], section: str) -> str:
        own = text_of(self._cell(row, Meaning.WORKSHOP))
        line = text_of(self._cell(row, Meaning.LINE))
        return self._workshops.find(own) or self._workshops.find(section) or self._workshops.find(line)

    def _protected(self, row: Sequence[Cell]) -> tuple[bool, str]:
        text = block_of(self._cell(row, Meaning.PROTECTED))
        if not text:
            return False, ""
        if fold(text) in _PROTECTED_MARKS:
            return True, ""
        return (False, "") if says_nothing(text) else (True, text)

    def _kinds(self, row: Sequence[Cell]) -> tuple[Field, Solution]:
        field = read_field(text_of(self._cell(row, Meaning.FIELD)))
        solution = read_solution(text_of(self._cell(row, Meaning.SOLUTION)))
        return field or Field.OTHER, solution or Solution.TECHNICAL

    def _summary(self, group: Group) -> str:
        column = self._columns.get(Meaning.SUMMARY)
        if column is None:
            return ""
        parts = [
            block_of(row[column.at])
            for _, row in group.rows
            if column.at < len(row) and not is_empty(row[column.at])
        ]
        return "\n".join(
            dict.fromkeys(part for part in parts if not is_ditto(part) and not says_nothing(part))
        )

    def _sections(self, row: Sequence[Cell]) -> dict[Section, str]:
        texts = {section: block_of(self._cell(row, meaning)) for meaning, section in SECTIONS.items()}
        return {section: text for section, text in texts.items() if text and not says_nothing(text)}

    def _recognition(self, row: Row, notes: _Notes) -> PaperRecognition | None:
        """Both the number and the date of a decision, or neither: half of it is a doubt and no recognition."""
        number = text_of(self._cell(row[1], Meaning.DECISION_NUMBER))
        signed_on = self._day(row, Meaning.DECISION_DATE, notes)
        if says_nothing(number):
            number = ""
        if number and signed_on:
            return PaperRecognition(number, signed_on)
        if number or signed_on:
            missing = Meaning.DECISION_DATE if number else Meaning.DECISION_NUMBER
            notes.add(missing, doubt("recognition.half", number=number, signed_on=signed_on))
        return None

    # --- authors ------------------------------------------------------------------------------

    def _people(self, group: Group, workshop: str, notes: _Notes) -> tuple[Author, ...]:
        by_row = [(number, row, self._names(number, row, notes)) for number, row in group.rows]
        people = [said for _, _, names in by_row for said in names]
        beside = self._shares_beside(by_row, len(people), notes)
        shares, remarks = settle(
            [
                said.share if said.share is not None else share
                for said, share in zip(people, beside, strict=True)
            ]
        )
        for remark in remarks:
            notes.add(Meaning.SHARE if Meaning.SHARE in self._columns else Meaning.AUTHORS, remark)
        left = iter(shares)
        authors: list[Author] = []
        for number, row, names in by_row:
            codes = self._row_codes(number, row, len(names), notes)
            for said, code in zip(names, codes, strict=True):
                authors.append(self._author(said, row, next(left), said.staff_code or code, workshop))
        return tuple(authors)

    def _names(self, number: int, row: Sequence[Cell], notes: _Notes) -> list[Said]:
        people: list[Said] = []
        for column in self._authors:
            said, remarks = read_names(row[column.at] if column.at < len(row) else None)
            people += said
            for remark in remarks:
                notes.add(Meaning.AUTHORS, remark, row=number)
        return people

    def _shares_beside(
        self, by_row: list[tuple[int, Sequence[Cell], list[Said]]], count: int, notes: _Notes
    ) -> list[int | None]:
        """Shares of their own column: a row's cell speaks for its row; one cell alone for all rows (merged cells)."""
        cells = [(number, self._cell(row, Meaning.SHARE), len(names)) for number, row, names in by_row]
        said = [place for place, (_, cell, _) in enumerate(cells) if not is_empty(cell)]
        if said == [0] and len(cells) > 1:
            cells = [(cells[0][0], cells[0][1], count)]
        found: list[int | None] = []
        for number, cell, names in cells:
            shares, remarks = read_shares(cell, names)
            found += shares
            for remark in remarks:
                notes.add(Meaning.SHARE, remark, row=number)
        return found

    def _row_codes(self, number: int, row: Sequence[Cell], count: int, notes: _Notes) -> list[str]:
        """Staff codes of the authors in one row; several stand on lines of their own or behind commas."""
        cell = self._cell(row, Meaning.STAFF_CODE)
        if count == 0 or is_empty(cell):
            return [""] * count
        parts: list[Cell] = [cell]
        if isinstance(cell, str) and count > 1:
            parts = [
                part
                for part in block_of(cell).replace(";", "\n").replace(",", "\n").split("\n")
                if part.strip()
            ]
        codes: list[str] = []
        for part in parts[:count]:
            code, remarks = self._codes.mend(part)
            codes.append("" if says_nothing(code) else code)
            for remark in remarks:
                notes.add(Meaning.STAFF_CODE, remark, row=number)
        return codes + [""] * (count - len(codes))

    def _author(self, said: Said, row: Sequence[Cell], share: int, code: str, workshop: str) -> Author:
        own = text_of(self._cell(row, Meaning.WORKSHOP))
        gender = self._cell(row, Meaning.GENDER)
        return Author(
            person="",
            name=said.name,
            share=share,
            staff_code=code,
            birth="" if is_empty(birth := self._cell(row, Meaning.BIRTH)) else read_birth(birth, self._near),
            gender=Gender.UNKNOWN if gender is None else read_gender(gender),
            title=text_of(self._cell(row, Meaning.JOB_TITLE)),
            qualification=text_of(self._cell(row, Meaning.QUALIFICATION)),
            workshop=(self._workshops.find(own) if own else "") or workshop,
        )


class _Notes:
    """Gathers what is to be said about one initiative, each thing at its cell and once."""

    def __init__(self, row: int, columns: Mapping[Meaning | None, Column]) -> None:
        self._row = row
        self._columns = columns
        self._found: list[RowProblem] = []
        self._codes: set[str] = set()

    def add(self, meaning: Meaning, remark: Remark, *, row: int = 0) -> None:
        column = self._columns.get(meaning)
        self._codes.add(remark.code)
        self._found.append(
            RowProblem(
                row or self._row,
                column.letter if column else "",
                column.heading if column else "",
                remark.code,
                remark.facts,
                remark.warns_only,
                remark.doubtful,
                meaning.value,
            )
        )

    def add_problem(self, problem: Problem) -> None:
        """A rule of the initiative, unless its cell has said the same already."""
        if problem.code in self._codes:
            return
        meaning = _COLUMN_OF.get(problem.field)
        remark = Remark(problem.code, problem.facts, problem.warns_only)
        if meaning is None:
            self._found.append(RowProblem(self._row, "", "", remark.code, remark.facts, remark.warns_only))
        else:
            self.add(meaning, remark)

    def done(self) -> tuple[RowProblem, ...]:
        return tuple(self._found)
