"""People: authors, members, signers. Never keyed by name: six people of one factory may share it."""

from __future__ import annotations

from dataclasses import dataclass
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


def check_person(person: Person) -> tuple[Problem, ...]:
    """Only a name is needed."""
    problems: list[Problem] = []
    if not person.name.strip():
        problems.append(Problem("person.name_missing", "name"))
    elif len(person.name) > NAME_LIMIT:
        problems.append(Problem("person.name_long", "name", {"limit": NAME_LIMIT}))
    return tuple(problems)
