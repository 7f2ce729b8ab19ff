"""Who sits on the council, from when until when, and for whom (Circular 18/2013, article 8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.house import EmployerKind
from desktop.domain.problems import Problem
from desktop.domain.scoring import may_sit


class Seat(StrEnum):
    """The seats of a council, the highest first."""

    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy_chair"
    SECRETARY = "secretary"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Member:
    """One member. `person` ties the seat to the authors of initiatives; `until` is the last day, None: still sits.

    `represents_union` marks the representative of the union that the authors belong to, `is_head` the head of the
    unit, who has no seat where a state-funded unit considers the head's own initiative.
    """

    id: str
    person: str
    name: str
    seat: Seat = Seat.MEMBER
    post: str = ""
    represents_union: bool = False
    is_head: bool = False
    since: date | None = None
    until: date | None = None


def sits(member: Member, day: date) -> bool:
    """Whether the seat is held on a day."""
    return (member.since is None or member.since <= day) and (member.until is None or day <= member.until)


def seated(members: Iterable[Member], day: date) -> tuple[Member, ...]:
    """Those who sit on a day, by seat and then in the order in which they were entered."""
    return tuple(
        sorted((one for one in members if sits(one, day)), key=lambda one: list(Seat).index(one.seat))
    )


def without_barred_head(
    members: Sequence[Member], *, kind: EmployerKind, authors: Collection[str]
) -> tuple[Member, ...]:
    """The members who may sit where these people's initiatives are considered."""
    return tuple(
        one
        for one in members
        if not one.is_head or may_sit(one.person, head=one.person, kind=kind, authors=authors)
    )


def holder(members: Sequence[Member], seat: Seat) -> str:
    """The name of the one on a seat; nothing where it is empty."""
    return next((one.name for one in members if one.seat is seat), "")


def check_member(member: Member, others: Iterable[Member] = ()) -> tuple[Problem, ...]:
    """Whether one member can be stored beside the others."""
    problems: list[Problem] = []
    if not member.name.strip():
        problems.append(Problem("member.name_missing", "name"))
    if member.since and member.until and member.until < member.since:
        problems.append(Problem("member.until_before_since", "until"))
    if any(
        one.id != member.id and one.person == member.person and _meet(one, member)
        for one in others
        if member.person
    ):
        problems.append(Problem("member.twice", "name", {"name": member.name}))
    return tuple(problems)


def _meet(one: Member, other: Member) -> bool:
    """Whether there is a day on which both hold."""
    starts = max(one.since or date.min, other.since or date.min)
    return starts <= min(one.until or date.max, other.until or date.max)


def check_seats(members: Sequence[Member]) -> tuple[Problem, ...]:
    """What a council as it sits still lacks; warnings, for the law says "where there is one" of the union."""
    if not members:
        return (Problem("council.no_members", "members", warns_only=True),)
    problems = []
    chairs = sum(one.seat is Seat.CHAIR for one in members)
    if not chairs:
        problems.append(Problem("council.no_chair", "seat", warns_only=True))
    elif chairs > 1:
        problems.append(Problem("council.two_chairs", "seat", warns_only=True))
    if not any(one.seat is Seat.SECRETARY for one in members):
        problems.append(Problem("council.no_secretary", "seat", warns_only=True))
    if not any(one.represents_union for one in members):
        problems.append(Problem("council.no_union_representative", "represents_union", warns_only=True))
    return tuple(problems)
