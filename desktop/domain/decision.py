"""A recognition decision: drafted with number and date blank, signed on paper, then frozen.

Its number belongs to the employer's records office and is typed in after signing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.house import Signer
from desktop.domain.initiative import Route
from desktop.domain.problems import Problem


class DecisionState(StrEnum):
    """Dự thảo, Trình ký, Đã ký, Phát hành."""

    DRAFT = "draft"
    FOR_SIGNATURE = "for_signature"
    SIGNED = "signed"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True)
class IssuedFiles:
    """The frozen bytes of an issue by SHA-256: Word, PDF, and the scan where there is one."""

    docx: str = ""
    pdf: str = ""
    scan: str = ""
    edited_by_office: bool = False


@dataclass(frozen=True, slots=True)
class FrozenTemplate:
    """What certificates are printed from as it was at signing, by SHA-256: template, its note, places on bought forms.

    Empty for what was signed before templates were frozen, or where the unit had none to freeze.
    """

    docx: str = ""
    note: str = ""
    places: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision and its list. `facts` is the frozen content of the paper as JSON once it is signed."""

    id: str
    state: DecisionState
    route: Route
    series: str
    year: int
    signer: Signer
    initiatives: tuple[str, ...]
    drafted_on: date
    number: str = ""
    signed_on: date | None = None
    reason: str = ""
    template: str = ""
    facts: str = ""
    files: IssuedFiles = IssuedFiles()
    certificate: FrozenTemplate = FrozenTemplate()


_NUMBER = re.compile(r"^\s*(\d{1,5})\s*(?:/\s*(.*\S))?\s*$")


def full_number(typed: str, suffix: str) -> str:
    """`5` or `05` with the suffix `QĐ-HL` is `05/QĐ-HL`; a number typed whole stays as typed, padded below 10.

    Numbers under 10 get a leading zero (Decree 30/2020, annex I).
    """
    match = _NUMBER.match(typed)
    if match is None:
        return typed.strip()
    count, own = match.groups()
    return f"{int(count):02d}/{own or suffix}"


def check_signing(
    decision: Decision, number: str, signed_on: date, latest_meeting: date | None
) -> tuple[Problem, ...]:
    """Whether a number and a date may go in."""
    problems: list[Problem] = []
    if decision.state not in (DecisionState.DRAFT, DecisionState.FOR_SIGNATURE):
        problems.append(Problem("decision.already_signed", "number", {"number": decision.number}))
    if not number.strip() or not number.strip()[0].isdigit():
        problems.append(Problem("decision.number_missing", "number"))
    if latest_meeting and signed_on < latest_meeting:
        problems.append(Problem("decision.before_meeting", "signed_on", {"meeting": latest_meeting}))
    return tuple(problems)
