"""Workshops (phân xưởng, tổ): names that files spell in five ways, and that change on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.sheets.workshops import workshop_key
from desktop.domain.succession import holds_on, newest


@dataclass(frozen=True, slots=True)
class Workshop:
    """One workshop under one name; `aliases` are other spellings that were met. `until` is the last day it existed.

    A new name is a new workshop from its day on: `successor` is what this one became (renamed or merged into).
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    successor: str = ""


class WorkshopNames:
    """Finds a workshop by any of its spellings, and what it is called on a day."""

    def __init__(self, known: Iterable[Workshop]) -> None:
        self._by_id = {workshop.id: workshop for workshop in known}
        self._by_key: dict[str, Workshop] = {}
        for workshop in sorted(self._by_id.values(), key=lambda one: one.until or date.max, reverse=True):
            for spelling in (workshop.name, *workshop.aliases):
                self._by_key.setdefault(workshop_key(spelling), workshop)

    def find(self, spelling: str) -> Workshop | None:
        """The workshop of that name or alias; among several the one that lasts longest."""
        return self._by_key.get(workshop_key(spelling))

    def held_on(self, day: date) -> tuple[str, ...]:
        """The names that are borne on a day."""
        return tuple(workshop.name for workshop in self._by_id.values() if holds_on(workshop, day))

    def spellings_on(self, day: date) -> tuple[tuple[str, str], ...]:
        """Every other spelling and earlier name, with the name that it stands for on a day."""
        return tuple(
            (spelling, newest(workshop, self._by_id, day).name)
            for workshop in self._by_id.values()
            for spelling in (workshop.name, *workshop.aliases)
        )

    def on(self, spelling: str, day: date) -> Workshop | None:
        """What the workshop of that spelling is on a day, after every change of name up to it."""
        found = self.find(spelling)
        return None if found is None else newest(found, self._by_id, day)
