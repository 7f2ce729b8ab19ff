"""What the outbox lays out for a sender without the register's key: everything frozen for the portal, packed."""

from __future__ import annotations

from sqlalchemy import text

from sync import outbox_sending, wire
from sync.clock import Clock, Randomness
from sync.database import Session
from sync.outbox import Identity, Peer

_WISH = "unattended"
"""The row of the line's wishes that holds the send-only key's recipient."""


def recipient(session: Session) -> str:
    """Who may send without the register's key; "" where nobody may."""
    found = session.execute(text("SELECT value FROM sync_line WHERE name = :n"), {"n": _WISH}).scalar()
    return str(found or "").strip('"')


def set_recipient(session: Session, wished: str) -> None:
    """Let the holder of this age key send, or nobody."""
    session.execute(
        text(
            "INSERT INTO sync_line (name, value) VALUES (:n, :v) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        ),
        {"n": _WISH, "v": f'"{wished}"'},
    )


def waiting(
    session: Session, clock: Clock, random: Randomness, who: Identity, peer: Peer
) -> list[tuple[str, bytes]]:
    """(id, bytes) of all that is frozen for the portal and has no answer, in envelopes; ids sort as they go out."""
    # Taken for sent from here on: this PC asks the portal about them before it sends anything of them again.
    while packed := outbox_sending.pack(session, clock, random, who, peer, wire.Limits()):
        outbox_sending.start_sending(session, packed)
    rows = session.execute(
        text(
            "SELECT printf('%012d-%s', sequence, id), bytes FROM sync_envelope "
            "WHERE peer = :p AND open = 1 AND audience = 'portal' ORDER BY sequence"
        ),
        {"p": peer.id},
    )
    return [(str(row[0]), bytes(row[1])) for row in rows]
