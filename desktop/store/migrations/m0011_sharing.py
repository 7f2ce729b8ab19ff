"""What a person has to choose where two PCs of the union went different ways. Frozen text, as every step is."""

from __future__ import annotations

from sync.database import Connection

_STATEMENTS = (
    """CREATE TABLE merge_task (
    id TEXT PRIMARY KEY,
    what TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    ours TEXT NOT NULL,
    theirs TEXT NOT NULL,
    merged TEXT NOT NULL,
    conflicts TEXT NOT NULL,
    theirs_fingerprint TEXT NOT NULL,
    by TEXT NOT NULL,
    replica TEXT NOT NULL,
    at TEXT NOT NULL,
    decided_at TEXT NOT NULL DEFAULT '',
    decided_by TEXT NOT NULL DEFAULT ''
)""",
    "CREATE UNIQUE INDEX merge_task_open ON merge_task (kind, record) WHERE decided_at = ''",
)


def run(connection: Connection) -> None:
    """Make it."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
