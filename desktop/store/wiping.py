"""What a person would lose with this PC: handed-over versions without a proven receipt, what was never handed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select, text

from desktop.store import tables
from desktop.store.tables import alive
from sync import outbox, outbox_questions
from sync.database import Session

_DONE = frozenset({"complete", "approved"})


@dataclass(frozen=True, slots=True)
class Lacking:
    """One record whose way to the portal is not at its end.

    `code`: `wipe.not_submitted`, `wipe.not_sent`, `wipe.parked`, `wipe.returned`, `wipe.files_missing`,
    `wipe.receipt_bad`, `wipe.changed_since`.
    """

    code: str
    record: str


def lacking(session: Session) -> Iterator[Lacking]:
    """Every record that is due at the portal and of which no verified, whole receipt is here.

    Without an enrolment nothing is due, unless it was frozen to leave.
    """
    proven = {
        (stored.receipt.record, stored.receipt.fingerprint)
        for stored in outbox_questions.receipts(session)
        if stored.receipt.state == "complete" and outbox_questions.verify_receipt(stored)
    }
    frozen: dict[str, str] = {}
    for row in session.execute(
        text("SELECT record, fingerprint, state, frozen_at FROM portal_state ORDER BY record")
    ):
        frozen[row.record] = row.frozen_at
        if row.state == "parked":
            yield Lacking("wipe.parked", row.record)
        elif row.state == "returned":
            yield Lacking("wipe.returned", row.record)
        elif row.state == "received":
            yield Lacking("wipe.files_missing", row.record)
        elif row.state not in _DONE:
            yield Lacking("wipe.not_sent", row.record)
        elif (row.record, row.fingerprint) not in proven:
            yield Lacking("wipe.receipt_bad", row.record)
    yield from _never_sent(session, frozen)


def _never_sent(session: Session, frozen: dict[str, str]) -> Iterator[Lacking]:
    """Recognised and released, but never frozen; or changed since it was."""
    if outbox.peer(session) is None:
        return
    record, done = tables.initiative, tables.operation
    rows = session.execute(
        select(record.c.id, done.c.at)
        .join(done, done.c.seq == record.c.operation)
        .where(record.c.stage == "recognised", record.c.release != "none", alive(record))
        .order_by(record.c.id)
    )
    for row in rows:
        if row.id not in frozen:
            yield Lacking("wipe.not_submitted", row.id)
        elif row.at > frozen[row.id]:
            yield Lacking("wipe.changed_since", row.id)


def titles(session: Session, records: list[str]) -> dict[str, str]:
    """Number and title by id, to name records on paper."""
    table = tables.initiative
    found: dict[str, str] = {}
    for start in range(0, len(records), 500):
        rows = session.execute(
            select(table.c.id, table.c.number, table.c.title).where(
                table.c.id.in_(records[start : start + 500])
            )
        )
        found |= {row.id: f"{row.number or ''} {row.title}".strip() for row in rows}
    return found


def disk_names(session: Session) -> dict[str, str]:
    """Fingerprint of every stored file by its name on disk."""
    table = tables.file
    return {
        row.disk_name: row.fingerprint
        for row in session.execute(select(table.c.disk_name, table.c.fingerprint))
    }


def count(session: Session) -> int:
    """How many initiatives there are."""
    table = tables.initiative
    return len(session.execute(select(table.c.id).where(alive(table))).all())
