"""People: authors, members, signers. Never keyed by name: six people of one factory may share it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum

from desktop.domain.problems import Problem


class Gender(StrEnum):
    """As the statistics ask for it; empty where nobody said."""

    UNKNOWN = ""
    FEMALE = "female"
    MALE = "male"


class WorkerKind(StrEnum):
    """The kinds of worker that reports count by."""

    UNKNOWN = ""
    WORKER = "worker"
    OFFICE = "office"
    MANAGER = "manager"


NAME_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Posting:
    """A person worked in a workshop from a day on."""

    workshop: str
    since: date


@dataclass(frozen=True, slots=True)
class Person:
    """One person as the union knows them. `birth` is `1990`, `1990-05` or `1990-05-01`; `phone` is optional data."""

    id: str
    name: str
    staff_code: str = ""
    birth: str = ""
    gender: Gender = Gender.UNKNOWN
    title: str = ""
    qualification: str = ""
    workshop: str = ""
    union_member: bool | None = None
    worker_kind: WorkerKind = WorkerKind.UNKNOWN
    phone: str = ""
    given_name: str = ""
    """Overrides the last word as the given name, for names that are not of the Kinh form."""
    postings: tuple[Posting, ...] = ()
    """Where this person moved, oldest first; `workshop` is where they are now. Empty: never moved."""
    left_on: date | None = None
    """The first day on which they no longer worked here."""


@dataclass(frozen=True, slots=True)
class PersonAlias:
    """Two entries were one human being: `id` was merged into `person`. Records that name the old id stay."""

    id: str
    person: str


def check_person(person: Person) -> tuple[Problem, ...]:
    """Only a name is needed."""
    problems: list[Problem] = []
    if not person.name.strip():
        problems.append(Problem("person.name_missing", "name"))
    elif len(person.name) > NAME_LIMIT:
        problems.append(Problem("person.name_long", "name", {"limit": NAME_LIMIT}))
    return tuple(problems)


def workshop_on(person: Person, day: date) -> str:
    """Where a person worked on a day: by the moves that are known, else where they are now."""
    if not person.postings:
        return person.workshop
    held = [posting for posting in person.postings if posting.since <= day]
    return held[-1].workshop if held else person.postings[0].workshop


def moved(person: Person, workshop: str, day: date) -> Person:
    """The person in another workshop from a day on; what is known of other days stays as it was."""
    before = person.postings or (Posting(person.workshop, date.min),)
    kept = tuple(posting for posting in before if posting.since < day)
    after = tuple(posting for posting in before if posting.since > day)
    postings = (*kept, Posting(workshop, day), *after)
    return replace(person, postings=postings, workshop=postings[-1].workshop)


def merged(kept: Person, gone: Person) -> Person:
    """One person out of two entries: the kept one's facts, gaps filled from the other, and the moves of both.

    Where the person works now is what the kept entry says.
    """
    filled = {
        field.name: getattr(gone, field.name)
        for field in fields(kept)
        if field.name not in ("id", "postings") and getattr(kept, field.name) in ("", None)
    }
    by_day = {posting.since: posting for person in (gone, kept) for posting in person.postings}
    postings = tuple(by_day[day] for day in sorted(by_day))
    return replace(kept, **filled, postings=postings)
