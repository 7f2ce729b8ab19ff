"""The papers of a round: its signed list, frozen when the round is settled, and the letter that asks for the money."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import msgspec

from desktop.documents.letters import authors_text, formal_date
from desktop.documents.money_papers import (
    AskingFacts,
    AskingRow,
    PayListFacts,
    PayListRow,
    amounts_of,
    in_words,
    paged,
)
from desktop.documents.templates import fill_paper
from desktop.domain.access import Right
from desktop.domain.decision import IssuedFiles
from desktop.domain.payment import PayeeState, PaymentLine, PaymentRound, RoundState, check_settling
from desktop.domain.problems import Refused
from desktop.services import eligibility, freezing, payments, printing, purses
from desktop.services.desk import Desk, Done, Look, Work, order, question
from desktop.services.payments import RoundView
from desktop.services.printing import Rendered
from desktop.services.union_papers import UnionIssuer, union_issuer
from desktop.store import initiatives
from desktop.store.payments import LINES, ROUNDS

Stop = Callable[[], object]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A round as its list was printed; nothing of it may have changed when it is frozen."""

    round: PaymentRound
    lines: tuple[PaymentLine, ...]
    facts: str
    files: IssuedFiles


def render_round(desk: Desk, record: str, *, stop: Stop = lambda: None) -> Rendered:
    """The list of a round: the frozen one when it is settled, else as it stands now. Blocking."""
    view = desk.look(payments.get, record)
    if view.round.state is RoundState.SETTLED:
        return printing.frozen(desk, view.round.files)
    return render_list(desk, desk.look(list_facts, record), stop=stop)


def render_list(desk: Desk, facts: PayListFacts, *, stop: Stop = lambda: None) -> Rendered:
    """The list from its facts, with the sum of each page. Blocking."""
    filled = fill_paper(facts, printing.shelf(desk))
    label = printing.phrases().line("pay_list", "page_sum")
    docx = paged(filled.docx, amounts_of(facts), label) if facts.rows else filled.docx
    return printing.render(desk, facts, docx=docx, stop=stop)


def settle(desk: Desk, record: str, *, scan: str = "", stop: Stop = lambda: None) -> Done[PaymentRound]:
    """Settle a round for good: its list is frozen as it is printed; only corrections follow. Blocking.

    `scan` is the fingerprint of the stored scan of the signed list. Raises `payment.settled`, `payment.waiting`,
    `payment.changed_meanwhile`.
    """
    prepared = desk.look(_to_settle, record)
    facts = msgspec.json.decode(prepared.facts, type=PayListFacts)
    rendered = render_list(desk, facts, stop=stop)
    files = freezing.stored(desk, rendered, scan)
    return desk.do(_settle, replace(prepared, files=files))


@question(Right.PAY)
def _to_settle(look: Look, record: str) -> _Prepared:
    view = payments.get(look, record)
    if view.round.state is RoundState.SETTLED:
        raise Refused("payment.settled")
    problems = check_settling(view.lines)
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    facts = msgspec.json.encode(_facts(view, union_issuer(look))).decode()
    return _Prepared(view.round, view.lines, facts, IssuedFiles())


@order(Right.PAY, "payment.settle")
def _settle(work: Work, prepared: _Prepared) -> PaymentRound:
    again = _to_settle(work, prepared.round.id)
    if again.lines != prepared.lines:
        raise Refused("payment.changed_meanwhile")
    freezing.enter(work, prepared.files)
    settled = replace(
        prepared.round,
        state=RoundState.SETTLED,
        settled_on=work.today(),
        facts=prepared.facts,
        files=prepared.files,
    )
    work.save(ROUNDS, settled)
    work.save_changed(LINES, [(line, replace(line, settled=True)) for line in prepared.lines])
    return settled


@question(Right.PAY)
def list_facts(look: Look, record: str) -> PayListFacts:
    """The facts of a round's list as it stands. Raises `payment.round_missing`, `union.name_missing`."""
    return _facts(payments.get(look, record), union_issuer(look))


def _facts(view: RoundView, issuer: UnionIssuer) -> PayListFacts:
    made = view.round
    total = view.totals.listed
    people = len({line.person or line.name for line in view.lines})
    return PayListFacts(
        letterhead=issuer.letterhead,
        title=issuer.line("pay_list", f"title_{made.purse.ledger.value}"),
        subject=issuer.line(
            "pay_list", "subject", number=f"{made.number:02d}", year=made.year, purse=made.purse.name
        ),
        basis=(made.purse.basis,) if made.purse.basis else (),
        total=total,
        words=in_words(total),
        count=issuer.line(
            "pay_list", "count", people=people, initiatives=len({x.initiative for x in view.lines})
        ),
        dated=issuer.line("pay_list", "dated", place=issuer.union.place, day=formal_date(made.made_on)),
        signature=issuer.signature(),
        rows=tuple(_row(line, issuer) for line in view.lines),
    )


def _row(line: PaymentLine, issuer: UnionIssuer) -> PayListRow:
    note = ""
    if line.state is PayeeState.PAID_TO_OTHER:
        note = issuer.line("pay_list", "to_other", receiver=line.receiver, authority=line.authority)
    elif line.state is PayeeState.RETURNED:
        note = issuer.line("pay_list", "returned")
    return PayListRow(line.name, line.workshop, line.initiative_title, line.proof, line.amount, note)


def render_asking(desk: Desk, purse: str, ids: Sequence[str] = ()) -> Rendered:
    """The letter that asks the body above for a purse's money, for these initiatives or all that it may pay. Blocking.

    Raises `payment.nothing`, `purse.missing`, `union.name_missing`.
    """
    return printing.render(desk, desk.look(asking_facts, purse, ids))


@question(Right.PAY)
def asked_for(look: Look, purse_code: str, ids: Sequence[str] = ()) -> list[str]:
    """The initiatives that the letter names: of these, or of all, what the purse may pay. Raises `payment.nothing`."""
    asked = frozenset(ids)
    wanted = [record for record in eligibility.payable(look, purse_code) if not asked or record in asked]
    if not wanted:
        raise Refused("payment.nothing")
    return wanted


@question(Right.PAY)
def asking_facts(look: Look, purse_code: str, ids: Sequence[str] = ()) -> AskingFacts:
    """The facts of that letter; number and date are blank."""
    purse = purses.purse(look, purse_code)
    wanted = asked_for(look, purse_code, ids)
    issuer = union_issuer(look)
    found = initiatives.load_many(look.session, wanted)
    codes = eligibility.portal_codes(look, wanted)
    rows = [
        AskingRow(
            code=str(value.number or ""),
            title=value.public_title or value.title,
            authors=authors_text([(author.name, author.share) for author in value.authors]),
            decision=value.recognition.number if value.recognition else "",
            portal_code=codes.get(record, ""),
            amount=purse.rate,
        )
        for record in wanted
        if (value := found.get(record)) is not None
    ]
    total = purse.rate * len(rows)
    addressee = issuer.union.superior or purse.payer or purse.name
    facts = {
        "count": f"{len(rows):02d}", "rate": purse.rate, "purse": purse.name, "superior": addressee,
    }  # fmt: skip
    return AskingFacts(
        letterhead=issuer.letterhead,
        heading=issuer.heading("asking", "", None, look.today().year),
        subject=issuer.line("asking", "subject"),
        addressee=addressee,
        body=issuer.lines("asking", "body", **facts),
        total=total,
        words=in_words(total),
        recipients=issuer.lines("asking", "recipients"),
        signature=issuer.signature(),
        rows=tuple(rows),
    )
