"""An initiative (sáng kiến): what was typed, and the dated facts that the council and a decision add to it.

Recognition, portal state and payment move independently, so there is no one status field: the stage shown in lists
is computed from the facts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from datetime import date
from enum import StrEnum

from desktop.domain.benefit import Reckoning
from desktop.domain.deadlines import lapses_on
from desktop.domain.house import Release
from desktop.domain.person import NAME_LIMIT, Gender, WorkerKind
from desktop.domain.problems import Problem
from desktop.domain.shares import WHOLE

TITLE_LIMIT = 500
SUMMARY_LIMIT = 2_000
SECTION_LIMIT = 50_000


class Solution(StrEnum):
    """The kinds of solution of the Charter on initiatives, article 3.1."""

    TECHNICAL = "technical"
    MANAGEMENT = "management"
    OPERATION = "operation"
    APPLICATION = "application"


class Field(StrEnum):
    """Fields that factories count by; the codes travel, the words are the window's."""

    OPERATION_5S = "operation_5s"
    TOOLING = "tooling"
    SAVING = "saving"
    QUALITY = "quality"
    SAFETY = "safety"
    SOFTWARE = "software"
    ENVIRONMENT = "environment"
    OTHER = "other"


class Section(StrEnum):
    """Parts of the description (Circular 18/2013, article 5.6 to 5.9)."""

    KNOWN_SOLUTION = "known_solution"
    CONTENT = "content"
    APPLICABILITY = "applicability"
    CONDITIONS = "conditions"
    SOCIAL_BENEFIT = "social_benefit"
    HELPERS = "helpers"


class BenefitKind(StrEnum):
    """A benefit that cannot be computed is legitimate and never becomes 0 in a sum."""

    TO_COMPUTE = "to_compute"
    AMOUNT = "amount"
    NOT_COMPUTABLE = "not_computable"


@dataclass(frozen=True, slots=True)
class Benefit:
    """Value for the first year in đồng where computed, with how it was said or reckoned."""

    kind: BenefitKind = BenefitKind.TO_COMPUTE
    amount: int | None = None
    note: str = ""
    reckoning: Reckoning | None = None
    """How the amount came about, where the helper reckoned it."""


@dataclass(frozen=True, slots=True)
class Author:
    """A snapshot of a person as they were when the form was stored; `share` in hundredths of a percent."""

    person: str
    name: str
    share: int = 0
    staff_code: str = ""
    birth: str = ""
    gender: Gender = Gender.UNKNOWN
    title: str = ""
    qualification: str = ""
    workshop: str = ""
    union_member: bool | None = None
    worker_kind: WorkerKind = WorkerKind.UNKNOWN


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept in the store under its content's SHA-256; `protected` ones never leave in clear."""

    file: str
    name: str
    size: int
    media_type: str
    caption: str = ""
    protected: bool = False


class Outcome(StrEnum):
    """What a council's consideration came to."""

    PROPOSED = "proposed"
    AFTER_COMPLETION = "after_completion"
    """Two thirds agree, once the papers are complete; until then nothing is proposed to the head."""
    NOT_RECOGNISED = "not_recognised"


@dataclass(frozen=True, slots=True)
class CouncilFact:
    """The council considered it: which meeting, when, how it voted.

    `reason` says why not, or what has to be completed; `completed_on` when that was done.
    """

    meeting: str
    minutes_number: str
    held_on: date
    yes: int
    members: int
    outcome: Outcome
    reason: str = ""
    completed_on: date | None = None


class Route(StrEnum):
    """The three roads to recognition; two thirds bind only the first."""

    COUNCIL = "council"
    HEAD = "head"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class RecognitionFact:
    """A signed decision names it. The date of recognition is the date of the signed decision."""

    decision: str
    number: str
    signed_on: date
    route: Route = Route.COUNCIL
    level: str = "base"


class Stage(StrEnum):
    """Where an initiative stands, for lists and filters; computed, never typed."""

    INCOMPLETE = "incomplete"
    PENDING = "pending"
    NOT_RECOGNISED = "not_recognised"
    PROPOSED = "proposed"
    DRAFTED = "drafted"
    RECOGNISED = "recognised"


@dataclass(frozen=True, slots=True)
class Initiative:
    """One initiative, whole. `decision` names the draft that lists it until that is signed."""

    id: str
    title: str
    public_title: str = ""
    number: int | None = None
    entered_on: date | None = None
    solution: Solution = Solution.TECHNICAL
    field: Field = Field.OTHER
    workshop: str = ""
    workshop_id: str = ""
    authors: tuple[Author, ...] = ()
    trial_from: date | None = None
    first_used: date | None = None
    first_use_ended: date | None = None
    benefit: Benefit = made_by(default_factory=Benefit)
    summary: str = ""
    sections: Mapping[Section, str] = made_by(default_factory=dict)
    is_protected: bool = False
    protected_text: str = ""
    attachments: tuple[Attachment, ...] = ()
    release: Release = Release.FULL
    amount_withheld: bool = False
    programme: str = ""
    source: str = ""
    council: CouncilFact | None = None
    decision: str = ""
    recognition: RecognitionFact | None = None
    origin: str = ""
    """The idea that it grew from."""


def stage(initiative: Initiative) -> Stage:
    """The stage that the facts come to."""
    if initiative.recognition:
        return Stage.RECOGNISED
    if initiative.decision:
        return Stage.DRAFTED
    if initiative.council:
        return {
            Outcome.PROPOSED: Stage.PROPOSED,
            Outcome.AFTER_COMPLETION: Stage.INCOMPLETE,
            Outcome.NOT_RECOGNISED: Stage.NOT_RECOGNISED,
        }[initiative.council.outcome]
    return Stage.INCOMPLETE if missing(initiative) else Stage.PENDING


def check(initiative: Initiative) -> tuple[Problem, ...]:
    """What is wrong (blocks storing) and what is merely missing or odd (warns)."""
    problems = [*_title_problems(initiative), *_author_problems(initiative), *_date_problems(initiative)]
    benefit = initiative.benefit
    if benefit.amount is not None and benefit.amount < 0:
        problems.append(Problem("benefit.negative", "benefit"))
    if benefit.kind is BenefitKind.AMOUNT and benefit.amount is None:
        problems.append(Problem("benefit.amount_missing", "benefit"))
    if len(initiative.summary) > SUMMARY_LIMIT:
        problems.append(Problem("summary.long", "summary", {"limit": SUMMARY_LIMIT}))
    for section, text in initiative.sections.items():
        if len(text) > SECTION_LIMIT:
            problems.append(Problem("section.long", section, {"limit": SECTION_LIMIT}))
    return (*problems, *missing(initiative))


def missing(initiative: Initiative) -> tuple[Problem, ...]:
    """What a complete form (Circular 18/2013, article 5) still lacks before a council can consider it; warnings."""
    gaps: list[Problem] = []
    if not initiative.authors:
        gaps.append(Problem("authors.missing", "authors", warns_only=True))
    if initiative.first_used is None and initiative.trial_from is None:
        gaps.append(Problem("first_used.missing", "first_used", warns_only=True))
    if not initiative.workshop:
        gaps.append(Problem("workshop.missing", "workshop", warns_only=True))
    if not initiative.summary and not initiative.sections.get(Section.CONTENT):
        gaps.append(Problem("content.missing", "summary", warns_only=True))
    return tuple(gaps)


def _title_problems(initiative: Initiative) -> list[Problem]:
    title = initiative.title.strip()
    if not title:
        return [Problem("title.missing", "title")]
    if len(title) > TITLE_LIMIT:
        return [Problem("title.long", "title", {"limit": TITLE_LIMIT, "length": len(title)})]
    if not unicodedata.is_normalized("NFC", title):
        return [Problem("text.not_nfc", "title")]
    if len(initiative.public_title) > TITLE_LIMIT:
        facts = {"limit": TITLE_LIMIT, "length": len(initiative.public_title)}
        return [Problem("title.long", "public_title", facts)]
    return []


def _author_problems(initiative: Initiative) -> list[Problem]:
    authors = initiative.authors
    problems = [
        Problem("author.name_missing", "authors", {"place": place})
        for place, author in enumerate(authors, start=1)
        if not author.name.strip()
    ]
    if any(len(author.name) > NAME_LIMIT for author in authors):
        problems.append(Problem("person.name_long", "authors", {"limit": NAME_LIMIT}))
    total = sum(author.share for author in authors)
    if any(not 0 <= author.share <= WHOLE for author in authors) or (authors and total != WHOLE):
        problems.append(Problem("share.sum_not_100", "authors", {"sum": total}))
    people = [author.person for author in authors if author.person]
    if len(set(people)) != len(people):
        problems.append(Problem("author.twice", "authors"))
    return problems


def _date_problems(initiative: Initiative) -> list[Problem]:
    problems: list[Problem] = []
    first, trial, ended = initiative.first_used, initiative.trial_from, initiative.first_use_ended
    if trial and first and trial > first:
        problems.append(Problem("trial_from.after_first_use", "trial_from", warns_only=True))
    if ended and first and ended < first:
        problems.append(Problem("first_use_ended.before_first_use", "first_use_ended"))
    for name, day in (("first_used", first), ("trial_from", trial)):
        if day and initiative.entered_on and day > initiative.entered_on:
            problems.append(Problem("date.after_entry", name, warns_only=True))
    if first and initiative.entered_on and lapses_on(first) < initiative.entered_on:
        problems.append(
            Problem("first_used.over_a_year", "first_used", {"lapsed": lapses_on(first)}, warns_only=True)
        )
    return problems


def used_from(initiative: Initiative) -> date | None:
    """The form's own line: first use or trial, whichever is earlier (Circular 18/2013, annex I)."""
    days = [day for day in (initiative.first_used, initiative.trial_from) if day]
    return min(days, default=None)


def shown_title(initiative: Initiative) -> str:
    """The title that others may read: the public one where there is one."""
    return initiative.public_title or initiative.title


def as_new(initiative: Initiative) -> Initiative:
    """What was typed into a stored initiative, as a form of its own; files stay with the first."""
    return replace(
        initiative,
        id="",
        number=None,
        entered_on=None,
        council=None,
        decision="",
        recognition=None,
        attachments=(),
    )
