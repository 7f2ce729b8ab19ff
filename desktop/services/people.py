"""People and workshops: find while typing, store, rename."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.access import Right
from desktop.domain.person import Person, check_person
from desktop.domain.problems import Refused, blocking
from desktop.domain.text import clean_fields, clean_line, repair_name
from desktop.domain.workshop import Workshop
from desktop.services.desk import Look, Work, order, question
from desktop.store import people
from desktop.store.people import PEOPLE, WORKSHOPS


@question()
def find_people(look: Look, typed: str, limit: int = 8) -> tuple[Person, ...]:
    """People by a few letters without marks or by staff code."""
    return people.find(look.session, typed, limit)


@question()
def workshops(look: Look) -> tuple[Workshop, ...]:
    """Every workshop by name."""
    return people.workshops(look.session)


@order(Right.ENTER, "person.save")
def save_person(work: Work, person: Person) -> str:
    """Store a person (an empty id makes a new one). Raises `person.name_missing`, `person.name_long`."""
    cleaned = replace(clean_fields(person), id=person.id or work.new_id(), name=repair_name(person.name))
    problems = blocking(check_person(cleaned))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    work.save(PEOPLE, cleaned)
    return cleaned.id


@order(Right.ENTER, "workshop.save")
def save_workshop(work: Work, workshop: Workshop) -> str:
    """Store a workshop (an empty id makes a new one). Raises `workshop.name_missing`."""
    cleaned = replace(
        clean_fields(workshop),
        id=workshop.id or work.new_id(),
        aliases=tuple(clean_line(alias) for alias in workshop.aliases),
    )
    if not cleaned.name:
        raise Refused("workshop.name_missing")
    work.save(WORKSHOPS, cleaned)
    return cleaned.id
