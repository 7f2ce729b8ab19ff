"""Two entries for one human being become one. Records keep the id they were made with; an alias leads on from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.access import Right
from desktop.domain.person import Person, PersonAlias, merged
from desktop.domain.problems import Refused
from desktop.domain.text import same_tone_place
from desktop.services.desk import Look, Work, order, question
from desktop.store import people
from desktop.store.people import PEOPLE, PERSON_ALIASES


@dataclass(frozen=True, slots=True)
class MayBeOne:
    """Entries that may be one person, fullest first; `why` says what speaks for it: `code` or `birth` or `name`."""

    people: tuple[Person, ...]
    why: str


@question()
def may_be_one(look: Look, limit: int = 200) -> tuple[MayBeOne, ...]:
    """Entries of the same name that nothing keeps apart: no second staff code, no other birth.

    Surest first. The same name alone proves nothing (six people of one factory may share it), so these are shown to
    be looked at, never merged by themselves.
    """
    named: dict[str, list[Person]] = defaultdict(list)
    for person in people.load_all(look.session):
        named[same_tone_place(person.name)].append(person)
    found = [
        MayBeOne(tuple(sorted((one, other), key=_fullness, reverse=True)), why)
        for same in named.values()
        if 1 < len(same) <= 50
        for at, one in enumerate(same)
        for other in same[at + 1 :]
        if (why := _why(one, other))
    ]
    return tuple(sorted(found, key=lambda pair: ("code", "birth", "name").index(pair.why))[:limit])


@order(Right.ENTER, "person.merge")
def merge(work: Work, kept: str, gone: Sequence[str]) -> int:
    """Make entries one: gaps of the kept one are filled, the others lead to it from now on; gives how many went.

    Raises `person.missing` where an entry is not there (any more), `person.merge_self`.
    """
    known = PEOPLE.load_many(work.session, (kept, *gone))
    if kept in gone:
        raise Refused("person.merge_self")
    for record in (kept, *gone):
        if record not in known:
            raise Refused("person.missing", id=record)
    whole = known[kept]
    for record in dict.fromkeys(gone):
        whole = merged(whole, known[record])
        earlier = PERSON_ALIASES.load_many(work.session, people.merged_into(work.session, record))
        work.save_changed(
            PERSON_ALIASES, [(alias, replace(alias, person=kept)) for alias in earlier.values()]
        )
        work.save(PERSON_ALIASES, PersonAlias(record, kept))
        work.remove(PEOPLE, record)
    if whole != known[kept]:
        work.save(PEOPLE, whole)
    return len(set(gone))


def _why(one: Person, other: Person) -> str:
    if one.staff_code and other.staff_code:
        return "code" if one.staff_code.casefold() == other.staff_code.casefold() else ""
    if one.birth and other.birth:
        short = min(len(one.birth), len(other.birth))
        return "birth" if one.birth[:short] == other.birth[:short] else ""
    return "name" if not (one.workshop and other.workshop) or one.workshop == other.workshop else ""


def _fullness(person: Person) -> int:
    said = (person.staff_code, person.birth, person.gender.value, person.title, person.workshop, person.phone)
    return sum(map(bool, said))
