"""Papers that follow from the work of the council: submission, what is not recognised, names, the empty form.

Numbers and dates are blank: they are given when the paper is signed. Blocking where a `Rendered` is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from desktop.documents import letters
from desktop.documents.council_papers import ProposalFacts, ProposalRow
from desktop.documents.notice_papers import (
    EMPTY_ROWS,
    BlankFormFacts,
    NameCheckFacts,
    NotRecognisedFacts,
)
from desktop.documents.paper_parts import Dated, Heading
from desktop.documents.phrases import Phrases
from desktop.domain.access import Right
from desktop.domain.council import Consideration, votes_needed
from desktop.domain.initiative import CouncilFact, Initiative, Outcome
from desktop.domain.problems import Refused
from desktop.services import decisions, initiatives, issuing, printing, seats
from desktop.services.council_papers import chairs, councils_letterhead
from desktop.services.desk import Desk, Look, question
from desktop.services.floor_lists import name_row
from desktop.services.printing import Rendered
from desktop.services.union_papers import union_issuer
from desktop.store import initiatives as stored
from desktop.store.meetings import MEETINGS


def not_recognised(desk: Desk, records: Sequence[str]) -> Rendered:
    """Thông báo không công nhận, one for each. Raises the codes of `not_recognised_facts`."""
    return issuing.render_each(desk, [desk.look(not_recognised_facts, record) for record in records])


def proposal(desk: Desk, meeting: str) -> Rendered:
    """Tờ trình of one meeting. Raises the codes of `proposal_facts`."""
    return printing.render(desk, desk.look(proposal_facts, meeting))


def name_check(desk: Desk, decision: str) -> Rendered:
    """Danh sách soát tên of one decision. Raises `decision.missing`, `union.name_missing`."""
    return printing.render(desk, desk.look(name_check_facts, decision))


def blank_form(desk: Desk) -> Rendered:
    """Phiếu đăng ký trống of this year. Raises `union.name_missing`."""
    return printing.render(desk, desk.look(blank_form_facts))


OF_ONE: Mapping[str, Callable[[Desk, str], Rendered]] = {"name_check": name_check, "proposal": proposal}
"""Papers about one meeting or decision, by their kind."""

OF_MANY: Mapping[str, Callable[[Desk, Sequence[str]], Rendered]] = {"not_recognised": not_recognised}
"""Papers about one initiative or more, by their kind."""

OF_NONE: Mapping[str, Callable[[Desk], Rendered]] = {"blank_form": blank_form}
"""Papers about nothing that is stored."""


# Facts ----------------------------------------------------------------------------------------


@question()
def not_recognised_facts(look: Look, record: str) -> NotRecognisedFacts:
    """What the notice states: the reason is the council's.

    Raises `initiative.missing`, `employer.missing`, `not_recognised.by_nobody` for one that no council turned down,
    `not_recognised.reason_missing`, for it needs its reason (Charter on initiatives, article 7.1).
    """
    value, issuer = initiatives.get(look, record), issuing.employers(look)
    said = _not_carried(value)
    words, year = issuer.phrases, look.today().year
    names = tuple(author.name for author in value.authors)
    filled = issuer.values(
        title=value.title,
        authors=", ".join(names),
        received=letters.formal_date(value.entered_on) if value.entered_on else letters.blank_date(year),
        minutes=said.minutes_number,
        held_on=letters.formal_date(said.held_on),
        reason=said.reason.strip().rstrip("."),
    )
    return NotRecognisedFacts(
        letterhead=issuer.letterhead,
        heading=Heading("", issuer.symbol("not_recognised"), issuer.employer.place, Dated(None, year)),
        subject=words.line("not_recognised", "subject"),
        body=words.lines("not_recognised", "body", **filled),
        recipients=(*names, *words.lines("not_recognised", "recipients")),
        signature=issuing.heads(look, issuer),
    )


@question(Right.COUNCIL)
def proposal_facts(look: Look, meeting: str) -> ProposalFacts:
    """What the council submits of one meeting, in the order of its minutes; what was completed since is in it too.

    Raises `meeting.missing`, `employer.missing`, `proposal.nothing` where nothing was carried.
    """
    found = MEETINGS.load_many(look.session, (meeting,)).get(meeting)
    if found is None:
        raise Refused("meeting.missing", id=meeting)
    issuer = issuing.employers(look)
    words, considered = issuer.phrases, found.considerations
    values = stored.load_many(look.session, [item.initiative for item in considered])
    said = {item.initiative: _said(item, values.get(item.initiative)) for item in considered}
    carried = [item for item in considered if said[item.initiative] is Outcome.PROPOSED]
    if not carried:
        raise Refused("proposal.nothing")
    waiting = list(said.values()).count(Outcome.AFTER_COMPLETION)
    filled = issuer.values(
        post=issuer.employer.head_post,
        year=found.held_on.year,
        held_on=letters.formal_date(found.held_on),
        minutes=found.minutes_number,
        considered=len(considered),
        carried=len(carried),
        not_carried=len(considered) - len(carried) - waiting,
        waiting=waiting,
        members=found.members,
        needed=votes_needed(found.members),
    )
    return ProposalFacts(
        letterhead=councils_letterhead(issuer),
        heading=Heading(
            "", words.line("proposal", "symbol"), issuer.employer.place, Dated(None, look.today().year)
        ),
        subject=words.line("proposal", "subject", **filled),
        addressee=words.line("proposal", "addressee", **filled),
        body=words.lines("proposal", "body_waiting" if waiting else "body", **filled),
        recipients=words.lines("proposal", "recipients"),
        signature=chairs(found.chair, seats.council(look, found.held_on).chairs_post, words),
        rows=tuple(
            _proposed(values[item.initiative], item.yes, found.members, words)
            for item in carried
            if item.initiative in values
        ),
    )


@question()
def name_check_facts(look: Look, decision: str) -> NameCheckFacts:
    """Every author as the decision will print the name, in its order."""
    found = decisions.get(look, decision)
    words = printing.phrases()
    values = stored.load_many(look.session, list(found.initiatives))
    listed = [values[record] for record in found.initiatives if record in values]
    return NameCheckFacts(
        unit=union_issuer(look).union.name.upper(),
        subject=words.line("name_check", "subject", year=found.year, count=len(listed)),
        rows=tuple(
            name_row(value.number, author, author.workshop or value.workshop, value.title, words)
            for value in listed
            for author in value.authors
        ),
    )


@question()
def blank_form_facts(look: Look) -> BlankFormFacts:
    """The empty form of this year."""
    return BlankFormFacts(union_issuer(look).union.name.upper(), str(look.today().year), EMPTY_ROWS)


# Parts of them --------------------------------------------------------------------------------


def _said(item: Consideration, value: Initiative | None) -> Outcome:
    """The outcome as it stands now: papers may have been completed after the meeting."""
    if item.outcome is Outcome.AFTER_COMPLETION and value and value.council and value.council.completed_on:
        return value.council.outcome
    return item.outcome


def _not_carried(value: Initiative) -> CouncilFact:
    said = value.council
    if said is None or said.outcome is not Outcome.NOT_RECOGNISED or value.recognition:
        raise Refused("not_recognised.by_nobody", title=value.title)
    if not said.reason.strip():
        raise Refused("not_recognised.reason_missing", title=value.title)
    return said


def _proposed(value: Initiative, yes: int, members: int, words: Phrases) -> ProposalRow:
    return ProposalRow(
        code=str(value.number or ""),
        title=value.title,
        authors=letters.authors_text([(author.name, author.share) for author in value.authors]),
        workshop=value.workshop,
        vote=words.line("values", "vote", yes=yes, members=members),
    )
