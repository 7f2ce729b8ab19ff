"""A decision that commends persons and collectives: drafted, then signed with a number and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date

from desktop.domain.decision import IssuedFiles
from desktop.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Commended:
    """One who is commended; `reward` in đồng. `is_collective`: a workshop or a group by its name.

    `person` tells people of one name apart; empty for a collective, and for somebody who is in no list.
    """

    name: str
    is_collective: bool = False
    workshop: str = ""
    reward: int = 0
    person: str = ""


@dataclass(frozen=True, slots=True)
class PraiseDecision:
    """One decision of the union. Without `signed_on` a draft; `facts` and `files` are frozen when it is signed."""

    id: str
    year: int
    drafted_on: date
    commended: tuple[Commended, ...]
    number: str = ""
    signed_on: date | None = None
    facts: str = ""
    files: IssuedFiles = made_by(default_factory=IssuedFiles)


def check_commended(chosen: tuple[Commended, ...]) -> tuple[Problem, ...]:
    """Whether these can be commended together: somebody, each once, no reward below nothing."""
    problems: list[Problem] = []
    if not chosen:
        problems.append(Problem("praise.nothing", "commended"))
    seen: set[tuple[object, ...]] = set()
    for one in chosen:
        who = (one.is_collective, one.person or one.name, one.workshop if not one.person else "")
        if who in seen:
            problems.append(Problem("praise.twice", "commended", {"name": one.name}))
        seen.add(who)
        if not one.name.strip():
            problems.append(Problem("person.name_missing", "name"))
        if one.reward < 0:
            problems.append(Problem("benefit.negative", "reward"))
    return tuple(problems)
