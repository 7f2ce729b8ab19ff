"""Numbers that two PCs gave before they knew of each other: to two initiatives, rounds, or papers of one series."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, and_, exists, func, literal, select, union_all

from desktop.domain.issued import Deed
from desktop.domain.payment import RoundState
from desktop.domain.series import Issuing
from desktop.store import tables
from desktop.store.tables import alive
from sync.database import Session

_t = tables.initiative
_d = tables.decision
_p = tables.issued_paper
_r = tables.payment_round


@dataclass(frozen=True, slots=True)
class Numbered:
    """What bears a number: an initiative, a round or a paper, by its kind; `settled`: it keeps the number."""

    kind: str
    id: str
    year: int
    number: str
    title: str
    settled: bool


def doubled(session: Session) -> tuple[tuple[Numbered, ...], ...]:
    """Groups that bear one number of a year, those that a decision names first, then the older by id."""
    twice = session.execute(
        select(_t.c.number_year, _t.c.number)
        .where(alive(_t), _t.c.number.is_not(None))
        .group_by(_t.c.number_year, _t.c.number)
        .having(func.count() > 1)
        .order_by(_t.c.number_year, _t.c.number)
    ).all()
    return tuple(_group(session, year, number) for year, number in twice)


def _group(session: Session, year: int, number: int) -> tuple[Numbered, ...]:
    rows = session.execute(
        select(_t.c.id, _t.c.title, _t.c.decision.is_not(None) | _t.c.recognition.is_not(None))
        .where(alive(_t), _t.c.number_year == year, _t.c.number == number)
        .order_by(_t.c.id)
    )
    found = [Numbered("initiative", row[0], year, str(number), row[1], bool(row[2])) for row in rows]
    return tuple(sorted(found, key=lambda one: (not one.settled, one.id)))


def doubled_rounds(session: Session) -> tuple[tuple[Numbered, ...], ...]:
    """The same of payment rounds of a year, those whose list is frozen first; a round is called by its purse."""
    count = func.count().over(partition_by=(_r.c.year, _r.c.number)).label("count")
    marked = (
        select(_r.c.id, _r.c.year, _r.c.number, _r.c.purse, _r.c.state, count).where(alive(_r)).subquery()
    )
    settled = (marked.c.state == RoundState.SETTLED.value).label("settled")
    purse = func.json_extract(marked.c.purse, "$.name").label("purse_name")
    query = (
        select(marked.c.id, marked.c.year, marked.c.number, purse, settled)
        .where(marked.c.count > 1)
        .order_by(marked.c.year, marked.c.number, settled.desc(), marked.c.id)
    )
    groups = groupby(session.execute(query).all(), lambda row: (row.year, row.number))
    return tuple(
        tuple(
            Numbered(
                "payment_round", row.id, row.year, str(row.number), row.purse_name or "", bool(row.settled)
            )
            for row in group
        )
        for _, group in groups
    )


def doubled_papers(session: Session) -> tuple[tuple[Numbered, ...], ...]:
    """The same of signed papers within issuer, series and year, the one signed first at the head.

    One whose number, or whole content, a later paper has put right is no longer among them.
    """
    mend = _p.alias("mend")
    mended = [Deed.CORRECTS.value, Deed.REPLACES.value, Deed.ANNULS.value]

    def unmended(record: ColumnElement[str]) -> ColumnElement[bool]:
        return ~exists().where(
            mend.c.mends == record, mend.c.number != "", mend.c.deed.in_(mended), mend.c.tombstone.is_(False)
        )

    papers = union_all(
        select(literal("decision").label("kind"), _d.c.id, literal(Issuing.EMPLOYER.value).label("issuer"),
               _d.c.series, _d.c.year, _d.c.number, literal("").label("subject"), _d.c.signed_on)
        .where(alive(_d), _d.c.number != "", unmended(_d.c.id)),
        select(literal("issued_paper"), _p.c.id, _p.c.issuer, _p.c.series, _p.c.year, _p.c.number, _p.c.subject,
               _p.c.signed_on)
        .where(alive(_p), _p.c.number != "", unmended(_p.c.id)),
    ).subquery()  # fmt: skip
    same = (papers.c.issuer, papers.c.series, papers.c.year, papers.c.number)
    twice = select(*same).group_by(*same).having(func.count() > 1).subquery()
    joined = papers.join(twice, and_(*(papers.c[one.name] == twice.c[one.name] for one in same)))
    query = select(papers).select_from(joined).order_by(*same, papers.c.signed_on, papers.c.id)
    rows = session.execute(query).all()
    groups = [
        list(group) for _, group in groupby(rows, lambda row: (row.issuer, row.series, row.year, row.number))
    ]
    return tuple(
        tuple(Numbered(row.kind, row.id, row.year, row.number, row.subject, settled=True) for row in group)
        for group in groups
    )
