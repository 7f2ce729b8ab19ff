"""The outbox's side of bundles between a union's own PCs: what others have not acknowledged, and their volumes here.

Each PC numbers what it holds of the union's changes by `ordinal`; a volume tells a stretch of it, `after` one number
`until` another. A volume that begins past what is known here is kept whole until those before it have come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import text

from sync import wire
from sync.clock import Clock, stamp
from sync.database import Session

AUDIENCE = "unit"


@dataclass(frozen=True, slots=True)
class Volume:
    """One volume of another PC as it is remembered; `held` is the file itself while it waits."""

    sender: str
    sequence: int
    hash: str
    previous: str
    signing_key: str
    after: int
    until: int
    held: bytes | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A volume that waits: whose, which number, since when, and the numbers that it waits for."""

    sender: str
    sequence: int
    since: str
    missing: tuple[int, ...]


def known(session: Session) -> Mapping[str, int]:
    """Up to which ordinal each other PC's changes are here without a gap."""
    rows = session.execute(
        text(
            "SELECT sender, max(until) FROM sync_union_in WHERE held IS NULL GROUP BY sender ORDER BY sender"
        )
    )
    return {str(row[0]): int(row[1]) for row in rows}


def acknowledged(session: Session) -> int:
    """Up to which ordinal every PC that ever answered has ours; 0 before the first answer."""
    found = session.execute(text("SELECT min(until) FROM sync_union_ack")).scalar()
    return int(found or 0)


def note_ack(session: Session, replica: str, until: int) -> None:
    """Another PC says how far it has come; what it said before is not taken back."""
    session.execute(
        text(
            "INSERT INTO sync_union_ack (replica, until) VALUES (:r, :u) "
            "ON CONFLICT (replica) DO UPDATE SET until = max(until, excluded.until)"
        ),
        {"r": replica, "u": until},
    )


def due(session: Session, after: int) -> list[tuple[int, bytes]]:
    """(ordinal, line) of everything that the union's PCs told each other and this one holds, past a number."""
    rows = session.execute(
        text("SELECT ordinal, line FROM sync_change WHERE audience = :a AND ordinal > :n ORDER BY ordinal"),
        {"a": AUDIENCE, "n": after},
    )
    return [(int(row[0]), bytes(row[1])) for row in rows]


def last_out(session: Session) -> tuple[int, str]:
    """(sequence, hash) of the newest volume that this PC wrote; (0, "") before the first."""
    row = session.execute(
        text("SELECT sequence, hash FROM sync_union_out ORDER BY sequence DESC LIMIT 1")
    ).first()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def note_out(session: Session, clock: Clock, sequence: int, volume_hash: str) -> None:
    """Remember a volume before it is written: a number is never used twice."""
    session.execute(
        text("INSERT INTO sync_union_out (sequence, hash, at) VALUES (:s, :h, :at)"),
        {"s": sequence, "h": volume_hash, "at": stamp(clock.now())},
    )


def volumes_of(session: Session, sender: str) -> dict[int, Volume]:
    """All volumes that came from one PC, by number."""
    rows = session.execute(
        text(
            "SELECT sender, sequence, hash, previous, signing_key, after, until, held FROM sync_union_in "
            "WHERE sender = :s ORDER BY sequence"
        ),
        {"s": sender},
    )
    return {int(row[1]): Volume(*row) for row in rows}


def keep(session: Session, clock: Clock, volume: Volume) -> None:
    """Remember a volume, taken or held; a held one that is taken now gives its room back."""
    session.execute(
        text(
            "INSERT INTO sync_union_in (sender, sequence, hash, previous, signing_key, after, until, held, at) "
            "VALUES (:sender, :sequence, :hash, :previous, :key, :after, :until, :held, :at) "
            "ON CONFLICT (sender, sequence) DO UPDATE SET held = excluded.held"
        ),
        {
            "sender": volume.sender,
            "sequence": volume.sequence,
            "hash": volume.hash,
            "previous": volume.previous,
            "key": volume.signing_key,
            "after": volume.after,
            "until": volume.until,
            "held": volume.held,
            "at": stamp(clock.now()),
        },
    )


def put(session: Session, sender: str, lines: Iterable[bytes]) -> int:
    """Lay changes aside to be taken in as those from the line are; how many were not here before."""
    number = 0
    for line in lines:
        change = wire.parse_change(line)
        added = session.execute(
            text(
                "INSERT INTO sync_carried (sender, record, line) SELECT :s, :r, :l WHERE NOT EXISTS "
                "(SELECT 1 FROM sync_change WHERE key = :k) AND NOT EXISTS "
                "(SELECT 1 FROM sync_carried WHERE record = :r AND line = :l) RETURNING position"
            ),
            {"s": sender, "r": change.record, "l": line, "k": change.key},
        )
        number += added.first() is not None
    return number


def held(session: Session) -> tuple[Held, ...]:
    """Volumes that wait, the oldest first."""
    rows = session.execute(
        text("SELECT sender, sequence, at FROM sync_union_in WHERE held IS NOT NULL ORDER BY at, sequence")
    ).all()
    return tuple(
        Held(str(row[0]), int(row[1]), str(row[2]), _missing(session, row[0], row[1])) for row in rows
    )


def _missing(session: Session, sender: str, sequence: int) -> tuple[int, ...]:
    """Numbers before this one that never came; after the last that was taken."""
    here = volumes_of(session, sender)
    taken: Sequence[int] = [
        number for number, volume in here.items() if volume.held is None and number < sequence
    ]
    return tuple(number for number in range(max(taken, default=0) + 1, sequence) if number not in here)
