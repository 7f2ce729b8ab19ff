"""Issued papers by issuer, series and year; and the log of what was printed on this PC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, or_, select

from desktop.domain.decision import DecisionState, IssuedFiles
from desktop.domain.issued import Deed, Fix, IssuedPaper, Ref
from desktop.domain.series import Issuing
from desktop.store import tables
from desktop.store.columns import from_date, need_json, to_date, to_json
from desktop.store.nouns import RowNoun
from desktop.store.tables import alive
from sync.clock import stamp, unstamp
from sync.database import Session

_t = tables.issued_paper
_p = tables.paper_print


class IssuedPapers(RowNoun[IssuedPaper]):
    """The noun."""

    kind = "issued_paper"
    type = IssuedPaper
    table = _t

    def columns(self, value: IssuedPaper) -> dict[str, object]:
        """The row."""
        return _columns(value)

    def value(self, row: Row[Any]) -> IssuedPaper:
        """As it stands in the row."""
        return _paper(row)


ISSUED_PAPERS = IssuedPapers()


@dataclass(frozen=True, slots=True)
class Print:
    """One time that a paper left for a printer or a folder.

    `docx` and `pdf`: bytes of a copy that was kept, `engine` the way that made its pages.
    """

    id: str
    record: str
    what: str
    subject: str
    at: datetime
    who: str
    copies: int = 1
    reason: str = ""
    docx: str = ""
    pdf: str = ""
    engine: str = ""


def listing(session: Session) -> tuple[IssuedPaper, ...]:
    """Every paper of the registers without what it states, newest first."""
    columns = [column for column in _t.columns if column.name != "facts"]
    query = select(*columns).where(alive(_t)).order_by(_t.c.drafted_on.desc(), _t.c.id.desc())
    return tuple(_paper(row) for row in session.execute(query))


def with_number(session: Session, issuer: Issuing, series: str, year: int, number: str) -> IssuedPaper | None:
    """The paper that has a number within its series and year."""
    query = select(_t).where(
        _t.c.issuer == issuer.value,
        _t.c.series == series,
        _t.c.year == year,
        _t.c.number == number,
        alive(_t),
    )
    row = session.execute(query).first()
    return None if row is None else _paper(row)


def numbers(session: Session, issuer: Issuing, series: str, year: int) -> tuple[str, ...]:
    """Numbers given in a series, also those of papers that were taken back since: a number never comes again."""
    query = select(_t.c.number).where(
        _t.c.issuer == issuer.value, _t.c.series == series, _t.c.year == year, _t.c.number != ""
    )
    return tuple(session.execute(query).scalars())


def mending(session: Session, record: str) -> tuple[IssuedPaper, ...]:
    """Papers that amend, replace, annul or correct another one, oldest first."""
    query = select(_t).where(_t.c.mends == record, alive(_t)).order_by(_t.c.drafted_on, _t.c.id)
    return tuple(_paper(row) for row in session.execute(query))


def about(session: Session, ref: Ref) -> tuple[IssuedPaper, ...]:
    """Papers about a record, oldest first."""
    held = func.json_each(_t.c.about).table_valued("value", name="ref")
    same = select(1).select_from(held).where(func.json_extract(held.c.value, "$.id") == ref.id)
    query = select(_t).where(or_(same.exists(), _t.c.mends == ref.id), alive(_t))
    found = (_paper(row) for row in session.execute(query.order_by(_t.c.drafted_on, _t.c.id)))
    return tuple(paper for paper in found if ref in paper.about or paper.mends == ref.id)


def note_print(session: Session, made: Print) -> None:
    """Keep that a paper was printed."""
    row = {
        "id": made.id,
        "record": made.record,
        "what": made.what,
        "subject": made.subject,
        "at": stamp(made.at),
        "who": made.who,
        "copies": made.copies,
        "reason": made.reason,
        "docx": made.docx,
        "pdf": made.pdf,
        "engine": made.engine,
    }
    session.execute(insert(_p), [row])


def prints(session: Session, record: str) -> tuple[Print, ...]:
    """What was printed of a paper on this PC, oldest first."""
    query = select(_p).where(_p.c.record == record).order_by(_p.c.at, _p.c.id)
    return tuple(
        Print(row.id, row.record, row.what, row.subject, unstamp(row.at), row.who, row.copies, row.reason,
              row.docx, row.pdf, row.engine)
        for row in session.execute(query)
    )  # fmt: skip


def _columns(value: IssuedPaper) -> dict[str, object]:
    return {
        "id": value.id,
        "kind": value.kind,
        "issuer": value.issuer.value,
        "series": value.series,
        "year": value.year,
        "number": value.number,
        "state": value.state.value,
        "subject": value.subject,
        "signer": value.signer,
        "drafted_on": from_date(value.drafted_on),
        "signed_on": from_date(value.signed_on),
        "about": to_json(value.about),
        "deed": value.deed.value,
        "mends": value.mends,
        "fixes": to_json(value.fixes),
        "reason": value.reason,
        "facts": value.facts,
        "template": value.template,
        "docx": value.files.docx,
        "pdf": value.files.pdf,
        "scan": value.files.scan,
        "edited_by_office": value.files.edited_by_office,
    }


def _paper(row: Any) -> IssuedPaper:
    return IssuedPaper(
        id=row.id,
        kind=row.kind,
        issuer=Issuing(row.issuer),
        series=row.series,
        year=row.year,
        state=DecisionState(row.state),
        subject=row.subject,
        drafted_on=to_date(row.drafted_on),  # type: ignore[arg-type]  # the column is NOT NULL
        facts=getattr(row, "facts", ""),
        signer=row.signer,
        number=row.number,
        signed_on=to_date(row.signed_on),
        about=need_json(row.about, tuple[Ref, ...]),
        deed=Deed(row.deed),
        mends=row.mends,
        fixes=need_json(row.fixes, tuple[Fix, ...]),
        reason=row.reason,
        template=row.template,
        files=IssuedFiles(row.docx, row.pdf, row.scan, row.edited_by_office),
    )
