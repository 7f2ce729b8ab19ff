"""Personal data: consents, and what an erasure leaves (Law 91/2025/QH15, NĐ 356/2025/NĐ-CP).

A consent is said, never presumed: silence is none. Who is erased loses name and particulars in the register; counts,
issued papers and money stay, as the law on records and accounts wants.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.idea import Idea
from desktop.domain.initiative import Author, Initiative
from desktop.domain.person import Gender, Person

ERASED = "Người đã được xóa tên"
"""Stands where a name stood."""


@dataclass(frozen=True, slots=True)
class Consent:
    """One person agreed: on which day, on which paper (a list of many, and where it is kept), perhaps its scan."""

    id: str
    person: str
    given_on: date
    paper: str = ""
    scan: str = ""
    withdrawn_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is given and not withdrawn."""
        return self.given_on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)


@dataclass(frozen=True, slots=True)
class Erasure:
    """Somebody was erased: `id` is the person's. It is repeated after every restore."""

    id: str
    at: str
    user: str
    reason: str = ""


def without_name(person: Person) -> Person:
    """What of a person stays for the statistics: union member or not, kind of worker."""
    return Person(person.id, ERASED, union_member=person.union_member, worker_kind=person.worker_kind)


def author_without_name(author: Author) -> Author:
    """An author's share and workshop stay, nothing that leads back to the person."""
    return replace(
        author, name=ERASED, staff_code="", birth="", gender=Gender.UNKNOWN, title="", qualification=""
    )


def initiative_without(value: Initiative, people: Iterable[str]) -> Initiative:
    """An initiative in which these people are authors without a name."""
    return replace(value, authors=_authors_without(value.authors, people))


def idea_without(value: Idea, people: Iterable[str]) -> Idea:
    """The same of an idea."""
    return replace(value, authors=_authors_without(value.authors, people))


def _authors_without(authors: Iterable[Author], people: Iterable[str]) -> tuple[Author, ...]:
    gone = frozenset(people)
    return tuple(author_without_name(item) if item.person in gone else item for item in authors)
