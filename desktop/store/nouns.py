"""A noun kept as one row and what hangs on it: the part that is the same for every kind of record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Row, Table, insert, select

from desktop.store.records import Synced, by_id, in_parts
from desktop.store.tables import alive
from sync.database import Session

T = TypeVar("T")


class RowNoun(Generic[T]):
    """Subclasses name `kind`, `type` and `table`, and say how a value becomes columns and rows become values."""

    kind: str
    type: type[T]
    table: Table

    def columns(self, value: T) -> Mapping[str, object]:
        """The row of a value, without the synced columns."""
        raise NotImplementedError

    def value(self, row: Row[Any]) -> T:
        """The value of a row that stands alone."""
        raise NotImplementedError

    def values(self, session: Session, rows: Sequence[Row[Any]]) -> list[T]:  # noqa: ARG002 - for those with children
        """The values of rows, in their order, with what hangs on them."""
        return [self.value(row) for row in rows]

    def write_children(self, session: Session, values: Sequence[T], *, new: bool) -> None:
        """Insert or replace what hangs on the rows: nothing, for most."""

    def hide(self, session: Session, records: Sequence[str]) -> None:
        """Take records out of what is derived from them: nothing, for most."""

    def id_of(self, value: T) -> str:
        """The record's id."""
        return str(value.id)  # type: ignore[attr-defined]  # every record has one

    def load_many(self, session: Session, records: Sequence[str]) -> dict[str, T]:
        """By id, those that are not there or were taken back left out."""
        table = self.table
        rows = [
            row
            for part in in_parts(records)
            for row in session.execute(select(table).where(table.c.id.in_(part), alive(table)))
        ]
        return {self.id_of(value): value for value in self.values(session, rows)}

    def write(self, session: Session, values: Sequence[T], synced: Sequence[Synced], *, new: bool) -> None:
        """Insert (`new`) or replace rows and what hangs on them."""
        rows = [
            {**self.columns(value), **marks.columns()} for value, marks in zip(values, synced, strict=True)
        ]
        if new:
            session.execute(insert(self.table), rows)
        else:
            session.connection().execute(by_id(self.table), [{**row, "_id": row["id"]} for row in rows])
        self.write_children(session, values, new=new)
