"""What an order writes, caught as plain statements, so that the same rows can be written again by raw SQL alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import event

from desktop.services.desk import Desk
from desktop.store.opening import FILE

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class _Enough(Exception):
    """Thrown to take a transaction back."""


@dataclass(slots=True)
class Recording:
    """Write statements in their order; `many` marks those that were given for many rows at once."""

    statements: list[tuple[str, Any, bool]] = field(default_factory=list)

    def replay(self, connection: Any) -> None:
        """Write them all in one transaction, as durable as an order's."""
        cursor = connection.cursor()
        cursor.execute("BEGIN IMMEDIATE")
        for sql, values, many in self.statements:
            (cursor.executemany if many else cursor.execute)(sql, values)
            if "RETURNING" in sql:
                cursor.fetchall()
        cursor.execute("COMMIT")
        cursor.close()


def record(desk: Desk, order: Callable[..., Any], *args: Any, **named: Any) -> Recording:
    """Do an order, note what it writes, and take it all back."""
    found = Recording()

    def note(_c: Any, _cursor: Any, sql: str, values: Any, _context: Any, many: bool) -> None:
        if sql.lstrip().upper().startswith(_WRITES):
            found.statements.append((sql, list(values) if many else values, many))

    def takes_back(*_: Any) -> None:
        raise _Enough

    event.listen(desk.database.engine, "before_cursor_execute", note)
    event.listen(desk.database.engine, "commit", takes_back)
    try:
        desk.do(order, *args, **named)
    except _Enough:
        pass
    finally:
        event.remove(desk.database.engine, "before_cursor_execute", note)
        event.remove(desk.database.engine, "commit", takes_back)
    return found


@contextmanager
def raw_connection(desk: Desk, *, encrypted: bool = True) -> Iterator[Any]:
    """The bare driver on the same file with the same promises, nothing of ours between."""
    connection = sqlcipher.connect(str(desk.folder / FILE), isolation_level=None)
    cursor = connection.cursor()
    if encrypted:
        cursor.execute(f"PRAGMA key = \"x'{desk.opened.keys.database}'\"")
    for said in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "temp_store = MEMORY"):
        cursor.execute(f"PRAGMA {said}").fetchall()
    cursor.close()
    try:
        yield connection
    finally:
        connection.close()


def fetched(connection: Any, sql: str, values: Sequence[Any] = ()) -> list[Any]:
    """All rows of a bare query."""
    return list(connection.execute(sql, values).fetchall())
