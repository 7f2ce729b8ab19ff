"""The council's result in quick mode: the minutes are on paper, the votes go in here.

Two thirds of the members carry an initiative; the council proposes, the head recognises.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.access import Right
from desktop.domain.council import Consideration, Meeting, check_meeting, passes
from desktop.domain.initiative import CouncilFact, Initiative, Outcome
from desktop.domain.problems import Refused, blocking
from desktop.domain.text import clean_line
from desktop.services.desk import Look, Work, order, question
from desktop.store import initiatives, meetings
from desktop.store.initiatives import INITIATIVES
from desktop.store.meetings import MEETINGS


@dataclass(frozen=True, slots=True)
class MeetingForm:
    """What the minutes say. `votes` names the initiatives in their order; `reasons` why one was not carried.

    `scan` is the fingerprint of the scanned minutes where there is one.
    """

    minutes_number: str
    held_on: date
    members: int
    votes: Mapping[str, int]
    reasons: Mapping[str, str]
    present: int | None = None
    chair: str = ""
    secretary: str = ""
    scan: str = ""


@dataclass(frozen=True, slots=True)
class NotCarried:
    """One that two thirds did not agree to."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class RefusedOne:
    """One that could not be considered, and the code why."""

    id: str
    code: str


@dataclass(frozen=True, slots=True)
class CouncilResult:
    """What one meeting came to."""

    meeting: str
    proposed: tuple[str, ...]
    not_recognised: tuple[NotCarried, ...]
    refused: tuple[RefusedOne, ...]


@order(Right.COUNCIL, "council.record")
def record(work: Work, form: MeetingForm) -> CouncilResult:
    """Record one meeting and its votes, all together.

    Raises the codes of `domain.council.check_meeting`, `meeting.in_future`, and `council.nothing` where not one
    initiative could be considered; each that could not is named in the result with `initiative.missing`,
    `initiative.issued` or `authors.missing`.
    """
    found = initiatives.load_many(work.session, list(form.votes))
    refused = [
        RefusedOne(record_id, code) for record_id in form.votes if (code := _barred(found.get(record_id)))
    ]
    barred = {item.id for item in refused}
    considered = [found[record_id] for record_id in form.votes if record_id not in barred]
    if not considered:
        raise Refused("council.nothing", refused=len(refused))
    meeting = _meeting(work, form, considered)
    problems = blocking(check_meeting(meeting))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    if meeting.held_on > work.today():
        raise Refused("meeting.in_future", held_on=meeting.held_on)
    work.save(MEETINGS, meeting)
    work.save_changed(INITIATIVES, _with_facts(meeting, considered))
    not_carried = [item for item in meeting.considerations if item.outcome is Outcome.NOT_RECOGNISED]
    return CouncilResult(
        meeting.id,
        tuple(item.initiative for item in meeting.considerations if item.outcome is Outcome.PROPOSED),
        tuple(NotCarried(item.initiative, item.reason) for item in not_carried),
        tuple(refused),
    )


@question()
def listing(look: Look) -> tuple[Meeting, ...]:
    """Every meeting, newest first."""
    return meetings.listing(look.session)


@question()
def pending(look: Look) -> tuple[str, ...]:
    """Ids of those that wait for the council, in the order they were entered."""
    return tuple(initiatives.ids_of_stage(look.session, "pending"))


def _barred(value: Initiative | None) -> str:
    if value is None:
        return "initiative.missing"
    if value.recognition or value.decision:
        return "initiative.issued"
    return "" if value.authors else "authors.missing"


def _meeting(work: Work, form: MeetingForm, considered: Sequence[Initiative]) -> Meeting:
    items = []
    for value in considered:
        yes = form.votes[value.id]
        carried = passes(yes, form.members)
        items.append(
            Consideration(
                value.id,
                yes,
                Outcome.PROPOSED if carried else Outcome.NOT_RECOGNISED,
                "" if carried else clean_line(form.reasons.get(value.id, "")),
            )
        )
    return Meeting(
        work.new_id(),
        clean_line(form.minutes_number),
        form.held_on,
        form.members,
        form.present,
        clean_line(form.chair),
        clean_line(form.secretary),
        tuple(items),
        form.scan,
    )


def _with_facts(meeting: Meeting, considered: Sequence[Initiative]) -> list[tuple[Initiative, Initiative]]:
    said = {item.initiative: item for item in meeting.considerations}
    return [
        (
            value,
            replace(
                value,
                council=CouncilFact(
                    meeting.id,
                    meeting.minutes_number,
                    meeting.held_on,
                    said[value.id].yes,
                    meeting.members,
                    said[value.id].outcome,
                    said[value.id].reason,
                ),
            ),
        )
        for value in considered
    ]
