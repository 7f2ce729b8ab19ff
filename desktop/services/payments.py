"""Support money: who may be paid, a round and its list, what became of each sum, settling, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.access import Right
from desktop.domain.initiative import Initiative
from desktop.domain.payment import (
    Correction,
    Mark,
    PayeeState,
    PaymentLine,
    PaymentRound,
    RoundState,
    Standing,
    Totals,
    check_amount,
    check_correction,
    check_mark,
    marked,
    shared,
    totals,
    why_not,
)
from desktop.domain.problems import Problem, Refused, blocking
from desktop.domain.purse import Purse
from desktop.domain.text import clean_line, fold, name_key
from desktop.services import eligibility, purses
from desktop.services.desk import Look, Work, order, question
from desktop.store import initiatives, payments
from desktop.store.payments import CORRECTIONS, LINES, ROUNDS

__all__ = ["Mark", "PayeeState", "Totals"]


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One line of the register of rounds."""

    id: str
    number: int
    year: int
    purse: str
    purse_name: str
    made_on: date
    state: RoundState
    totals: Totals


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round, whole."""

    round: PaymentRound
    lines: tuple[PaymentLine, ...]
    corrections: tuple[Correction, ...]
    totals: Totals


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What has gone through one purse."""

    purse: Purse
    initiatives: int
    totals: Totals


@order(Right.PAY, "payment.open")
def open_round(
    work: Work, purse_code: str, ids: Sequence[str], *, amounts: Mapping[str, int] | None = None
) -> str:
    """Open a round for these initiatives; gives its id. `amounts` are đồng an initiative, the purse's rate otherwise.

    Raises `payment.nothing`, `initiative.missing`, and for the first that may not be paid the code of what is in the
    way, with its title and all problems.
    """
    purse = purses.purse(work, purse_code)
    wanted = list(dict.fromkeys(ids))
    found = initiatives.load_many(work.session, wanted)
    if not wanted:
        raise Refused("payment.nothing")
    for record in wanted:
        if record not in found:
            raise Refused("initiative.missing", id=record)
    values = [found[record] for record in wanted]
    given = {record: (amounts or {}).get(record, purse.rate) for record in wanted}
    standings = eligibility.standings(work, purse, values)
    for value in values:
        _demand(value, (*why_not(value, purse, standings[value.id]), *check_amount(purse, given[value.id])))
    today = work.today()
    number = payments.next_number(work.session, today.year)
    made = PaymentRound(work.new_id(), number, today.year, purse, today)
    work.save(ROUNDS, made)
    work.save_new(LINES, _lines(work, made, values, given, standings))
    return made.id


@order(Right.PAY, "payment.mark")
def mark(work: Work, lines: Sequence[str], said: Mark) -> int:
    """Say what became of these sums; gives how many changed. Raises the codes of `domain.payment.check_mark`."""
    cleaned = replace(
        said,
        receiver=clean_line(said.receiver),
        authority=clean_line(said.authority),
        reason=clean_line(said.reason),
    )
    found = LINES.load_many(work.session, list(lines))
    pairs: list[tuple[PaymentLine, PaymentLine]] = []
    for record in lines:
        if record not in found:
            raise Refused("payment.line_missing", id=record)
        line = found[record]
        problems = check_mark(line, cleaned, work.today())
        if problems:
            raise Refused(problems[0].code, problems=problems, name=line.name, **problems[0].facts)
        after = marked(line, cleaned, work.today())
        if after != line:
            pairs.append((line, after))
    work.save_changed(LINES, pairs)
    for _, after in pairs:
        work.touch(ROUNDS.kind, after.round)
    return len(pairs)


@order(Right.PAY, "payment.withdraw")
def withdraw(work: Work, record: str) -> None:
    """Throw an open round away. Raises `payment.settled`, `payment.handed_out` where money is out already."""
    view = _view(work, record)
    if view.round.state is RoundState.SETTLED:
        raise Refused("payment.settled")
    if view.totals.paid:
        raise Refused("payment.handed_out", amount=view.totals.paid)
    for line in view.lines:
        work.remove(LINES, line.id)
    work.remove(ROUNDS, record)


@order(Right.PAY, "payment.correct")
def correct(work: Work, line: str, amount: int, reason: str, made_on: date | None = None) -> str:
    """Put a settled sum right by an entry of its own: more or less đồng, and why; gives its id. For good.

    Raises `payment.line_missing`, `payment.not_settled`, and the codes of `domain.payment.check_correction`.
    """
    found = LINES.load_many(work.session, (line,)).get(line)
    if found is None:
        raise Refused("payment.line_missing", id=line)
    if not found.settled:
        raise Refused("payment.not_settled")
    purse = ROUNDS.load_many(work.session, (found.round,))[found.round].purse
    entry = Correction(
        work.new_id(),
        line,
        found.round,
        found.purse,
        found.initiative,
        amount,
        made_on or work.today(),
        clean_line(reason),
    )
    held = payments.held(work.session, found.purse, found.initiative)
    problems = check_correction(entry, held, purse.cap)
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    work.operation.make_final()
    work.save(CORRECTIONS, entry)
    work.touch(ROUNDS.kind, found.round)
    return entry.id


@question()
def rounds(look: Look) -> tuple[RoundRow, ...]:
    """The register of rounds, newest first, with what the ledger holds of each."""
    sums = payments.totals_of(look.session)
    return tuple(
        RoundRow(
            one.id,
            one.number,
            one.year,
            one.purse.code,
            one.purse.name,
            one.made_on,
            one.state,
            sums.get(one.id, Totals()),
        )
        for one in payments.rounds(look.session)
    )


@question()
def get(look: Look, record: str) -> RoundView:
    """One round with its list and corrections. Raises `payment.round_missing`."""
    return _view(look, record)


@question()
def ledger(look: Look) -> tuple[LedgerRow, ...]:
    """What went through each purse; the three ledgers stay apart because each purse belongs to one."""
    sums = payments.totals_by_purse(look.session)
    counts = payments.paid_initiatives(look.session)
    known = {one.code: one for one in purses.purses(look)}
    for made in payments.rounds(look.session):
        known.setdefault(made.purse.code, made.purse)
    return tuple(
        LedgerRow(one, counts.get(one.code, 0), sums.get(one.code, Totals())) for one in known.values()
    )


def _view(look: Look, record: str) -> RoundView:
    found = ROUNDS.load_many(look.session, (record,)).get(record)
    if found is None:
        raise Refused("payment.round_missing", id=record)
    lines = payments.lines_of(look.session, record)
    corrections = payments.corrections_of(look.session, record)
    return RoundView(found, lines, corrections, totals(lines, corrections))


def _demand(value: Initiative, problems: Iterable[Problem]) -> None:
    found = blocking(tuple(problems))
    if found:
        raise Refused(found[0].code, problems=found, title=value.title, **found[0].facts)


def _lines(
    work: Work,
    made: PaymentRound,
    values: Sequence[Initiative],
    given: Mapping[str, int],
    standings: Mapping[str, Standing],
) -> list[PaymentLine]:
    """The rows of the list: by workshop, inside it by the authors' names; a share of 0 has no row."""
    rows = [
        (value, place, part)
        for value in values
        for place, part in enumerate(shared(value, given[value.id]))
        if part
    ]
    rows.sort(key=lambda row: (fold(row[0].workshop), name_key(row[0].authors[row[1]].name), row[0].id))
    return [
        PaymentLine(
            id=work.new_id(),
            round=made.id,
            purse=made.purse.code,
            initiative=value.id,
            initiative_title=value.title,
            place=place,
            row=at,
            person=value.authors[place].person,
            name=value.authors[place].name,
            workshop=value.authors[place].workshop or value.workshop,
            proof=_proof(value, standings[value.id]),
            amount=part,
        )
        for at, (value, place, part) in enumerate(rows)
    ]


def _proof(value: Initiative, standing: Standing) -> str:
    """The decision's number, the portal's code after it where there is one."""
    said = [value.recognition.number] if value.recognition else []
    if standing.approved and standing.portal_code:
        said.append(standing.portal_code)
    return " / ".join(said)
