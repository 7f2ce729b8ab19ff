"""Nouns and operations: how one record is stored, and how one order's writes become history.

Every write of an order goes through its `Operation`: record, history and chain link in one transaction. Undo and
audit read the same rows. A bulk write has its own path to the same rows, since no flush hook would see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Table, bindparam, insert, select, update

from desktop.store import chain, tables
from desktop.store.chain import Anchor, Entry
from desktop.store.chain import Stamp as Stamp
from desktop.store.payloads import Payloads
from desktop.store.tables import alive
from sync import outbox
from sync.database import Session

T = TypeVar("T")


class Noun(Protocol[T]):
    """How records of one kind are kept. `table` carries the synced columns."""

    kind: str
    type: type[T]
    table: Table

    def id_of(self, value: T) -> str:
        """The record's id."""
        ...

    def load_many(self, session: Session, records: Sequence[str]) -> dict[str, T]:
        """Records by id; those that are not there or were taken back are left out."""
        ...

    def write(self, session: Session, values: Sequence[T], synced: Sequence[Synced], *, new: bool) -> None:
        """Insert (`new`) or replace rows, children and what is derived from them."""
        ...

    def hide(self, session: Session, records: Sequence[str]) -> None:
        """Take records out of what is derived (search); their rows are only marked."""
        ...


@dataclass(frozen=True, slots=True)
class Synced:
    """The synced columns of a row that is being written."""

    revision: int
    operation: int
    tombstone: bool = False

    def columns(self) -> dict[str, object]:
        """As values of the row."""
        return {"revision": self.revision, "operation": self.operation, "tombstone": self.tombstone}


@dataclass(frozen=True, slots=True)
class _Step:
    kind: str
    record: str
    before: bytes | None
    after: bytes | None


class Operation(Generic[T]):
    """The writes of one order, until `close` links them into the chain."""

    def __init__(self, session: Session, payloads: Payloads, stamp: Stamp, label: str) -> None:
        self.session = session
        self._payloads = payloads
        self._stamp = stamp
        self._label = label
        self._steps: list[_Step] = []
        self._seq: int | None = None
        self._undoes: int | None = None
        self._undoable = True
        self._skew_ms: int | None = None
        self.head: Anchor | None = None
        """The chain as `close` left it; None where the order wrote nothing."""

    def reverses(self, seq: int, label: str) -> None:
        """This operation takes back (or does again) another one; said before anything is written."""
        self._undoes, self._label = seq, label

    def make_final(self) -> None:
        """This operation cannot be taken back: a number was given, a paper was issued."""
        self._undoable = False

    @property
    def seq(self) -> int:
        """The operation's number; its row is made at the first write."""
        if self._seq is None:
            self._skew_ms = outbox.learned_skew(self.session)
            made = insert(tables.operation).values(
                id=self._stamp.id,
                at=self._stamp.at,
                user=self._stamp.user,
                replica=self._stamp.replica,
                label=self._label,
                undoable=True,
                steps=0,
                chain=b"",
                form=chain.FORM,
                skew_ms=self._skew_ms,
            )
            self._seq = self.session.execute(made.returning(tables.operation.c.seq)).scalar_one()
        return self._seq

    def save(self, noun: Noun[Any], value: Any) -> None:
        """Insert or replace one record, and keep what it was."""
        record = noun.id_of(value)
        revision = self.revision(noun, record)
        before = load_one(self.session, noun, record) if revision is not None else None
        synced = Synced((revision or 0) + 1, self.seq)
        noun.write(self.session, (value,), (synced,), new=revision is None)
        self._keep(noun, record, before, value)

    def save_new(self, noun: Noun[Any], values: Sequence[Any]) -> None:
        """Insert many records at once; each gets its step in history."""
        if not values:
            return
        synced = [Synced(1, self.seq)] * len(values)
        noun.write(self.session, values, synced, new=True)
        self._payloads.prepare(noun.kind, values)
        for value in values:
            self._keep(noun, noun.id_of(value), None, value)

    def save_changed(self, noun: Noun[Any], pairs: Sequence[tuple[Any, Any]]) -> None:
        """Replace many records at once, given as (before, after)."""
        if not pairs:
            return
        revisions = self.revisions(noun, [noun.id_of(after) for _, after in pairs])
        synced = [Synced(revisions[noun.id_of(after)] + 1, self.seq) for _, after in pairs]
        noun.write(self.session, [after for _, after in pairs], synced, new=False)
        for before, after in pairs:
            self._keep(noun, noun.id_of(after), before, after)

    def remove(self, noun: Noun[Any], record: str) -> None:
        """Mark one record as taken back; its content stays for undo and as tombstone."""
        before = load_one(self.session, noun, record)
        if before is None:
            return
        table = noun.table
        self.session.execute(
            update(table)
            .where(table.c.id == record)
            .values(tombstone=True, revision=table.c.revision + 1, operation=self.seq)
        )
        noun.hide(self.session, (record,))
        self._keep(noun, record, before, None)

    def revision(self, noun: Noun[Any], record: str) -> int | None:
        """The row's revision, also of a hidden one; None where there is no row."""
        table = noun.table
        found = self.session.execute(select(table.c.revision).where(table.c.id == record)).scalar()
        return None if found is None else int(found)

    def revisions(self, noun: Noun[Any], records: Sequence[str]) -> dict[str, int]:
        """Revisions by id."""
        table = noun.table
        found: dict[str, int] = {}
        for part in in_parts(records):
            rows = self.session.execute(select(table.c.id, table.c.revision).where(table.c.id.in_(part)))
            found.update({row.id: row.revision for row in rows})
        return found

    def note(self, kind: str, record: str, before: bytes | None, after: bytes | None) -> None:
        """Keep a step whose bytes are known already (undo of many rows)."""
        self._steps.append(_Step(kind, record, before, after))

    @property
    def written(self) -> tuple[tuple[str, str], ...]:
        """The (kind, record) pairs that were written, each once, in order."""
        return tuple(dict.fromkeys((step.kind, step.record) for step in self._steps))

    def close(self) -> int | None:
        """Write the steps and link them into the chain; None where the order wrote nothing."""
        if self._seq is None:
            return None
        if self._steps:
            self.session.execute(
                insert(tables.history),
                [
                    {
                        "operation": self._seq,
                        "step": place,
                        "kind": step.kind,
                        "record": step.record,
                        "before": step.before,
                        "after": step.after,
                    }
                    for place, step in enumerate(self._steps)
                ],
            )
        made = self._linked()
        self.head = Anchor(self._seq, made.hex(), self._stamp.replica)
        outbox.claim_audit_head(self.session, str(self.head))
        self.session.execute(
            update(tables.operation)
            .where(tables.operation.c.seq == self._seq)
            .values(
                undoable=self._undoable,
                undoes=self._undoes,
                label=self._label,
                steps=len(self._steps),
                chain=made,
            )
        )
        if self._undoes is not None:
            self.session.execute(
                update(tables.operation)
                .where(tables.operation.c.seq == self._undoes)
                .values(undone_by=self._seq)
            )
        return self._seq

    def _keep(self, noun: Noun[Any], record: str, before: Any, after: Any) -> None:
        self._steps.append(
            _Step(
                noun.kind,
                record,
                None if before is None else self._payloads.pack(noun.kind, before),
                None if after is None else self._payloads.pack(noun.kind, after),
            )
        )

    def _linked(self) -> bytes:
        operation = tables.operation
        previous = self.session.execute(
            select(operation.c.chain)
            .where(operation.c.seq < self.seq)
            .order_by(operation.c.seq.desc())
            .limit(1)
        ).scalar()
        steps = [(step.kind, step.record, step.before, step.after) for step in self._steps]
        entry = Entry(
            self.seq, self._stamp, self._label, self._undoes, not self._undoable, self._skew_ms, steps
        )
        return chain.link(previous or b"", entry)


def load_one(session: Session, noun: Noun[T], record: str) -> T | None:
    """One record, unless it is not there or was taken back."""
    return noun.load_many(session, (record,)).get(record)


def in_parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """A long list of ids (or row numbers) in parts that one statement takes."""
    for start in range(0, len(values), 500):
        yield values[start : start + 500]


def exists(session: Session, noun: Noun[Any], record: str) -> bool:
    """Whether a record is there and was not taken back."""
    table = noun.table
    found = session.execute(select(table.c.id).where(table.c.id == record, alive(table)))
    return found.first() is not None


def by_id(table: Table) -> Any:
    """An UPDATE of rows named by a bound `_id`, for writing many at once."""
    return update(table).where(table.c.id == bindparam("_id"))
