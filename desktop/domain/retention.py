"""How long things are kept: periods as dated facts of the house, never constants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.problems import Problem


class Kept(StrEnum):
    """What a period can be said for."""

    PERSON = "person"
    DRAFT = "draft"
    ACCESS = "access"


@dataclass(frozen=True, slots=True)
class Retention:
    """So many months after the last use something is due to go; `basis` is why: a rule of the house or of law."""

    what: Kept
    months: int
    basis: str = ""


def check_retention(rule: Retention) -> tuple[Problem, ...]:
    """A month at least, a century at most."""
    return () if 1 <= rule.months <= 1_200 else (Problem("retention.months", "months", {"most": 1_200}),)


def cutoff(day: date, months: int) -> date:
    """The day so many calendar months before; the month's last where it has no such day."""
    month = day.year * 12 + day.month - 1 - months
    for number in range(day.day, 27, -1):
        try:
            return date(month // 12, month % 12 + 1, number)
        except ValueError:
            continue
    return date(month // 12, month % 12 + 1, day.day)
