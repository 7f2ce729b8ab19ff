"""Legal bases: those that came with the program, the unit's own over them, and the lines that cite lapsed ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop import paths
from desktop.documents.legal_shelf import read_bases
from desktop.domain.access import Right
from desktop.domain.house import HouseFact
from desktop.domain.legal import LegalBasis, lapsed, overridden
from desktop.domain.problems import Problem, Refused
from desktop.domain.text import clean_fields
from desktop.services.desk import Look, Work, order, question
from desktop.store import house
from desktop.store.house import HOUSE_FACTS


@question()
def listing(look: Look) -> tuple[LegalBasis, ...]:
    """Every basis that is known, in the order in which papers cite them."""
    own = (fact.value for fact in house.facts_of(look.session, "legal_basis"))
    return overridden(read_bases(paths.templates_folder() / "vi"), own)


@order(Right.ARRANGE, "office.legal")
def put(work: Work, basis: LegalBasis) -> None:
    """Add a basis, or change the one with the same code. Raises `legal.code_missing`, `legal.dates`."""
    cleaned = clean_fields(basis)
    if not cleaned.code or not cleaned.text:
        raise Refused("legal.code_missing")
    if cleaned.since and cleaned.lapsed_on and cleaned.lapsed_on <= cleaned.since:
        raise Refused("legal.dates", since=cleaned.since, lapsed_on=cleaned.lapsed_on)
    known = [fact for fact in house.facts_of(work.session, "legal_basis") if fact.value.code == cleaned.code]
    record = known[0].id if known else work.new_id()
    work.save(HOUSE_FACTS, HouseFact(record, "legal_basis", work.today(), cleaned))


@question()
def warnings(look: Look, lines: Iterable[str], day: date | None = None) -> tuple[Problem, ...]:
    """One warning for each line that cites what does not hold on a day (today where none is given)."""
    when = day or look.today()
    return tuple(
        Problem(
            "legal.lapsed" if found.instead is None else "legal.replaced",
            "bases",
            {
                "basis": found.basis.code,
                "lapsed_on": found.basis.lapsed_on or found.basis.since,
                "instead": found.instead.code if found.instead else "",
            },
            warns_only=True,
        )
        for found in lapsed(lines, listing(look), when)
    )
