"""The house's own facts, each with the day it holds from: the union, the employer, signers, workshops, taste of papers.

Recognition papers are the employer's, money papers the union's: two letterheads, never one (documents of form).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from desktop.domain.body import Body
from desktop.domain.guidance import Guidance
from desktop.domain.intake_number import IntakeRule
from desktop.domain.legal import LegalBasis
from desktop.domain.machine import Machine
from desktop.domain.programme import Programme as Programme
from desktop.domain.purse import Purse, RemunerationRule
from desktop.domain.retention import Retention
from desktop.domain.rubric import Rubric
from desktop.domain.series import SeriesRule
from desktop.domain.target import Target
from desktop.domain.threshold import Threshold
from desktop.domain.unit_below import UnitBelow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Union:
    """The base-level union (CĐCS): its full name, the body above it, where it sits."""

    name: str
    short: str = ""
    superior: str = ""
    place: str = ""
    symbol: str = "CĐCS"


class EmployerKind(StrEnum):
    """A private company has no line of a superior body, a state-funded one bars its head from judging own work."""

    PRIVATE = "private"
    STATE_OWNED = "state_owned"
    STATE_FUNDED = "state_funded"


@dataclass(frozen=True, slots=True)
class Employer:
    """Who recognises: the head of the employer signs decisions and certificates."""

    name: str
    symbol: str = ""
    superior: str = ""
    place: str = ""
    kind: EmployerKind = EmployerKind.PRIVATE
    head_post: str = "Giám đốc"


class Authority(StrEnum):
    """By what right somebody signs: the head, a deputy, an acting head, for a collective."""

    HEAD = ""
    DEPUTY = "KT."
    ACTING = "Q."
    COLLECTIVE = "TM."


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs, with post and right."""

    name: str
    post: str
    authority: Authority = Authority.HEAD
    of: str = "employer"
    """`employer` or `union`: whose papers this person signs."""
    second_post: str = ""
    """The post in a second language, printed under it: for a head who is a foreigner."""


@dataclass(frozen=True, slots=True)
class CouncilSetUp:
    """The council as it was set up: its size decides what two thirds are."""

    members: int
    chair: str = ""
    secretary: str = ""
    decision_number: str = ""
    decision_date: date | None = None
    has_union_representative: bool = True
    uses_stamp: bool = False
    """Its papers bear the employer's stamp: the chair signs with the post in the unit, too (Decree 30/2020)."""


class Release(StrEnum):
    """What of an initiative a portal may see."""

    FULL = "full"
    TITLE = "title"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class EmployerAnswer:
    """What the employer answered to a Phiếu xin ý kiến: what a portal may see, by initiative.

    `scan` is the fingerprint of the signed sheet.
    """

    answered_on: date
    levels: Mapping[str, Release]
    signed_by: str = ""
    note: str = ""
    scan: str = ""


class CertificateStyle(StrEnum):
    """One certificate per initiative naming the group, or one per author."""

    PER_AUTHOR = "author"
    PER_INITIATIVE = "initiative"


@dataclass(frozen=True, slots=True)
class PaperTaste:
    """How this union likes its papers and what leaves by default."""

    certificates: CertificateStyle = CertificateStyle.PER_AUTHOR
    release: Release = Release.FULL
    legal_bases: tuple[str, ...] = ()
    codes_on_formal: bool = False
    """A code in the foot of decisions, letters and the like: no part of the decree's form, so off unless wanted."""


FACTS: Mapping[str, type[Any]] = {
    "union": Union,
    "employer": Employer,
    "signer": Signer,
    "council": CouncilSetUp,
    "taste": PaperTaste,
    "programme": Programme,
    "intake": IntakeRule,
    "purse": Purse,
    "remuneration_rule": RemunerationRule,
    "target": Target,
    "threshold": Threshold,
    "unit_below": UnitBelow,
    "body": Body,
    "rubric": Rubric,
    "series": SeriesRule,
    "legal_basis": LegalBasis,
    "retention": Retention,
    "guidance": Guidance,
    "machine": Machine,
    "employer_answer": EmployerAnswer,
}
"""Which value a fact's key holds. Keys with several rows in force at a time (signers, programmes, purses) are lists."""


@dataclass(frozen=True, slots=True)
class HouseFact:
    """One stored fact: `key` says which of `FACTS` the value is."""

    id: str
    key: str
    valid_from: date
    value: Any


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A fact and the first day it holds on."""

    value: T
    valid_from: date = field(default=date.min)


def in_force(facts: Iterable[Dated[T]], day: date) -> T | None:
    """The newest fact that holds on a day."""
    held = [fact for fact in facts if fact.valid_from <= day]
    return max(held, key=lambda fact: fact.valid_from).value if held else None
