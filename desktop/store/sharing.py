"""Records as a union's PCs tell them to each other: every noun alike, out as plain values and in again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from desktop.store import shared_files
from desktop.store.chain import Stamp
from desktop.store.files import FileStore
from desktop.store.history import NOUNS
from desktop.store.payloads import value_of
from desktop.store.records import Noun, Operation, load_one
from desktop.store.tables import alive
from sync import outbox_sharing
from sync.clock import Clock, Randomness
from sync.database import Session
from sync.outbox_sharing import Said


def tell(
    session: Session,
    clock: Clock,
    random: Randomness,
    said: Stamp,
    files: FileStore,
    written: Iterable[tuple[str, str]],
) -> None:
    """Freeze what an order wrote, and the files that it names, for the union's other PCs, in its transaction."""
    if not outbox_sharing.is_on(session):
        return
    records: dict[str, list[str]] = defaultdict(list)
    for kind, record in written:
        records[kind].append(record)
    for kind, ids in records.items():
        values = NOUNS[kind].load_many(session, ids)
        for record in ids:
            plain = _with_unknown(session, record, values.get(record))
            if plain is not None:
                shared_files.tell(session, clock, random, said, files, plain)
            told = Said(kind, record, plain, said.user, said.at)
            outbox_sharing.tell(session, clock, random, told)


def everything(session: Session) -> list[tuple[str, str]]:
    """(kind, record) of all that stands, for a PC that begins to tell; records that others hang on first."""
    found = []
    for kind, noun in NOUNS.items():
        rows = session.execute(select(noun.table.c.id).where(alive(noun.table)).order_by(noun.table.c.id))
        found += [(kind, str(row[0])) for row in rows]
    return found


def plain_of(session: Session, kind: str, record: str) -> dict[str, Any] | None:
    """A record as plain values; None where it is not there or was taken back."""
    value = load_one(session, NOUNS[kind], record)
    return None if value is None else msgspec.to_builtins(value)


def noun_of(kind: str) -> Noun[Any] | None:
    """How a kind is kept; None for one that only a newer program knows."""
    return NOUNS.get(kind)


def put(operation: Operation[Any], kind: str, plain: dict[str, Any]) -> bool:
    """Save a record that came from another PC; false where this register cannot hold it as it is.

    That is where it breaks a rule between records (a purse that would pay twice), or is of a shape that
    only a newer program knows.
    """
    noun = NOUNS[kind]
    try:
        value = value_of(plain, noun.type)
    except (msgspec.ValidationError, KeyError):
        return False
    _ = operation.seq  # its row stands before anything that may be rolled back
    try:
        with operation.session.begin_nested():
            operation.save(noun, value)
    except IntegrityError:
        return False
    return True


def drop(operation: Operation[Any], kind: str, record: str) -> None:
    """Take a record back because another PC did; its content stays, as ever."""
    operation.remove(NOUNS[kind], record)


def _with_unknown(session: Session, record: str, value: Any) -> dict[str, Any] | None:
    """Plain values, and with them the fields of the version before that only a newer program knows."""
    if value is None:
        return None
    plain: dict[str, Any] = msgspec.to_builtins(value)
    before = outbox_sharing.head(session, record)
    old = before.said.value if before is not None else None
    known = set(getattr(type(value), "__dataclass_fields__", ()))
    kept = {name: what for name, what in (old or {}).items() if name not in known}
    return {**kept, **plain}
