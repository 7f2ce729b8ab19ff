"""The council proposes: a vote of its members, counted in whole numbers (Circular 18/2013, article 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.initiative import Outcome
from desktop.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Consideration:
    """What the council said of one initiative."""

    initiative: str
    yes: int
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting as its minutes tell it: who could vote, who was there, what was said of each initiative."""

    id: str
    minutes_number: str
    held_on: date
    members: int
    present: int | None = None
    chair: str = ""
    secretary: str = ""
    considerations: tuple[Consideration, ...] = ()
    scan: str = ""


def votes_needed(members: int) -> int:
    """The least number of members whose agreement is two thirds: 5 of 7, 4 of 5, 6 of 9."""
    return -(-2 * members // 3)


def passes(yes: int, members: int) -> bool:
    """Two thirds of the members, not of those present."""
    return members > 0 and 3 * yes >= 2 * members


def check_meeting(meeting: Meeting) -> tuple[Problem, ...]:
    """The arithmetic and the dates of the minutes."""
    problems: list[Problem] = []
    if not meeting.minutes_number.strip():
        problems.append(Problem("minutes.number_missing", "minutes_number"))
    if meeting.members < 1:
        problems.append(Problem("council.no_members", "members"))
    if meeting.present is not None and not 0 <= meeting.present <= meeting.members:
        problems.append(Problem("council.more_present_than_members", "present"))
    if any(not 0 <= item.yes <= meeting.members for item in meeting.considerations):
        problems.append(Problem("votes.more_than_members", "yes", {"members": meeting.members}))
    elif meeting.present is not None and any(item.yes > meeting.present for item in meeting.considerations):
        problems.append(Problem("votes.more_than_present", "yes", {"present": meeting.present}))
    return tuple(problems)


def may_vote(members: int, authors_among_them: int) -> int:
    """The most that can agree to one initiative: an author has no vote on own work, yet counts as a member."""
    return members - authors_among_them
