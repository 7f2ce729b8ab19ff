"""Whose names a list holds: people who are known, else made, each once a list. Names alone are no key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.initiative import Author, Initiative
from desktop.domain.person import Person
from desktop.domain.sheets.workshops import workshop_key
from desktop.domain.text import fold, same_tone_place
from desktop.services.desk import Work
from desktop.store import people
from desktop.store.people import PEOPLE


class PeopleFinder:
    """Finds or makes the people behind the authors of many initiatives."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._by_code: dict[str, Person] = {}
        self._by_name: dict[str, list[Person]] = {}
        self._by_place: dict[tuple[str, str], Person] = {}
        self._new: list[Person] = []

    @property
    def made(self) -> int:
        """How many people were new."""
        return len(self._new)

    def resolve(self, values: Sequence[Initiative]) -> list[Initiative]:
        """The initiatives with a person behind every author; new people are stored with one write."""
        unknown = [author for value in values for author in value.authors if not author.person]
        self._by_code = people.with_codes(self._work.session, [author.staff_code for author in unknown])
        bare = [fold(author.name) for author in unknown if not author.staff_code]
        self._by_name = people.with_folded_names(self._work.session, bare)
        resolved = [replace(value, authors=tuple(map(self._known, value.authors))) for value in values]
        self._work.save_new(PEOPLE, self._new)
        return resolved

    def _known(self, author: Author) -> Author:
        if author.person or not author.name:
            return author
        person = self._find(author)
        if person is None:
            person = Person(
                self._work.new_id(), author.name, author.staff_code, author.birth, author.gender, author.title,
                author.qualification, author.workshop,
            )  # fmt: skip
            self._new.append(person)
            if author.staff_code:
                self._by_code.setdefault(author.staff_code, person)
            self._by_place[_place(author)] = person
        return replace(author, person=person.id)

    def _find(self, author: Author) -> Person | None:
        """By staff code where the name agrees; without one, the only person of that name in that workshop."""
        if author.staff_code:
            person = self._by_code.get(author.staff_code)
            return person if person is not None and fold(person.name) == fold(author.name) else None
        here = self._by_place.get(_place(author))
        if here is not None:
            return here
        same = [
            person
            for person in self._by_name.get(fold(author.name), ())
            if same_tone_place(person.name) == same_tone_place(author.name)
            and workshop_key(person.workshop) == workshop_key(author.workshop)
        ]
        return same[0] if len(same) == 1 else None


def _place(author: Author) -> tuple[str, str]:
    return same_tone_place(author.name), workshop_key(author.workshop)
