"""An idea (ý tưởng): something not tried yet, kept apart from initiatives until a trial has shown that it works.

Its road: received → answered → a trial proposed → the employer's yes or no → on trial → a result → an initiative.
Each step is a dated fact; where an idea stands is computed from them and never typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from desktop.domain.initiative import TITLE_LIMIT, Author, Initiative, Section
from desktop.domain.problems import Problem, Refused
from desktop.domain.shares import WHOLE, split_evenly


class IdeaStage(StrEnum):
    """Where an idea stands."""

    RECEIVED = "received"
    DECLINED = "declined"
    ANSWERED = "answered"
    PROPOSED = "proposed"
    NOT_ALLOWED = "not_allowed"
    ALLOWED = "allowed"
    ON_TRIAL = "on_trial"
    FAILED = "failed"
    WORKED = "worked"
    INITIATIVE = "initiative"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the author was told, and whether the union takes the idea further."""

    on: date
    goes_on: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class TrialProposal:
    """What the employer is asked for: where to try, and what it takes."""

    on: date
    place: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True)
class EmployerWord:
    """The employer's yes or no to the trial; a no says why."""

    on: date
    agreed: bool
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """Tried from a day to a day, and what came of it; `worked` is None while it runs."""

    since: date
    until: date | None = None
    worked: bool | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea, whole. `initiative` is the id of what it became."""

    id: str
    title: str
    authors: tuple[Author, ...] = ()
    workshop: str = ""
    number: int | None = None
    received_on: date | None = None
    problem: str = ""
    solution: str = ""
    benefit: str = ""
    needs: str = ""
    answer: Answer | None = None
    proposal: TrialProposal | None = None
    word: EmployerWord | None = None
    trial: Trial | None = None
    initiative: str = ""


def idea_stage(idea: Idea) -> IdeaStage:
    """The stage that the facts come to; the last step that was taken tells."""
    if idea.initiative:
        return IdeaStage.INITIATIVE
    if idea.trial:
        if idea.trial.worked is None:
            return IdeaStage.ON_TRIAL
        return IdeaStage.WORKED if idea.trial.worked else IdeaStage.FAILED
    if idea.word:
        return IdeaStage.ALLOWED if idea.word.agreed else IdeaStage.NOT_ALLOWED
    if idea.proposal:
        return IdeaStage.PROPOSED
    if idea.answer:
        return IdeaStage.ANSWERED if idea.answer.goes_on else IdeaStage.DECLINED
    return IdeaStage.RECEIVED


_NEXT: dict[str, tuple[IdeaStage, ...]] = {
    "answer": (IdeaStage.RECEIVED, IdeaStage.ANSWERED, IdeaStage.DECLINED),
    "proposal": (IdeaStage.ANSWERED, IdeaStage.PROPOSED),
    "word": (IdeaStage.PROPOSED, IdeaStage.ALLOWED, IdeaStage.NOT_ALLOWED),
    "trial": (IdeaStage.ALLOWED, IdeaStage.ON_TRIAL),
    "result": (IdeaStage.ON_TRIAL, IdeaStage.WORKED, IdeaStage.FAILED),
    "initiative": (IdeaStage.WORKED,),
}
"""From which stages a step can be taken, or said again to correct it."""


def may_step(idea: Idea, step: str) -> bool:
    """Whether a step (`answer`, `proposal`, `word`, `trial`, `result`, `initiative`) can be taken now."""
    return idea_stage(idea) in _NEXT[step]


def demand_step(idea: Idea, step: str) -> None:
    """Raises `idea.too_early` where the step before it is missing, `idea.too_late` where a later one was taken."""
    if may_step(idea, step):
        return
    stages = list(IdeaStage)
    here = stages.index(idea_stage(idea))
    if here > max(stages.index(stage) for stage in _NEXT[step]):
        raise Refused("idea.too_late", title=idea.title, stage=idea_stage(idea))
    raise Refused("idea.too_early", title=idea.title, stage=idea_stage(idea))


def check_idea(idea: Idea) -> tuple[Problem, ...]:
    """What is wrong with a slip: only a title is needed; days that run backwards warn."""
    problems: list[Problem] = []
    title = idea.title.strip()
    if not title:
        problems.append(Problem("idea.title_missing", "title"))
    elif len(title) > TITLE_LIMIT:
        problems.append(Problem("title.long", "title", {"limit": TITLE_LIMIT, "length": len(title)}))
    days = [
        ("received_on", idea.received_on),
        ("answer", idea.answer.on if idea.answer else None),
        ("proposal", idea.proposal.on if idea.proposal else None),
        ("word", idea.word.on if idea.word else None),
        ("trial", idea.trial.since if idea.trial else None),
    ]
    known = [(name, day) for name, day in days if day]
    for (_, before), (name, after) in pairwise(known):
        if after < before:
            problems.append(Problem("idea.days_backwards", name, warns_only=True))
    if idea.trial and idea.trial.until and idea.trial.until < idea.trial.since:
        problems.append(Problem("idea.trial_backwards", "until"))
    return tuple(problems)


def grown(idea: Idea) -> Initiative:
    """The initiative that a worked idea becomes: unstored, carrying where it comes from; use has yet to be said."""
    trial, shares = idea.trial, split_evenly(len(idea.authors))
    authors = idea.authors
    if sum(author.share for author in authors) != WHOLE:
        authors = tuple(replace(author, share=share) for author, share in zip(authors, shares, strict=True))
    sections = {
        Section.KNOWN_SOLUTION: idea.problem,
        Section.CONTENT: idea.solution,
        Section.CONDITIONS: idea.needs,
        Section.SOCIAL_BENEFIT: idea.benefit,
    }
    return Initiative(
        id="",
        title=idea.title,
        authors=authors,
        workshop=idea.workshop,
        trial_from=trial.since if trial else None,
        sections={section: text for section, text in sections.items() if text},
        summary=trial.result if trial else "",
        origin=idea.id,
    )
