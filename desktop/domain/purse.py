"""Purses: from which money is given for initiatives, on what conditions, and how much at the most.

Three ledgers that never mix: the union's support, the employer's reward, remuneration under the Charter on
initiatives. Rates and caps are dated rows with the mark of how sure they are; a cap is not a rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.problems import Problem


class Ledger(StrEnum):
    """Whose money it is and why it is given."""

    SUPPORT = "support"
    REWARD = "reward"
    REMUNERATION = "remuneration"


class Condition(StrEnum):
    """What has to be true of an initiative before a purse may pay it."""

    WRITTEN = "written"
    """Title, authors and a description or summary are there: researched and written."""
    PROPOSED = "proposed"
    """The council proposes it, or it is recognised already."""
    RECOGNISED = "recognised"
    APPROVED = "approved"
    """The portal counts it valid."""
    REPORTED = "reported"
    """It stands in a report that the union has sent."""


class Sureness(StrEnum):
    """Read in a published source, inferred from one, or known from the field; all stay editable."""

    READ = "V"
    INFERRED = "I"
    FIELD = "M"


@dataclass(frozen=True, slots=True)
class Purse:
    """One purse as it holds from a day on. `rate` and `cap` are đồng for one initiative, shared by its authors."""

    code: str
    name: str
    rate: int
    cap: int
    ledger: Ledger = Ledger.SUPPORT
    payer: str = ""
    conditions: tuple[Condition, ...] = (Condition.RECOGNISED,)
    basis: str = ""
    sureness: Sureness = Sureness.FIELD
    until: date | None = None
    """The last day it pays, where there is one."""


SUPERIOR = Purse(
    "superior",
    "Công đoàn cấp trên trực tiếp",
    100_000,
    100_000,
    conditions=(Condition.RECOGNISED, Condition.APPROVED, Condition.REPORTED),
    sureness=Sureness.READ,
)
UNION = Purse(
    "union",
    "Công đoàn cơ sở",
    200_000,
    200_000,
    conditions=(Condition.WRITTEN,),
    sureness=Sureness.READ,
)
EMPLOYER = Purse(
    "employer",
    "Doanh nghiệp khen thưởng",
    200_000,
    2_000_000,
    ledger=Ledger.REWARD,
    conditions=(Condition.RECOGNISED,),
    sureness=Sureness.FIELD,
)
STARTING = (UNION, SUPERIOR, EMPLOYER)
"""What stands until the unit says otherwise: levels of a published plan, and one firm's reward as an example."""


@dataclass(frozen=True, slots=True)
class RemunerationRule:
    """The rule as it holds from a day on. `percent` in hundredths; `base_wage` in đồng (lương cơ sở)."""

    percent: int = 700
    years: int = 3
    months_to_pay: int = 1
    base_wage: int = 2_340_000
    times_base_wage: int = 5
    sureness: Sureness = Sureness.FIELD


def check_purse(purse: Purse) -> tuple[Problem, ...]:
    """Whether a purse can be kept: a rate within its cap, whole đồng."""
    problems: list[Problem] = []
    if not purse.code.strip():
        problems.append(Problem("purse.code_missing", "code"))
    if not purse.name.strip():
        problems.append(Problem("purse.name_missing", "name"))
    if purse.ledger is Ledger.REMUNERATION:
        problems.append(Problem("purse.remuneration_has_its_own", "ledger"))
    if purse.rate <= 0:
        problems.append(Problem("purse.rate_missing", "rate"))
    if purse.cap < purse.rate:
        problems.append(Problem("purse.rate_over_cap", "rate", {"cap": purse.cap}))
    return tuple(problems)


def check_rule(rule: RemunerationRule) -> tuple[Problem, ...]:
    """Whether a rule of remuneration can be kept: a part of the whole, some years, a base wage."""
    problems: list[Problem] = []
    if not 0 < rule.percent <= 10_000:
        problems.append(Problem("remuneration.percent", "percent"))
    problems += [
        Problem("remuneration.nothing", field)
        for field in ("years", "months_to_pay", "base_wage", "times_base_wage")
        if getattr(rule, field) < 1
    ]
    return tuple(problems)
