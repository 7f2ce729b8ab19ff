"""How this PC reaches the outside: the proxy, what a day may cost, how quick the line was found to be.

One row a wish, in the encrypted database, for a proxy's password is among them. What a day cost is
counted as the exchange goes on, so that a cap holds across restarts; a cap is a wish of the people here
and nothing of the exchange is decided by its day.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum

import msgspec

from sync.database import Session, run, write_rows

PACKED = 6
"""How many times smaller texts become on the way, from the sample corpus; for estimates alone."""


class ProxyKind(StrEnum):
    """Whose word on a proxy counts: the operating system's, nobody's, or the one that was typed here."""

    SYSTEM = "system"
    NONE = "none"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Line:
    """Wishes and what was learned. `daily_cap` in bytes both ways, 0 for none.

    `user` and `password` are the proxy's, for the system's proxy as for a typed one. `text_only` leaves
    files for another day. `by_itself`: rounds begin when a link appears. `envelope` and `piece` are the
    sizes, in bytes, that went well last time, `rate` the bytes a second; 0 where nothing was learned.
    """

    proxy: ProxyKind = ProxyKind.SYSTEM
    address: str = ""
    user: str = ""
    password: str = ""
    daily_cap: int = 0
    text_only: bool = False
    by_itself: bool = False
    envelope: int = 0
    piece: int = 0
    rate: int = 0

    def __repr__(self) -> str:
        return f"Line(proxy={self.proxy.value})"  # a password belongs in no log


@dataclass(frozen=True, slots=True)
class Estimate:
    """What sending everything now would take: versions, bytes of texts as they would travel, files.

    `seconds` is None until a rate was measured; `spent_today` counts bytes both ways.
    """

    texts: int
    text_bytes: int
    files: int
    file_bytes: int
    seconds: int | None
    spent_today: int


def line(session: Session) -> Line:
    """The wishes as they stand; a row that a newer program wrote is kept and not read."""
    rows = run(session, "SELECT name, value FROM sync_line")
    known = {name: msgspec.json.decode(value) for name, value in rows if name in Line.__dataclass_fields__}
    return msgspec.convert(known, Line)


def set_line(session: Session, wished: Line) -> None:
    """Keep all of it."""
    rows = [{"n": name, "v": msgspec.json.encode(value).decode()} for name, value in asdict(wished).items()]
    write_rows(
        session,
        "INSERT INTO sync_line (name, value) VALUES (:n, :v) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        rows,
    )


def learn(session: Session, envelope: int, piece: int, rate: int) -> None:
    """Keep what a round found out about the line, and nothing else of it."""
    set_line(session, replace(line(session), envelope=envelope, piece=piece, rate=rate))


def spend(session: Session, day: date, up: int, down: int) -> None:
    """Count bytes of a calendar day in Vietnam."""
    run(
        session,
        "INSERT INTO sync_spent (day, up, down) VALUES (:d, :u, :w) "
        "ON CONFLICT (day) DO UPDATE SET up = up + excluded.up, down = down + excluded.down",
        {"d": day.isoformat(), "u": up, "w": down},
    )


def spent(session: Session, day: date) -> int:
    """Bytes both ways on that day."""
    found = run(session, "SELECT up + down FROM sync_spent WHERE day = :d", {"d": day.isoformat()}).scalar()
    return int(found or 0)


def estimate(session: Session, peer_id: str, day: date) -> Estimate:
    """Bytes, files and time still to go, by the sizes in the outbox and the rate of the last rounds."""
    texts, text_bytes = run(
        session,
        "SELECT count(*), coalesce(sum(length(line)), 0) FROM sync_change WHERE audience = 'portal' "
        "AND state IN ('frozen', 'unknown')",
    ).one()
    files, file_bytes = run(
        session,
        "SELECT count(*), coalesce(sum(f.size - coalesce(u.confirmed, 0)), 0) FROM "
        "(SELECT DISTINCT sf.sha256, sf.size FROM sync_file sf JOIN sync_change c ON c.key = sf.key "
        "WHERE sf.wanted = 1 OR c.state IN ('frozen', 'unknown')) f "
        "LEFT JOIN sync_upload u ON u.peer = :p AND u.sha256 = f.sha256 WHERE coalesce(u.done, 0) = 0",
        {"p": peer_id},
    ).one()
    packed = -(-int(text_bytes) // PACKED)
    rate = line(session).rate
    seconds = -(-(packed + int(file_bytes)) // rate) if rate else None
    return Estimate(int(texts), packed, int(files), int(file_bytes), seconds, spent(session, day))
