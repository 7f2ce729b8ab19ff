"""Guidance from the level above: what a package brings, beside what the unit has, and what was put in place of it.

A level above proposes; nothing that the unit made or changed itself gives way to it unless a person says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.problems import Problem


class Part(StrEnum):
    """What a package may bring; those before `template` are facts of the house under a key of the same name."""

    PROGRAMME = "programme"
    RUBRIC = "rubric"
    LEGAL_BASIS = "legal_basis"
    PURSE = "purse"
    THRESHOLD = "threshold"
    REMUNERATION_RULE = "remuneration_rule"
    TARGET = "target"
    BODY = "body"
    TEMPLATE = "template"
    GUIDE = "guide"


FILES = frozenset({Part.TEMPLATE, Part.GUIDE})
"""Parts that are files beside the unit's own, not facts."""


class Beside(StrEnum):
    """How something from above stands beside what is here."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    OWN = "own"
    """The unit has its own, which stays in force."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in two values, as stored; `ours` is None where there is nothing here."""

    field: str
    ours: object
    theirs: object


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a package brings. `valid_from` is None where the day is that of applying it."""

    part: Part
    code: str
    title: str
    beside: Beside
    valid_from: date | None = None
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """By what it is chosen: `programme:thuong-xuyen-2026`."""
        return f"{self.part.value}:{self.code}"

    @property
    def waits(self) -> bool:
        """Whether applying the package would change anything by it."""
        return self.beside in {Beside.NEW, Beside.CHANGED}


@dataclass(frozen=True, slots=True)
class Given:
    """What was put in place from above: the record (empty for files) and a digest of the value as it was put."""

    part: Part
    code: str
    record: str
    digest: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """A package in force: a fact of the house. `given` holds all that came from this publisher up to now."""

    publisher: str
    name: str
    version: int
    title: str
    package: str
    given: tuple[Given, ...] = ()


def with_given(before: tuple[Given, ...], fresh: tuple[Given, ...]) -> tuple[Given, ...]:
    """What was given once and what is given now: one for each record, or each file."""
    known = {(one.part, one.record or one.code): one for one in before}
    known.update({(one.part, one.record or one.code): one for one in fresh})
    return tuple(known.values())
