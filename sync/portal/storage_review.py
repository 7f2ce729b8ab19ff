"""The portal's SQL for people: reviewers' answers and the news of them, counts, export, comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, text

from sync import wire
from sync.database import Session, write_rows


def add_news(session: Session, unit: str, kind: str, record: str, facts: Mapping[str, Any], now: str) -> int:
    """Put one entry into the feed of a unit; its position."""
    return add_all_news(session, unit, kind, [(record, facts)], now)


def add_all_news(
    session: Session, unit: str, kind: str, entries: Sequence[tuple[str, Mapping[str, Any]]], now: str
) -> int:
    """Put entries (record, facts) of one kind into the feed of a unit, in this order; the last position."""
    last = int(
        session.execute(
            text("UPDATE counter SET value = value + :n WHERE name = 'feed' RETURNING value"),
            {"n": len(entries)},
        ).scalar_one()
    )
    first = last - len(entries) + 1
    rows = [
        {
            "p": position,
            "u": unit,
            "k": kind,
            "r": record,
            "l": wire.canonical({**facts, "position": position, "kind": kind, "record": record, "at": now}),
            "at": now,
        }
        for position, (record, facts) in enumerate(entries, first)
    ]
    write_rows(
        session,
        "INSERT INTO feed (position, unit, kind, record, line, at) VALUES (:p, :u, :k, :r, :l, :at)",
        rows,
    )
    return last


def news(session: Session, units: Sequence[str], after: int, limit: int) -> list[bytes]:
    """Entries of these units after a position, oldest first."""
    statement = text(
        "SELECT line FROM feed WHERE unit IN :units AND position > :a ORDER BY position LIMIT :n"
    ).bindparams(bindparam("units", expanding=True))
    rows = session.execute(statement, {"units": list(units), "a": after, "n": limit})
    return [bytes(row[0]) for row in rows]


def record(session: Session, record_id: str) -> dict[str, Any] | None:
    """A record's current version and status."""
    names = ("id", "unit", "fingerprint", "version", "status")
    row = session.execute(
        text("SELECT id, unit, fingerprint, version, status FROM record WHERE id = :id"), {"id": record_id}
    ).first()
    return None if row is None else dict(zip(names, row, strict=True))


def ids_with_status(session: Session, status: str, limit: int = 10_000) -> list[str]:
    """Records that stand so, the oldest first."""
    rows = session.execute(
        text("SELECT id FROM record WHERE status = :s ORDER BY received_at, id LIMIT :n"),
        {"s": status, "n": limit},
    )
    return [str(row[0]) for row in rows]


def set_status(session: Session, record_id: str, status: str, answer: tuple[str, str, str], now: str) -> None:
    """A reviewer's answer: `answer` is (reason, field, who)."""
    session.execute(
        text(
            "UPDATE record SET status = :s, reason = :r, field = :f, status_by = :b, status_at = :at WHERE "
            "id = :id"
        ),
        {"s": status, "r": answer[0], "f": answer[1], "b": answer[2], "at": now, "id": record_id},
    )


def counts(session: Session) -> dict[str, Any]:
    """How much is here; `changes` are those taken, `missing_files` distinct contents still awaited."""
    one = session.execute(
        text(
            "SELECT (SELECT count(*) FROM record), (SELECT count(*) FROM change WHERE state <> 'held'), "
            "(SELECT count(*) FROM file), (SELECT count(DISTINCT f.sha256) FROM change_file f "
            "LEFT JOIN file p ON p.sha256 = f.sha256 WHERE p.sha256 IS NULL), "
            "(SELECT count(*) FROM change WHERE state = 'held'), (SELECT count(*) FROM rejected), "
            "(SELECT count(*) FROM change WHERE state = 'complete'), (SELECT count(*) FROM unit), "
            "(SELECT count(*) FROM replica), (SELECT count(*) FROM envelope)"
        )
    ).one()
    names = (
        "records",
        "changes",
        "files",
        "missing_files",
        "held",
        "rejected",
        "complete",
        "units",
        "replicas",
    )
    by_status = session.execute(text("SELECT status, count(*) FROM record GROUP BY status ORDER BY status"))
    return {
        **dict(zip((*names, "envelopes"), (int(number) for number in one), strict=True)),
        "by_status": {str(row[0]): int(row[1]) for row in by_status},
    }


def exported(session: Session) -> Iterator[bytes]:
    """Every record as one JSON line: where it stands, and its current version as it came."""
    rows = session.execute(
        text(
            "SELECT r.id, r.unit, u.name, r.version, r.status, r.reason, r.field, r.received_at, c.line "
            "FROM record r JOIN unit u ON u.id = r.unit JOIN change c ON c.record = r.id AND c.version = "
            "r.version "
            "ORDER BY r.received_at, r.id"
        )
    )
    names = ("record", "unit", "unit_name", "version", "status", "reason", "field", "received_at")
    for row in rows:
        facts = dict(zip(names, row[:-1], strict=True))
        yield wire.canonical({**facts, "change": wire.parse_object(bytes(row[-1]))})


def versions(session: Session, unit: str, period: str) -> list[tuple[str, int]]:
    """(record, version) of a unit's records whose current version came in a period (`2026`, `2026-03`)."""
    rows = session.execute(
        text(
            "SELECT id, version FROM record WHERE unit = :u AND received_at >= :p AND received_at < :q "
            "ORDER BY id"
        ),
        {"u": unit, "p": period, "q": period + "~"},
    )
    return [(str(row[0]), int(row[1])) for row in rows]
