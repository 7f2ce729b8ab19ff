"""Printed forms and scans of them. A scan waits until an initiative holds its file: no state is written twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, exists, func, select
from sqlalchemy.sql.elements import ColumnElement

from desktop.domain.paper_form import PaperForm, Scan
from desktop.store import tables
from desktop.store.nouns import RowNoun
from desktop.store.records import in_parts
from desktop.store.tables import alive
from sync.database import Session

_f = tables.paper_form
_s = tables.scan
_a = tables.attachment
_i = tables.initiative


class PaperForms(RowNoun[PaperForm]):
    """The noun: a printed sheet's row."""

    kind = "paper_form"
    type = PaperForm
    table = tables.paper_form

    def columns(self, value: PaperForm) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "code": value.code,
            "year": value.year,
            "printed_on": value.printed_on.isoformat(),
            "person": value.person,
            "workshop": value.workshop,
            "initiative": value.initiative,
        }

    def value(self, row: Row[Any]) -> PaperForm:
        """As it stands in the row."""
        printed_on = date.fromisoformat(row.printed_on)
        return PaperForm(row.id, row.code, row.year, printed_on, row.person, row.workshop, row.initiative)


class Scans(RowNoun[Scan]):
    """The noun: a scanned sheet's row."""

    kind = "scan"
    type = Scan
    table = tables.scan

    def columns(self, value: Scan) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "file": value.file,
            "size": value.size,
            "media_type": value.media_type,
            "name": value.name,
            "page": value.page,
            "source": value.source,
            "form": value.form,
            "taken_at": value.taken_at,
        }

    def value(self, row: Row[Any]) -> Scan:
        """As it stands in the row."""
        return Scan(
            row.id,
            row.file,
            row.size,
            row.media_type,
            row.name,
            row.page,
            row.source,
            row.form,
            row.taken_at,
        )


PAPER_FORMS = PaperForms()
SCANS = Scans()


def forms_with_codes(session: Session, codes: Iterable[str]) -> dict[str, PaperForm]:
    """Printed sheets by their codes."""
    found: dict[str, PaperForm] = {}
    for part in in_parts(sorted(set(codes))):
        for row in session.execute(select(_f).where(_f.c.code.in_(part), alive(_f))):
            found[row.code] = PAPER_FORMS.value(row)
    return found


def waiting(session: Session) -> tuple[Scan, ...]:
    """Scans that no initiative holds yet, oldest first."""
    rows = session.execute(select(_s).where(alive(_s), ~_held()).order_by(_s.c.taken_at, _s.c.page, _s.c.id))
    return tuple(SCANS.value(row) for row in rows)


def waiting_count(session: Session) -> int:
    """How many scans no initiative holds yet."""
    query = select(func.count()).select_from(_s).where(alive(_s), ~_held())
    return session.execute(query).scalar() or 0


def with_file(session: Session, file: str) -> tuple[Scan, ...]:
    """Scans whose content is this."""
    rows = session.execute(select(_s).where(_s.c.file == file, alive(_s)))
    return tuple(SCANS.value(row) for row in rows)


def is_taken(session: Session, source: str) -> bool:
    """Whether a scanned file of this content was read already and some of its sheets are still kept."""
    return (
        session.execute(select(_s.c.id).where(_s.c.source == source, alive(_s)).limit(1)).first() is not None
    )


def initiatives_of(session: Session, forms: Sequence[str]) -> dict[str, str]:
    """For printed sheets the initiative that was entered from them: the one that holds a scan of the sheet."""
    found: dict[str, str] = {}
    for part in in_parts(forms):
        query = (
            select(_s.c.form, _i.c.id)
            .join(_a, _a.c.file == _s.c.file)
            .join(_i, and_(_i.c.seq == _a.c.initiative, alive(_i)))
            .where(_s.c.form.in_(part), alive(_s))
            .order_by(_s.c.taken_at.desc())
        )
        found.update({row.form: row.id for row in session.execute(query)})
    return found


def _held() -> ColumnElement[bool]:
    return exists().where(_a.c.file == _s.c.file, _i.c.seq == _a.c.initiative, alive(_i))
