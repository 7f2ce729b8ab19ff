"""What screens ask of the outbox: the honest sentence's numbers, states of a page, receipts.

The view `portal_state` (record, key, fingerprint, kind, state, version, frozen_at, answered_at, code,
field, reason) has one row per record that was ever frozen for a portal; a list joins it on the record's id.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import bindparam, text

from sync import signing, wire
from sync.clock import unstamp
from sync.database import Session, run


class PortalState(StrEnum):
    """Where the last frozen version of a record stands. A record without one has no state here."""

    FROZEN = "frozen"
    """Fixed on this PC, not sent yet."""
    UNKNOWN = "unknown"
    """Sent, and the answer was lost: the portal is asked first. Never `failed`."""
    HELD = "held"
    """The portal keeps it until an earlier version reaches it."""
    RECEIVED = "received"
    """Receipt for the text; files are still to come."""
    COMPLETE = "complete"
    PARKED = "parked"
    """The portal did not take it: `code` and `field` say why. Counts as unsent."""
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    """Taken back at the portal, because the unit asked for it; counts no more."""
    RETURNED = "returned"
    """A reviewer sent it back with `reason` and `field`."""


@dataclass(frozen=True, slots=True)
class RecordState:
    """One record's row of `portal_state`."""

    record: str
    state: PortalState
    version: int | None
    frozen_at: datetime
    answered_at: datetime | None
    code: str
    field: str
    reason: str
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """What was said beside the code of a parked one."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of the one sentence. `unsent` counts records with a version frozen, unknown, held or parked.

    `waiting`, `unknown`, `parked`, `received` and `complete` count versions; a parked one counts no
    longer once its successor was frozen. `returned` and `approved` are a reviewer's answers on current
    versions.

    `wait_code` says why `next_try` is not now (an outcome's code); `skew_ms` is how far this PC's clock
    is ahead. `files_waiting` files are still wanted by the portal; `files_lost` of them this PC could
    not open. `requests` to withdraw or amend have not reached the portal yet.
    """

    enrolled: bool
    portal_name: str
    unsent: int
    oldest: datetime | None
    waiting: int
    unknown: int
    parked: int
    returned: int
    received: int
    complete: int
    approved: int
    files_waiting: int
    files_lost: int
    last_contact: datetime | None
    next_try: datetime | None
    wait_code: str
    skew_ms: int | None
    requests: int = 0


@dataclass(frozen=True, slots=True)
class StoredReceipt:
    """A receipt with all that proves it: the signed head, its leaf, its place and its path."""

    receipt: wire.Receipt
    portal_name: str
    signing_key: str
    head_jws: str
    leaf: bytes
    place: int
    path: tuple[bytes, ...]


def summary(session: Session) -> Summary:
    """The numbers, from four short queries."""
    counts = {
        str(state): int(number)
        for state, number in run(
            session, "SELECT state, count(*) FROM sync_change WHERE audience = 'portal' GROUP BY state"
        )
    }
    # Requests are few, and found by an index of their own; the others are counted from theirs alone.
    asked = {
        str(state): int(number)
        for state, number in run(
            session,
            "SELECT state, count(*) FROM sync_change INDEXED BY sync_change_requests "
            "WHERE kind = 'request' AND audience = 'portal' GROUP BY state",
        )
    }
    counts = {state: number - asked.get(state, 0) for state, number in counts.items()}
    # A count over a handful of rows: only what a reviewer answered.
    reviewed = {
        str(status): int(number)
        for status, number in run(
            session,
            "SELECT s.status, count(*) FROM sync_status s "
            "JOIN sync_head h ON h.record = s.record AND h.audience = 'portal' "
            "JOIN sync_change c ON c.key = h.key AND c.fingerprint = s.fingerprint GROUP BY s.status",
        )
    }
    unsent, oldest, wanted, lost, name, contact, next_try, code, skew = run(
        session,
        "SELECT (SELECT count(DISTINCT record) FROM sync_change WHERE audience = 'portal' "
        " AND state IN ('frozen', 'unknown', 'held', 'parked') AND kind <> 'request'), "
        "(SELECT min(frozen_at) FROM sync_change WHERE audience = 'portal' "
        " AND state IN ('frozen', 'unknown', 'held', 'parked')), "
        "(SELECT count(DISTINCT sha256) FROM sync_file WHERE wanted = 1), "
        "(SELECT count(DISTINCT u.sha256) FROM sync_upload u JOIN sync_file f ON f.sha256 = u.sha256 "
        " AND f.wanted = 1 WHERE u.code <> ''), "
        "p.name, p.last_contact, p.next_try, p.wait_code, p.skew_ms "
        "FROM (SELECT 1) LEFT JOIN (SELECT q.* FROM sync_peer q JOIN sync_replica r ON r.id = q.replica "
        "WHERE r.retired_at IS NULL AND q.role <> 'beyond' ORDER BY q.enrolled_at DESC LIMIT 1) AS p ON 1 = 1",
    ).one()
    return Summary(
        enrolled=name is not None,
        portal_name=name or "",
        unsent=unsent,
        oldest=_moment(oldest),
        waiting=counts.get(PortalState.FROZEN, 0),
        unknown=counts.get(PortalState.UNKNOWN, 0),
        parked=counts.get(PortalState.PARKED, 0),
        returned=reviewed.get("returned", 0),
        received=counts.get(PortalState.RECEIVED, 0),
        complete=counts.get(PortalState.COMPLETE, 0),
        approved=reviewed.get("approved", 0),
        files_waiting=wanted,
        files_lost=lost,
        last_contact=_moment(contact),
        next_try=_moment(next_try),
        wait_code=code or "",
        skew_ms=skew,
        requests=sum(asked.get(state, 0) for state in ("frozen", "unknown", "held", "parked")),
    )


def status_of(session: Session, records: Sequence[str]) -> dict[str, RecordState]:
    """The states of these records in one query; a record that was never frozen is not among them."""
    statement = text(
        "SELECT record, state, version, frozen_at, answered_at, code, field, reason, (SELECT facts FROM "
        "sync_change WHERE sync_change.key = portal_state.key) FROM portal_state WHERE record IN :records"
    ).bindparams(bindparam("records", expanding=True))
    return {
        row[0]: RecordState(
            row[0],
            PortalState(row[1]),
            row[2],
            unstamp(row[3]),
            _moment(row[4]),
            row[5],
            row[6],
            row[7],
            msgspec.json.decode(row[8]) if row[5] else {},
        )
        for row in session.execute(statement, {"records": list(records)})
    }


def receipts(
    session: Session, records: Sequence[str] | None = None, offset: int = 0, limit: int = -1
) -> list[StoredReceipt]:
    """Receipts of these records (of all with None) for what was handed over, in the order in which they came."""
    statement = text(
        "SELECT p.name, p.signing_key, a.jws, r.leaf, r.place, r.path FROM sync_receipt r "
        "JOIN sync_answer a ON a.id = r.answer JOIN sync_peer p ON p.id = a.peer "
        "JOIN sync_change c ON c.key = r.key AND c.audience = 'portal' "
        "WHERE (:all OR c.record IN :records) ORDER BY r.ordinal LIMIT :n OFFSET :o"
    ).bindparams(bindparam("records", expanding=True))
    values = {"all": records is None, "records": list(records or ()), "n": limit, "o": offset}
    return [
        StoredReceipt(
            receipt=wire.parse_receipt(bytes(leaf)),
            portal_name=name,
            signing_key=key,
            head_jws=jws,
            leaf=bytes(leaf),
            place=place,
            path=tuple(bytes.fromhex(step) for step in path.split()),
        )
        for name, key, jws, leaf, place, path in session.execute(statement, values)
    ]


def count_receipts(session: Session) -> int:
    """How many those of all records are."""
    return int(
        session.execute(
            text(
                "SELECT count(*) FROM sync_receipt r JOIN sync_change c ON c.key = r.key "
                "WHERE c.audience = 'portal'"
            )
        ).scalar_one()
    )


def standing(session: Session, period: str = "") -> dict[str, int]:
    """Record -> its newest version that a receipt stands for, received in a period by the portal's time."""
    rows = session.execute(
        text(
            "SELECT c.record, c.version, max(r.ordinal), json_extract(CAST(r.leaf AS TEXT), '$.at') "
            "FROM sync_change c JOIN sync_receipt r ON r.key = c.key JOIN sync_answer a ON a.id = r.answer "
            "JOIN sync_peer p ON p.id = a.peer AND p.role <> 'beyond' "
            "WHERE c.audience = 'portal' AND c.kind <> 'request' AND c.state IN ('received', 'complete') "
            "GROUP BY c.key ORDER BY c.version"
        )
    )
    newest = {str(row[0]): (int(row[1]), str(row[3])) for row in rows}
    return {record: version for record, (version, at) in newest.items() if period <= at < f"{period}~"}


def verify_receipt(stored: StoredReceipt) -> bool:
    """Whether the portal's pinned key signed this receipt, checked again from its bytes."""
    try:
        signing.check_receipt(stored.signing_key, stored.head_jws, stored.leaf, stored.place, stored.path)
    except (signing.BadSignature, wire.WireError):
        return False
    return True


def _moment(text_: str | None) -> datetime | None:
    return None if text_ is None else unstamp(text_)
