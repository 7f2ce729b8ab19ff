"""Counts and the lists behind them: one set of conditions makes both, so a number is the length of its list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    case,
    column,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy import table as named

from desktop.domain.report import COUNTED, Bloc, Division, Measure, Member
from desktop.store import tables
from desktop.store.tables import alive
from sync.clock import stamp
from sync.database import Session

_t = tables.initiative
_a = tables.author
_p = tables.person
_m = tables.person_alias
_s = named("portal_state", column("record"), column("state"), column("answered_at"))
_w = tables.portal_word

TAKEN_IN = ("received", "complete", "approved", "returned")
"""States in which an entry lies on the portal: it has arrived there, whatever a reviewer says of it."""
VALID = "approved"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which initiatives a report is about, and the days that its counts look at, the last one included.

    An initiative without a programme belongs to the phase that it was entered in (`opens` to `closes`).
    """

    since: date
    until: date
    bloc: Bloc
    phase: str = ""
    opens: date | None = None
    closes: date | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Counts of all initiatives that share their groups in every division."""

    groups: tuple[str, ...]
    counts: tuple[int, ...]
    """In the order of `COUNTED`."""
    benefit: int
    benefit_known: int


def grouped(session: Session, scope: Scope) -> tuple[Group, ...]:
    """Everything that is counted, told apart by every division at once, in one pass."""
    held = _held(scope)
    recognised = held[Measure.RECOGNISED]
    divisions = list(_divisions(scope).values())
    query = (
        select(
            *divisions,
            *(func.sum(case((held[measure], 1), else_=0)) for measure in COUNTED),
            func.sum(case((recognised, _t.c.benefit_amount), else_=None)),
            func.sum(case((and_(recognised, _t.c.benefit_kind == "amount"), 1), else_=0)),
        )
        .select_from(_joined())
        .where(*_within(scope, all_rows=True))
        .group_by(*divisions)
    )
    width = len(divisions)
    return tuple(
        Group(
            tuple(row[:width]),
            tuple(int(number) for number in row[width : width + len(COUNTED)]),
            int(row[-2] or 0),
            int(row[-1]),
        )
        for row in session.execute(query)
    )


def totals(session: Session, scope: Scope) -> dict[Measure, int]:
    """The counts of everything together, without reading who wrote them: an index knows most of it."""
    return {measure: count(session, scope, measure) for measure in COUNTED}


def count(session: Session, scope: Scope, measure: Measure) -> int:
    """How long the list behind one number is."""
    return _count(session, scope, _held(scope)[measure])


def ids(
    session: Session, scope: Scope, measure: Measure, division: Division | None = None, group: str = ""
) -> tuple[str, ...]:
    """The list behind one number, in the order of entry."""
    query = select(_t.c.id).where(*_within(scope), _held(scope)[measure]).order_by(_t.c.seq)
    if division is not None:
        query = query.select_from(_joined()).where(_divisions(scope)[division] == group)
    return tuple(session.execute(query).scalars())


def computed(session: Session, scope: Scope) -> tuple[str, ...]:
    """Recognised initiatives whose benefit has an amount, in the order of entry."""
    conditions = [*_within(scope), _held(scope)[Measure.RECOGNISED], _t.c.benefit_kind == "amount"]
    query = select(_t.c.id).where(*conditions).order_by(_t.c.seq)
    return tuple(session.execute(query).scalars())


def members(session: Session, scope: Scope) -> tuple[Member, ...]:
    """Every initiative that stands in a count, with its groups: what a report freezes."""
    held = _held(scope)
    query: Select[Any] = (
        select(
            _t.c.id,
            *_divisions(scope).values(),
            *(case((held[measure], 1), else_=0) for measure in COUNTED),
            case((_t.c.benefit_kind == "amount", _t.c.benefit_amount), else_=None),
        )
        .select_from(_joined())
        .where(*_within(scope), or_(*held.values()))
        .order_by(_t.c.seq)
    )
    width = 1 + len(Division)
    return tuple(
        Member(
            row[0],
            tuple(row[1:width]),
            tuple(measure for measure, said in zip(COUNTED, row[width:-1], strict=True) if said),
            row[-1],
        )
        for row in session.execute(query)
    )


def gained(session: Session, scope: Scope, measure: Measure, since: date) -> int:
    """How many of a count came in on or after a day."""
    later = Scope(since, scope.until, scope.bloc, scope.phase, scope.opens, scope.closes)
    return _count(session, scope, _held(scope)[measure], _held(later)[measure])


def _count(session: Session, scope: Scope, *held: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(_t).where(*_within(scope), *held)
    return session.execute(query).scalar() or 0


def _joined() -> FromClause:
    """Initiatives with their first author and that person (or whom they were merged into)."""
    first = and_(_a.c.initiative == _t.c.seq, _a.c.place == literal_column("0"))
    return (
        _t.outerjoin(_a, first)
        .outerjoin(_m, and_(_m.c.id == _a.c.person, alive(_m)))
        .outerjoin(_p, and_(_p.c.id == func.coalesce(_m.c.person, _a.c.person), alive(_p)))
    )


def _divisions(scope: Scope) -> dict[Division, ColumnElement[str]]:
    return {
        Division.WORKSHOP: _t.c.workshop,
        Division.BLOC: literal_column(f"'{scope.bloc.value}'"),
        Division.FIELD: _t.c.field,
        Division.WORKER_KIND: func.coalesce(_p.c.worker_kind, ""),
        Division.GENDER: func.coalesce(func.nullif(_a.c.gender, ""), _p.c.gender, ""),
    }


def _held(scope: Scope) -> dict[Measure, ColumnElement[bool]]:
    """When an initiative stands in a count: each has its own day, which must lie in the scope."""
    signed = func.json_extract(_t.c.recognition, literal_column("'$.signed_on'"))
    answered = _s.c.answered_at.between(_midnight(scope.since), _midnight(scope.until + timedelta(days=1)))
    days = scope.since.isoformat(), scope.until.isoformat()

    def told(states: Sequence[str], typed: ColumnElement[Any]) -> ColumnElement[bool]:
        """By a portal itself, or by what somebody typed of one: asked of those few, not of each initiative."""
        return or_(
            _t.c.id.in_(select(_s.c.record).where(_s.c.state.in_(states), answered)),
            _t.c.id.in_(select(_w.c.initiative).where(alive(_w), typed.between(*days))),
        )

    return {
        Measure.RECOGNISED: and_(_t.c.recognition.is_not(None), signed.between(*days)),
        Measure.ON_PORTAL: told(TAKEN_IN, _w.c.put_on),
        Measure.VALID: told((VALID,), _w.c.valid_on),
    }


def _within(scope: Scope, *, all_rows: bool = False) -> Sequence[ColumnElement[bool]]:
    """What the scope holds; where all rows are read anyway, they are read as they lie.

    In the order of an index, which adding nothing hides, each page of the file would be read many times.
    """
    conditions: list[ColumnElement[bool]] = [
        literal_column("initiative.tombstone + 0 = 0") if all_rows else alive(_t)
    ]
    if scope.phase:
        unsaid = [_t.c.programme == ""]
        if scope.opens:
            unsaid.append(_t.c.entered_on >= scope.opens.isoformat())
        if scope.closes:
            unsaid.append(_t.c.entered_on <= scope.closes.isoformat())
        conditions.append(or_(_t.c.programme == scope.phase, and_(*unsaid)))
    return conditions


def _midnight(day: date) -> str:
    """The stamp at which a day begins in Vietnam."""
    return stamp(datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=7))
