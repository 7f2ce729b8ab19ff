"""Rounds of payments, their lines and corrections, and remuneration; the ledger is summed from the same rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, literal_column, or_, select

from desktop.domain.decision import IssuedFiles
from desktop.domain.payment import (
    HANDED_OUT,
    Correction,
    PayeeState,
    PaymentLine,
    PaymentRound,
    RoundState,
    Totals,
)
from desktop.domain.purse import Purse
from desktop.domain.remuneration import Remuneration
from desktop.store import tables
from desktop.store.columns import from_date, need_json, to_date, to_json
from desktop.store.nouns import RowNoun
from desktop.store.records import in_parts
from desktop.store.tables import alive
from sync.database import Session

_r = tables.payment_round
_l = tables.payment_line
_c = tables.payment_correction
_m = tables.remuneration


class Rounds(RowNoun[PaymentRound]):
    """The noun: one round, without its lines."""

    kind = "payment_round"
    type = PaymentRound
    table = _r

    def columns(self, value: PaymentRound) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "number": value.number,
            "year": value.year,
            "purse": to_json(value.purse),
            "made_on": from_date(value.made_on),
            "state": value.state.value,
            "settled_on": from_date(value.settled_on),
            "facts": value.facts,
            "docx": value.files.docx,
            "pdf": value.files.pdf,
            "scan": value.files.scan,
        }

    def value(self, row: Row[Any]) -> PaymentRound:
        """As it stands in the row."""
        return _round(row)


class Lines(RowNoun[PaymentLine]):
    """The noun: one row of a list, a record of its own, so that a tick at one name writes one row."""

    kind = "payment_line"
    type = PaymentLine
    table = _l

    def columns(self, value: PaymentLine) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "round": value.round,
            "purse": value.purse,
            "initiative": value.initiative,
            "initiative_title": value.initiative_title,
            "place": value.place,
            "row": value.row,
            "person": value.person,
            "name": value.name,
            "workshop": value.workshop,
            "proof": value.proof,
            "amount": value.amount,
            "state": value.state.value,
            "paid_on": from_date(value.paid_on),
            "receiver": value.receiver,
            "authority": value.authority,
            "reason": value.reason,
            "settled": value.settled,
        }

    def value(self, row: Row[Any]) -> PaymentLine:
        """As it stands in the row."""
        return _line(row)


class Corrections(RowNoun[Correction]):
    """The noun: one entry after settling."""

    kind = "payment_correction"
    type = Correction
    table = _c

    def columns(self, value: Correction) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "line": value.line,
            "round": value.round,
            "purse": value.purse,
            "initiative": value.initiative,
            "amount": value.amount,
            "made_on": from_date(value.made_on),
            "reason": value.reason,
        }

    def value(self, row: Row[Any]) -> Correction:
        """As it stands in the row."""
        return _correction(row)


class Remunerations(RowNoun[Remuneration]):
    """The noun: one year of one initiative."""

    kind = "remuneration"
    type = Remuneration
    table = _m

    def columns(self, value: Remuneration) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "initiative": value.initiative,
            "year": value.year,
            "benefit": value.benefit,
            "due": value.due,
            "due_on": from_date(value.due_on),
            "agreed": value.agreed,
            "paid": value.paid,
            "paid_on": from_date(value.paid_on),
            "note": value.note,
        }

    def value(self, row: Row[Any]) -> Remuneration:
        """As it stands in the row."""
        return _remuneration(row)


ROUNDS = Rounds()
LINES = Lines()
CORRECTIONS = Corrections()
REMUNERATIONS = Remunerations()


def rounds(session: Session) -> tuple[PaymentRound, ...]:
    """Every round, newest first."""
    query = select(_r).where(alive(_r)).order_by(_r.c.year.desc(), _r.c.number.desc(), _r.c.id.desc())
    return tuple(_round(row) for row in session.execute(query))


def next_number(session: Session, year: int) -> int:
    """The running number of a year's next round."""
    found = session.execute(select(func.max(_r.c.number)).where(_r.c.year == year, alive(_r))).scalar()
    return int(found or 0) + 1


def lines_of(session: Session, record: str) -> tuple[PaymentLine, ...]:
    """The lines of a round in the order of its list."""
    query = select(_l).where(_l.c.round == record, alive(_l)).order_by(_l.c.row)
    return tuple(_line(row) for row in session.execute(query))


def corrections_of(session: Session, record: str) -> tuple[Correction, ...]:
    """The corrections of a round, oldest first."""
    query = select(_c).where(_c.c.round == record, alive(_c)).order_by(_c.c.id)
    return tuple(_correction(row) for row in session.execute(query))


def totals_of(session: Session) -> dict[str, Totals]:
    """What the ledger holds by round; a round without lines is not in it."""
    return _totals(session, "round")


def totals_by_purse(session: Session) -> dict[str, Totals]:
    """What the ledger holds by purse."""
    return _totals(session, "purse")


def _totals(session: Session, by: str) -> dict[str, Totals]:
    handed = _l.c.state.in_([state.value for state in HANDED_OUT])
    back = _l.c.state == PayeeState.RETURNED.value
    query = (
        select(
            _l.c[by],
            func.sum(_l.c.amount),
            func.sum(case((handed, _l.c.amount), else_=0)),
            func.sum(case((back, _l.c.amount), else_=0)),
        )
        .where(alive(_l))
        .group_by(_l.c[by])
    )
    corrected = {
        key: int(amount)
        for key, amount in session.execute(
            select(_c.c[by], func.sum(_c.c.amount)).where(alive(_c)).group_by(_c.c[by])
        )
    }
    return {
        key: Totals(int(listed), int(paid), int(returned), corrected.get(key, 0))
        for key, listed, paid, returned in session.execute(query)
    }


def paid_initiatives(session: Session) -> dict[str, int]:
    """How many initiatives each purse has money out for."""
    query = (
        select(_l.c.purse, func.count(func.distinct(_l.c.initiative)))
        .where(alive(_l), _l.c.state.in_([state.value for state in HANDED_OUT]))
        .group_by(_l.c.purse)
    )
    return {purse: int(count) for purse, count in session.execute(query)}


def spent_between(session: Session, since: date, until: date) -> dict[str, tuple[int, int]]:
    """By purse: initiatives paid and đồng spent in these days, corrections included."""
    days = since.isoformat(), until.isoformat()
    paid = (
        select(_l.c.purse, func.count(func.distinct(_l.c.initiative)), func.sum(_l.c.amount))
        .where(alive(_l), _l.c.state.in_([state.value for state in HANDED_OUT]), _l.c.paid_on.between(*days))
        .group_by(_l.c.purse)
    )
    corrected = (
        select(_c.c.purse, func.sum(_c.c.amount))
        .where(alive(_c), _c.c.made_on.between(*days))
        .group_by(_c.c.purse)
    )
    found = {purse: (int(count), int(amount)) for purse, count, amount in session.execute(paid)}
    for purse, amount in session.execute(corrected):
        count, spent = found.get(purse, (0, 0))
        found[purse] = count, spent + int(amount)
    return found


def paid_between(session: Session, purse: str, since: date, until: date) -> tuple[str, ...]:
    """The initiatives that a purse paid in these days, each once: those that `spent_between` counts."""
    query = (
        select(_l.c.initiative)
        .where(
            alive(_l),
            _l.c.purse == purse,
            _l.c.state.in_([state.value for state in HANDED_OUT]),
            _l.c.paid_on.between(since.isoformat(), until.isoformat()),
        )
        .group_by(_l.c.initiative)
        .order_by(func.min(_l.c.id))
    )
    return tuple(session.execute(query).scalars())


def rounds_paying(session: Session, purse: str, initiatives: Sequence[str]) -> dict[str, int]:
    """Of these initiatives, those that a purse pays already, with the round's number.

    What was returned is free again once its round is settled, and not before: until then it may be taken back.
    """
    found: dict[str, int] = {}
    for part in in_parts(initiatives):
        query = (
            select(_l.c.initiative, _r.c.number)
            .join(_r, _r.c.id == _l.c.round)
            .where(
                _l.c.purse == purse,
                _l.c.initiative.in_(part),
                _kept(),
                alive(_l),
            )
        )
        found.update({row.initiative: row.number for row in session.execute(query)})
        # returned on the list, and paid after all by a correction
        after = (
            select(_c.c.initiative, _r.c.number)
            .join(_r, _r.c.id == _c.c.round)
            .where(_c.c.purse == purse, _c.c.initiative.in_(part), alive(_c))
            .group_by(_c.c.initiative)
            .having(func.sum(_c.c.amount) > 0)
        )
        found.update({row.initiative: row.number for row in session.execute(after)})
    return found


def payees(session: Session, purse: str) -> tuple[tuple[str, str, str], ...]:
    """(initiative, its title, person) of everything that a purse pays."""
    query = select(_l.c.initiative, _l.c.initiative_title, _l.c.person).where(
        _l.c.purse == purse, _l.c.state != PayeeState.RETURNED.value, alive(_l)
    )
    return tuple((row.initiative, row.initiative_title, row.person) for row in session.execute(query))


def held(session: Session, purse: str, initiative: str) -> int:
    """What an initiative has, or may still have, of a purse; corrections included."""
    kept = select(func.sum(_l.c.amount)).where(
        _l.c.purse == purse, _l.c.initiative == initiative, _kept(), alive(_l)
    )
    corrected = select(func.sum(_c.c.amount)).where(
        _c.c.purse == purse, _c.c.initiative == initiative, alive(_c)
    )
    return int(session.execute(kept).scalar() or 0) + int(session.execute(corrected).scalar() or 0)


def _kept() -> ColumnElement[bool]:
    return or_(_l.c.state != PayeeState.RETURNED.value, _l.c.settled == literal_column("0"))


def remunerations(session: Session) -> Mapping[str, tuple[Remuneration, ...]]:
    """The years entered, by initiative, in their order."""
    found: dict[str, tuple[Remuneration, ...]] = {}
    for row in session.execute(select(_m).where(alive(_m)).order_by(_m.c.initiative, _m.c.year)):
        found[row.initiative] = (*found.get(row.initiative, ()), _remuneration(row))
    return found


def _round(row: Row[Any]) -> PaymentRound:
    return PaymentRound(
        row.id,
        row.number,
        row.year,
        need_json(row.purse, Purse),
        to_date(row.made_on),  # type: ignore[arg-type]  # the column is NOT NULL
        RoundState(row.state),
        to_date(row.settled_on),
        row.facts,
        IssuedFiles(row.docx, row.pdf, row.scan),
    )


def _line(row: Row[Any]) -> PaymentLine:
    return PaymentLine(
        row.id,
        row.round,
        row.purse,
        row.initiative,
        row.initiative_title,
        row.place,
        row.row,
        row.person,
        row.name,
        row.workshop,
        row.proof,
        row.amount,
        PayeeState(row.state),
        to_date(row.paid_on),
        row.receiver,
        row.authority,
        row.reason,
        row.settled,
    )


def _correction(row: Row[Any]) -> Correction:
    made_on = to_date(row.made_on)
    assert made_on is not None
    return Correction(row.id, row.line, row.round, row.purse, row.initiative, row.amount, made_on, row.reason)


def _remuneration(row: Row[Any]) -> Remuneration:
    due_on = to_date(row.due_on)
    assert due_on is not None
    return Remuneration(
        row.id,
        row.initiative,
        row.year,
        row.benefit,
        row.due,
        due_on,
        row.agreed,
        row.paid,
        to_date(row.paid_on),
        row.note,
    )
