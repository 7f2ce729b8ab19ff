"""The engine's side of the outbox: what is due, and the envelopes. Short transactions, no waiting.

A change is `frozen` until its envelope is about to leave, then `unknown` until an answer is believed. An
envelope stays open, and goes out again with the very same bytes, as long as nothing in it was settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sync import outbox, signing, wire
from sync.clock import Clock, Randomness, new_id, stamp
from sync.database import Session, fetch, rows_among, run, write_tuples
from sync.outbox import Identity, Peer
from sync.outcomes import FileDue, Outcome, Outlook

ENVELOPE_BYTES = 512 * 1024
"""Of one envelope, unpacked, where nobody measures the line: about 80 KB as it travels."""


MEASURED = 500
"""Texts that are measured one by one for an estimate."""


def outlook(session: Session, peer_id: str, max_keys: int) -> Outlook:
    """What there is to do, from the indexes of states."""
    file = run(
        session,
        "SELECT f.sha256, f.size FROM sync_file f WHERE f.wanted = 1 AND NOT EXISTS (SELECT 1 FROM "
        "sync_upload u "
        "WHERE u.peer = :p AND u.sha256 = f.sha256 AND (u.done = 1 OR u.code <> '')) "
        "ORDER BY f.size, f.sha256 LIMIT 1",
        {"p": peer_id},
    ).first()
    envelope = run(
        session,
        "SELECT id FROM sync_envelope WHERE peer = :p AND open = 1 ORDER BY rowid LIMIT 1",
        {"p": peer_id},
    ).scalar()
    return Outlook(
        doubtful=_keys_in(session, "unknown", max_keys),
        envelope=envelope,
        unsent=envelope is None and bool(_keys_in(session, "frozen", 1)),
        file=None if file is None else FileDue(file[0], file[1]),
        ready=_ready(session, peer_id, max_keys),
        held=_keys_in(session, "held", max_keys),
    )


def _keys_in(session: Session, state: str, limit: int) -> tuple[str, ...]:
    rows = run(
        session,
        "SELECT key FROM sync_change WHERE audience IN ('portal', 'unit') AND state = :s "
        "ORDER BY audience, ordinal LIMIT :n",
        {"s": state, "n": limit},
    )
    return tuple(str(row[0]) for row in rows)


def _ready(session: Session, peer_id: str, limit: int) -> tuple[str, ...]:
    """Received changes of which no wanted file is still to be sent."""
    rows = run(
        session,
        "SELECT c.key FROM sync_change c WHERE c.audience = 'portal' AND c.state = 'received' AND NOT "
        "EXISTS "
        "(SELECT 1 FROM sync_file f LEFT JOIN sync_upload u ON u.peer = :p AND u.sha256 = f.sha256 "
        "WHERE f.key = c.key AND f.wanted = 1 AND coalesce(u.done, 0) = 0) ORDER BY c.ordinal LIMIT :n",
        {"p": peer_id, "n": limit},
    )
    return tuple(str(row[0]) for row in rows)


def pack(
    session: Session,
    clock: Clock,
    random: Randomness,
    who: Identity,
    peer: Peer,
    limits: wire.Limits,
    target: int = ENVELOPE_BYTES,
    audiences: Sequence[str] = (outbox.PORTAL,),
) -> str | None:
    """Make the next envelope of frozen changes, of about `target` bytes unpacked, sign it and store it.

    It holds one audience, the first of `audiences` for which something waits. Gives its id, or None where
    nothing waits.
    """
    audience, rows = _frozen(session, audiences, limits.changes)
    chosen = _within(rows, min(target, limits.unpacked // 2))
    if not chosen:
        return None
    sequence, previous = _chain(session, peer.id, who.replica)
    keys = [row[0] for row in chosen]
    envelope = new_id(clock, random)
    manifest = wire.Manifest(
        v=wire.PROTOCOL,
        envelope=envelope,
        replica=who.replica,
        unit=peer.unit,
        audience=audience,
        sequence=sequence + 1,
        previous=previous,
        made_at=stamp(clock.now()),
        skew_ms=peer.skew_ms,
        audit_head=outbox.audit_head(session),
        changes=tuple((row[0], row[1]) for row in chosen),
        files=_files_of(session, keys),
    )
    signature, data = signing.seal_envelope(who.signing, manifest, [bytes(row[2]) for row in chosen])
    run(
        session,
        "INSERT INTO sync_envelope (id, peer, replica, audience, sequence, hash, bytes, made_at, open) "
        "VALUES (:id, :peer, :replica, :audience, :sequence, :hash, :bytes, :at, 1)",
        {
            "id": envelope,
            "peer": peer.id,
            "replica": who.replica,
            "audience": audience,
            "sequence": sequence + 1,
            "hash": wire.envelope_hash(signature),
            "bytes": data,
            "at": manifest.made_at,
        },
    )
    write_tuples(
        session,
        "INSERT INTO sync_envelope_change (envelope, position, key) VALUES (?, ?, ?)",
        [(envelope, number, key) for number, key in enumerate(keys)],
    )
    return envelope


def _frozen(session: Session, audiences: Sequence[str], most: int) -> tuple[str, Sequence[Any]]:
    for audience in audiences:
        rows = fetch(
            session,
            "SELECT key, fingerprint, line FROM sync_change WHERE audience = ? AND state = 'frozen' "
            "ORDER BY ordinal LIMIT ?",
            (audience, most),
        )
        if rows:
            return audience, rows
    return outbox.PORTAL, ()


def _within(rows: Sequence[Any], room: int) -> list[Any]:
    """As many from the front as fit, but one at least."""
    chosen: list[Any] = []
    for row in rows:
        room -= len(row[2])
        if chosen and room < 0:
            break
        chosen.append(row)
    return chosen


def _chain(session: Session, peer_id: str, replica: str) -> tuple[int, str]:
    row = run(
        session,
        "SELECT sequence, hash FROM sync_envelope WHERE peer = :p AND replica = :r "
        "ORDER BY sequence DESC LIMIT 1",
        {"p": peer_id, "r": replica},
    ).first()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def _files_of(session: Session, keys: Sequence[str]) -> tuple[wire.FileRef, ...]:
    rows = rows_among(
        session,
        "SELECT sha256, max(size), max(media) FROM sync_file WHERE key IN :values GROUP BY sha256 ORDER BY "
        "sha256",
        keys,
    )
    return tuple(wire.FileRef(sha256=row[0], size=row[1], name="", media=row[2]) for row in rows)


def start_sending(session: Session, envelope: str) -> tuple[bytes, tuple[str, ...]]:
    """(bytes, keys) of an envelope that leaves now; from here these changes are unknown."""
    data = run(session, "SELECT bytes FROM sync_envelope WHERE id = :e", {"e": envelope}).scalar_one()
    changed = run(
        session,
        "UPDATE sync_change SET state = 'unknown' WHERE state = 'frozen' AND key IN "
        "(SELECT key FROM sync_envelope_change WHERE envelope = :e) RETURNING key",
        {"e": envelope},
    )
    return bytes(data), tuple(str(row[0]) for row in changed.all())


def not_taken(session: Session, keys: Sequence[str]) -> None:
    """The envelope was turned away at the door: its changes stand as before, frozen, and go out again."""
    rows_among(
        session, "UPDATE sync_change SET state = 'frozen' WHERE state = 'unknown' AND key IN :values", keys
    )


def measure(session: Session, envelope: str) -> tuple[int, int]:
    """(bytes unpacked, changes) of a stored envelope."""
    size, changes = run(
        session,
        "SELECT coalesce(sum(length(c.line)), 0), count(*) FROM sync_envelope_change e "
        "JOIN sync_change c ON c.key = e.key WHERE e.envelope = :e",
        {"e": envelope},
    ).one()
    return int(size), int(changes)


def repack(session: Session, envelope: str) -> None:
    """Give up an envelope that the portal found too large; its changes wait for smaller ones."""
    run(
        session,
        "UPDATE sync_change SET state = 'frozen' WHERE state = 'unknown' AND key IN "
        "(SELECT key FROM sync_envelope_change WHERE envelope = :e)",
        {"e": envelope},
    )
    run(session, "UPDATE sync_envelope SET open = 0 WHERE id = :e", {"e": envelope})


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try: when it began, the conversation's step, the envelope it carried, bytes both ways."""

    at: str
    step: str
    envelope: str | None
    bytes_up: int
    bytes_down: int


def note_attempt(session: Session, peer_id: str, attempt: Attempt, outcome: Outcome) -> None:
    """Remember a try: for the timeline of its records, and for whoever helps from afar."""
    run(
        session,
        "INSERT INTO sync_attempt (peer, at, step, envelope, outcome, code, bytes_up, bytes_down) "
        "VALUES (:peer, :at, :step, :envelope, :outcome, :code, :bytes_up, :bytes_down)",
        {
            "peer": peer_id,
            "outcome": type(outcome).__name__.lower(),
            "code": outcome.code,
            **asdict(attempt),
        },
    )


def set_token(session: Session, peer_id: str, token: str) -> None:
    """Keep the bearer token; "" forgets it."""
    run(session, "UPDATE sync_peer SET token = :t WHERE id = :p", {"t": token, "p": peer_id})


def note_greeting(session: Session, clock: Clock, peer: Peer, epoch: str, skew_ms: int) -> bool:
    """The portal answered: remember when, and the clocks' difference. True where its epoch is another one."""
    run(
        session,
        "UPDATE sync_peer SET last_contact = :at, skew_ms = :skew, epoch = :epoch WHERE id = :p",
        {"at": stamp(clock.now()), "skew": skew_ms, "epoch": epoch, "p": peer.id},
    )
    return epoch != peer.epoch


def note_end(session: Session, peer_id: str, failures: int, wait_code: str, next_try: str | None) -> None:
    """How the round ended, for the next one and for the screen; survives a restart."""
    run(
        session,
        "UPDATE sync_peer SET failures = :f, wait_code = :c, next_try = :n WHERE id = :p",
        {"f": failures, "c": wait_code, "n": next_try, "p": peer_id},
    )


def note_upload(session: Session, peer_id: str, sha256: str, confirmed: int, *, code: str = "") -> None:
    """How far a file is, by the portal's word; `code` where it cannot be read here or is not taken there."""
    run(
        session,
        "INSERT INTO sync_upload (peer, sha256, confirmed, done, code) SELECT :p, :s, :n, "
        "(:c = '' AND :n >= max(size)), :c FROM sync_file WHERE sha256 = :s HAVING count(*) > 0 "
        "ON CONFLICT (peer, sha256) DO UPDATE SET confirmed = excluded.confirmed, done = excluded.done, "
        "code = excluded.code",
        {"p": peer_id, "s": sha256, "n": confirmed, "c": code},
    )


def due_bytes(session: Session, peer_id: str) -> int:
    """Bytes that wait to leave: texts as they stand, and what is missing of wanted files.

    Of many texts the first few hundred are measured: for a bar on the screen not all of them are read.
    """
    texts = run(
        session,
        "SELECT count(*) FROM sync_change WHERE audience IN ('portal', 'unit') AND state IN ('frozen', 'unknown')",
    ).scalar_one()
    measured, length = run(
        session,
        "SELECT count(*), coalesce(sum(length(line)), 0) FROM (SELECT line FROM sync_change "
        "WHERE audience IN ('portal', 'unit') AND state IN ('frozen', 'unknown') LIMIT :n)",
        {"n": MEASURED},
    ).one()
    files = run(
        session,
        "SELECT coalesce(sum(f.size - coalesce(u.confirmed, 0)), 0) "
        "FROM (SELECT DISTINCT sha256, size FROM sync_file WHERE wanted = 1) f "
        "LEFT JOIN sync_upload u ON u.peer = :p AND u.sha256 = f.sha256",
        {"p": peer_id},
    ).scalar_one()
    return int(length) * int(texts) // max(int(measured), 1) + int(files)


def retry_lost_files(session: Session, peer_id: str) -> None:
    """At the start of a round: files that could not be read get another chance."""
    run(session, "DELETE FROM sync_upload WHERE peer = :p AND code <> ''", {"p": peer_id})
