"""The council's result: of a meeting that was called, or in quick mode, where the minutes alone are on paper.

Two thirds of the members carry an initiative; the council proposes, the head recognises.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from desktop.domain.access import Right
from desktop.domain.council import Consideration, Meeting, check_meeting, may_vote, passes
from desktop.domain.initiative import CouncilFact, Initiative, Outcome
from desktop.domain.problems import Problem, Refused, blocking
from desktop.domain.text import clean_line, fold
from desktop.services import printing, seats
from desktop.services.desk import Look, Work, order, question
from desktop.store import initiatives, meetings
from desktop.store.agendas import AGENDAS
from desktop.store.initiatives import INITIATIVES
from desktop.store.meetings import MEETINGS
from desktop.store.records import exists


@dataclass(frozen=True, slots=True)
class MeetingForm:
    """What the minutes say. `votes` names the initiatives in their order; `reasons` why one was not carried.

    `completions` says what of one that was carried has to be completed before it is proposed. `meeting` is the id of
    the agenda where the meeting was called. `scan` is the fingerprint of the scanned minutes where there is one.
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
    scan_type: str = "application/pdf"
    meeting: str = ""
    completions: Mapping[str, str] = field(default_factory=dict)


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
    after_completion: tuple[str, ...] = ()


@order(Right.COUNCIL, "council.record")
def record(work: Work, form: MeetingForm) -> CouncilResult:
    """Record one meeting and its votes, all together.

    Raises the codes of `domain.council.check_meeting`, `meeting.in_future`, `votes.own_work` where more agree than
    may vote, `council.reason_missing` where one is not carried and nothing says why (the author has to be told),
    `agenda.missing`, `agenda.held`, and `council.nothing` where not one initiative could be considered; each that
    could not is named in the result with `initiative.missing`, `initiative.issued` or `authors.missing`.
    """
    _demand_called(work, form.meeting)
    found = initiatives.load_many(work.session, list(form.votes))
    refused = [
        RefusedOne(record_id, code) for record_id in form.votes if (code := _barred(found.get(record_id)))
    ]
    barred = {item.id for item in refused}
    considered = [found[record_id] for record_id in form.votes if record_id not in barred]
    if not considered:
        raise Refused("council.nothing", refused=len(refused))
    meeting = _meeting(work, form, considered)
    problems = blocking(
        (*check_meeting(meeting), *_own_votes(work, meeting, considered), *_unexplained(meeting, considered))
    )
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    if meeting.held_on > work.today():
        raise Refused("meeting.in_future", held_on=meeting.held_on)
    if form.scan:
        work.note_file(form.scan, form.scan_type)
    work.save(MEETINGS, meeting)
    work.save_changed(INITIATIVES, _with_facts(meeting, considered))
    not_carried = [item for item in meeting.considerations if item.outcome is Outcome.NOT_RECOGNISED]
    return CouncilResult(
        meeting.id,
        tuple(item.initiative for item in meeting.considerations if item.outcome is Outcome.PROPOSED),
        tuple(NotCarried(item.initiative, item.reason) for item in not_carried),
        tuple(refused),
        tuple(item.initiative for item in meeting.considerations if item.outcome is Outcome.AFTER_COMPLETION),
    )


@order(Right.COUNCIL, "council.complete")
def complete(work: Work, ids: Sequence[str], on: date | None = None) -> int:
    """The papers of these are complete now: the council's proposal stands from here on. Gives how many.

    Raises `initiative.missing`, `council.nothing_to_complete` for one that the council did not say so of.
    """
    found = initiatives.load_many(work.session, list(ids))
    pairs = []
    for record in ids:
        value = found.get(record)
        if value is None:
            raise Refused("initiative.missing", id=record)
        said = value.council
        if said is None or said.outcome is not Outcome.AFTER_COMPLETION:
            raise Refused("council.nothing_to_complete", title=value.title)
        whole = replace(said, outcome=Outcome.PROPOSED, completed_on=on or work.today())
        pairs.append((value, replace(value, council=whole)))
    work.save_changed(INITIATIVES, pairs)
    return len(pairs)


@order(Right.COUNCIL, "council.scan")
def add_scan(work: Work, meeting: str, fingerprint: str, media_type: str) -> None:
    """Keep the scanned minutes with their meeting. Raises `meeting.missing`, `file.missing`."""
    found = MEETINGS.load_many(work.session, (meeting,)).get(meeting)
    if found is None:
        raise Refused("meeting.missing", id=meeting)
    work.note_file(fingerprint, media_type)
    work.save(MEETINGS, replace(found, scan=fingerprint))


@question()
def listing(look: Look) -> tuple[Meeting, ...]:
    """Every meeting, newest first."""
    return meetings.listing(look.session)


@question()
def pending(look: Look) -> tuple[str, ...]:
    """Ids of those that wait for the council, in the order they were entered."""
    return tuple(initiatives.ids_of_stage(look.session, "pending"))


@question()
def usual_reasons(look: Look) -> tuple[str, ...]:
    """Why one is not recognised, to choose from: the usual words, then those that this council found before."""
    offered: dict[str, str] = {}
    for reason in printing.phrases().lines("not_recognised", "reasons"):
        offered.setdefault(fold(reason), reason)
    for meeting in meetings.listing(look.session):
        for item in meeting.considerations:
            if item.outcome is Outcome.NOT_RECOGNISED and item.reason:
                offered.setdefault(fold(item.reason), item.reason)
    return tuple(offered.values())


@question()
def waiting(look: Look) -> tuple[Initiative, ...]:
    """Those that the council proposes once their papers are complete, in the order of their numbers."""
    found = initiatives.load_many(look.session, initiatives.ids_of_stage(look.session, "incomplete"))
    return tuple(
        value
        for value in sorted(found.values(), key=lambda one: (one.entered_on or date.min, one.number or 0))
        if value.council and value.council.outcome is Outcome.AFTER_COMPLETION
    )


def _demand_called(work: Work, meeting: str) -> None:
    if meeting and not exists(work.session, AGENDAS, meeting):
        raise Refused("agenda.missing", id=meeting)
    if meeting and exists(work.session, MEETINGS, meeting):
        raise Refused("agenda.held")


def _own_votes(work: Work, meeting: Meeting, considered: Sequence[Initiative]) -> tuple[Problem, ...]:
    """Where the members are known by name, an author among them has no vote on own work."""
    members = seats.sitting(work, meeting.held_on, considered).members
    if not members:
        return ()
    own, titles = seats.own_works(work, members, considered), {value.id: value.title for value in considered}
    return tuple(
        Problem("votes.own_work", "yes", {"title": titles[item.initiative], "most": most})
        for item in meeting.considerations
        if item.yes > (most := may_vote(meeting.members, len(own[item.initiative])))
    )


def _unexplained(meeting: Meeting, considered: Sequence[Initiative]) -> tuple[Problem, ...]:
    """The first that is not carried for a reason that nobody gave (Charter on initiatives, article 7.1)."""
    titles = {value.id: value.title for value in considered}
    silent = [
        item.initiative
        for item in meeting.considerations
        if item.outcome is Outcome.NOT_RECOGNISED and not item.reason
    ]
    facts = {"record": silent[0], "title": titles[silent[0]], "count": len(silent)} if silent else {}
    return (Problem("council.reason_missing", "reason", facts),) if silent else ()


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
        outcome, reason = _said(form, value.id)
        items.append(Consideration(value.id, yes, outcome, clean_line(reason)))
    return Meeting(
        form.meeting or work.new_id(),
        clean_line(form.minutes_number),
        form.held_on,
        form.members,
        form.present,
        clean_line(form.chair),
        clean_line(form.secretary),
        tuple(items),
        form.scan,
    )


def _said(form: MeetingForm, record: str) -> tuple[Outcome, str]:
    if not passes(form.votes[record], form.members):
        return Outcome.NOT_RECOGNISED, form.reasons.get(record, "")
    if record in form.completions:
        return Outcome.AFTER_COMPLETION, form.completions[record]
    return Outcome.PROPOSED, ""


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
