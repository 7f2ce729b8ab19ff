"""What a portal has said of initiatives, put where the exchange keeps it, without an exchange."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text

from desktop.services.desk import Desk

ANSWERED = "2026-03-04T03:00:00.000000Z"


def answered(desk: Desk, records: Sequence[str], state: str = "approved", at: str = ANSWERED) -> None:
    """The portal has these; `approved` and `returned` are a reviewer's word on a complete entry."""
    stored = "complete" if state in ("approved", "returned") else state
    with desk.opened.database.write() as session:
        for record in records:
            key = f"k-{record}"
            session.execute(
                text(
                    "INSERT INTO sync_change (key, audience, kind, record, fingerprint, content, line, frozen_at, "
                    "state, answered_at, version) VALUES (:key, 'portal', 'initiative', :record, :key, '{}', x'', "
                    ":at, :state, :at, 5)"
                ),
                {"key": key, "record": record, "at": at, "state": stored},
            )
            session.execute(
                text("INSERT INTO sync_head (record, audience, key) VALUES (:record, 'portal', :key)"),
                {"record": record, "key": key},
            )
            if stored != state:
                session.execute(
                    text(
                        "INSERT INTO sync_status (record, fingerprint, status, reason, field, at, position) "
                        "VALUES (:record, :key, :state, '', '', :at, 1)"
                    ),
                    {"record": record, "key": key, "state": state, "at": at},
                )
