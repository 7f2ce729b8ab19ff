"""Decisions that commend, and the recognised work behind praise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, func, literal_column, select

from desktop.domain.award import Contribution
from desktop.domain.decision import IssuedFiles
from desktop.domain.praise import Commended, PraiseDecision
from desktop.store import tables
from desktop.store.columns import from_date, need_json, to_date, to_json
from desktop.store.nouns import RowNoun
from desktop.store.tables import alive
from sync.database import Session

_t = tables.praise
_i = tables.initiative
_a = tables.author


class PraiseDecisions(RowNoun[PraiseDecision]):
    """The noun."""

    kind = "praise"
    type = PraiseDecision
    table = _t

    def columns(self, value: PraiseDecision) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "year": value.year,
            "drafted_on": from_date(value.drafted_on),
            "commended": to_json(value.commended),
            "number": value.number,
            "signed_on": from_date(value.signed_on),
            "facts": value.facts,
            "docx": value.files.docx,
            "pdf": value.files.pdf,
            "scan": value.files.scan,
        }

    def value(self, row: Row[Any]) -> PraiseDecision:
        """As it stands in the row."""
        drafted_on = to_date(row.drafted_on)
        assert drafted_on is not None
        return PraiseDecision(
            row.id,
            row.year,
            drafted_on,
            need_json(row.commended, tuple[Commended, ...]),
            row.number,
            to_date(row.signed_on),
            row.facts,
            IssuedFiles(row.docx, row.pdf, row.scan),
        )


PRAISE_DECISIONS = PraiseDecisions()


def listing(session: Session) -> tuple[PraiseDecision, ...]:
    """Every decision, newest first."""
    query = select(_t).where(alive(_t)).order_by(_t.c.drafted_on.desc(), _t.c.id.desc())
    return tuple(PRAISE_DECISIONS.value(row) for row in session.execute(query))


def contributions(session: Session, first_year: int = 0, last_year: int = 9999) -> Iterator[Contribution]:
    """Every author's part in what was recognised in these years, initiative by initiative in the order of entry.

    Read without loading initiatives whole: their descriptions are long and say nothing here.
    """
    signed = func.json_extract(_i.c.recognition, literal_column("'$.signed_on'"))
    query = (
        select(
            _i.c.id,
            _i.c.workshop,
            _i.c.benefit_kind,
            _i.c.benefit_amount,
            signed.label("signed_on"),
            _a.c.person,
            _a.c.name,
            _a.c.qualification,
            _a.c.workshop.label("own_workshop"),
            _a.c.share,
        )
        .join(_a, _a.c.initiative == _i.c.seq)
        .where(
            alive(_i),
            _i.c.recognition.is_not(None),
            signed.between(f"{first_year:04d}-01-01", f"{last_year:04d}-12-31"),
        )
        .order_by(_i.c.seq, _a.c.place)
    )
    for row in session.execute(query):
        yield Contribution(
            row.id,
            int(row.signed_on[:4]),
            row.workshop,
            row.person,
            row.name,
            row.qualification,
            row.own_workshop,
            row.share,
            row.benefit_amount if row.benefit_kind == "amount" else None,
        )
