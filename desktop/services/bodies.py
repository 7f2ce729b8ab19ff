"""Bodies of the union above the base, kept by date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desktop.domain.access import Right
from desktop.domain.body import Body, chain
from desktop.domain.house import HouseFact
from desktop.domain.problems import Refused
from desktop.domain.text import clean_fields, clean_line
from desktop.services import office
from desktop.services.desk import Look, Work, order, question
from desktop.store import house
from desktop.store.house import HOUSE_FACTS


@question()
def bodies(look: Look) -> tuple[Body, ...]:
    """Every body under every name it bore, by name."""
    found = [fact.value for fact in house.facts_of(look.session, "body")]
    return tuple(sorted(found, key=lambda body: (body.name.casefold(), body.since or date.min)))


@question()
def above(look: Look, day: date | None = None) -> tuple[Body, ...]:
    """The bodies above this union on a day (today where none is given), lowest first."""
    when = day or look.today()
    union = office.facts(look, when).union
    return chain(union.superior, bodies(look), when) if union else ()


@order(Right.ARRANGE, "body.save")
def save(work: Work, body: Body) -> str:
    """Store a body (an empty id makes a new one). Raises `body.name_missing`, `body.circle` above itself."""
    cleaned = replace(
        clean_fields(body),
        id=body.id or work.new_id(),
        aliases=tuple(filter(None, map(clean_line, body.aliases))),
    )
    if not cleaned.name:
        raise Refused("body.name_missing")
    known = {one.id: one for one in bodies(work)} | {cleaned.id: cleaned}
    at, seen = cleaned.parent, {cleaned.id}
    while at in known:
        if at in seen:
            raise Refused("body.circle", name=cleaned.name)
        seen.add(at)
        at = known[at].parent
    store(work, (cleaned,))
    return cleaned.id


def store(work: Work, changed: Sequence[Body]) -> None:
    """Part of an order: write bodies as facts of the house."""
    for body in changed:
        work.save(HOUSE_FACTS, HouseFact(body.id, "body", body.since or date.min, body))
