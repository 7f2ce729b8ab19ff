"""The portal's SQL about bundles: the chains of volumes both ways, and whom a file completes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Text, bindparam, text

from sync.database import Session, run

IN, OUT = "in", "out"
_STICK = "stick:"
"""Settings that say of a PC how far it had read the news when its last stick came."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A volume in its sender's chain."""

    sequence: int
    hash: str
    previous: str


def around(session: Session, replica: str, direction: str, sequence: int) -> dict[int, Placed]:
    """What is known of the volumes under this number, the one before and the one after."""
    rows = run(
        session,
        "SELECT sequence, hash, previous FROM bundle WHERE replica = :r AND direction = :d "
        "AND sequence BETWEEN :a AND :b",
        {"r": replica, "d": direction, "a": sequence - 1, "b": sequence + 1},
    )
    return {int(row[0]): Placed(int(row[0]), row[1], row[2]) for row in rows}


def last(session: Session, replica: str, direction: str) -> tuple[int, str]:
    """(sequence, hash) of the newest volume that way; (0, "") before the first."""
    row = run(
        session,
        "SELECT sequence, hash FROM bundle WHERE replica = :r AND direction = :d "
        "ORDER BY sequence DESC LIMIT 1",
        {"r": replica, "d": direction},
    ).first()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def note(session: Session, replica: str, direction: str, placed: Placed, now: str) -> None:
    """Remember a volume; one that is known stays as it is."""
    run(
        session,
        "INSERT INTO bundle (replica, direction, sequence, hash, previous, at) "
        "VALUES (:r, :d, :s, :h, :p, :at) ON CONFLICT (replica, direction, sequence) DO NOTHING",
        {
            "r": replica,
            "d": direction,
            "s": placed.sequence,
            "h": placed.hash,
            "p": placed.previous,
            "at": now,
        },
    )


def age_recipient(session: Session, replica: str) -> str:
    """To whom a replica's receipts are encrypted."""
    found = run(session, "SELECT age_recipient FROM replica WHERE id = :r", {"r": replica})
    return str(found.scalar_one())


def keys_naming(session: Session, units: Sequence[str], contents: Sequence[str]) -> list[str]:
    """Keys of these units' changes that name any of these files."""
    statement = text(
        "SELECT DISTINCT c.key FROM change c JOIN change_file f ON f.key = c.key "
        "WHERE c.unit IN :units AND f.sha256 IN :contents ORDER BY c.key"
    ).bindparams(
        bindparam("units", expanding=True, type_=Text), bindparam("contents", expanding=True, type_=Text)
    )
    rows = session.execute(statement, {"units": list(units), "contents": list(contents)})
    return [str(row[0]) for row in rows]


def awaited(session: Session, keys: Sequence[str]) -> list[str]:
    """Files that these changes name and that are not here."""
    statement = text(
        "SELECT DISTINCT f.sha256 FROM change_file f LEFT JOIN file p ON p.sha256 = f.sha256 "
        "WHERE p.sha256 IS NULL AND f.key IN :keys ORDER BY f.sha256"
    ).bindparams(bindparam("keys", expanding=True, type_=Text))
    return [str(row[0]) for row in session.execute(statement, {"keys": list(keys)})]


@dataclass(frozen=True, slots=True)
class ByStick:
    """A PC that sends by stick: its unit, how far it had read the news, and who may read along ("" for nobody)."""

    replica: str
    unit: str
    unit_name: str
    cursor: int
    union: str


def comes_by_stick(session: Session, replica: str, cursor: int, union: str) -> None:
    """A stick of this PC came; it had read the news so far."""
    run(
        session,
        "INSERT INTO setting (name, value) VALUES (:n, :v) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        {"n": _STICK + replica, "v": f"{cursor} {union}"},
    )


def by_stick(session: Session) -> list[ByStick]:
    """The PCs of which a stick ever came, and that may still send."""
    rows = run(
        session,
        "SELECT r.id, r.unit, u.name, s.value FROM setting s JOIN replica r ON s.name = :n || r.id "
        "JOIN unit u ON u.id = r.unit WHERE r.disabled_at IS NULL ORDER BY u.name, r.id",
        {"n": _STICK},
    )
    found = []
    for replica, unit, name, value in rows:
        cursor, _, union = str(value).partition(" ")
        found.append(ByStick(str(replica), str(unit), str(name), int(cursor), union))
    return found
