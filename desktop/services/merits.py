"""What recognised work of a year says of persons and collectives: the ground that praise stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.award import Contribution, records_of
from desktop.domain.praise import Commended
from desktop.domain.problems import Problem
from desktop.services.desk import Look, question
from desktop.store import people
from desktop.store import praise as praise_store


@dataclass(frozen=True, slots=True)
class Merit:
    """A person or a collective with recognised work in a year; `benefit` is their part of it in đồng."""

    commended: Commended
    initiatives: tuple[str, ...]
    benefit: int
    already: str = ""
    """The decision of that year (its number, "–" for a draft) that commends them already."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One who is to be commended: recognised initiatives behind it, and what stands out."""

    commended: Commended
    initiatives: tuple[str, ...]
    problems: tuple[Problem, ...]


def contributions(look: Look, first_year: int, last_year: int) -> list[Contribution]:
    """Every part in what was recognised in these years, under the entry that each person has now."""
    found = list(praise_store.contributions(look.session, first_year, last_year))
    known = people.now_known_as(look.session, [part.person for part in found])
    return [replace(part, person=known.get(part.person, part.person)) for part in found] if known else found


@question()
def merits(look: Look, year: int) -> tuple[Merit, ...]:
    """Who has recognised work in a year, those with most of it first; workshops beside persons."""
    known = contributions(look, year, year)
    before = _commended(look, year)
    homes = {part.person: part.own_workshop or part.workshop for part in reversed(known)}
    found = [
        Merit(
            Commended(record.name, workshop=homes[person], person=person),
            record.initiatives,
            record.sums.get(year, 0),
            before.get((False, person), ""),
        )
        for person, record in records_of(known).items()
    ]
    for workshop, (ids, benefit) in _by_workshop(known).items():
        found.append(Merit(Commended(workshop, True), ids, benefit, before.get((True, workshop), "")))
    return tuple(sorted(found, key=_most_first))


def _most_first(one: Merit) -> tuple[int, int, bool, str]:
    return -len(one.initiatives), -one.benefit, one.commended.is_collective, one.commended.name


@question()
def checked(look: Look, chosen: Sequence[Commended], year: int, *, but: str = "") -> tuple[Checked, ...]:
    """Each with the recognised work of the year; who has none is flagged, never left out.

    `but` is the decision that is being written itself.
    """
    known = contributions(look, year, year)
    before = _commended(look, year, but=but)
    return tuple(_check(one, known, before) for one in chosen)


def _check(one: Commended, known: Sequence[Contribution], before: dict[tuple[bool, str], str]) -> Checked:
    if one.is_collective:
        own = [part for part in known if part.workshop == one.name]
    elif one.person:
        own = [part for part in known if part.person == one.person]
    else:
        own = [
            part
            for part in known
            if part.name == one.name
            and (not one.workshop or one.workshop in (part.own_workshop, part.workshop))
        ]
    persons = {part.person for part in own}
    problems: list[Problem] = []
    if not own:
        problems.append(Problem("praise.no_recognised", "name", {"name": one.name}, warns_only=True))
    if not one.is_collective and len(persons) > 1:
        facts = {"name": one.name, "count": len(persons)}
        problems.append(Problem("praise.same_name", "name", facts, warns_only=True))
    again = before.get((one.is_collective, one.name if one.is_collective else one.person or one.name))
    if again:
        facts = {"name": one.name, "number": again}
        problems.append(Problem("praise.again", "name", facts, warns_only=True))
    return Checked(one, tuple(dict.fromkeys(part.initiative for part in own)), tuple(problems))


def _commended(look: Look, year: int, *, but: str = "") -> dict[tuple[bool, str], str]:
    """Who stands in a decision of that year already, with its number."""
    found: dict[tuple[bool, str], str] = {}
    for decision in praise_store.listing(look.session):
        if decision.year == year and decision.id != but:
            for one in decision.commended:
                key = one.name if one.is_collective else one.person or one.name
                found[(one.is_collective, key)] = decision.number or "–"
    return found


def _by_workshop(known: Sequence[Contribution]) -> dict[str, tuple[tuple[str, ...], int]]:
    """Initiatives of each workshop, each once, and what they brought."""
    whole: dict[str, dict[str, int]] = {}
    for part in known:
        if part.workshop:
            whole.setdefault(part.workshop, {})[part.initiative] = part.amount or 0
    return {workshop: (tuple(found), sum(found.values())) for workshop, found in whole.items()}
