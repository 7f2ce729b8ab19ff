"""A relay's own outbox: envelopes of other PCs, to the portal above as they came, never packed anew."""

from __future__ import annotations

from sqlalchemy import bindparam, text

from sync import wire
from sync.clock import Clock, stamp
from sync.database import Session, run, write_rows
from sync.outbox import Peer


def put(session: Session, clock: Clock, peer: Peer, envelope: wire.Envelope, data: bytes) -> bool:
    """Take an envelope to be passed on; false where all of it went on in an earlier one."""
    manifest = envelope.manifest
    now = stamp(clock.now())
    changes = [
        (key, fingerprint, line, change)
        for (key, fingerprint), line in zip(manifest.changes, envelope.lines, strict=True)
        if (change := _parsed(line)) is not None
    ]
    for key, fingerprint, line, change in changes:
        run(
            session,
            "INSERT INTO sync_change (key, audience, kind, record, fingerprint, content, line, frozen_at, "
            "state) VALUES (:key, 'portal', :kind, :record, :fingerprint, '', :line, :at, 'frozen') "
            "ON CONFLICT (key) DO NOTHING",
            {
                "key": key,
                "kind": change.kind,
                "record": change.record,
                "fingerprint": fingerprint,
                "line": line,
                "at": now,
            },
        )
        for file in change.files:
            run(
                session,
                "INSERT INTO sync_file (key, sha256, size, media) VALUES (:key, :sha256, :size, :media) "
                "ON CONFLICT (key, sha256) DO NOTHING",
                {"key": key, "sha256": file.sha256, "size": file.size, "media": file.media},
            )
    waiting = _count_waiting(session, [key for key, *_ in changes])
    if changes and not waiting:
        return False
    run(
        session,
        "INSERT INTO sync_envelope (id, peer, replica, audience, sequence, hash, bytes, made_at, open) "
        "VALUES (:id, :peer, :replica, 'portal', :sequence, :hash, :bytes, :at, 1) ON CONFLICT DO NOTHING",
        {
            "id": manifest.envelope,
            "peer": peer.id,
            "replica": manifest.replica,
            "sequence": manifest.sequence,
            "hash": wire.envelope_hash(envelope.jws),
            "bytes": data,
            "at": now,
        },
    )
    write_rows(
        session,
        "INSERT INTO sync_envelope_change (envelope, position, key) VALUES (:e, :n, :k) "
        "ON CONFLICT DO NOTHING",
        [{"e": manifest.envelope, "n": number, "k": key} for number, (key, *_) in enumerate(changes)],
    )
    return True


def reopen(session: Session) -> None:
    """What the portal above turned out not to hold goes again in the envelope that it came in."""
    run(
        session,
        "UPDATE sync_envelope SET open = 1 WHERE id IN (SELECT e.envelope FROM sync_envelope_change e "
        "JOIN sync_change c ON c.key = e.key WHERE c.state = 'frozen')",
    )


def give_up(session: Session, envelope: str, code: str) -> None:
    """The portal above does not take an envelope of this size, and only its writer can make smaller ones."""
    run(
        session,
        "UPDATE sync_change SET state = 'parked', code = :c WHERE state IN ('frozen', 'unknown') AND key IN "
        "(SELECT key FROM sync_envelope_change WHERE envelope = :e)",
        {"c": code, "e": envelope},
    )
    run(session, "UPDATE sync_envelope SET open = 0 WHERE id = :e", {"e": envelope})


def waiting(session: Session) -> int:
    """How many versions have no receipt for their text yet."""
    found = run(session, "SELECT count(*) FROM sync_change WHERE state IN ('frozen', 'unknown', 'held')")
    return int(found.scalar_one())


def _count_waiting(session: Session, keys: list[str]) -> int:
    statement = text(
        "SELECT count(*) FROM sync_change WHERE state IN ('frozen', 'unknown') AND key IN :keys"
    ).bindparams(bindparam("keys", expanding=True))
    return int(session.execute(statement, {"keys": keys}).scalar_one())


def _parsed(line: bytes) -> wire.Change | None:
    try:
        return wire.parse_change(line)
    except wire.WireError:
        return None
