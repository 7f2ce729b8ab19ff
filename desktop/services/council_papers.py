"""Papers of the council from what is stored: its set-up, the invitation, minutes. Blocking where rendered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from desktop.documents import letters
from desktop.documents.council_papers import (
    AgendaRow,
    InvitationFacts,
    MemberRow,
    SetUpFacts,
)
from desktop.documents.paper_parts import Authority, Dated, Heading, Letterhead, Post, Signature, by_hand
from desktop.documents.papers import MinutesFacts, MinutesRow
from desktop.documents.phrases import Phrases
from desktop.domain.access import Right
from desktop.domain.agenda import Agenda
from desktop.domain.council import Consideration, Meeting, votes_needed
from desktop.domain.initiative import Initiative, Outcome
from desktop.domain.problems import Refused
from desktop.domain.seats import Member
from desktop.services import agendas, issuing, printing, seats
from desktop.services.desk import Desk, Look, question
from desktop.services.paper_facts import Issuer
from desktop.services.printing import Rendered
from desktop.store import initiatives as stored
from desktop.store.agendas import AGENDAS
from desktop.store.meetings import MEETINGS
from desktop.store.records import load_one


def set_up(desk: Desk) -> Rendered:
    """Quyết định thành lập Hội đồng. Raises `council.no_members`, `employer.missing`."""
    return printing.render(desk, desk.look(set_up_facts))


def invitation(desk: Desk, meeting: str) -> Rendered:
    """Giấy mời họp of one meeting that was called. Raises `agenda.missing`, `employer.missing`."""
    return printing.render(desk, desk.look(invitation_facts, meeting))


def minutes(desk: Desk, meeting: str) -> Rendered:
    """Biên bản of one meeting that was held. Raises `meeting.missing`, `employer.missing`."""
    return printing.render(desk, desk.look(minutes_facts, meeting))


# Set-up ---------------------------------------------------------------------------------------


@question(Right.COUNCIL)
def set_up_facts(look: Look) -> SetUpFacts:
    """The council of today, by name; number and date as they were typed in after signing, else blank."""
    issuer, council = issuing.employers(look), seats.council(look)
    if not council.members:
        raise Refused("council.no_members")
    words, today = issuer.phrases, look.today()
    said = council.set_up
    day = said.decision_date if said else None
    number, _, symbol = (said.decision_number if said else "").partition("/")
    year = day.year if day else today.year
    filled = issuer.values(year=year, count=f"{len(council.members):02d}")
    return SetUpFacts(
        letterhead=issuer.letterhead,
        heading=Heading(number, symbol or issuer.symbol("set_up"), issuer.employer.place, Dated(day, year)),
        subject=words.line("set_up", "subject", **filled),
        authority=words.line("decision", "authority", **filled),
        bases=(*issuer.cited("set_up", day or today), words.line("set_up", "proposal", **filled)),
        articles=words.lines("set_up", "articles", **filled),
        recipients=words.lines("set_up", "recipients", **filled),
        signature=issuing.heads(look, issuer),
        issued_by=words.line("decision", "issued_by", **filled),
        rows=tuple(MemberRow(one.name, one.post, seat_text(one, words)) for one in council.members),
    )


def seat_text(member: Member, words: Phrases) -> str:
    """The seat as papers name it, with whom the member represents."""
    seat = words.line("seats", member.seat.value)
    return words.line("set_up", "union_seat", seat=seat) if member.represents_union else seat


def councils_letterhead(issuer: Issuer) -> Letterhead:
    """The council under the employer."""
    return Letterhead(issuer.employer.name.upper(), issuer.phrases.line("minutes", "issuer"))


def chairs(name: str, post: str, words: Phrases) -> Signature:
    """The chair signs for the council; with the unit's stamp, the post in the unit stands beneath the title."""
    lines = (*words.lines("proposal", "post"), *([post.upper()] if post else []))
    signing = Post(Authority.COLLECTIVE, lines)
    return Signature(signing, name) if name else by_hand(signing, words)


# Invitation -----------------------------------------------------------------------------------


@question(Right.COUNCIL)
def invitation_facts(look: Look, meeting: str) -> InvitationFacts:
    """Who is asked to come, when, where and what for."""
    held, issuer = agendas.sitting(look, meeting), issuing.employers(look)
    words, agenda = issuer.phrases, held.agenda
    chair = held.council.chair
    count = len(held.considered)
    guests = "; ".join(agenda.guests)
    key = "programme_marked" if agenda.rubric else "programme"
    rubric = agenda.rubric.title if agenda.rubric else ""
    return InvitationFacts(
        letterhead=councils_letterhead(issuer),
        heading=Heading(
            "", words.line("invitation", "symbol"), issuer.employer.place, Dated(None, look.today().year)
        ),
        subject=words.line("invitation", "subject", year=agenda.held_on.year),
        issued_by=words.line("invitation", "issued_by"),
        invited=words.line("invitation", "invited_more", guests=guests)
        if guests
        else words.line("invitation", "invited"),
        content=words.line("invitation", "content_more", purpose=agenda.purpose, count=count)
        if agenda.purpose
        else words.line("invitation", "content", count=count),
        chair=words.line("invitation", "chair", name=chair)
        if chair
        else words.line("invitation", "chair_unknown"),
        time=words.line(
            "invitation",
            "time",
            hour=_hour(agenda.opens_at, words),
            day=letters.formal_date(agenda.held_on),
        ),
        place=words.line("invitation", "place", place=agenda.place or issuer.employer.name),
        programme=words.lines("invitation", key, rubric=rubric),
        remark=words.line("invitation", "remark") if any(held.own.values()) else "",
        recipients=words.lines("invitation", "recipients"),
        signature=chairs(chair, held.council.chairs_post, words),
        rows=tuple(_agenda_row(value) for value in held.considered),
    )


def _hour(opens_at: str, words: Phrases) -> str:
    if not opens_at:
        return words.line("invitation", "hour_blank")
    hours, _, past = opens_at.partition(":")
    return words.line("invitation", "hour", hours=int(hours), minutes=past)


def _agenda_row(value: Initiative) -> AgendaRow:
    authors = letters.authors_text([(author.name, author.share) for author in value.authors])
    return AgendaRow(str(value.number or ""), value.title, authors, value.workshop)


# Minutes --------------------------------------------------------------------------------------


@question(Right.COUNCIL)
def minutes_facts(look: Look, meeting: str) -> MinutesFacts:
    """The minutes from the votes as recorded; of a meeting that was called, with its hour, its place and who came."""
    found = load_one(look.session, MEETINGS, meeting)
    if found is None:
        raise Refused("meeting.missing", id=meeting)
    issuer, agenda = issuing.employers(look, found.held_on), load_one(look.session, AGENDAS, meeting)
    listed = stored.load_many(look.session, [item.initiative for item in found.considerations])
    council = seats.sitting(look, found.held_on, list(listed.values()))
    words = issuer.phrases
    number, _, symbol = found.minutes_number.partition("/")
    own = seats.own_works(look, council.members, list(listed.values()))
    absent = frozenset(agenda.absent if agenda else ())
    return MinutesFacts(
        letterhead=councils_letterhead(issuer),
        number=number,
        symbol=symbol or words.line("minutes", "symbol"),
        subject=words.line("minutes", "subject", year=found.held_on.year),
        opened=_moment("opened", agenda.opens_at if agenda else "", found.held_on, words),
        place=words.line("minutes", "place", employer=(agenda and agenda.place) or issuer.employer.name),
        members=found.members,
        present=found.members if found.present is None else found.present,
        absent=_absent(found, council.members, agenda, words),
        attendance=_attendance(found, council.members, agenda, words),
        chair=found.chair,
        secretary=found.secretary,
        proceedings=_proceedings(agenda, any(own.values()), words),
        rows=tuple(
            _row(item, listed[item.initiative], found, len(own[item.initiative] - absent), words)
            for item in found.considerations
            if item.initiative in listed
        ),
        conclusions=_conclusions(found, issuer),
        ended=_moment("ended", "", found.held_on, words),
        recipients=words.lines("minutes", "recipients", employer=issuer.employer.name),
        secretary_post=words.lines("minutes", "secretary_post"),
        chair_post=(
            *words.lines("minutes", "chair_post"),
            *([council.chairs_post.upper()] if council.chairs_post else []),
        ),
    )


def _moment(key: str, opens_at: str, day: date, words: Phrases) -> str:
    return words.line("minutes", key, hour=_hour(opens_at, words), date=letters.formal_date(day))


def _absent(found: Meeting, members: Sequence[Member], agenda: Agenda | None, words: Phrases) -> str:
    count = found.members - (found.members if found.present is None else found.present)
    names = [one.name for one in members if agenda and one.id in agenda.absent]
    if names and len(names) == count:
        return words.line("minutes", "absent_line", count=count, names=", ".join(names))
    return words.line("minutes", "absent", count=count)


def _attendance(
    found: Meeting, members: Sequence[Member], agenda: Agenda | None, words: Phrases
) -> tuple[str, ...]:
    """Members by name where they are known and agree with the number; else who led and who wrote."""
    if members and len(members) == found.members:
        absent = agenda.absent if agenda else ()
        came = [
            words.line("minutes", "member_line", name=one.name, seat=seat_text(one, words))
            for one in members
            if one.id not in absent
        ]
        guests = agenda.guests if agenda else ()
        return (*came, *(words.line("minutes", "guest_line", name=name) for name in guests))
    led = (("chair_line", found.chair), ("secretary_line", found.secretary))
    return tuple(words.line("minutes", key, name=name) for key, name in led if name)


def _proceedings(agenda: Agenda | None, has_own_work: bool, words: Phrases) -> tuple[str, ...]:
    if agenda and agenda.rubric:
        said = words.lines("minutes", "proceedings_marked", rubric=agenda.rubric.title)
    else:
        said = words.lines("minutes", "proceedings")
    return (*said, words.line("minutes", "own_work")) if has_own_work else said


def _conclusions(found: Meeting, issuer: Issuer) -> tuple[str, ...]:
    said = [item.outcome for item in found.considerations]
    words = issuer.phrases
    first, *rest = words.lines(
        "minutes",
        "conclusions",
        employer=issuer.employer.name,
        carried=said.count(Outcome.PROPOSED),
        not_carried=said.count(Outcome.NOT_RECOGNISED),
        needed=votes_needed(found.members),
        members=found.members,
    )
    waiting = said.count(Outcome.AFTER_COMPLETION)
    more = (words.line("minutes", "after_completion_count", count=waiting),) if waiting else ()
    return (first, *more, *rest)


_CONCLUSIONS: Mapping[tuple[Outcome, bool], str] = {
    (Outcome.PROPOSED, True): "carried",
    (Outcome.PROPOSED, False): "carried",
    (Outcome.AFTER_COMPLETION, True): "after_completion",
    (Outcome.AFTER_COMPLETION, False): "after_completion_plain",
    (Outcome.NOT_RECOGNISED, True): "not_carried",
    (Outcome.NOT_RECOGNISED, False): "not_carried_plain",
}


def _row(item: Consideration, value: Initiative, found: Meeting, authors: int, words: Phrases) -> MinutesRow:
    """The vote on one: who was absent, and who is an author, said neither yes nor no."""
    key, members = _CONCLUSIONS[item.outcome, bool(item.reason)], found.members
    voters = (members if found.present is None else found.present) - authors
    return MinutesRow(
        code=str(value.number or ""),
        title=value.title,
        authors=letters.authors_text([(author.name, author.share) for author in value.authors]),
        workshop=value.workshop,
        yes=item.yes,
        no=max(0, voters - item.yes),
        ratio=letters.share_text((20_000 * item.yes + members) // (2 * members)),
        conclusion=words.line("minutes", key, reason=item.reason),
    )


OF_MEETING: Mapping[str, Callable[[Desk, str], Rendered]] = {"invitation": invitation, "minutes": minutes}
"""Papers about one meeting, by their kind."""

OF_NONE: Mapping[str, Callable[[Desk], Rendered]] = {"set_up": set_up}
"""Papers about nothing but the council."""
