"""The portal's only SQL: plain values in, plain values out. SQLite by default, PostgreSQL by its URL.

Whoever writes calls `hold_the_pen` first: on PostgreSQL it makes writers queue as SQLite's own lock
does, so that what was looked up stays true until the commit, and news get their positions in the order
of their commits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sync import wire
from sync.database import Session, rows_among, run, write_rows, write_tuples
from sync.portal.storage_tables import MIGRATIONS

__all__ = ["MIGRATIONS"]


@dataclass(frozen=True, slots=True)
class Replica:
    """An enrolled installation, of role `pc` or `relay`.

    One that came through a relay (`via`) writes its envelopes for the unit as it is known there (`alias`).
    """

    id: str
    unit: str
    signing_key: str
    disabled: bool
    role: str = "pc"
    via: str = ""
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A change that is here; its state is `held`, `received` or `complete`, `leaf` its receipt if any."""

    key: str
    fingerprint: str
    record: str
    unit: str
    state: str
    leaf: bytes | None


@dataclass(frozen=True, slots=True)
class Head:
    """The current version of a record."""

    record: str
    unit: str
    fingerprint: str
    version: int


class ChangeRow(NamedTuple):
    """A change as it is written, its columns in the order of the statement; `leaf` and `version` once it is taken."""

    key: str
    fingerprint: str
    record: str
    unit: str
    replica: str
    kind: str
    audience: str
    line: bytes
    envelope: str
    audit_head: str
    received_at: str
    state: str
    version: int | None
    leaf: bytes | None


class HeadRow(NamedTuple):
    """A record's current version as it is written."""

    record: str
    unit: str
    kind: str
    fingerprint: str
    version: int
    received_at: str


_ADD_CHANGE = (
    "INSERT INTO change (key, fingerprint, record, unit, replica, kind, audience, line, envelope, audit_head, "
    "received_at, state, version, leaf) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (key) DO NOTHING"
)


def hold_the_pen(session: Session) -> None:
    """Be the one writer until this transaction ends."""
    run(session, "UPDATE counter SET value = value WHERE name = 'feed'")


def setting(session: Session, name: str) -> str:
    """A setting of this portal, "" where it was never set."""
    found = run(session, "SELECT value FROM setting WHERE name = :n", {"n": name}).scalar()
    return str(found or "")


def set_setting(session: Session, name: str, value: str) -> None:
    """Keep a setting."""
    run(
        session,
        "INSERT INTO setting (name, value) VALUES (:n, :v) ON CONFLICT (name) DO UPDATE SET value = "
        "excluded.value",
        {"n": name, "v": value},
    )


def unit_named(session: Session, name: str, fresh_id: str, now: str) -> str:
    """The id of the unit of this name, made with `fresh_id` where there was none."""
    run(
        session,
        "INSERT INTO unit (id, name, made_at) VALUES (:id, :name, :at) ON CONFLICT (name) DO NOTHING",
        {"id": fresh_id, "name": name, "at": now},
    )
    return str(run(session, "SELECT id FROM unit WHERE name = :name", {"name": name}).scalar_one())


def unit_name(session: Session, unit: str) -> str:
    """What a unit is called."""
    return str(run(session, "SELECT name FROM unit WHERE id = :id", {"id": unit}).scalar_one())


def set_body(session: Session, name: str, body: str) -> bool:
    """Put the unit of this name under a body; false where there is no such unit."""
    found = run(session, "UPDATE unit SET body = :b WHERE name = :n RETURNING id", {"b": body, "n": name})
    return found.first() is not None


def add_code(session: Session, secret_hash: str, unit: str, role: str, now: str) -> None:
    """Remember a code by the hash of its secret."""
    run(
        session,
        "INSERT INTO enrol_code (secret_hash, unit, role, made_at) VALUES (:h, :u, :r, :at)",
        {"h": secret_hash, "u": unit, "r": role, "at": now},
    )


def code(session: Session, secret_hash: str) -> tuple[str, str | None, str] | None:
    """(unit, replica that used it or None, role) of a code, None where there is no such code."""
    row = run(
        session, "SELECT unit, replica, role FROM enrol_code WHERE secret_hash = :h", {"h": secret_hash}
    ).first()
    return None if row is None else (str(row[0]), row[1], str(row[2]))


def enrol(session: Session, secret_hash: str, replica: Replica, age_recipient: str, now: str) -> None:
    """Spend a code on a replica."""
    run(
        session,
        "INSERT INTO replica (id, unit, signing_key, age_recipient, enrolled_at, role, via, alias) "
        "VALUES (:id, :unit, :key, :age, :at, :role, :via, :alias)",
        {
            "id": replica.id,
            "unit": replica.unit,
            "role": replica.role,
            "via": replica.via,
            "alias": replica.alias,
            "key": replica.signing_key,
            "age": age_recipient,
            "at": now,
        },
    )
    run(
        session,
        "UPDATE enrol_code SET replica = :r, used_at = :at WHERE secret_hash = :h",
        {"r": replica.id, "at": now, "h": secret_hash},
    )


def replica(session: Session, replica_id: str) -> Replica | None:
    """An enrolled replica by its id."""
    row = run(
        session,
        "SELECT id, unit, signing_key, disabled_at, role, via, alias FROM replica WHERE id = :id",
        {"id": replica_id},
    ).first()
    return (
        None if row is None else Replica(row[0], row[1], row[2], row[3] is not None, row[4], row[5], row[6])
    )


def envelope_at(session: Session, replica_id: str, sequence: int) -> str | None:
    """The hash of the envelope that a replica sent under this number."""
    found = run(
        session,
        "SELECT hash FROM envelope WHERE replica = :r AND sequence = :s",
        {"r": replica_id, "s": sequence},
    ).scalar()
    return None if found is None else str(found)


def add_envelope(session: Session, envelope: wire.Envelope, unit: str, now: str) -> None:
    """Keep what the replica signed."""
    manifest = envelope.manifest
    run(
        session,
        "INSERT INTO envelope (id, replica, unit, audience, sequence, previous, hash, jws, manifest, "
        "received_at) "
        "VALUES (:id, :replica, :unit, :audience, :sequence, :previous, :hash, :jws, :manifest, :at) "
        "ON CONFLICT (id) DO NOTHING",
        {
            "id": manifest.envelope,
            "replica": manifest.replica,
            "unit": unit,
            "audience": manifest.audience,
            "sequence": manifest.sequence,
            "previous": manifest.previous,
            "hash": wire.envelope_hash(envelope.jws),
            "jws": envelope.jws,
            "manifest": envelope.manifest_line,
            "at": now,
        },
    )


def held(session: Session, keys: Sequence[str]) -> dict[str, Held]:
    """What is here of these keys, whoever sent it."""
    rows = rows_among(
        session, "SELECT key, fingerprint, record, unit, state, leaf FROM change WHERE key IN :values", keys
    )
    return {row[0]: Held(row[0], row[1], row[2], row[3], row[4], _bytes(row[5])) for row in rows}


def heads(session: Session, records: Sequence[str], audience: str) -> dict[str, Head]:
    """The current versions of these records, as reviewers see them or as the union's PCs share them."""
    sql = (
        "SELECT record, unit, fingerprint, version FROM unit_head WHERE record IN :values"
        if audience == "unit"
        else "SELECT id, unit, fingerprint, version FROM record WHERE id IN :values"
    )
    rows = rows_among(session, sql, records)
    return {row[0]: Head(row[0], row[1], row[2], row[3]) for row in rows}


def stored_fingerprints(session: Session, fingerprints: Sequence[str]) -> set[str]:
    """Which of these versions were taken (held ones not counted)."""
    rows = rows_among(
        session,
        "SELECT DISTINCT fingerprint FROM change WHERE state <> 'held' AND fingerprint IN :values",
        fingerprints,
    )
    return {str(row[0]) for row in rows}


def rejections(session: Session, fingerprints: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Fingerprint -> (outcome, its base, parted by spaces) of versions that were not taken."""
    rows = rows_among(
        session, "SELECT fingerprint, outcome, base FROM rejected WHERE fingerprint IN :values", fingerprints
    )
    return {str(row[0]): (str(row[1]), str(row[2])) for row in rows}


def rejected_leaves(session: Session, units: Sequence[str], keys: Sequence[str]) -> dict[str, bytes]:
    """Key -> the last answer that said no to one of these units."""
    rows = rows_among(session, "SELECT key, leaf, unit FROM rejected WHERE key IN :values ORDER BY at", keys)
    return {str(row[0]): bytes(row[1]) for row in rows if row[2] in units}


def line_of(session: Session, fingerprint: str) -> bytes:
    """The bytes of a version."""
    return bytes(
        run(
            session, "SELECT line FROM change WHERE fingerprint = :f LIMIT 1", {"f": fingerprint}
        ).scalar_one()
    )


def present_files(session: Session, contents: Sequence[str]) -> set[str]:
    """Which of these files are here whole."""
    return {
        str(row[0])
        for row in rows_among(session, "SELECT sha256 FROM file WHERE sha256 IN :values", contents)
    }


def add_changes(session: Session, rows: Sequence[ChangeRow], files: Sequence[Mapping[str, Any]]) -> None:
    """Store changes and what files they name; a key that is here already stays as it is."""
    write_tuples(session, _ADD_CHANGE, rows)
    write_rows(
        session,
        "INSERT INTO change_file (key, sha256, size, name, media) VALUES (:key, :sha256, :size, "
        ":name, :media) "
        "ON CONFLICT (key, sha256) DO NOTHING",
        files,
    )


def set_heads(session: Session, rows: Sequence[HeadRow]) -> None:
    """Make these versions the current ones; a reviewer starts afresh on them."""
    write_tuples(
        session,
        "INSERT INTO record (id, unit, kind, fingerprint, version, received_at, status, reason, field, "
        "status_at, status_by) VALUES (?, ?, ?, ?, ?, ?, 'waiting', '', '', ?, '') "
        "ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, version = excluded.version, "
        "received_at = excluded.received_at, status = excluded.status, reason = excluded.reason, "
        "field = excluded.field, status_at = excluded.status_at, status_by = ''",
        [(*row, row.received_at) for row in rows],
    )


def set_unit_heads(session: Session, rows: Sequence[HeadRow]) -> None:
    """The same for what a union's PCs share: nobody reviews it."""
    write_tuples(
        session,
        "INSERT INTO unit_head (record, unit, fingerprint, version) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (record) DO UPDATE SET fingerprint = excluded.fingerprint, version = excluded.version",
        [(row.record, row.unit, row.fingerprint, row.version) for row in rows],
    )


def set_leaf(session: Session, key: str, state: str, version: int, leaf: bytes) -> None:
    """A held change was taken, or a received one is complete: its new receipt."""
    run(
        session,
        "UPDATE change SET state = :s, version = :v, leaf = :l WHERE key = :k",
        {"s": state, "v": version, "l": leaf, "k": key},
    )
    run(session, "DELETE FROM held_base WHERE key = :k", {"k": key})


def add_rejected(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep what was not taken, with the answer, so that a lost answer can be given again."""
    write_rows(
        session,
        "INSERT INTO rejected (key, fingerprint, record, unit, outcome, base, line, leaf, "
        "envelope, at) "
        "VALUES (:key, :fingerprint, :record, :unit, :outcome, :base, :line, :leaf, :envelope, :at) "
        "ON CONFLICT (key, fingerprint) DO UPDATE SET outcome = excluded.outcome, leaf = "
        "excluded.leaf",
        rows,
    )


def forget_rejected(session: Session, keys: Sequence[str]) -> None:
    """These were taken after all."""
    rows_among(session, "DELETE FROM rejected WHERE key IN :values", keys)


def add_file(session: Session, content: str, size: int, now: str) -> bool:
    """A file is here whole; true where that is news."""
    added = run(
        session,
        "INSERT INTO file (sha256, size, stored_at) VALUES (:s, :n, :at) ON CONFLICT (sha256) DO NOTHING "
        "RETURNING sha256",
        {"s": content, "n": size, "at": now},
    )
    return added.first() is not None


def received_leaves_naming(session: Session, content: str) -> list[bytes]:
    """Receipts still `received` of changes that name this file."""
    rows = run(
        session,
        "SELECT c.leaf FROM change c JOIN change_file f ON f.key = c.key "
        "WHERE f.sha256 = :s AND c.state = 'received' ORDER BY c.key",
        {"s": content},
    )
    return [bytes(row[0]) for row in rows]


def missing_files(session: Session, unit: str) -> list[tuple[str, str, str]]:
    """(record, key, content) of files that this unit's changes name and that are not here."""
    rows = run(
        session,
        "SELECT c.record, c.key, f.sha256 FROM change c JOIN change_file f ON f.key = c.key "
        "LEFT JOIN file p ON p.sha256 = f.sha256 WHERE c.unit = :u AND c.state = 'received' "
        "AND p.sha256 IS NULL ORDER BY c.record, c.key, f.sha256",
        {"u": unit},
    )
    return [(row[0], row[1], row[2]) for row in rows]


def _bytes(value: Any) -> bytes | None:
    return None if value is None else bytes(value)
