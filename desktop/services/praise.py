"""Praise the same day: letters, story cards, candidates for a higher award."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.documents.praise_papers import PraiseLetterFacts, PraiseLettersFacts
from desktop.documents.story_card import CardFacts, CardSize, as_pdf, as_png
from desktop.domain.award import Candidate, candidate, records_of
from desktop.domain.initiative import BenefitKind, Initiative, shown_title
from desktop.domain.money import figures
from desktop.domain.praise import Commended
from desktop.domain.problems import Refused
from desktop.services import merits, printing, purses
from desktop.services.desk import Desk, Look, question
from desktop.services.printing import Rendered
from desktop.services.union_papers import UnionIssuer, union_issuer
from desktop.store import initiatives
from desktop.store.people import PEOPLE

__all__ = ["CardSize", "Commended"]

Stop = Callable[[], object]


@question()
def award_candidates(look: Look, year: int) -> tuple[Candidate, ...]:
    """Who reaches a threshold for Bằng Lao động sáng tạo in a year, or over three; the largest sum first."""
    records = records_of(merits.contributions(look, year - 2, year))
    known = PEOPLE.load_many(look.session, list(records))
    thresholds = purses.thresholds(look)
    found = [
        one
        for person, record in records.items()
        if (one := candidate(person, record, known.get(person), thresholds, year)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (-sum(one.sums.values()), one.name, one.person)))


def render_letters(
    desk: Desk,
    ids: Sequence[str],
    *,
    together: bool = False,
    collectives: Sequence[str] = (),
    stop: Stop = lambda: None,
) -> Rendered:
    """Letters of praise, a page each: to the authors of these recognised initiatives, to these collectives. Blocking.

    `together` writes one letter an initiative, to the whole group. Raises `praise.nothing`, `payment.not_recognised`,
    `praise.no_recognised` for a collective, `union.name_missing`.
    """
    facts = desk.look(letters_facts, ids, together=together, collectives=collectives)
    return printing.render(desk, facts, stop=stop)


@question()
def letters_facts(
    look: Look, ids: Sequence[str], *, together: bool = False, collectives: Sequence[str] = ()
) -> PraiseLettersFacts:
    """The facts of the letters."""
    issuer = union_issuer(look)
    found = initiatives.load_many(look.session, list(ids))
    values = [found[record] for record in ids if record in found]
    for value in values:
        if value.recognition is None:
            raise Refused("payment.not_recognised", title=value.title)
    year = look.today().year
    pages = [page for value in values for page in _letters(value, issuer, year, together=together)]
    pages += [_to_collective(look, name, issuer, year) for name in collectives]
    if not pages:
        raise Refused("praise.nothing")
    return PraiseLettersFacts(tuple(pages))


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


def _to_collective(look: Look, name: str, issuer: UnionIssuer, year: int) -> PraiseLetterFacts:
    (work,) = merits.checked(look, [Commended(name, True)], year)
    if not work.initiatives:
        raise Refused("praise.no_recognised", name=name)
    facts = {"name": name, "year": year, "count": len(work.initiatives)}
    return PraiseLetterFacts(
        letterhead=issuer.letterhead,
        heading=issuer.heading("praise_letter", "", None, year),
        holder=issuer.line("praise_letter", "collective", **facts),
        workshop="",
        reason=issuer.line("praise_letter", "reason_collective", **facts),
        thanks=issuer.line("praise_letter", "thanks_collective", **facts),
        signature=issuer.signature(),
    )


def _letters(value: Initiative, issuer: UnionIssuer, year: int, *, together: bool) -> list[PraiseLetterFacts]:
    assert value.recognition is not None
    facts = {"title": shown_title(value), "decision": value.recognition.number}
    is_group = together and len(value.authors) > 1
    holders = (
        [(", ".join(author.name for author in value.authors), value.workshop)]
        if is_group
        else [(author.name, author.workshop or value.workshop) for author in value.authors]
    )
    words = "_group" if is_group else ""
    return [
        PraiseLetterFacts(
            letterhead=issuer.letterhead,
            heading=issuer.heading("praise_letter", "", None, year),
            holder=name,
            workshop=workshop,
            reason=issuer.line("praise_letter", f"reason{words}", **facts),
            thanks=issuer.line("praise_letter", f"thanks{words}"),
            signature=issuer.signature(),
        )
        for name, workshop in holders
    ]
