"""Question sheets (phiếu hỏi lại): what only the floor knows, asked per workshop, answered in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from desktop.domain.initiative import Author, Benefit, BenefitKind, Initiative, Section
from desktop.domain.person import Gender
from desktop.domain.problems import Problem
from desktop.domain.text import clean_block, clean_line, fold, normal


class Asked(StrEnum):
    """What can be asked; the first ones are about one author."""

    STAFF_CODE = "staff_code"
    BIRTH = "birth"
    GENDER = "gender"
    AUTHORS = "authors"
    FIRST_USED = "first_used"
    WORKSHOP = "workshop"
    KNOWN_SOLUTION = "known_solution"
    CONTENT = "content"
    BENEFIT = "benefit"


OF_AUTHOR = frozenset({Asked.STAFF_CODE, Asked.BIRTH, Asked.GENDER})
_COLLECTIVE = ("tập thể", "tap the", "tổ ", "nhóm ", "phòng ", "ban ", "chuyền ", "xưởng ", "đội ")
"""With their marks: Bàn, Đới and Tô are families."""


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a sheet: about an initiative, or (`person`) about one of its authors."""

    initiative: str
    asked: Asked
    person: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A line that came back, by its place on the sheet from 0; `taken`: it went into the record, where it stands."""

    place: int
    taken: bool


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """A sheet as it was printed, and which of its lines have come back."""

    id: str
    number: int
    year: int
    workshop: str
    made_on: date
    questions: tuple[Question, ...] = ()
    answers: tuple[Answered, ...] = ()

    @property
    def is_done(self) -> bool:
        """Every question has an answer."""
        return len(self.answers) == len(self.questions)

    @property
    def answered(self) -> Mapping[int, Answered]:
        """What came back, by place."""
        return {answer.place: answer for answer in self.answers}


def is_collective(name: str) -> bool:
    """Whether an author's name is that of a group (`Tập thể tổ Cơ điện`), who has no birth year."""
    return normal(name).casefold().startswith(_COLLECTIVE)


def questions(value: Initiative, wanted: Iterable[Asked] = tuple(Asked)) -> tuple[Question, ...]:
    """What is to be asked about an initiative, in the order of the paper form."""
    asked = set(wanted)
    found: list[Question] = []
    if Asked.AUTHORS in asked and not value.authors:
        found.append(Question(value.id, Asked.AUTHORS))
    for author in value.authors:
        if is_collective(author.name):
            continue
        found += [
            Question(value.id, kind, author.person)
            for kind in (Asked.STAFF_CODE, Asked.BIRTH, Asked.GENDER)
            if kind in asked and not getattr(author, kind.value)
        ]
    missing = {
        Asked.WORKSHOP: not value.workshop,
        Asked.FIRST_USED: value.first_used is None and value.trial_from is None,
        Asked.KNOWN_SOLUTION: not value.sections.get(Section.KNOWN_SOLUTION),
        Asked.CONTENT: not value.summary and not value.sections.get(Section.CONTENT),
        Asked.BENEFIT: value.benefit.kind is BenefitKind.TO_COMPUTE and not value.benefit.note,
    }
    found += [Question(value.id, kind) for kind, lacks in missing.items() if lacks and kind in asked]
    return tuple(found)


def is_open_question(value: Initiative, question: Question) -> bool:
    """Whether the record still lacks what was asked; somebody may have filled it in meanwhile."""
    if question.asked in OF_AUTHOR:
        author = author_of(value, question)
        return author is not None and not getattr(author, question.asked.value)
    return question in questions(value, (question.asked,))


def author_of(value: Initiative, question: Question) -> Author | None:
    """The author that a question is about, wherever they stand now."""
    return next((author for author in value.authors if author.person == question.person), None)


_BIRTH = re.compile(r"(?:(?:(\d{1,2})[./-])?(\d{1,2})[./-])?((?:19|20)\d\d)")
_GENDERS = {"nu": Gender.FEMALE, "nam": Gender.MALE, "f": Gender.FEMALE, "m": Gender.MALE}


def read_birth(text: str) -> str | None:
    """`1990`, `5/1990` and `1/5/1990` as a person's birth is kept; None for what cannot be read."""
    match = _BIRTH.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])


def read_gender(text: str) -> Gender | None:
    """`nữ`, `Nam`; None for what cannot be read."""
    return _GENDERS.get(fold(text))


def filled(value: Initiative, question: Question, said: object) -> Initiative:
    """The initiative with one answer in its place; `said` is of the kind that was asked for."""
    asked = question.asked
    place: dict[str, Any] = {asked.value: said}
    if asked in OF_AUTHOR:
        wanted = author_of(value, question)
        authors = tuple(replace(author, **place) if author is wanted else author for author in value.authors)
        return replace(value, authors=authors)
    if asked is Asked.AUTHORS:
        return replace(value, authors=(Author("", clean_line(str(said)), 10_000),))
    if asked is Asked.BENEFIT:
        return replace(
            value, benefit=said if isinstance(said, Benefit) else Benefit(note=clean_line(str(said)))
        )
    if asked in (Asked.KNOWN_SOLUTION, Asked.CONTENT):
        return replace(value, sections={**value.sections, Section(asked.value): clean_block(str(said))})
    return replace(value, **place)


def unreadable(question: Question, text: str) -> Problem:
    """An answer that could not be read, told beside its line."""
    return Problem("answer.unreadable", "answer", {"text": text, "asked": question.asked})
