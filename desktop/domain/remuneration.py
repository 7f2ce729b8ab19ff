"""Remuneration (thù lao): the employer's money for the first years of use, a ledger of its own.

Charter on initiatives (Decree 13/2012), article 10, where nothing else was agreed: at least 7 % of what a year's use
brought, for three years, within a month after each year; where that cannot be computed, a multiple of the base wage.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.initiative import Initiative
from desktop.domain.problems import Problem
from desktop.domain.purse import RemunerationRule


@dataclass(frozen=True, slots=True)
class Remuneration:
    """One year of one initiative. `benefit` is what that year brought (None: not computable).

    `agreed` is the sum that author and employer agreed on where they did; `due` what is owed, `paid` what was given.
    """

    id: str
    initiative: str
    year: int
    benefit: int | None
    due: int
    due_on: date
    agreed: int | None = None
    paid: int = 0
    paid_on: date | None = None
    note: str = ""


def months_after(day: date, months: int) -> date:
    """The same day so many calendar months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def year_ends(first_used: date, year: int) -> date:
    """The last day of the n-th year of use."""
    return months_after(first_used, 12 * year) - timedelta(days=1)


def due_on(first_used: date, year: int, rule: RemunerationRule) -> date:
    """The last day to pay a year's remuneration."""
    return months_after(year_ends(first_used, year), rule.months_to_pay)


def owed(benefit: int | None, rule: RemunerationRule, agreed: int | None = None) -> int:
    """Đồng owed for a year: what was agreed, else the part of the benefit (rounded up), else times the base wage."""
    if agreed is not None:
        return agreed
    if benefit is None:
        return rule.base_wage * rule.times_base_wage
    return -(-benefit * rule.percent // 10_000)


def check_remuneration(
    initiative: Initiative, entry: Remuneration, rule: RemunerationRule
) -> tuple[Problem, ...]:
    """Whether a year of remuneration can be kept."""
    problems: list[Problem] = []
    if initiative.recognition is None:
        problems.append(Problem("payment.not_recognised", "initiative"))
    if initiative.first_used is None:
        problems.append(Problem("first_used.missing", "first_used"))
    if not 1 <= entry.year <= rule.years:
        problems.append(Problem("remuneration.year", "year", {"years": rule.years}))
    if entry.paid < 0 or entry.due < 0 or (entry.benefit or 0) < 0:
        problems.append(Problem("benefit.negative", "benefit"))
    return tuple(problems)
