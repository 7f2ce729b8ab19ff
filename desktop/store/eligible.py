"""Which initiatives a purse may pay, asked of the database: the rule of `domain.payment.why_not`, without loading any.

A test holds both against each other.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, exists, func, literal_column, or_, select
from sqlalchemy import table as named

from desktop.domain.initiative import Outcome, Section
from desktop.domain.payment import PayeeState
from desktop.domain.purse import Condition, Purse
from desktop.store import tables
from desktop.store.tables import alive
from sync.database import Session

_t = tables.initiative
_l = tables.payment_line
_c = tables.payment_correction
_w = tables.portal_word
_s = named("portal_state", column("record"), column("state"))


def payable(session: Session, purse: Purse) -> list[str]:
    """Ids of everything that nothing keeps the purse from paying, in the order of entry."""
    query = select(_t.c.id).where(alive(_t), _free(purse)).order_by(_t.c.seq)
    return list(session.execute(query).scalars())


def others(session: Session, purse: Purse, *, offset: int, limit: int) -> list[str]:
    """One page of the ids that something keeps from it, in the order of entry."""
    held = func.coalesce(_free(purse), literal_column("0")) == literal_column("0")
    query = select(_t.c.id).where(alive(_t), held).order_by(_t.c.seq).offset(offset).limit(limit)
    return list(session.execute(query).scalars())


def count(session: Session) -> int:
    """How many initiatives stand before a purse at all."""
    return session.execute(select(func.count()).select_from(_t).where(alive(_t))).scalar() or 0


def _free(purse: Purse) -> ColumnElement[bool]:
    has_author = exists().where(tables.author.c.initiative == _t.c.seq)
    held = [_holds(condition) for condition in purse.conditions]
    return and_(has_author, _t.c.id.not_in(_paid(purse.code)), _t.c.id.not_in(_corrected(purse.code)), *held)


def _holds(condition: Condition) -> ColumnElement[bool]:
    match condition:
        case Condition.WRITTEN:
            content = func.json_extract(_t.c.sections, literal_column(f"'$.{Section.CONTENT.value}'"))
            return or_(_t.c.summary != "", func.coalesce(content, "") != "")
        case Condition.PROPOSED:
            outcome = func.json_extract(_t.c.council, literal_column("'$.outcome'"))
            return or_(_t.c.recognition.is_not(None), outcome == Outcome.PROPOSED.value)
        case Condition.RECOGNISED:
            return _t.c.recognition.is_not(None)
        case Condition.APPROVED:
            by_hand = select(_w.c.initiative).where(alive(_w), _w.c.valid_on.is_not(None))
            return or_(_t.c.id.in_(select(_s.c.record).where(_s.c.state == "approved")), _t.c.id.in_(by_hand))
        case Condition.REPORTED:
            return _t.c.id.in_(_reported())


def _reported() -> Select[Any]:
    item, report = tables.report_initiative, tables.report
    return select(item.c.initiative).join(report, report.c.id == item.c.report).where(alive(report))


def _paid(purse: str) -> Select[Any]:
    """What stands on a list; returned sums are free again once their round is settled."""
    kept = or_(_l.c.state != PayeeState.RETURNED.value, _l.c.settled == literal_column("0"))
    return select(_l.c.initiative).where(_l.c.purse == purse, kept, alive(_l))


def _corrected(purse: str) -> Select[Any]:
    """Returned on the list, and paid after all by a correction."""
    return (
        select(_c.c.initiative)
        .where(_c.c.purse == purse, alive(_c))
        .group_by(_c.c.initiative)
        .having(func.sum(_c.c.amount) > 0)
    )
