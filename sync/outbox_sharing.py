"""What a union's own PCs tell each other: each saved version of a record, readable with the union's key alone.

A change of audience `unit` says in clear which kind and record it is of and what it builds on. The value,
who saved it and when are in `sealed`, with a code (HMAC-SHA-256 under a key drawn from the union's) over
all of it and the parents: whoever carries it can neither read it, nor make one, nor pass off an old one
as new. A stored foreign change is a version like our own; what came and is not yet taken in waits in
`sync_inbound`.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import text

from sync import outbox, signing, wire
from sync.clock import Clock, Randomness, stamp
from sync.database import Session

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Said:
    """One version of a record: `value` in plain JSON values, None where it was taken back; `by` a user's id."""

    kind: str
    record: str
    value: dict[str, Any] | None
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version as it stands in the outbox: its fingerprint, what it builds on, and what it says."""

    fingerprint: str
    base: tuple[str, ...]
    said: Said


@dataclass(frozen=True, slots=True)
class Came:
    """A version from another PC, by its place in the feed; `version` is None where it cannot be believed."""

    position: int
    record: str
    replica: str
    line: bytes
    version: Version | None


def is_on(session: Session) -> bool:
    """Whether saves are told to the union's other PCs."""
    return session.execute(text("SELECT 1 FROM sync_sharing")).first() is not None


def turn_on(session: Session, clock: Clock) -> None:
    """From now on they are."""
    if not is_on(session):
        session.execute(text("INSERT INTO sync_sharing VALUES (:at)"), {"at": stamp(clock.now())})


def turn_off(session: Session) -> None:
    """Nothing more is told; what was frozen still goes out."""
    session.execute(text("DELETE FROM sync_sharing"))


def tell(
    session: Session,
    clock: Clock,
    random: Randomness,
    said: Said,
    base: tuple[str, ...] | None = None,
) -> str:
    """Freeze one version for the other PCs; its fingerprint. `base` only where a merge names its parents.

    It builds on what this PC holds for current, also where the others went another way meanwhile: then it is
    stale to them until somebody merged, and nothing of theirs is written over.
    """
    outbox.ensure_identity(session, clock, random)
    known = _current(session, said.record) if base is None else base
    union = outbox.union_identities(session)[0]
    secret = {**_plain(said), "mac": _code(union, said, known)}
    frozen = outbox.freeze(
        session,
        clock,
        random,
        outbox.Outgoing(said.kind, said.record, {}, (), secret, outbox.UNIT, SCHEMA, known),
    )
    return frozen.fingerprint


def head(session: Session, record: str) -> Version | None:
    """The version that this PC holds for the current one, its own or another's."""
    row = session.execute(
        text(
            "SELECT c.line FROM sync_head h JOIN sync_change c ON c.key = h.key "
            "WHERE h.record = :r AND h.audience = 'unit'"
        ),
        {"r": record},
    ).first()
    return None if row is None else _read(session, bytes(row[0]))


def was_told(session: Session, record: str) -> bool:
    """Whether any version of it was told or heard."""
    found = session.execute(
        text("SELECT 1 FROM sync_head WHERE record = :r AND audience = 'unit'"), {"r": record}
    )
    return found.first() is not None


def version(session: Session, fingerprint: str) -> Version | None:
    """A version by its fingerprint, None where it never was here."""
    row = session.execute(
        text("SELECT line FROM sync_change WHERE fingerprint = :f AND audience = 'unit'"), {"f": fingerprint}
    ).first()
    return None if row is None else _read(session, bytes(row[0]))


def came(session: Session, most: int) -> list[Came]:
    """What came from other PCs and was not taken in, oldest first."""
    rows = session.execute(
        text(
            "SELECT i.position, i.record, i.line FROM sync_inbound i JOIN sync_peer p ON p.id = i.peer "
            "WHERE i.kind = 'change' ORDER BY p.enrolled_at, i.position LIMIT :n"
        ),
        {"n": most},
    ).all()
    found = []
    for position, record, line in rows:
        news = wire.parse(bytes(line), wire.News)
        told = news.line.encode("utf-8")
        read = _read(session, told)
        believed = read if read is not None and read.said.record == record else None
        found.append(Came(int(position), str(record), news.replica, told, believed))
    return found + _carried(session, most - len(found))


def _carried(session: Session, most: int) -> list[Came]:
    """What came in a bundle of another PC, under numbers below zero."""
    rows = session.execute(
        text("SELECT position, sender, record, line FROM sync_carried ORDER BY position LIMIT :n"),
        {"n": max(0, most)},
    )
    return [
        Came(-int(row[0]), str(row[2]), str(row[1]), bytes(row[3]), _read(session, bytes(row[3])))
        for row in rows.all()
    ]


def waiting(session: Session) -> int:
    """How many versions from other PCs were not taken in yet."""
    found = session.execute(
        text(
            "SELECT (SELECT count(*) FROM sync_inbound WHERE kind = 'change') "
            "+ (SELECT count(*) FROM sync_carried)"
        )
    )
    return int(found.scalar_one())


def adopt(session: Session, clock: Clock, what: Came) -> None:
    """Hold another PC's version for the current one.

    One that a stick brought is in doubt: the portal is asked for it, and gets it from here where its writer never
    came to send it.
    """
    change = wire.parse_change(what.line)
    by_stick = what.position < 0
    session.execute(
        text(
            "INSERT INTO sync_change (key, audience, kind, record, fingerprint, content, line, frozen_at, "
            "state) VALUES (:key, 'unit', :kind, :record, :fingerprint, '', :line, :at, :state) "
            "ON CONFLICT (key) DO NOTHING"
        ),
        {
            "key": change.key,
            "kind": change.kind,
            "record": change.record,
            "fingerprint": wire.fingerprint(what.line),
            "line": what.line,
            "at": stamp(clock.now()),
            "state": "unknown" if by_stick else "complete",
        },
    )
    session.execute(
        text(
            "INSERT INTO sync_head (record, audience, key) VALUES (:record, 'unit', :key) "
            "ON CONFLICT (record, audience) DO UPDATE SET key = excluded.key"
        ),
        {"record": change.record, "key": change.key},
    )


def keep(session: Session, clock: Clock, what: Came) -> None:
    """Store another PC's version without holding it for the current one: a person has to choose first."""
    before = session.execute(
        text("SELECT key FROM sync_head WHERE record = :r AND audience = 'unit'"), {"r": what.record}
    ).scalar()
    adopt(session, clock, what)
    if before is not None:
        session.execute(
            text("UPDATE sync_head SET key = :k WHERE record = :r AND audience = 'unit'"),
            {"k": before, "r": what.record},
        )


def done_with(session: Session, positions: Sequence[int]) -> None:
    """Taken in: the change itself is kept, its copy in the feed's pages is not."""
    session.execute(
        text("DELETE FROM sync_inbound WHERE kind = 'change' AND position = :n"),
        [{"n": position} for position in positions],
    )
    session.execute(
        text("DELETE FROM sync_carried WHERE position = :n"), [{"n": -position} for position in positions]
    )


def _read(session: Session, line: bytes) -> Version | None:
    """What a line says, or None where no key of the union opens it or its code is another's."""
    try:
        change = wire.parse_change(line)
    except wire.WireError:
        return None
    unions = outbox.union_identities(session)
    try:
        secret = signing.decrypt(unions, change.sealed)
        said = Said(change.kind, change.record, secret["value"], str(secret["by"]), str(secret["at"]))
        codes = [_code(union, said, change.base) for union in unions]
        genuine = any(hmac.compare_digest(str(secret["mac"]), code) for code in codes)
    except (signing.BadSignature, wire.WireError, KeyError, TypeError):
        return None
    return Version(wire.fingerprint(line), change.base, said) if genuine else None


def _current(session: Session, record: str) -> tuple[str, ...]:
    row = session.execute(
        text(
            "SELECT c.fingerprint FROM sync_head h JOIN sync_change c ON c.key = h.key "
            "WHERE h.record = :r AND h.audience = 'unit'"
        ),
        {"r": record},
    ).first()
    return () if row is None else (str(row[0]),)


def _plain(said: Said) -> dict[str, Any]:
    return {"value": msgspec.to_builtins(said.value), "by": said.by, "at": said.at}


def _code(union: str, said: Said, base: Sequence[str]) -> str:
    key = sha256(b"sangkien unit code " + union.encode("ascii")).digest()
    told = {**_plain(said), "kind": said.kind, "record": said.record, "base": list(base)}
    return hmac.new(key, wire.canonical(told), sha256).hexdigest()
