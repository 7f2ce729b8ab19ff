"""What the council holds of two initiatives that look alike: the same, or not. A pair has one view at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, or_, select

from desktop.domain.likeness import LikenessView
from desktop.store import tables
from desktop.store.columns import from_date, to_date
from desktop.store.nouns import RowNoun
from desktop.store.records import in_parts
from desktop.store.tables import alive
from sync.database import Session

_t = tables.likeness_view


class LikenessViews(RowNoun[LikenessView]):
    """The noun."""

    kind = "likeness_view"
    type = LikenessView
    table = _t

    def columns(self, value: LikenessView) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id, "one": value.one, "other": value.other, "is_same": value.is_same, "note": value.note,
            "said_on": from_date(value.said_on),
        }  # fmt: skip

    def value(self, row: Row[Any]) -> LikenessView:
        """As it stands in the row."""
        said_on = to_date(row.said_on)
        assert said_on is not None, "a view has its day"
        return LikenessView(row.id, row.one, row.other, row.is_same, row.note, said_on)


LIKENESS_VIEWS = LikenessViews()


def views_on(session: Session, records: Sequence[str]) -> tuple[LikenessView, ...]:
    """Every view in which one of these initiatives stands."""
    found: dict[str, LikenessView] = {}
    for part in in_parts(records):
        query = select(_t).where(or_(_t.c.one.in_(part), _t.c.other.in_(part)), alive(_t)).order_by(_t.c.id)
        found.update({row.id: LIKENESS_VIEWS.value(row) for row in session.execute(query)})
    return tuple(found.values())


def of_pair(session: Session, pair: Iterable[str]) -> LikenessView | None:
    """The view on two initiatives, whichever was named first."""
    one, other = pair
    return next((view for view in views_on(session, (one,)) if {view.one, view.other} == {one, other}), None)
