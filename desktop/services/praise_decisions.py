"""Decisions of the union that commend: drafted with number and date blank, signed, frozen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from desktop.documents.praise_papers import PraiseDecisionFacts, PraiseRow
from desktop.domain.access import Right
from desktop.domain.money import figures
from desktop.domain.praise import Commended, PraiseDecision, check_commended
from desktop.domain.problems import Refused, blocking
from desktop.services import freezing, merits, printing
from desktop.services.desk import Desk, Done, Look, Work, order, question
from desktop.services.merits import Checked
from desktop.services.printing import Rendered
from desktop.services.union_papers import UnionIssuer, union_issuer
from desktop.store import praise as praise_store
from desktop.store.praise import PRAISE_DECISIONS

Stop = Callable[[], object]


@dataclass(frozen=True, slots=True)
class _Prepared:
    decision: PraiseDecision
    facts: PraiseDecisionFacts


@order(Right.DECIDE, "praise.draft")
def draft(work: Work, chosen: Sequence[Commended], year: int = 0, record: str = "") -> str:
    """Draft a decision for these, or change a draft (`record`); gives its id.

    Raises the codes of `domain.praise.check_commended`, `praise.signed`, `praise.missing`.
    """
    known = _need(work, record) if record else None
    if known is not None and known.signed_on is not None:
        raise Refused("praise.signed", number=known.number)
    problems = blocking(check_commended(tuple(chosen)))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    today = work.today()
    made = PraiseDecision(
        known.id if known else work.new_id(),
        year or (known.year if known else today.year),
        known.drafted_on if known else today,
        tuple(chosen),
    )
    work.save(PRAISE_DECISIONS, made)
    return made.id


@order(Right.DECIDE, "praise.withdraw")
def withdraw(work: Work, record: str) -> None:
    """Throw a draft away. Raises `praise.signed`, `praise.missing`."""
    known = _need(work, record)
    if known.signed_on is not None:
        raise Refused("praise.signed", number=known.number)
    work.remove(PRAISE_DECISIONS, record)


def sign(
    desk: Desk, record: str, number: str, signed_on: date, *, stop: Stop = lambda: None
) -> Done[PraiseDecision]:
    """It was signed: number and date go in, the issue is frozen. Blocking.

    Raises `praise.signed`, `praise.missing`, `praise.number_taken`, `decision.number_missing`, `decision.in_future`.
    """
    prepared = desk.look(_to_sign, record, number, signed_on)
    rendered = printing.render(desk, prepared.facts, stop=stop)
    files = freezing.stored(desk, rendered)
    return desk.do(_sign, replace(prepared, decision=replace(prepared.decision, files=files)))


@question(Right.DECIDE)
def _to_sign(look: Look, record: str, number: str, signed_on: date) -> _Prepared:
    known = _need(look, record)
    said = number.strip()
    if known.signed_on is not None:
        raise Refused("praise.signed", number=known.number)
    if not said:
        raise Refused("decision.number_missing")
    if signed_on > look.today():
        raise Refused("decision.in_future", signed_on=signed_on)
    for other in praise_store.listing(look.session):
        if other.signed_on is not None and other.signed_on.year == signed_on.year and other.number == said:
            raise Refused("praise.number_taken", number=said)
    facts = _facts(look, known, said, signed_on)
    signed = replace(known, number=said, signed_on=signed_on, facts=msgspec.json.encode(facts).decode())
    return _Prepared(signed, facts)


@order(Right.DECIDE, "praise.sign")
def _sign(work: Work, prepared: _Prepared) -> PraiseDecision:
    made = prepared.decision
    assert made.signed_on is not None
    if _to_sign(work, made.id, made.number, made.signed_on).facts != prepared.facts:
        raise Refused("praise.changed_meanwhile")
    freezing.enter(work, made.files)
    work.save(PRAISE_DECISIONS, made)
    return made


def render(desk: Desk, record: str, *, stop: Stop = lambda: None) -> Rendered:
    """A decision: the frozen one when it is signed, else as it stands, number and date blank. Blocking."""
    known = desk.look(get, record)
    if known.signed_on is not None:
        return printing.frozen(desk, known.files)
    return printing.render(desk, desk.look(facts_of, record), stop=stop)


@question(Right.DECIDE)
def facts_of(look: Look, record: str) -> PraiseDecisionFacts:
    """The facts of a draft. Raises `praise.missing`, `union.name_missing`."""
    return _facts(look, _need(look, record), "", None)


@question()
def get(look: Look, record: str) -> PraiseDecision:
    """One decision. Raises `praise.missing`."""
    return _need(look, record)


@question()
def checked(look: Look, record: str) -> tuple[Checked, ...]:
    """Those whom a decision commends, with the work behind it and what stands out."""
    known = _need(look, record)
    return merits.checked(look, known.commended, known.year, but=known.id)


@question()
def listing(look: Look) -> tuple[PraiseDecision, ...]:
    """The register, newest first."""
    return praise_store.listing(look.session)


def _need(look: Look, record: str) -> PraiseDecision:
    found = PRAISE_DECISIONS.load_many(look.session, (record,)).get(record)
    if found is None:
        raise Refused("praise.missing", id=record)
    return found


def _facts(look: Look, decision: PraiseDecision, number: str, signed_on: date | None) -> PraiseDecisionFacts:
    issuer = union_issuer(look, signed_on)
    rows = merits.checked(look, decision.commended, decision.year, but=decision.id)
    persons = sum(not row.commended.is_collective for row in rows)
    counts = {
        "year": decision.year,
        "persons": f"{persons:02d}",
        "collectives": f"{len(rows) - persons:02d}",
    }
    year = (signed_on or look.today()).year
    return PraiseDecisionFacts(
        letterhead=issuer.letterhead,
        heading=issuer.heading("praise", number, signed_on, year),
        subject=issuer.line("praise", "subject", **counts),
        authority=issuer.line("praise", "authority").upper(),
        bases=issuer.lines("praise", "bases"),
        articles=issuer.lines("praise", _articles(persons, len(rows) - persons), **counts),
        recipients=issuer.lines("praise", "recipients"),
        signature=issuer.signature(),
        issued_by=issuer.line("praise", "authority"),
        rows=tuple(_row(row, issuer) for row in rows),
    )


def _articles(persons: int, collectives: int) -> str:
    if not collectives:
        return "articles_persons"
    return "articles" if persons else "articles_collectives"


def _row(row: Checked, issuer: UnionIssuer) -> PraiseRow:
    one = row.commended
    return PraiseRow(
        name=one.name,
        kind=issuer.line("praise", "collective" if one.is_collective else "person"),
        workshop="" if one.is_collective else one.workshop,
        merit=issuer.line("praise", "merit", count=len(row.initiatives)) if row.initiatives else "",
        reward=figures(one.reward) if one.reward else "",
    )
