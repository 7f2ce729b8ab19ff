"""Reading a database of which some pages are spoilt: every row that can still be read, and how many cannot.

A page that does not stand as it was written makes SQLCipher's connection useless from there on, so each such page costs
a new connection. A table is read from its front until it fails, then from its end until it fails; what lies between
is asked for key by key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError as SqlError

from sync.database import Database, DatabaseError, Session, open_sqlite

_MOST_PROBES = 20_000
_PIECE = 500


@dataclass(slots=True)
class Rows:
    """What a table gave. `whole` is false where something could not be read."""

    columns: tuple[str, ...]
    found: list[tuple[Any, ...]] = field(default_factory=list)
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Shape:
    columns: tuple[str, ...]
    key: tuple[str, ...]
    """What orders the table: its rowid, or its primary key."""


class Damaged:
    """A file that may be spoilt anywhere, read only."""

    def __init__(self, path: Path, raw_key: str) -> None:
        self._path = path
        self._raw_key = raw_key
        self._shapes = self._read_shapes()

    @property
    def is_readable(self) -> bool:
        """Whether anything can be read at all: without the list of tables nothing can."""
        return bool(self._shapes)

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables, none where the list of them is spoilt."""
        return tuple(self._shapes)

    def rows(self, table: str) -> Rows:
        """All rows of a table that can be read."""
        shape = self._shapes[table]
        try:
            with self._session() as session:
                said = session.execute(text(f'SELECT {_listed(shape)} FROM "{table}"')).all()  # noqa: S608 - our own tables
                return Rows(shape.columns, [tuple(row[len(shape.key) :]) for row in said])
        except (SqlError, DatabaseError):
            pass
        found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        front = self._run(table, shape, found, "")
        back = self._run(table, shape, found, "DESC")
        self._probe(table, shape, front, back, found)
        return Rows(shape.columns, list(found.values()), whole=False)

    def words(self, table: str, column: str) -> set[str]:
        """What an index still names of a column, where the rows themselves may be spoilt."""
        found: set[str] = set()
        for direction in ("", "DESC"):
            wanted = text(f'SELECT "{column}" FROM "{table}" ORDER BY "{column}" {direction}')  # noqa: S608 - our own tables
            with suppress(SqlError, DatabaseError), self._session() as session:
                for row in session.execute(wanted.execution_options(yield_per=1)):
                    found.add(row[0])
        return found

    def _run(
        self, table: str, shape: _Shape, found: dict[tuple[Any, ...], tuple[Any, ...]], direction: str
    ) -> Any:
        """Read in one direction as far as it goes; gives the first column of the last key."""
        last: Any = None
        order = ", ".join(f'"{name}" {direction}' for name in shape.key)
        wanted = text(f'SELECT {_listed(shape)} FROM "{table}" ORDER BY {order}')  # noqa: S608 - our own tables
        try:
            with self._session() as session:
                for row in session.execute(wanted.execution_options(yield_per=1)):
                    key = tuple(row[: len(shape.key)])
                    found[key] = tuple(row[len(shape.key) :])
                    last = key[0]
        except (SqlError, DatabaseError):
            return last
        return last

    def _probe(
        self,
        table: str,
        shape: _Shape,
        front: Any,
        back: Any,
        found: dict[tuple[Any, ...], tuple[Any, ...]],
    ) -> None:
        """Ask for each number between the two ends; a table that is ordered by words keeps its gap."""
        first = front if isinstance(front, int) else 1
        last = back if isinstance(back, int) else None
        if isinstance(front, str) or last is None or last - first > _MOST_PROBES:
            return
        name = shape.key[0]
        wanted = text(f'SELECT {_listed(shape)} FROM "{table}" WHERE "{name}" = :n')  # noqa: S608 - our own tables
        for number in range(first, last + 1):
            try:
                with self._session() as session:
                    for row in session.execute(wanted, {"n": number}).all():
                        found[tuple(row[: len(shape.key)])] = tuple(row[len(shape.key) :])
            except (SqlError, DatabaseError):
                continue

    def _read_shapes(self) -> dict[str, _Shape]:
        try:
            with self._session() as session:
                made = session.execute(
                    text(
                        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
                    )
                ).all()
                return {
                    row.name: _shape(session, row.name, row.sql)
                    for row in made
                    if not row.name.startswith(("sqlite_", "initiative_search"))
                }
        except (SqlError, DatabaseError):
            return {}

    @contextmanager
    def _session(self) -> Iterator[Session]:
        database: Database = open_sqlite(self._path, self._raw_key, read_only=True, pool_size=1)
        try:
            with database.read() as session:
                yield session
        finally:
            database.close()


def _shape(session: Session, table: str, sql: str) -> _Shape:
    info = session.execute(text(f'PRAGMA table_info("{table}")')).all()
    columns = tuple(row.name for row in info)
    if "WITHOUT ROWID" in sql.upper():
        return _Shape(columns, tuple(row.name for row in sorted(info, key=lambda row: row.pk) if row.pk))
    return _Shape(columns, ("rowid",))


def _listed(shape: _Shape) -> str:
    return ", ".join(f'"{name}"' for name in (*shape.key, *shape.columns))


def in_pieces(rows: Sequence[tuple[Any, ...]]) -> Iterator[Sequence[tuple[Any, ...]]]:
    """A long list of rows in pieces for one statement each."""
    for start in range(0, len(rows), _PIECE):
        yield rows[start : start + _PIECE]
