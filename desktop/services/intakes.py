"""The register of applications: what happened to each, on which day, and what is to be answered by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.access import Right
from desktop.domain.deadlines import STARTING, Due, due
from desktop.domain.initiative import Initiative, Stage, stage
from desktop.domain.intake import (
    Intake,
    Step,
    application,
    check_intake,
    presumed,
    step_of,
    taken,
)
from desktop.domain.problems import Problem, Refused, blocking
from desktop.domain.text import clean_line
from desktop.services.desk import Look, Work, order, question
from desktop.store import initiatives, intakes
from desktop.store.intakes import INTAKES

_DECIDED = (Stage.RECOGNISED, Stage.NOT_RECOGNISED)


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One line of the register; `is_kept` is false while its days are only those of entry. `due` is what comes next."""

    id: str
    number: int | None
    title: str
    authors: str
    workshop: str
    intake: Intake
    is_kept: bool
    step: Step
    stage: Stage
    due: Due | None
    outcome: str = ""
    """The number of the decision, or the reason why not."""


@order(Right.ENTER, "intake.take")
def take(work: Work, ids: Sequence[str], step: Step, on: date | None = None, words: str = "") -> int:
    """Enter a step of these applications, all together; gives how many. `on` is today where none is given.

    Raises `initiative.missing`, and the codes of `domain.intake.check_intake` with the initiative's title.
    """
    found = initiatives.load_many(work.session, list(ids))
    known = INTAKES.load_many(work.session, list(ids))
    for record in ids:
        if record not in found:
            raise Refused("initiative.missing", id=record)
        before = known.get(record) or _of_entry(found[record], work.today())
        line = taken(before, step, on or work.today(), clean_line(words))
        _demand_whole(line, found[record], work.today())
        work.save(INTAKES, line)
        work.touch("initiative", record)
    return len(ids)


def _demand_whole(line: Intake, value: Initiative, today: date) -> None:
    problems = blocking(check_intake(line, today))
    if problems:
        told: tuple[Problem, ...] = tuple(
            replace(problem, facts={**problem.facts, "title": value.title}) for problem in problems
        )
        raise Refused(told[0].code, problems=told, **told[0].facts)


@question()
def register(look: Look, year: int) -> tuple[IntakeRow, ...]:
    """The register of one year, in the order of its numbers."""
    ids = list(intakes.ids_of_year(look.session, year))
    found = initiatives.load_many(look.session, ids)
    kept = INTAKES.load_many(look.session, ids)
    return tuple(_row(found[record], kept, look.today()) for record in ids if record in found)


@question()
def line_of(look: Look, record: str) -> IntakeRow:
    """The line of one initiative. Raises `initiative.missing`."""
    value = initiatives.load_many(look.session, (record,)).get(record)
    if value is None:
        raise Refused("initiative.missing", id=record)
    return _row(value, INTAKES.load_many(look.session, (record,)), look.today())


def _row(value: Initiative, kept: Mapping[str, Intake], today: date) -> IntakeRow:
    line, at = kept.get(value.id) or _of_entry(value, today), stage(value)
    days = {"first_used": value.first_used, "first_use_ended": value.first_use_ended}
    if value.id in kept:
        seen = application(line, **days)
    else:
        is_complete = at is not Stage.INCOMPLETE or value.council is not None
        seen = presumed(entered_on=value.entered_on, is_complete=is_complete, **days)
    outcome = value.recognition.number if value.recognition else ""
    if at is Stage.NOT_RECOGNISED and value.council:
        outcome = value.council.reason
    return IntakeRow(
        value.id,
        value.number,
        value.title,
        ", ".join(author.name for author in value.authors),
        value.workshop,
        line,
        value.id in kept,
        step_of(line),
        at,
        None if at in _DECIDED else due(seen, STARTING),
        outcome,
    )


def _of_entry(value: Initiative, today: date) -> Intake:
    """Before anybody wrote a line the day of entry stands for the day of receipt."""
    return Intake(value.id, value.entered_on or today)
