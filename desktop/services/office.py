"""The house's facts: asked for when first needed, each with the day it holds from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.access import Right
from desktop.domain.house import (
    CouncilSetUp,
    Dated,
    Employer,
    HouseFact,
    PaperTaste,
    Programme,
    Signer,
    Union,
    in_force,
)
from desktop.domain.problems import Problem, Refused
from desktop.domain.text import clean_fields
from desktop.services.desk import Look, Work, order, question
from desktop.store import house
from desktop.store.house import HOUSE_FACTS


@dataclass(frozen=True, slots=True)
class House:
    """What holds on one day; None where nobody said yet."""

    union: Union | None
    employer: Employer | None
    council: CouncilSetUp | None
    taste: PaperTaste
    signers: tuple[Signer, ...]
    programmes: tuple[Programme, ...]

    def signers_of(self, of: str) -> tuple[Signer, ...]:
        """Those who sign the employer's or the union's papers."""
        return tuple(signer for signer in self.signers if signer.of == of)


@question()
def facts(look: Look, day: date | None = None) -> House:
    """What holds on a day (today where none is given)."""
    when = day or look.today()
    known = house.dated_of(look.session, ("union", "employer", "council", "taste", "signer", "programme"))

    def one(key: str) -> object:
        return in_force(known[key], when)

    return House(
        union=one("union"),  # type: ignore[arg-type]  # the key says which type the row holds
        employer=one("employer"),  # type: ignore[arg-type]
        council=one("council"),  # type: ignore[arg-type]
        taste=one("taste") or PaperTaste(),  # type: ignore[arg-type]
        signers=_all(known["signer"], when),
        programmes=_all(known["programme"], when),
    )


@question()
def history(look: Look) -> dict[str, tuple[HouseFact, ...]]:
    """What the union and the employer were called, newest first."""
    return {key: house.facts_of(look.session, key)[::-1] for key in ("union", "employer")}


@question()
def needed_for(look: Look, what: str) -> tuple[Problem, ...]:
    """What must still be said before `decision` or `send`; each problem's field names the form that asks for it."""
    known = facts(look)
    wanted: list[Problem] = []
    if what == "decision":
        if known.employer is None or not known.employer.name:
            wanted.append(Problem("employer.missing", "employer"))
        if not known.signers_of("employer"):
            wanted.append(Problem("signer.missing", "signer"))
    if what in ("decision", "send") and (known.union is None or not known.union.name):
        wanted.append(Problem("union.name_missing", "union"))
    return tuple(wanted)


@order(Right.ARRANGE, "office.union")
def put_union(work: Work, union: Union, valid_from: date | None = None) -> None:
    """Say what the union is called from a day on. Raises `union.name_missing`."""
    cleaned = clean_fields(union)
    if not cleaned.name:
        raise Refused("union.name_missing")
    _put(work, "union", cleaned, valid_from)


@order(Right.ARRANGE, "office.employer")
def put_employer(work: Work, employer: Employer, valid_from: date | None = None) -> None:
    """Say who recognises from a day on. Raises `employer.missing`."""
    cleaned = clean_fields(employer)
    if not cleaned.name:
        raise Refused("employer.missing")
    _put(work, "employer", cleaned, valid_from)


@order(Right.ARRANGE, "office.signer")
def put_signer(work: Work, signer: Signer, valid_from: date | None = None) -> None:
    """Add somebody who signs, or change how they sign (same name and side). Raises `signer.name_missing`."""
    cleaned = clean_fields(signer)
    if not cleaned.name or not cleaned.post:
        raise Refused("signer.name_missing")
    known = [
        fact
        for fact in house.facts_of(work.session, "signer")
        if fact.value.name == cleaned.name and fact.value.of == cleaned.of
    ]
    day = valid_from or (known[0].valid_from if known else work.today())
    work.save(HOUSE_FACTS, HouseFact(known[0].id if known else work.new_id(), "signer", day, cleaned))


@order(Right.ARRANGE, "office.council")
def put_council(work: Work, council: CouncilSetUp, valid_from: date | None = None) -> None:
    """Say how the council is set up from a day on. Raises `council.no_members`."""
    if council.members < 1:
        raise Refused("council.no_members")
    _put(work, "council", clean_fields(council), valid_from)


@order(Right.ARRANGE, "office.taste")
def put_taste(work: Work, taste: PaperTaste, valid_from: date | None = None) -> None:
    """Say how papers are liked and what leaves by default."""
    _put(work, "taste", taste, valid_from)


@order(Right.ARRANGE, "office.programme")
def put_programme(work: Work, programme: Programme, valid_from: date | None = None) -> None:
    """Add a programme, or change the one with the same code."""
    known = [fact for fact in house.facts_of(work.session, "programme") if fact.value.code == programme.code]
    day = valid_from or (known[0].valid_from if known else work.today())
    work.save(HOUSE_FACTS, HouseFact(known[0].id if known else work.new_id(), "programme", day, programme))


def _put(work: Work, key: str, value: object, valid_from: date | None) -> None:
    """One fact a key and day: said again for the same day it is corrected, for another day added."""
    known = house.facts_of(work.session, key)
    day = valid_from or (known[-1].valid_from if known else work.today().replace(month=1, day=1))
    same_day = [fact for fact in known if fact.valid_from == day]
    work.save(HOUSE_FACTS, HouseFact(same_day[0].id if same_day else work.new_id(), key, day, value))


def _all(dated: Iterable[Dated[object]], when: date) -> tuple:  # type: ignore[type-arg]  # the key says which
    return tuple(fact.value for fact in dated if fact.valid_from <= when)
