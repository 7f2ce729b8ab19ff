"""Legal bases as dated records: what a paper may rest on, until when it holds, and what took its place.

Stale bases are the rule on papers in use, not the exception; so a print warns of one that has lapsed, wherever the line
came from, and never changes it by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.text import fold


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One law, decree, circular or decision.

    `code` is how a line is known to cite it: its number ("13/2012/NĐ-CP"), or the words of a law that is cited without
    number. `text` follows "Căn cứ ". `papers` are the kinds that cite it by themselves, in order of `place`.
    `lapsed_on` is the first day on which it no longer holds; `replaced_by` the code of what took its place.
    """

    code: str
    text: str
    papers: tuple[str, ...] = ()
    place: int = 100
    since: date | None = None
    lapsed_on: date | None = None
    replaced_by: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        begun = self.since is None or self.since <= day
        return begun and (self.lapsed_on is None or day < self.lapsed_on)


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A line that rests on what no longer holds (or not yet), and what to cite instead, where it is known."""

    line: str
    basis: LegalBasis
    instead: LegalBasis | None


def overridden(ours: Iterable[LegalBasis], own: Iterable[LegalBasis]) -> tuple[LegalBasis, ...]:
    """The records that came with the program, each replaced by the unit's own of the same code; in order of place."""
    known = {basis.code: basis for basis in ours} | {basis.code: basis for basis in own}
    return tuple(sorted(known.values(), key=lambda basis: (basis.place, basis.code)))


def cited_by(kind: str, bases: Iterable[LegalBasis], day: date) -> tuple[LegalBasis, ...]:
    """What a paper of a kind cites by itself on a day."""
    return tuple(basis for basis in bases if kind in basis.papers and basis.holds_on(day))


def lapsed(lines: Iterable[str], bases: Sequence[LegalBasis], day: date) -> tuple[Lapsed, ...]:
    """The lines that cite something which does not hold on a day."""
    return tuple(
        Lapsed(line, basis, _successor(basis, bases, day))
        for line in lines
        for basis in bases
        if not basis.holds_on(day) and f" {fold(basis.code)} " in f" {fold(line)} "
    )


def _successor(basis: LegalBasis, bases: Sequence[LegalBasis], day: date) -> LegalBasis | None:
    """What holds now: replaced once or more often; a circle of records ends the search."""
    known = {other.code: other for other in bases}
    seen = {basis.code}
    at = known.get(basis.replaced_by)
    while at is not None and not at.holds_on(day) and at.code not in seen:
        seen.add(at.code)
        at = known.get(at.replaced_by)
    return at if at is not None and at.holds_on(day) else None
