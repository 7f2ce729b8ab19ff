"""What was answered, taken in: receipts, parked changes, the portal's news. The other half of `outbox_sending`.

A line is believed only for the very bytes that it names; a receipt is stored with all that proves it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import text

from sync import merkle, outbox, wire
from sync.clock import Clock, stamp
from sync.database import Session, rows_among, run, write_rows, write_tuples
from sync.outbox import Peer
from sync.outcomes import Answered


@dataclass(frozen=True, slots=True)
class Tally:
    """What an answer settled: changes with a new receipt, those of them complete, parked ones."""

    received: int = 0
    complete: int = 0
    parked: int = 0


@dataclass(frozen=True, slots=True)
class Proven:
    """A receipt with its leaf, the leaf's place in the answer, and the path (hex, parted by spaces) to the root."""

    receipt: wire.Receipt
    leaf: bytes
    place: int
    path: str


STATES_WITH_RECEIPT = {"received": 1, "complete": 2}


@dataclass(frozen=True, slots=True)
class _Ours:
    """A change of this PC that an answer names."""

    ordinal: int
    key: str
    fingerprint: str
    record: str
    state: str


@dataclass(slots=True)
class _Settling:
    """What becomes of an answer's lines, gathered so that the rows of each kind are written at once."""

    believed: list[tuple[int, wire.Receipt]] = field(default_factory=list)
    ordinals: list[int] = field(default_factory=list)
    received: int = 0
    complete: int = 0
    parked: int = 0


def settle(
    session: Session, clock: Clock, peer: Peer, answer: Answered, *, late: bool = False, envelope: str = ""
) -> Tally:
    """Take in the lines of a believed answer. A line that names other bytes than ours settles nothing.

    `late`: it travelled in a bundle, and newer ones may have come before it: it says more, never less. `envelope`:
    the one that it answers, where it answers one.
    """
    # Nearly every line is a receipt, and is read as one at once.
    lines = [wire.receipt_in(line) or wire.parse_object(line) for line in answer.lines]
    keys = [line.key if isinstance(line, wire.Receipt) else str(line.get("key", "")) for line in lines]
    ours = _ours(session, keys)
    now = stamp(clock.now())
    found = _Settling()
    for place, (key, line) in enumerate(zip(keys, lines, strict=True)):
        change = ours.get(key)
        if change is None or (late and not _says_more(change, line)):
            continue
        if isinstance(line, wire.Receipt):
            _take_receipt(session, peer, now, found, place, line, change)
        else:
            _take_word(session, now, found, line, change, answer.lines[place])
    _keep_receipts(session, peer, answer, now, found)
    if not envelope or not _close_whole(session, envelope, len(found.believed)):
        _close_envelopes(session, peer.id)
    return Tally(found.received, found.complete, found.parked)


def _take_receipt(
    session: Session, peer: Peer, now: str, found: _Settling, place: int, receipt: wire.Receipt, change: _Ours
) -> None:
    if _names(receipt, change, peer):
        found.believed.append((place, receipt))
        found.ordinals.append(change.ordinal)
        found.received += change.state not in STATES_WITH_RECEIPT
        found.complete += receipt.state == "complete" and change.state != "complete"
    elif receipt.unit == peer.unit and receipt.fingerprint != change.fingerprint:
        # The portal holds other bytes under this key: never overwritten, a person chooses.
        found.parked += change.state != "parked"
        _park(session, now, change.key, "conflict", {"stored": receipt.fingerprint})


def _take_word(
    session: Session, now: str, found: _Settling, line: dict[str, Any], change: _Ours, leaf: bytes
) -> None:
    """What is no receipt: nothing known of it, later, or no."""
    named = change.fingerprint == line.get("fingerprint")
    match line.get("outcome"):
        case "accepted":
            wire.parse_receipt(leaf)  # it is none, or it would have been read as one: this says what is wrong
        case "unknown" if change.state == "unknown":
            _set_state(session, change.key, "frozen")
        case "later" if named:
            _set_state(session, change.key, "held")
        case "stale" | "refused" | "conflict" as outcome if named:
            found.parked += change.state != "parked"
            _park(session, now, change.key, outcome, line)


def _says_more(change: _Ours, line: wire.Receipt | Mapping[str, Any]) -> bool:
    """Whether a late answer says more of a change than a receipt that is here already."""
    said = line.state if isinstance(line, wire.Receipt) else str(line.get("state", ""))
    reached = STATES_WITH_RECEIPT.get(change.state, 0)
    return reached == 0 or STATES_WITH_RECEIPT.get(said, 0) > reached


def _ours(session: Session, keys: Sequence[str]) -> dict[str, _Ours]:
    found = rows_among(
        session, "SELECT ordinal, key, fingerprint, record, state FROM sync_change WHERE key IN :values", keys
    )
    return {row[1]: _Ours(*row) for row in found.all()}


def _names(receipt: wire.Receipt, change: _Ours, peer: Peer) -> bool:
    """Whether a receipt is for these very bytes, of this record, from this portal for this unit."""
    of_unit = peer.role == outbox.PASSES_ON or receipt.unit == peer.unit  # a relay passes on many units'
    found = (receipt.fingerprint, receipt.record, receipt.portal)
    return of_unit and found == (change.fingerprint, change.record, peer.id)


def _keep_receipts(session: Session, peer: Peer, answer: Answered, now: str, found: _Settling) -> None:
    """Store receipts with what proves each of them alone, and what they say of changes and files."""
    if not found.believed:
        return
    paths = merkle.inclusion_texts(answer.lines)
    proven = [Proven(receipt, answer.lines[place], place, paths[place]) for place, receipt in found.believed]
    keep_receipts(session, peer, answer.head_jws, proven, now)
    write_tuples(
        session,
        "UPDATE sync_change SET state = ?, version = ?, answered_at = ?, code = '', field = '', facts = '{}' "
        "WHERE ordinal = ?",
        [
            (receipt.state, receipt.version, now, ordinal)
            for (_, receipt), ordinal in zip(found.believed, found.ordinals, strict=True)
        ],
    )
    _want_files(session, peer, [receipt for _, receipt in found.believed])


def keep_receipts(session: Session, peer: Peer, head_jws: str, proven: Sequence[Proven], now: str) -> None:
    """Store receipts of one answer with all that proves each of them alone."""
    run(
        session,
        "INSERT INTO sync_answer (peer, jws, stored_at) VALUES (:p, :j, :at) ON CONFLICT (jws) DO NOTHING",
        {"p": peer.id, "j": head_jws, "at": now},
    )
    known = text("SELECT id FROM sync_answer WHERE jws = :j")
    answer = session.execute(known, {"j": head_jws}).scalar_one()
    write_tuples(
        session,
        "INSERT INTO sync_receipt (key, answer, leaf, place, path, state) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (key, leaf) DO NOTHING",
        [(one.receipt.key, answer, one.leaf, one.place, one.path, one.receipt.state) for one in proven],
    )


def _want_files(session: Session, peer: Peer, receipts: Sequence[wire.Receipt]) -> None:
    """The portal's word on files: these it lacks.

    An upload that was held for done may not be there any more.
    """
    rows_among(
        session,
        "UPDATE sync_file SET wanted = 0 WHERE wanted = 1 AND key IN :values",
        [receipt.key for receipt in receipts],
    )
    missing = [(receipt.key, sha256) for receipt in receipts for sha256 in receipt.missing]
    if missing:
        write_rows(
            session,
            "UPDATE sync_file SET wanted = 1 WHERE key = :key AND sha256 = :sha",
            [{"key": key, "sha": sha256} for key, sha256 in missing],
        )
        write_rows(
            session,
            "DELETE FROM sync_upload WHERE peer = :p AND sha256 = :sha AND done = 1",
            [{"p": peer.id, "sha": sha256} for _, sha256 in missing],
        )


def _set_state(session: Session, key: str, state: str) -> None:
    run(session, "UPDATE sync_change SET state = :s WHERE key = :k", {"s": state, "k": key})


def _park(session: Session, now: str, key: str, outcome: str, line: Mapping[str, Any]) -> None:
    code, field = {"stale": "record.stale", "conflict": outbox.OTHER_BYTES}.get(outcome, "change.refused"), ""
    faults = line.get("faults")
    if isinstance(faults, list) and faults:
        code, field = str(faults[0].get("code", code)), str(faults[0].get("field", ""))
    facts = {name: value for name, value in line.items() if name not in {"outcome", "key", "record"}}
    run(
        session,
        "UPDATE sync_change SET state = 'parked', code = :code, field = :field, facts = :facts, "
        "answered_at = :at WHERE key = :key",
        {"code": code, "field": field, "facts": msgspec.json.encode(facts).decode(), "at": now, "key": key},
    )


def _close_whole(session: Session, envelope: str, receipts: int) -> bool:
    """Close an envelope whose every change has a receipt now, without looking at each; whether that is so."""
    closed = run(
        session,
        "UPDATE sync_envelope SET open = 0 WHERE id = :e AND :n = "
        "(SELECT count(*) FROM sync_envelope_change WHERE envelope = :e)",
        {"e": envelope, "n": receipts},
    )
    return bool(closed.rowcount)


def _close_envelopes(session: Session, peer_id: str) -> None:
    """Close envelopes with something settled and nothing in doubt; what is left is packed anew."""
    run(
        session,
        "UPDATE sync_envelope SET open = 0 WHERE peer = :p AND open = 1 AND EXISTS (SELECT 1 FROM "
        "sync_envelope_change e JOIN sync_change c ON c.key = e.key WHERE e.envelope = sync_envelope.id "
        "AND c.state NOT IN ('frozen', 'unknown')) AND NOT EXISTS (SELECT 1 FROM sync_envelope_change e "
        "JOIN sync_change c ON c.key = e.key WHERE e.envelope = sync_envelope.id AND c.state = 'unknown')",
        {"p": peer_id},
    )


def store_page(session: Session, clock: Clock, peer: Peer, lines: Iterable[bytes]) -> tuple[int, int]:
    """Store a page of news and the cursor together: (records returned by a reviewer, entries taken)."""
    cursor, now = peer.cursor, stamp(clock.now())
    fresh: list[tuple[wire.News, bytes]] = []
    for line in lines:
        news = wire.parse(line, wire.News)
        if news.position > cursor:
            cursor = news.position
            fresh.append((news, line))
    write_rows(
        session,
        "INSERT INTO sync_inbound (peer, position, kind, record, line, stored_at) "
        "VALUES (:p, :n, :k, :r, :l, :at) ON CONFLICT (peer, position) DO UPDATE SET "
        "line = excluded.line, kind = excluded.kind, record = excluded.record",
        [
            {"p": peer.id, "n": news.position, "k": news.kind, "r": news.record, "l": line, "at": now}
            for news, line in fresh
        ],
    )
    statuses = [news for news, _ in fresh if news.kind == "status"]
    keep_statuses(session, statuses)
    run(session, "UPDATE sync_peer SET cursor = :n WHERE id = :p", {"n": cursor, "p": peer.id})
    return sum(news.status == "returned" for news in statuses), len(fresh)


def keep_statuses(session: Session, all_news: Iterable[wire.News]) -> None:
    """Reviewers' answers on records; the newest stands."""
    write_rows(
        session,
        "INSERT INTO sync_status (record, fingerprint, status, reason, field, at, position) "
        "VALUES (:record, :fingerprint, :status, :reason, :field, :at, :position) "
        "ON CONFLICT (record) DO UPDATE SET fingerprint = excluded.fingerprint, status = "
        "excluded.status, "
        "reason = excluded.reason, field = excluded.field, at = excluded.at, position = excluded.position",
        [
            {
                "record": news.record,
                "fingerprint": news.fingerprint,
                "status": news.status,
                "reason": news.reason,
                "field": news.field,
                "at": news.at,
                "position": news.position,
            }
            for news in all_news
        ],
    )
