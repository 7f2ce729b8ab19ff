"""What a portal without an interface said, to the minute, and that it sent an entry back. Frozen text."""

from __future__ import annotations

from sync.database import Connection


def run(connection: Connection) -> None:
    """Add the columns; what was typed before knows no time of day."""
    connection.exec_driver_sql("ALTER TABLE portal_word ADD COLUMN put_time TEXT NOT NULL DEFAULT ''")
    connection.exec_driver_sql("ALTER TABLE portal_word ADD COLUMN returned_on TEXT")
