"""Councils with members, meetings with agenda, score sheets. Frozen text, as every step is."""

from __future__ import annotations

from sync.database import Connection

_STATEMENTS: tuple[str, ...] = ()


def run(connection: Connection) -> None:
    """Make them."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
