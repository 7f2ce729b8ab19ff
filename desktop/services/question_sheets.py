"""Phiếu hỏi lại: sheets of questions per workshop, and the answers as they stand on the sheet that came back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.access import Right
from desktop.domain.asking import (
    OF_AUTHOR,
    Answered,
    Asked,
    Question,
    QuestionSheet,
    author_of,
    filled,
    is_open_question,
    questions,
    read_birth,
    read_gender,
    unreadable,
)
from desktop.domain.initiative import Initiative
from desktop.domain.problems import Problem, Refused
from desktop.domain.sheets.amounts import read_benefit
from desktop.domain.sheets.dates import read_date
from desktop.domain.text import clean_block, clean_line
from desktop.services import initiatives
from desktop.services.desk import Look, Work, order, question
from desktop.store import describing, drafts, question_sheets
from desktop.store import initiatives as stored
from desktop.store.question_sheets import QUESTION_SHEETS
from desktop.store.records import in_parts

LONGEST = 60
"""Questions on one sheet: two printed pages, and what a foreman answers at a sitting."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A workshop that has something to be asked: how many questions about how many initiatives."""

    workshop: str
    questions: int
    initiatives: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet in the list."""

    id: str
    number: int
    year: int
    workshop: str
    made_on: date
    questions: int
    answered: int


@dataclass(frozen=True, slots=True)
class Line:
    """One question with what it is about; `is_open` is false where the record knows it by now."""

    question: Question
    number: int | None
    title: str
    name: str
    is_open: bool
    answered: Answered | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its lines in printed order."""

    sheet: QuestionSheet
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a sheet's answers: how many went in, and those that could not, by their place."""

    count: int
    problems: Mapping[int, Problem]


@question()
def waiting(look: Look) -> tuple[Waiting, ...]:
    """What is to be asked, by workshop; what stands on a sheet that is still out is not asked again."""
    out = _out(look)
    found: dict[str, list[int]] = {}
    for value in _open(look):
        asked = sum(item not in out for item in questions(value))
        if asked:
            counts = found.setdefault(value.workshop, [0, 0])
            counts[0] += asked
            counts[1] += 1
    return tuple(Waiting(workshop, *counts) for workshop, counts in sorted(found.items()))


@question()
def listing(look: Look) -> tuple[SheetRow, ...]:
    """Every sheet, the newest first."""
    return tuple(
        SheetRow(
            sheet.id,
            sheet.number,
            sheet.year,
            sheet.workshop,
            sheet.made_on,
            len(sheet.questions),
            len(sheet.answers),
        )
        for sheet in question_sheets.load_all(look.session)
    )


@question()
def get(look: Look, record: str) -> Sheet:
    """A sheet with what its questions are about. Raises `question_sheet.missing`."""
    sheet = _sheet(look, record)
    wanted = list(dict.fromkeys(item.initiative for item in sheet.questions))
    values = {
        value.id: value
        for part in in_parts(wanted)
        for value in stored.load_many(look.session, part).values()
    }
    return Sheet(sheet, tuple(_line(sheet, place, values) for place in range(len(sheet.questions))))


@order(Right.ENTER, "question_sheet.make")
def make(work: Work, workshop: str) -> str:
    """A sheet of what is to be asked in a workshop ("" for those that name none); gives its id.

    At most 60 questions; what is left waits for the next sheet. Raises `question_sheet.nothing`.
    """
    out = _out(work)
    asked = [
        item
        for value in _open(work)
        if value.workshop == workshop
        for item in questions(value)
        if item not in out
    ][:LONGEST]
    if not asked:
        raise Refused("question_sheet.nothing", workshop=workshop)
    today = work.today()
    number = question_sheets.next_number(work.session, today.year)
    sheet = QuestionSheet(work.new_id(), number, today.year, workshop, today, tuple(asked))
    work.save(QUESTION_SHEETS, sheet)
    return sheet.id


@order(Right.ENTER, "question_sheet.answer")
def answer(work: Work, record: str, texts: Mapping[int, str], *, draft_form: str = "") -> Taken:
    """Enter answers by the place of their question. What cannot be read stays open and is told by its place.

    What the record came to know meanwhile is never overwritten. Raises `question_sheet.missing`.
    """
    sheet = _sheet(work, record)
    answers, problems = dict(sheet.answered), {}
    values: dict[str, Initiative] = {}
    for place, typed in sorted(texts.items()):
        item, text = sheet.questions[place], clean_block(typed)
        if not text or place in answers:
            continue
        value = values.get(item.initiative) or stored.load_many(work.session, (item.initiative,)).get(
            item.initiative
        )
        if value is None or not is_open_question(value, item):
            answers[place] = Answered(place, taken=False)
            continue
        said = _read(item, text, work.today())
        if said is None:
            problems[place] = unreadable(item, text)
            continue
        values[item.initiative] = filled(value, item, said)
        answers[place] = Answered(place, taken=True)
    for value in values.values():
        initiatives.save(work, value)
    if draft_form:
        drafts.drop(work.session, work.user.id, draft_form)
    work.save(QUESTION_SHEETS, replace(sheet, answers=tuple(answers[place] for place in sorted(answers))))
    return Taken(len(answers) - len(sheet.answers), problems)


@order(Right.ENTER, "question_sheet.remove")
def remove(work: Work, record: str) -> None:
    """A sheet that never went out, or never came back: its questions may be asked again."""
    _sheet(work, record)
    work.remove(QUESTION_SHEETS, record)


def _read(item: Question, text: str, today: date) -> object | None:
    """An answer as the value that was asked for; None where it cannot be read."""
    if item.asked is Asked.BIRTH:
        return read_birth(text)
    if item.asked is Asked.GENDER:
        return read_gender(text)
    if item.asked is Asked.FIRST_USED:
        read = read_date(text, today)
        return read.day if {remark.code for remark in read.remarks} <= {"date.no_year"} else None
    if item.asked is Asked.BENEFIT:
        return read_benefit(text).benefit
    return text if item.asked in (Asked.KNOWN_SOLUTION, Asked.CONTENT) else clean_line(text)


def _sheet(look: Look, record: str) -> QuestionSheet:
    sheet = QUESTION_SHEETS.load_many(look.session, (record,)).get(record)
    if sheet is None:
        raise Refused("question_sheet.missing")
    return sheet


def _out(look: Look) -> set[Question]:
    """Questions on sheets that have not come back."""
    return {
        item
        for sheet in question_sheets.load_all(look.session)
        for place, item in enumerate(sheet.questions)
        if place not in sheet.answered
    }


def _open(look: Look) -> Iterator[Initiative]:
    """Everything that no decision names yet, by workshop and in the order it came."""
    for part in in_parts(describing.open_ids(look.session)):
        found = stored.load_many(look.session, part)
        yield from (found[record] for record in part if record in found)


def _line(sheet: QuestionSheet, place: int, values: Mapping[str, Initiative]) -> Line:
    item = sheet.questions[place]
    value = values.get(item.initiative)
    about = author_of(value, item) if value is not None and item.asked in OF_AUTHOR else None
    return Line(
        item,
        value.number if value else None,
        value.title if value else "",
        about.name if about else "",
        value is not None and is_open_question(value, item),
        sheet.answered.get(place),
    )
