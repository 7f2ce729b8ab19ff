"""Which revision of an initiative was frozen for a portal last: one mended since may go again. Frozen text."""

from __future__ import annotations

from sync.database import Connection


def run(connection: Connection) -> None:
    """Add the column; what was frozen before counts as mended once it is frozen and changed again."""
    connection.exec_driver_sql("ALTER TABLE initiative ADD COLUMN shared_revision INTEGER")
