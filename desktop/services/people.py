"""People and workshops: find while typing, store, move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.access import Right
from desktop.domain.person import Person, check_person, moved
from desktop.domain.problems import Refused, blocking
from desktop.domain.sheets.codes import StaffCodes, digits_of
from desktop.domain.sheets.workshops import workshop_key
from desktop.domain.succession import holds_on
from desktop.domain.text import clean_fields, clean_line, repair_name
from desktop.domain.workshop import Workshop, WorkshopNames
from desktop.services.desk import Look, Work, order, question
from desktop.store import lists, people
from desktop.store.people import PEOPLE, WORKSHOPS

LIKE_A_CODE = 500
"""People looked at for one whose code ends in what was typed; a factory's codes share few digits by chance."""


@question()
def find_people(look: Look, typed: str, limit: int = 8) -> tuple[Person, ...]:
    """People by a few letters without marks or by staff code."""
    return people.find(look.session, typed, limit)


@question()
def with_code(look: Look, typed: str) -> Person | None:
    """Whose staff code was typed, with or without its letters and zeros; None where nobody has it, or several."""
    digits = digits_of(typed)
    if not digits:
        return None
    by_code = {person.staff_code: person for person in people.find(look.session, digits, LIKE_A_CODE)}
    code, _remarks = StaffCodes(by_code).mend(typed)
    return by_code.get(code)


@question()
def workshop_names(look: Look) -> tuple[str, ...]:
    """What a workshop may be called today: the names that are kept, and those that only stand on a form so far."""
    kept = people.workshops(look.session)
    names = {workshop_key(one.name): one.name for one in kept if holds_on(one, look.today())}
    known = WorkshopNames(kept)
    used = (name for name in lists.facets(look.session).workshops if known.find(name) is None)
    return (*names.values(), *(name for name in used if workshop_key(name) not in names))


@question()
def workshops(look: Look) -> tuple[Workshop, ...]:
    """Every workshop by name."""
    return people.workshops(look.session)


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of the people, and how many there are in all."""

    rows: tuple[Person, ...]
    total: int


@question()
def page(look: Look, typed: str = "", workshop: str = "", offset: int = 0, limit: int = 100) -> PeoplePage:
    """People in the order of Vietnamese names, by a few letters or a staff code, of one workshop or of all."""
    rows, total = people.page(look.session, typed, workshop, offset, limit)
    return PeoplePage(rows, total)


@question()
def ids(look: Look, typed: str = "", pieces: Sequence[range] = ()) -> tuple[str, ...]:
    """The ids of all people that `page` gives page by page; with `pieces` of those places alone."""
    found = people.ids(look.session, typed, "")
    return tuple(
        found if not pieces else (one for piece in pieces for one in found[piece.start : piece.stop])
    )


@question()
def person(look: Look, record: str) -> Person:
    """One person. Raises `person.missing`."""
    found = PEOPLE.load_many(look.session, (record,)).get(record)
    if found is None:
        raise Refused("person.missing", id=record)
    return found


@question()
def by_codes(look: Look, codes: Sequence[str]) -> dict[str, str]:
    """Ids of people by staff code; codes of nobody are left out."""
    return {code: found.id for code, found in people.with_codes(look.session, codes).items()}


@question()
def headcounts(look: Look) -> dict[str, int]:
    """How many people work in each workshop now, by the name on their entries."""
    return people.headcounts(look.session)


@order(Right.ENTER, "person.save")
def save_person(work: Work, person: Person, *, since: date | None = None) -> str:
    """Store a person (an empty id makes a new one).

    Another workshop with a day `since` is a move from that day on; without a day it mends what was written, also of
    the last move. Raises `person.name_missing`, `person.name_long`.
    """
    cleaned = replace(clean_fields(person), id=person.id or work.new_id(), name=repair_name(person.name))
    problems = blocking(check_person(cleaned))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    known = PEOPLE.load_many(work.session, (cleaned.id,)).get(cleaned.id) if person.id else None
    if known is not None and known.workshop != cleaned.workshop:
        cleaned = replace(cleaned, postings=known.postings)
        if since is not None:
            goal, cleaned = cleaned.workshop, replace(cleaned, workshop=known.workshop)
            cleaned = moved(cleaned, goal, since)
        elif known.postings:
            last = replace(known.postings[-1], workshop=cleaned.workshop)
            cleaned = replace(cleaned, postings=(*known.postings[:-1], last))
    work.save(PEOPLE, cleaned)
    return cleaned.id


@order(Right.ENTER, "person.move")
def move_people(work: Work, records: Sequence[str], workshop: str, since: date) -> int:
    """Several people work in another workshop from a day on; gives how many moved.

    Initiatives keep the workshop that was written on them. Raises `workshop.name_missing`.
    """
    goal = clean_line(workshop)
    if not goal:
        raise Refused("workshop.name_missing")
    known = PEOPLE.load_many(work.session, list(records))
    pairs = [(one, moved(one, goal, since)) for one in known.values() if one.workshop != goal]
    work.save_changed(PEOPLE, pairs)
    return len(pairs)


@order(Right.ENTER, "workshop.save")
def save_workshop(work: Work, workshop: Workshop) -> str:
    """Store a workshop (an empty id makes a new one). Raises `workshop.name_missing`.

    This mends what was written; a new name from a day on is `reorganising.rename_workshop`.
    """
    cleaned = replace(
        clean_fields(workshop),
        id=workshop.id or work.new_id(),
        aliases=tuple(filter(None, map(clean_line, workshop.aliases))),
    )
    if not cleaned.name:
        raise Refused("workshop.name_missing")
    work.save(WORKSHOPS, cleaned)
    return cleaned.id
