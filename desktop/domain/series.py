"""Series of numbers: one for each issuer, kind (the symbol behind the slash) and year.

The employer's numbers belong to its records office and are typed in after signing. The union and the council number
their own papers without a gap, from 01 on 1 January; within a unit with several PCs one of them keeps the union's
register (Decree 30/2020, annex I; no blocks of numbers are handed out).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Issuing(StrEnum):
    """Whose paper it is, and so whose register it stands in."""

    EMPLOYER = "employer"
    COUNCIL = "council"
    UNION = "union"


class Numbering(StrEnum):
    """How numbers are come by: typed after signing, or counted here."""

    TYPED = "typed"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """How one issuer's papers are numbered. `keeper` is the replica that keeps the register; empty: any."""

    issuer: Issuing
    numbering: Numbering
    keeper: str = ""


_DEFAULTS = {
    Issuing.EMPLOYER: Numbering.TYPED,
    Issuing.COUNCIL: Numbering.OWN,
    Issuing.UNION: Numbering.OWN,
}
_COUNT = re.compile(r"^\s*(\d{1,5})(?!\d)")


def rule_for(rules: Iterable[SeriesRule], issuer: Issuing) -> SeriesRule:
    """The rule said last for an issuer, else what is usual."""
    said = [rule for rule in rules if rule.issuer is issuer]
    return said[-1] if said else SeriesRule(issuer, _DEFAULTS[issuer])


def counted(number: str) -> int:
    """The count in a number (`05/TB-CĐCS` is 5); 0 where there is none."""
    found = _COUNT.match(number)
    return int(found[1]) if found else 0


def next_number(taken: Iterable[str], symbol: str) -> str:
    """The number that follows the highest one given: `06/TB-CĐCS`. A number never comes back, so gaps stay."""
    return f"{max(map(counted, taken), default=0) + 1:02d}/{symbol}"
