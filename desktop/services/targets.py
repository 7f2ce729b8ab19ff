"""Targets by phase and workshop, and the phase that is running: both are dated facts of the house."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from desktop.domain.access import Right
from desktop.domain.house import HouseFact, Programme
from desktop.domain.problems import Refused, blocking
from desktop.domain.target import Target, check_target, closing_minute
from desktop.domain.text import clean_line
from desktop.services import office
from desktop.services.desk import Look, Work, order, question
from desktop.store import house
from desktop.store.house import HOUSE_FACTS
from sync.clock import VIETNAM, local_date


@question()
def targets(look: Look, phase: str, day: date | None = None) -> tuple[Target, ...]:
    """The targets of a phase as they hold on a day, the union's own first."""
    when = day or look.today()
    said: dict[str, Target] = {}
    for fact in house.facts_of(look.session, "target"):
        if fact.value.phase == phase and fact.valid_from <= when:
            said[fact.value.workshop] = fact.value
    return tuple(said[name] for name in sorted(said))


@order(Right.REPORT, "target.put")
def put_target(work: Work, target: Target, valid_from: date | None = None) -> None:
    """Say what is to be reached, from a day on. Raises the first code of `domain.target.check_target`."""
    cleaned = replace(target, workshop=clean_line(target.workshop), phase=clean_line(target.phase))
    problems = blocking(check_target(cleaned))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    day = valid_from or work.today()
    same = [
        fact
        for fact in house.facts_of(work.session, "target")
        if (fact.value.phase, fact.value.workshop, fact.valid_from) == (cleaned.phase, cleaned.workshop, day)
    ]
    work.save(HOUSE_FACTS, HouseFact(same[0].id if same else work.new_id(), "target", day, cleaned))


@question()
def phase(look: Look, day: date | None = None) -> Programme:
    """The programme that runs on a day: the open one that closes first; without any, the calendar year itself."""
    when = day or look.today()
    running = [
        programme
        for programme in office.facts(look, when).programmes
        if not programme.ended and _runs(programme, when)
    ]
    if running:
        return min(running, key=lambda one: (one.closes == "", one.closes, one.code))
    return Programme(str(when.year), str(when.year), f"{when.year}-01-01", f"{when.year}-12-31")


def opening_day(programme: Programme) -> date | None:
    """The first day of a phase."""
    try:
        return datetime.fromisoformat(programme.opens).date() if programme.opens else None
    except ValueError:
        return None


def closing_day(programme: Programme) -> date | None:
    """The last day of a phase, in Vietnam."""
    moment = closing_minute(programme.closes)
    return None if moment is None else local_date(moment)


def closing_text(programme: Programme) -> str:
    """The closing minute as a paper says it: `23:55 ngày 20/4/2026`."""
    moment = closing_minute(programme.closes)
    return "" if moment is None else f"{moment.astimezone(VIETNAM):%H:%M, %d/%m/%Y}"


def _runs(programme: Programme, day: date) -> bool:
    opens, closes = opening_day(programme), closing_day(programme)
    return (opens is None or opens <= day) and (closes is None or day <= closes + timedelta(days=1))
