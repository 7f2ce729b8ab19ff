"""An issued paper: any paper that stands in a register, is numbered, signed and then frozen.

Recognition decisions are a record of their own (`domain.decision`), since they carry initiatives; everything else that
goes through signing is this: letters, the council's papers, lists of payments, and the papers that mend an issue.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

from desktop.domain.decision import DecisionState, IssuedFiles
from desktop.domain.initiative import Initiative
from desktop.domain.paper_form import new_code
from desktop.domain.series import Issuing


class Deed(StrEnum):
    """What a paper does to the one that it `mends` (Decree 30/2020, article 18.3)."""

    NONE = ""
    AMENDS = "amends"
    REPLACES = "replaces"
    ANNULS = "annuls"
    CORRECTS = "corrects"


@dataclass(frozen=True, slots=True)
class Ref:
    """A record that a paper is about: `initiative`, `decision`, `meeting`, `payment_round` and others."""

    kind: str
    id: str


class FixedField(StrEnum):
    """What a signed paper names of an initiative, and so only another paper can change."""

    TITLE = "title"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Fix:
    """One name that a mending paper puts right: the title, or the name of the author at `place` (from 0)."""

    initiative: str
    field: FixedField
    now: str
    place: int = 0


def fixed(value: Initiative, fixes: Iterable[Fix]) -> Initiative:
    """An initiative with the fixes that are its own; a place that is not there changes nothing."""
    for fix in fixes:
        if fix.initiative != value.id:
            continue
        if fix.field is FixedField.TITLE:
            value = replace(value, title=fix.now)
        else:
            authors = tuple(
                replace(author, name=fix.now) if place == fix.place else author
                for place, author in enumerate(value.authors)
            )
            value = replace(value, authors=authors)
    return value


def code_of(record: str) -> str:
    """The code that ties a printed paper to its record: the same for ever, and it says nothing to others."""
    return new_code(lambda count: sha256(f"register {record}".encode()).digest()[:count])


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """One paper in a register. `kind` is the paper's kind, `series` the symbol behind the slash (empty: unnumbered).

    `facts` is the content as JSON: renewed while it is a draft, frozen once it is signed. `mends` is the decision or
    issued paper that it amends, replaces, annuls or corrects; `fixes` go into the records when it is signed.
    """

    id: str
    kind: str
    issuer: Issuing
    series: str
    year: int
    state: DecisionState
    subject: str
    drafted_on: date
    facts: str
    signer: str = ""
    number: str = ""
    signed_on: date | None = None
    about: tuple[Ref, ...] = ()
    deed: Deed = Deed.NONE
    mends: str = ""
    fixes: tuple[Fix, ...] = ()
    reason: str = ""
    template: str = ""
    files: IssuedFiles = field(default_factory=IssuedFiles)

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed or withdrawn."""
        return self.state in (DecisionState.DRAFT, DecisionState.FOR_SIGNATURE)
