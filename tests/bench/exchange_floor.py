"""The least that an exchange costs: the same bytes hashed, packed and unpacked, the same rows written, at both ends.

Rows are those that a finished exchange left behind, a transaction for each envelope on either side, by executemany.
Nothing is decided, signed, sent or checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import zstandard
from bench.harness import worked

from sync.database import Database, Session
from sync.portal import house
from tests.sync.conftest import Pc

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Left:
    """What a finished exchange left: rows of a table by the envelope that they came with, and those around them."""

    around: dict[str, Rows]
    by_envelope: list[dict[str, Rows]]


def left_by_pc(pc: Pc) -> Left:
    """Of the PC: envelopes, what they held, answers, receipts, and the changes as they stand now."""
    with pc.database.read() as session:
        around = {name: _rows(session, f"SELECT * FROM {name}") for name in ("sync_replica", "sync_peer")}
        found = []
        for envelope in _rows(session, "SELECT * FROM sync_envelope ORDER BY sequence"):
            of_it = "(SELECT key FROM sync_envelope_change WHERE envelope = ?)"
            receipts = _rows(session, f"SELECT * FROM sync_receipt WHERE key IN {of_it}", envelope[0])
            found.append({
                "sync_envelope": [envelope],
                "sync_envelope_change": _rows(
                    session, "SELECT * FROM sync_envelope_change WHERE envelope = ?", envelope[0]
                ),
                "sync_answer": _rows(session, "SELECT * FROM sync_answer WHERE id = ?", receipts[0][2]),
                "sync_receipt": receipts,
                "changes": _rows(
                    session,
                    "SELECT state, version, answered_at, ordinal FROM sync_change WHERE key IN " + of_it,
                    envelope[0],
                ),
            })  # fmt: skip
    return Left(around, found)


def left_by_portal(portal: house.Portal) -> Left:
    """Of the portal: envelopes, changes, records."""
    with portal.database.read() as session:
        around = {name: _rows(session, f"SELECT * FROM {name}") for name in ("unit", "replica")}
        found = [
            {
                "envelope": [envelope],
                "change": _rows(session, "SELECT * FROM change WHERE envelope = ?", envelope[0]),
                "record": _rows(
                    session,
                    "SELECT * FROM record WHERE id IN (SELECT record FROM change WHERE envelope = ?)",
                    envelope[0],
                ),
            }
            for envelope in _rows(session, "SELECT * FROM envelope ORDER BY sequence")
        ]
    return Left(around, found)


def processor_seconds(
    pc: Pc, by_pc: Left, portal: house.Portal, by_portal: Left, lines: list[bytes]
) -> float:
    """What all of it takes; `pc` has the same frozen records, `portal` is empty."""
    _insert_all(pc.database, by_pc.around)
    _insert_all(portal.database, by_portal.around)

    def work() -> None:
        hashed = [sha256(line).hexdigest() for line in lines]
        packed = zstandard.ZstdCompressor(level=3).compress(b"\n".join(lines))
        unpacked = zstandard.ZstdDecompressor().decompress(packed).split(b"\n")
        assert hashed == [sha256(line).hexdigest() for line in unpacked]
        for rows in by_pc.by_envelope:
            _pc_writes(pc.database, rows)
        for rows in by_portal.by_envelope:
            _insert_all(portal.database, rows)

    return worked(work)()


def _pc_writes(database: Database, rows: dict[str, Rows]) -> None:
    """What was made is stored before it leaves, what was answered when it came."""
    going, coming = ("sync_envelope", "sync_envelope_change"), ("sync_answer", "sync_receipt")
    with database.write() as session:
        for name in going:
            _insert(session, name, rows[name])
        _many(
            session,
            "UPDATE sync_change SET state = 'unknown' WHERE ordinal = ?",
            [r[3:] for r in rows["changes"]],
        )
    with database.write() as session:
        for name in coming:
            _insert(session, name, rows[name])
        _many(
            session,
            "UPDATE sync_change SET state = ?, version = ?, answered_at = ? WHERE ordinal = ?",
            rows["changes"],
        )


def _insert_all(database: Database, tables: dict[str, Rows]) -> None:
    with database.write() as session:
        for name, rows in tables.items():
            _insert(session, name, rows)


def _insert(session: Session, table: str, rows: Rows) -> None:
    _many(
        session, f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))}) ON CONFLICT DO NOTHING", rows
    )


def _many(session: Session, sql: str, rows: Rows) -> None:
    session.connection().exec_driver_sql(sql, rows)


def _rows(session: Session, sql: str, *values: str) -> Rows:
    return [tuple(row) for row in session.connection().exec_driver_sql(sql, values)]
