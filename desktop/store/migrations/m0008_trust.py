"""What an operation's link covers, and the portal's learned clock at that moment. Frozen text, as every step is."""

from __future__ import annotations

from sync.database import Connection

_STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE operation ADD COLUMN form INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE operation ADD COLUMN skew_ms INTEGER",
)


def run(connection: Connection) -> None:
    """Make them."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
