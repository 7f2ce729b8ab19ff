"""The portal's SQL of changes that came before their parents: they wait here until those are taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sync.database import Session, rows_among, run, write_rows


def hold_for(session: Session, pairs: Sequence[tuple[str, str]]) -> None:
    """Remember which parents (fingerprints) a held change (key) waits for."""
    write_rows(
        session,
        "INSERT INTO held_base (parent, key) VALUES (:p, :k) ON CONFLICT (parent, key) DO NOTHING",
        [{"p": parent, "k": key} for parent, key in pairs],
    )


def waiting_for(session: Session, parents: Sequence[str]) -> list[dict[str, Any]]:
    """Held changes that wait for one of these versions, in the order in which they came."""
    names = ("key", "line", "unit", "received_at", "audit_head", "audience", "replica", "envelope")
    rows = rows_among(
        session,
        "SELECT DISTINCT c.key, c.line, c.unit, c.received_at, c.audit_head, c.audience, c.replica, "
        "c.envelope FROM change c "
        "JOIN held_base h ON h.key = c.key WHERE h.parent IN :values ORDER BY c.received_at, c.key",
        parents,
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def give_back(session: Session, key: str) -> None:
    """A held change is not taken after all."""
    run(session, "DELETE FROM held_base WHERE key = :k", {"k": key})
    run(session, "DELETE FROM change_file WHERE key = :k", {"k": key})
    run(session, "DELETE FROM change WHERE key = :k", {"k": key})
