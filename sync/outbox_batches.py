"""What left together: each envelope for a portal with its number, its hash, and what was signed for of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text

from sync import wire
from sync.clock import unstamp
from sync.database import Session


@dataclass(frozen=True, slots=True)
class Batch:
    """One envelope: `sent` versions were in it, `received` and `complete` of them carry the portal's signature.

    `hash` is that of its signed manifest, which the next envelope names. A version that went in a later envelope as
    well counts in both.
    """

    id: str
    portal: str
    number: int
    replica: str
    hash: str
    made_at: datetime
    sent: int
    received: int
    complete: int
    parked: int

    @property
    def waiting(self) -> int:
        """Versions without an answer yet."""
        return self.sent - self.received - self.complete - self.parked


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One version of a batch: `fingerprint` names its bytes, `signed_at` is the portal's time, None before that."""

    record: str
    kind: str
    fingerprint: str
    state: str
    version: int | None
    signed_at: datetime | None


_BATCH = (
    "SELECT v.id, p.name, v.sequence, v.replica, v.hash, v.made_at, count(*), "
    "sum(c.state = 'received'), sum(c.state = 'complete'), sum(c.state IN ('parked', 'superseded')) "
    "FROM sync_envelope v JOIN sync_peer p ON p.id = v.peer "
    "JOIN sync_envelope_change e ON e.envelope = v.id JOIN sync_change c ON c.key = e.key "
    "WHERE v.audience = 'portal' "
)
_PAGE = text(_BATCH + "GROUP BY v.id ORDER BY v.made_at DESC, v.sequence DESC LIMIT :n OFFSET :o")
_ONE = text(_BATCH + "AND v.id = :id GROUP BY v.id")


def batches(session: Session, offset: int = 0, limit: int = 100) -> tuple[Batch, ...]:
    """A page of them, the newest first."""
    rows = session.execute(_PAGE, {"n": limit, "o": offset})
    return tuple(_batch(row) for row in rows)


def count(session: Session) -> int:
    """How many there are."""
    return int(
        session.execute(text("SELECT count(*) FROM sync_envelope WHERE audience = 'portal'")).scalar_one()
    )


def find(session: Session, envelope: str) -> Batch | None:
    """One by its id."""
    row = session.execute(_ONE, {"id": envelope}).first()
    return None if row is None else _batch(row)


def lines(session: Session, envelope: str) -> tuple[BatchLine, ...]:
    """Its versions in their order, each with when the portal signed for it."""
    rows = session.execute(
        text(
            "SELECT c.record, c.kind, c.fingerprint, c.state, c.version, (SELECT r.leaf FROM sync_receipt r "
            "JOIN sync_answer a ON a.id = r.answer JOIN sync_envelope v ON v.peer = a.peer "
            "WHERE r.key = c.key AND v.id = e.envelope ORDER BY r.ordinal DESC LIMIT 1) "
            "FROM sync_envelope_change e JOIN sync_change c ON c.key = e.key WHERE e.envelope = :e "
            "ORDER BY e.position"
        ),
        {"e": envelope},
    )
    return tuple(
        BatchLine(record, kind, fingerprint, state, version, _signed_at(leaf))
        for record, kind, fingerprint, state, version, leaf in rows
    )


def _batch(row: Any) -> Batch:
    envelope, portal, number, replica, digest, made_at, *counts = row
    return Batch(envelope, portal, number, replica, digest, unstamp(made_at), *counts)


def _signed_at(leaf: bytes | None) -> datetime | None:
    if leaf is None:
        return None
    receipt = wire.parse_receipt(bytes(leaf))
    return unstamp(receipt.completed_at or receipt.at)
