"""A meeting before it is held: when and where, what is considered, by which rubric, who cannot come.

Once it was held its result is a `Meeting` with the same id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from desktop.domain.problems import Problem
from desktop.domain.rubric import Rubric

_HOUR = re.compile(r"^([01]?\d|2[0-3])[:hg.]([0-5]\d)?$")


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a meeting is called for. `rubric` is the copy that its sheets are marked by; None: voted without sheets.

    `opens_at` is "08:30" or nothing; `absent` names members, `guests` people beside the council, one a line.
    """

    id: str
    held_on: date
    initiatives: tuple[str, ...]
    opens_at: str = ""
    place: str = ""
    purpose: str = ""
    guests: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    rubric: Rubric | None = None


def read_hour(typed: str) -> str | None:
    """`8h30`, `8:30`, `8g` as "08:30"; nothing typed is nothing, what cannot be read is None."""
    text = typed.strip().lower().replace(" ", "")
    if not text:
        return ""
    match = _HOUR.match(text)
    return None if match is None else f"{int(match[1]):02d}:{match[2] or '00'}"


def check_agenda(agenda: Agenda) -> tuple[Problem, ...]:
    """Whether people can be called to it."""
    problems: list[Problem] = []
    if not agenda.initiatives:
        problems.append(Problem("agenda.nothing", "initiatives"))
    if read_hour(agenda.opens_at) is None:
        problems.append(Problem("agenda.hour_unreadable", "opens_at", {"text": agenda.opens_at}))
    return tuple(problems)
