"""Praise the same day: letters, a decision for persons and collectives, story cards, candidates for a higher award."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.documents.praise_papers import (
    PraiseDecisionFacts,
    PraiseLetterFacts,
    PraiseLettersFacts,
    PraiseRow,
)
from desktop.documents.story_card import CardFacts, CardSize, as_pdf, as_png
from desktop.domain.access import Right
from desktop.domain.award import Candidate, candidate, records_of
from desktop.domain.initiative import BenefitKind, Initiative, Stage, shown_title
from desktop.domain.money import figures
from desktop.domain.problems import Problem, Refused
from desktop.services import printing, purses
from desktop.services.desk import Desk, Look, question
from desktop.services.printing import Rendered
from desktop.services.union_papers import UnionIssuer, union_issuer
from desktop.store import initiatives, lists
from desktop.store.lists import ListQuery
from desktop.store.people import PEOPLE

__all__ = ["CardSize"]

Stop = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Commended:
    """One who is to be commended; `reward` in đồng. `is_collective`: a workshop or a group by its name."""

    name: str
    is_collective: bool = False
    workshop: str = ""
    reward: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """What the records say of one who is to be commended: recognised initiatives, and what stands out."""

    commended: Commended
    initiatives: tuple[str, ...]
    workshop: str
    problems: tuple[Problem, ...]


@question()
def award_candidates(look: Look, year: int) -> tuple[Candidate, ...]:
    """Who reaches a threshold for Bằng Lao động sáng tạo in a year, or over three; the largest sum first."""
    records = records_of(_recognised(look))
    known = PEOPLE.load_many(look.session, list(records))
    thresholds = purses.thresholds(look)
    found = [
        one
        for person, record in records.items()
        if (one := candidate(person, record, known.get(person), thresholds, year)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (-sum(one.sums.values()), one.name, one.person)))


@question()
def checked(look: Look, chosen: Sequence[Commended]) -> tuple[Checked, ...]:
    """Each with the recognised work behind it; without any it is flagged, never left out."""
    recognised = _recognised(look)
    return tuple(_check(one, recognised) for one in chosen)


def render_letters(desk: Desk, ids: Sequence[str], *, stop: Stop = lambda: None) -> Rendered:
    """Letters of praise for the authors of these recognised initiatives, a page each. Blocking.

    Raises `praise.nothing`, `payment.not_recognised`, `union.name_missing`.
    """
    return printing.render(desk, desk.look(letters_facts, ids), stop=stop)


@question()
def letters_facts(look: Look, ids: Sequence[str]) -> PraiseLettersFacts:
    """The facts of the letters."""
    issuer = union_issuer(look)
    found = initiatives.load_many(look.session, list(ids))
    values = [found[record] for record in ids if record in found]
    for value in values:
        if value.recognition is None:
            raise Refused("payment.not_recognised", title=value.title)
    pages = [page for value in values for page in _letters(value, issuer, look.today().year)]
    if not pages:
        raise Refused("praise.nothing")
    return PraiseLettersFacts(tuple(pages))


def render_decision(desk: Desk, chosen: Sequence[Commended], *, stop: Stop = lambda: None) -> Rendered:
    """The decision that commends these, number and date blank. Blocking. Raises `praise.nothing`."""
    return printing.render(desk, desk.look(decision_facts, chosen), stop=stop)


@question(Right.DECIDE)
def decision_facts(look: Look, chosen: Sequence[Commended]) -> PraiseDecisionFacts:
    """The facts of that decision."""
    rows = checked(look, chosen)
    if not rows:
        raise Refused("praise.nothing")
    issuer = union_issuer(look)
    year = look.today().year
    persons = sum(not row.commended.is_collective for row in rows)
    counts = {"year": year, "persons": f"{persons:02d}", "collectives": f"{len(rows) - persons:02d}"}
    return PraiseDecisionFacts(
        letterhead=issuer.letterhead,
        heading=issuer.heading("praise", "", None, year),
        subject=issuer.line("praise", "subject", **counts),
        authority=issuer.line("praise", "authority").upper(),
        bases=issuer.lines("praise", "bases"),
        articles=issuer.lines("praise", "articles", **counts),
        recipients=issuer.lines("praise", "recipients"),
        signature=issuer.signature(),
        issued_by=issuer.line("praise", "authority"),
        rows=tuple(_row(row, issuer) for row in rows),
    )


@question()
def card_facts(
    look: Look, record: str, *, names: bool = True, photo: bytes = b"", consent: str = ""
) -> CardFacts:
    """What a story card may say of a recognised initiative.

    Protected content never: such a one needs a public title, and has neither summary nor photo. A photo needs the word
    of those in it (`consent` says where it is kept). Raises `initiative.missing`, `payment.not_recognised`,
    `praise.protected`, `praise.consent_missing`.
    """
    value = initiatives.load_many(look.session, (record,)).get(record)
    if value is None:
        raise Refused("initiative.missing", id=record)
    if value.recognition is None:
        raise Refused("payment.not_recognised", title=value.title)
    if value.is_protected and (photo or not value.public_title):
        raise Refused("praise.protected", title=value.public_title)
    if photo and not consent.strip():
        raise Refused("praise.consent_missing")
    issuer = union_issuer(look)
    authors = ", ".join(author.name for author in value.authors) if names else ""
    effect = ""
    if value.benefit.kind is BenefitKind.AMOUNT and value.benefit.amount and not value.amount_withheld:
        effect = issuer.line("praise", "effect", amount=figures(value.benefit.amount))
    return CardFacts(
        union=issuer.union.name,
        heading=issuer.line("praise", "card_heading", year=value.recognition.signed_on.year),
        title=shown_title(value),
        authors=authors,
        workshop=value.workshop,
        summary="" if value.is_protected else value.summary,
        effect=effect,
        photo=photo,
    )


def draw_card(facts: CardFacts, size: CardSize) -> tuple[bytes, bytes]:
    """The card as a picture and as a page to print. Blocking."""
    return as_png(facts, size), as_pdf(facts, size)


def _recognised(look: Look) -> list[Initiative]:
    wanted = lists.ids(look.session, ListQuery(stages=(Stage.RECOGNISED,), descending=False))
    return list(initiatives.load_many(look.session, wanted).values())


def _check(one: Commended, recognised: Sequence[Initiative]) -> Checked:
    if one.is_collective:
        own = [value for value in recognised if value.workshop == one.name]
    else:
        own = [
            value
            for value in recognised
            if any(
                author.name == one.name
                and (not one.workshop or one.workshop in (author.workshop, value.workshop))
                for author in value.authors
            )
        ]
    people = {author.person for value in own for author in value.authors if author.name == one.name}
    problems = []
    if not own:
        problems.append(Problem("praise.no_recognised", "name", {"name": one.name}, warns_only=True))
    if not one.is_collective and len(people) > 1:
        facts = {"name": one.name, "count": len(people)}
        problems.append(Problem("praise.same_name", "name", facts, warns_only=True))
    workshop = one.workshop or next((value.workshop for value in own), "")
    return Checked(one, tuple(value.id for value in own), workshop, tuple(problems))


def _row(row: Checked, issuer: UnionIssuer) -> PraiseRow:
    one = row.commended
    return PraiseRow(
        name=one.name,
        kind=issuer.line("praise", "collective" if one.is_collective else "person"),
        workshop="" if one.is_collective else row.workshop,
        merit=issuer.line("praise", "merit", count=len(row.initiatives)) if row.initiatives else "",
        reward=figures(one.reward) if one.reward else "",
    )


def _letters(value: Initiative, issuer: UnionIssuer, year: int) -> list[PraiseLetterFacts]:
    assert value.recognition is not None
    facts = {"title": shown_title(value), "decision": value.recognition.number}
    return [
        PraiseLetterFacts(
            letterhead=issuer.letterhead,
            heading=issuer.heading("praise_letter", "", None, year),
            holder=author.name,
            workshop=author.workshop or value.workshop,
            reason=issuer.line("praise_letter", "reason", **facts),
            thanks=issuer.line("praise_letter", "thanks"),
            signature=issuer.signature(),
        )
        for author in value.authors
    ]
