"""The outbox's side of bundles: what has to be carried, the chain of volumes both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, text

from sync import outbox, outbox_passing, outbox_sending, wire
from sync.clock import Clock, Randomness, stamp
from sync.database import Session
from sync.outbox import Identity, Peer
from sync.outcomes import FileDue

OUT, IN = "out", "in"


@dataclass(frozen=True, slots=True)
class Load:
    """What a bundle carries: envelopes as they are stored, their keys, and files.

    `fresh` are the keys that were still frozen: they go back to that where the bundle cannot be written.
    """

    envelopes: tuple[bytes, ...]
    keys: tuple[str, ...]
    fresh: tuple[str, ...]
    files: tuple[FileDue, ...]


def load(session: Session, clock: Clock, random: Randomness, who: Identity, peer: Peer) -> Load:
    """Everything that no receipt answers yet, in envelopes; from here these changes are unknown.

    Envelopes that went out before go again with the very same bytes.
    """
    session.execute(
        text(
            "UPDATE sync_change SET state = 'frozen' WHERE audience = 'portal' AND state = 'unknown' "
            "AND key NOT IN (SELECT ec.key FROM sync_envelope_change ec JOIN sync_envelope e "
            "ON e.id = ec.envelope WHERE e.peer = :p AND e.open = 1)"
        ),
        {"p": peer.id},
    )
    taken: list[bytes] = []
    fresh: list[str] = []
    if peer.role == outbox.PASSES_ON:
        outbox_passing.reopen(session)  # what others signed goes on as it is, never packed anew
    for envelope in _open(session, peer.id):
        data, keys = outbox_sending.start_sending(session, envelope)
        taken.append(data)
        fresh += keys
    while peer.role != outbox.PASSES_ON and (
        packed := outbox_sending.pack(session, clock, random, who, peer, wire.Limits())
    ):
        data, keys = outbox_sending.start_sending(session, packed)
        taken.append(data)
        fresh += keys
    rows = session.execute(
        text(
            "SELECT DISTINCT ec.key FROM sync_envelope_change ec JOIN sync_envelope e ON e.id = ec.envelope "
            "WHERE e.peer = :p AND e.open = 1"
        ),
        {"p": peer.id},
    )
    keys = tuple(str(row[0]) for row in rows)
    return Load(tuple(taken), keys, tuple(fresh), _files(session, peer.id, keys))


def _open(session: Session, peer_id: str) -> list[str]:
    rows = session.execute(
        text("SELECT id FROM sync_envelope WHERE peer = :p AND open = 1 ORDER BY rowid"), {"p": peer_id}
    )
    return [str(row[0]) for row in rows]


def _files(session: Session, peer_id: str, keys: Sequence[str]) -> tuple[FileDue, ...]:
    """Files of these changes and files that the portal asked for, small ones first; not what it has whole."""
    statement = text(
        "SELECT f.sha256, max(f.size) AS size FROM sync_file f WHERE (f.wanted = 1 OR f.key IN :keys) "
        "AND NOT EXISTS (SELECT 1 FROM sync_upload u WHERE u.peer = :p AND u.sha256 = f.sha256 "
        "AND u.done = 1) GROUP BY f.sha256 ORDER BY size, f.sha256"
    ).bindparams(bindparam("keys", expanding=True))
    rows = session.execute(statement, {"keys": list(keys), "p": peer_id})
    return tuple(FileDue(row[0], row[1]) for row in rows)


def last(session: Session, peer_id: str, replica: str, direction: str) -> tuple[int, str]:
    """(sequence, hash) of the newest volume that way; (0, "") before the first."""
    row: Any = session.execute(
        text(
            "SELECT sequence, hash FROM sync_bundle WHERE peer = :p AND replica = :r AND direction = :d "
            "ORDER BY sequence DESC LIMIT 1"
        ),
        {"p": peer_id, "r": replica, "d": direction},
    ).first()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def known(session: Session, peer_id: str, replica: str, direction: str, sequence: int) -> str | None:
    """The hash of the volume under this number, None where there was none."""
    found = session.execute(
        text(
            "SELECT hash FROM sync_bundle WHERE peer = :p AND replica = :r AND direction = :d "
            "AND sequence = :s"
        ),
        {"p": peer_id, "r": replica, "d": direction, "s": sequence},
    ).scalar()
    return None if found is None else str(found)


def note(session: Session, clock: Clock, peer: Peer, direction: str, sequence: int, volume_hash: str) -> None:
    """Remember a volume: before it is written, and after one was read."""
    session.execute(
        text(
            "INSERT INTO sync_bundle (peer, replica, direction, sequence, hash, at) "
            "VALUES (:p, :r, :d, :s, :h, :at) ON CONFLICT (peer, replica, direction, sequence) DO NOTHING"
        ),
        {
            "p": peer.id,
            "r": peer.replica,
            "d": direction,
            "s": sequence,
            "h": volume_hash,
            "at": stamp(clock.now()),
        },
    )


def answer_heads(session: Session, peer_id: str) -> list[str]:
    """The signed heads of all stored answers of this portal."""
    rows = session.execute(text("SELECT jws FROM sync_answer WHERE peer = :p ORDER BY id"), {"p": peer_id})
    return [str(row[0]) for row in rows]


def set_epoch(session: Session, peer_id: str, epoch: str) -> None:
    """The portal began a new history."""
    session.execute(text("UPDATE sync_peer SET epoch = :e WHERE id = :p"), {"e": epoch, "p": peer_id})
