"""Meetings to come: called with an agenda, marked by sheets, then recorded under the same id."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.access import Right
from desktop.domain.agenda import Agenda, check_agenda, read_hour
from desktop.domain.initiative import Initiative
from desktop.domain.problems import Problem, Refused, blocking
from desktop.domain.rubric import Rubric
from desktop.domain.seats import Member
from desktop.domain.text import clean_line
from desktop.services import rubrics, seats
from desktop.services.desk import Look, Work, order, question
from desktop.store import agendas, initiatives, sheets
from desktop.store.agendas import AGENDAS
from desktop.store.meetings import MEETINGS
from desktop.store.records import exists, load_one


@dataclass(frozen=True, slots=True)
class Called:
    """One meeting that was called; `is_held` once its result was recorded."""

    agenda: Agenda
    is_held: bool


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting with all that its work needs: its council, its initiatives in order, whose own work is whose."""

    agenda: Agenda
    council: seats.Council
    considered: tuple[Initiative, ...]
    own: dict[str, frozenset[str]]
    """By initiative, the ids of members who are its authors."""
    problems: tuple[Problem, ...]

    @property
    def members(self) -> tuple[Member, ...]:
        """Who sits."""
        return self.council.members

    @property
    def present(self) -> int:
        """How many of them come."""
        return self.council.size - sum(one.id in self.agenda.absent for one in self.members)


@order(Right.COUNCIL, "agenda.save")
def save(work: Work, agenda: Agenda, *, rubric: str = "") -> str:
    """Call a meeting (an empty id) or change one that was not held yet; gives its id.

    `rubric` is the code of the rubric whose version of that day is copied; once sheets are in, the copy stays.
    Raises the codes of `domain.agenda.check_agenda`, `agenda.held`, `initiative.missing`, `initiative.issued`,
    `authors.missing`, `rubric.missing`.
    """
    if agenda.id and exists(work.session, MEETINGS, agenda.id):
        raise Refused("agenda.held")
    cleaned = replace(
        agenda,
        id=agenda.id or work.new_id(),
        opens_at=read_hour(agenda.opens_at) or agenda.opens_at,
        place=clean_line(agenda.place),
        purpose=clean_line(agenda.purpose),
        guests=tuple(line for guest in agenda.guests if (line := clean_line(guest))),
    )
    problems = blocking(check_agenda(cleaned))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    _demand_open(work, cleaned)
    if not sheets.of_meeting(work.session, cleaned.id):
        cleaned = replace(cleaned, rubric=_rubric(work, rubric, cleaned.held_on))
    else:
        before = load_one(work.session, AGENDAS, cleaned.id)
        cleaned = replace(cleaned, rubric=before.rubric if before else None)
    work.save(AGENDAS, cleaned)
    return cleaned.id


def _rubric(work: Work, code: str, day: date) -> Rubric | None:
    if not code:
        return None
    # a meeting may be entered after the day it was held on, with a rubric that was typed in later still
    for when in (day, max(day, work.today())):
        found = next((one for one in rubrics.in_use(work, when) if one.code == code), None)
        if found is not None:
            return found
    raise Refused("rubric.missing", rubric=code)


def _demand_open(work: Work, agenda: Agenda) -> None:
    found = initiatives.load_many(work.session, list(agenda.initiatives))
    for record in agenda.initiatives:
        value = found.get(record)
        if value is None:
            raise Refused("initiative.missing", id=record)
        if value.recognition or value.decision:
            raise Refused("initiative.issued", title=value.title)
        if not value.authors:
            raise Refused("authors.missing", title=value.title)


@order(Right.COUNCIL, "agenda.remove")
def remove(work: Work, record: str) -> None:
    """Call a meeting off. Raises `agenda.missing`, `agenda.held`, `agenda.marked` where sheets are in."""
    if load_one(work.session, AGENDAS, record) is None:
        raise Refused("agenda.missing", id=record)
    if exists(work.session, MEETINGS, record):
        raise Refused("agenda.held")
    given = len(sheets.of_meeting(work.session, record))
    if given:
        raise Refused("agenda.marked", count=given)
    work.remove(AGENDAS, record)


@question()
def listing(look: Look) -> tuple[Called, ...]:
    """Every meeting that was called, the latest day first."""
    every = agendas.listing(look.session)
    held = MEETINGS.load_many(look.session, [one.id for one in every])
    return tuple(Called(one, one.id in held) for one in every)


@question()
def sitting(look: Look, record: str) -> Sitting:
    """One meeting with its council and its initiatives. Raises `agenda.missing`."""
    agenda = load_one(look.session, AGENDAS, record)
    if agenda is None:
        raise Refused("agenda.missing", id=record)
    found = initiatives.load_many(look.session, list(agenda.initiatives))
    considered = tuple(found[one] for one in agenda.initiatives if one in found)
    council = seats.sitting(look, agenda.held_on, considered)
    own = seats.own_works(look, council.members, considered)
    alike = seats.same_names(council.members, considered, own)
    return Sitting(agenda, council, considered, own, (*council.problems, *alike))
