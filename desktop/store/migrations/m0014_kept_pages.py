"""The certificate's template as it was at signing, and by which way kept pages were made. Frozen text."""

from __future__ import annotations

from sync.database import Connection


def run(connection: Connection) -> None:
    """Add the columns; what was signed before froze no template."""
    connection.exec_driver_sql("ALTER TABLE decision ADD COLUMN certificate TEXT NOT NULL DEFAULT '{}'")
    connection.exec_driver_sql("ALTER TABLE paper_print ADD COLUMN engine TEXT NOT NULL DEFAULT ''")
