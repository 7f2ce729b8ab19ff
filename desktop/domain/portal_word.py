"""What another portal said of an entry, typed by hand: for a portal that has no interface."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from desktop.domain.problems import Problem

_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, slots=True)
class PortalWord:
    """One initiative there: its code, the day it was put in, the day it was counted valid (None: not yet).

    `put_time` is the portal's own hour as it shows it ("09:41"); `returned_on` the day on which it sent the entry
    back, `note` why.
    """

    id: str
    initiative: str
    code: str
    put_on: date
    valid_on: date | None = None
    note: str = ""
    put_time: str = ""
    returned_on: date | None = None


def check_word(word: PortalWord, today: date) -> tuple[Problem, ...]:
    """Whether it can be kept: a code, and days in their order that have come."""
    problems: list[Problem] = []
    if not word.code.strip():
        problems.append(Problem("portal_word.code_missing", "code"))
    if word.put_on > today:
        problems.append(Problem("portal_word.in_future", "put_on", {"on": word.put_on}))
    if word.valid_on is not None and word.valid_on > today:
        problems.append(Problem("portal_word.in_future", "valid_on", {"on": word.valid_on}))
    if word.valid_on is not None and word.valid_on < word.put_on:
        problems.append(Problem("portal_word.valid_before_put", "valid_on", {"on": word.put_on}))
    if word.returned_on is not None and word.returned_on > today:
        problems.append(Problem("portal_word.in_future", "returned_on", {"on": word.returned_on}))
    if word.returned_on is not None and word.valid_on is not None:
        problems.append(Problem("portal_word.both", "returned_on"))
    if word.put_time and not _HOUR.fullmatch(word.put_time):
        problems.append(Problem("portal_word.hour", "put_time"))
    return tuple(problems)
