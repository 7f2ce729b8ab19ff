"""Ý tưởng: a slip is taken, its author answered, a trial proposed, allowed, made; what works becomes an initiative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain.access import Right
from desktop.domain.idea import (
    Answer,
    EmployerWord,
    Idea,
    IdeaStage,
    Trial,
    TrialProposal,
    check_idea,
    demand_step,
    grown,
)
from desktop.domain.intake_number import demand_received
from desktop.domain.problems import Refused, blocking
from desktop.domain.text import clean_block, clean_fields, clean_line, repair_name
from desktop.services import initiatives
from desktop.services.desk import Look, Work, order, question
from desktop.store import drafts, ideas
from desktop.store.ideas import IDEAS, IdeaRow

__all__ = ["IdeaRow"]


@dataclass(frozen=True, slots=True)
class IdeaPage:
    """A page of the list."""

    rows: tuple[IdeaRow, ...]
    total: int


@order(Right.ENTER, "idea.save")
def save(work: Work, idea: Idea, *, draft_form: str = "") -> str:
    """Store a slip, new (empty id) or changed; its steps stay as they are. Gives its id.

    Raises the code of the first blocking problem of `check_idea`, `idea.missing`, `intake.in_future`.
    """
    cleaned = _clean(idea)
    problems = blocking(check_idea(cleaned))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    if cleaned.id:
        was = get(work, cleaned.id)
        cleaned = replace(
            cleaned,
            number=was.number,
            answer=was.answer,
            proposal=was.proposal,
            word=was.word,
            trial=was.trial,
            initiative=was.initiative,
        )
    else:
        received = cleaned.received_on or work.today()
        number = cleaned.number or ideas.next_number(work.session, received.year)
        cleaned = replace(cleaned, id=work.new_id(), received_on=received, number=number)
    demand_received(cleaned.received_on or work.today(), work.today())
    cleaned = replace(cleaned, authors=initiatives.known_authors(work, cleaned.authors))
    if draft_form:
        drafts.drop(work.session, work.user.id, draft_form)
    work.save(IDEAS, cleaned)
    return cleaned.id


@order(Right.ENTER, "idea.remove")
def remove(work: Work, records: Sequence[str]) -> int:
    """Take slips out of the list. Raises `idea.grown` for one that became an initiative."""
    found = IDEAS.load_many(work.session, list(records))
    for idea in found.values():
        if idea.initiative:
            raise Refused("idea.grown", title=idea.title)
    for record in found:
        work.remove(IDEAS, record)
    return len(found)


@order(Right.ENTER, "idea.answer")
def answer(work: Work, record: str, said: Answer) -> None:
    """What the author was told. Raises the codes of steps; `idea.reason_missing` for a no without words."""
    if not said.goes_on and not said.words.strip():
        raise Refused("idea.reason_missing")
    _step(work, record, "answer", answer=clean_fields(said))


@order(Right.ENTER, "idea.propose")
def propose(work: Work, record: str, said: TrialProposal) -> None:
    """A trial is proposed to the employer. Raises `idea.missing`, `idea.too_early`, `idea.too_late`."""
    _step(work, record, "proposal", proposal=clean_fields(said))


@order(Right.ENTER, "idea.word")
def record_word(work: Work, record: str, said: EmployerWord) -> None:
    """The employer's yes or no. Raises the codes of steps, `idea.reason_missing` for a no without a reason."""
    if not said.agreed and not said.reason.strip():
        raise Refused("idea.reason_missing")
    _step(work, record, "word", word=clean_fields(said))


@order(Right.ENTER, "idea.trial")
def begin_trial(work: Work, record: str, trial: Trial) -> None:
    """The trial runs from a day on. Raises the codes of steps."""
    _step(work, record, "trial", trial=replace(trial, worked=None, result=clean_line(trial.result)))


@order(Right.ENTER, "idea.result")
def end_trial(work: Work, record: str, trial: Trial) -> None:
    """What came of the trial. Raises the codes of steps, `idea.trial_backwards`, `idea.result_missing`."""
    if trial.worked is None or not trial.result.strip():
        raise Refused("idea.result_missing")
    if trial.until and trial.until < trial.since:
        raise Refused("idea.trial_backwards")
    _step(work, record, "result", trial=replace(trial, result=clean_block(trial.result)))


@order(Right.ENTER, "idea.grow")
def grow(work: Work, record: str) -> str:
    """The idea becomes an initiative that carries its origin; gives the initiative's id. Raises the codes of steps."""
    idea = get(work, record)
    demand_step(idea, "initiative")
    made = initiatives.save(work, grown(idea))
    work.save(IDEAS, replace(idea, initiative=made))
    return made


@question()
def get(look: Look, record: str) -> Idea:
    """One idea, whole. Raises `idea.missing`."""
    found = IDEAS.load_many(look.session, (record,)).get(record)
    if found is None:
        raise Refused("idea.missing", id=record)
    return found if Right.READ_PERSONAL in look.user.rights else _without_days(found)


@question()
def page(
    look: Look, search: str = "", stages: Sequence[IdeaStage] = (), offset: int = 0, limit: int = 100
) -> IdeaPage:
    """A page of the list, the newest first."""
    wanted = [stage.value for stage in stages]
    return IdeaPage(*ideas.page(look.session, search, wanted, offset, limit))


@question()
def counts(look: Look) -> Mapping[IdeaStage, int]:
    """How many stand at each stage."""
    found = ideas.stage_counts(look.session)
    return {stage: found.get(stage.value, 0) for stage in IdeaStage}


def _step(work: Work, record: str, step: str, **said: Any) -> None:
    idea = get(work, record)
    demand_step(idea, step)
    work.save(IDEAS, replace(idea, **said))


def _without_days(idea: Idea) -> Idea:
    """As those see it who may not read personal data: authors with the year of birth alone."""
    return replace(idea, authors=tuple(replace(author, birth=author.birth[:4]) for author in idea.authors))


def _clean(idea: Idea) -> Idea:
    authors = tuple(
        replace(clean_fields(author), name=repair_name(author.name)) for author in idea.authors if author.name
    )
    return replace(
        idea,
        title=clean_line(idea.title),
        workshop=clean_line(idea.workshop),
        authors=authors,
        problem=clean_block(idea.problem),
        solution=clean_block(idea.solution),
        benefit=clean_block(idea.benefit),
        needs=clean_block(idea.needs),
    )
