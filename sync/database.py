"""The ground floor of every database: the desktop's file, its outbox tables, a portal's SQLite or PostgreSQL.

One writer at a time in a process, `BEGIN IMMEDIATE` on SQLite (a deferred transaction that reads first
may be refused at once when it comes to write), plain reads beside it. SQLite is always SQLCipher's, also
where no key is given.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import (
    Connection,
    CursorResult,
    Engine,
    Executable,
    NestedTransaction,
    create_engine,
    event,
    text,
)
from sqlalchemy.exc import DatabaseError as RefusedByDriver
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

__all__ = [
    "Connection",
    "Database",
    "DatabaseError",
    "Migration",
    "Session",
    "fetch",
    "open_server",
    "open_sqlite",
    "rows_among",
    "run",
    "write_rows",
    "write_tuples",
]

Migration = Callable[[Connection], None]
"""One numbered step forward, run inside the write transaction that also raises the number."""

BUSY_MILLISECONDS = 10_000
USUAL_KILOBYTES = 2_000
WRITER_KILOBYTES = 16_000
ROOM_KILOBYTES = 256_000
"""Memory for pages: SQLite's own measure; what whoever writes has, so that a page that one transaction touches
again and again is decrypted and encrypted once; and what is given where a whole file is walked."""
WRITERS = 2
"""Places of a pool that resting readers leave free: for who writes, and for who folds the log."""
LOG_PAGES = 4_000
"""How long SQLite's log grows before it is folded into the file: 16 MB; a page that changes often comes home once."""
SETTINGS = "-c tcp_keepalives_idle=60 -c idle_in_transaction_session_timeout=15min"
"""Else a server keeps the locks of a machine that lost its power in the middle of a write for hours."""
MIGRATION_LOCK = 0x53414E47
"""Any number that nobody else in the database uses."""


class DatabaseError(Exception):
    """The file is not ours to open: code is `key.wrong`, `database.newer` or `database.unreadable`."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Session:
    """One transaction, as those see it who work in it: statements, and nothing of how it begins and ends."""

    __slots__ = ("_connection", "driver")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.driver: Any = connection.connection.driver_connection
        """What `fetch` speaks to."""

    def execute(
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run a statement, with values for the names in it; a list of them for many rows at once."""
        return self._connection.execute(statement, values)

    def connection(self) -> Connection:
        """What the statements go through."""
        return self._connection

    def begin_nested(self) -> NestedTransaction:
        """A part of it that may be taken back alone."""
        return self._connection.begin_nested()

    def leave(self) -> None:
        """End a look: nothing was written."""
        if self._connection.in_transaction():
            self._connection.rollback()
        elif self.driver.in_transaction:
            self.driver.rollback()


class Database:
    """An engine with the two ways to use it: `read()` and `write()`."""

    def __init__(self, engine: Engine, resting: int = 0) -> None:
        self.engine = engine
        self._resting = resting
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._writer = threading.RLock()
        self._alone: dict[str, threading.Lock] = {}
        self._readers: list[Session] = []
        """Connections that rest between two looks; on SQLite, where taking one up costs as much as a question.
        Never more than `resting`: what rests here is gone from the pool, and who writes must find one there."""

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One write transaction: committed at the end of the block, rolled back whole on any exception."""
        with self._writer, self.engine.connect() as connection:
            connection.execution_options(sangkien_write=True)
            with connection.begin():
                yield Session(connection)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent look; nothing is written.

        Close it soon: an open reader keeps the WAL from shrinking.
        """
        if not self.is_sqlite:
            with self.engine.connect() as connection, connection.begin():
                yield Session(connection)
            return
        session = self._reader()
        try:
            yield session
            session.leave()
        except BaseException:
            session.connection().close()
            raise
        if len(self._readers) < self._resting:
            self._readers.append(session)
        else:
            session.connection().close()

    def _reader(self) -> Session:
        try:
            return self._readers.pop()  # the one that read last, whose pages are still in memory
        except IndexError:
            return Session(self.engine.connect())

    @contextmanager
    def exclusive(self, what: str) -> Iterator[bool]:
        """True for the one that may do this now in this process, false (at once) for any other beside it.

        For long work that is no transaction, like a round of exchange; other processes meet the folder's
        lock.
        """
        lock = self._alone.setdefault(what, threading.Lock())
        mine = lock.acquire(blocking=False)
        try:
            yield mine
        finally:
            if mine:
                lock.release()

    def migrate(self, lineage: str, steps: Sequence[Migration]) -> tuple[int, int]:
        """Bring one lineage of tables to the newest number; gives (before, after).

        A lineage is `desktop`, `outbox` or `portal`. Forward only; all missing steps in one transaction.
        A file from a newer program raises `database.newer`.
        """
        with self.write() as session:
            connection = session.connection()
            if not self.is_sqlite:
                # Several workers may open one database at once; the lock goes with the transaction.
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": MIGRATION_LOCK})
            connection.execute(
                text(
                    "CREATE TABLE IF NOT EXISTS schema_version "
                    "(lineage TEXT PRIMARY KEY, version INTEGER NOT NULL)"
                )
            )
            before = self.version(session, lineage)
            if before > len(steps):
                raise DatabaseError("database.newer", lineage=lineage, found=before, known=len(steps))
            with self.roomy(session):
                for step in steps[before:]:
                    step(connection)
            if before < len(steps):
                connection.execute(
                    text(
                        "INSERT INTO schema_version (lineage, version) VALUES (:l, :v) "
                        "ON CONFLICT (lineage) DO UPDATE SET version = excluded.version"
                    ),
                    {"l": lineage, "v": len(steps)},
                )
        return before, len(steps)

    @staticmethod
    def version(session: Session, lineage: str) -> int:
        """The number of the last step that was run for a lineage, 0 before the first."""
        found = session.connection().execute(
            text("SELECT version FROM schema_version WHERE lineage = :l"), {"l": lineage}
        )
        return int(found.scalar() or 0)

    def version_of(self, lineage: str) -> int:
        """The number of a lineage as it stands, 0 for one that was never made."""
        with self.read() as session:
            made = session.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'schema_version'")).first()
            return self.version(session, lineage) if made else 0

    @contextmanager
    def roomy(self, session: Session) -> Iterator[None]:
        """Much memory for the pages of one connection while a whole file is walked.

        Keys stand in another order than rows do: with SQLite's usual two megabytes each look into an index of a
        large file would read and decrypt its page anew.
        """
        connection = session.connection()
        if self.is_sqlite:
            connection.exec_driver_sql(f"PRAGMA cache_size = -{ROOM_KILOBYTES}")
        yield
        if self.is_sqlite:
            connection.exec_driver_sql(f"PRAGMA cache_size = -{USUAL_KILOBYTES}")
            connection.exec_driver_sql("PRAGMA shrink_memory")

    def answers(self) -> bool:
        """Whether a question is answered at all, for a place where one asks if all is well."""
        try:
            with self.read() as session:
                session.execute(text("SELECT 1"))
        except (SQLAlchemyError, sqlcipher.Error, OSError):
            return False
        return True

    def fold_log(self) -> None:
        """Bring everything from SQLite's write-ahead log into the file itself, so that one file is the whole."""
        connection = self.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.close()

    def relax(self) -> None:
        """Take rows whose parents may be missing, on this pool's one connection: to fill a file from a damaged one."""
        connection = self.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA foreign_keys = OFF")
        finally:
            connection.close()

    def close(self) -> None:
        """Give back every connection."""
        while self._readers:
            self._readers.pop().connection().close()
        self.engine.dispose()


def open_sqlite(
    path: Path,
    raw_key: str | None = None,
    *,
    read_only: bool = False,
    at_rest: bool = False,
    pool_size: int = 5,
) -> Database:
    """Open (or make) a SQLite file. `raw_key`: 96 hex digits, SQLCipher's 32-byte key and 16-byte salt.

    `at_rest` promises that nobody writes the file meanwhile: it is read without making a log beside it.

    Raises `DatabaseError("key.wrong")` where the file is not readable with that key.
    """

    def connect() -> Any:
        mode = "ro&immutable=1" if at_rest else "ro" if read_only else "rwc"
        connection = sqlcipher.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            check_same_thread=False,
            isolation_level=None,
            timeout=BUSY_MILLISECONDS / 1000,
        )
        try:
            _prepare(connection, raw_key, read_only=read_only)
        except sqlcipher.DatabaseError as error:
            connection.close()
            if "not a database" in str(error):
                raise DatabaseError("key.wrong", file=path.name) from None
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=-1,  # a connection is a file: to wait for one would only be a way to stand still
        pool_use_lifo=True,  # the connection that was used last still holds the pages that are asked for most
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return Database(engine, resting=max(1, pool_size - WRITERS))


def open_server(url: str, pool_size: int = 10) -> Database:
    """A database on a server, as `postgresql+psycopg://…`; the driver comes with the extra `postgresql`."""
    engine = create_engine(
        url, pool_size=pool_size, pool_pre_ping=True, hide_parameters=True, connect_args={"options": SETTINGS}
    )
    return Database(engine)


def run(session: Session, sql: str, values: Mapping[str, Any] | None = None) -> Any:
    """Run one statement; its `:names` are in `values`. It goes to the driver as it is, with nothing to compile."""
    connection = session.connection()
    return connection.exec_driver_sql(_for_driver(sql, connection.dialect.name), dict(values or {}))


def fetch(session: Session, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The driver's own rows of a question with `?` in it, on SQLite alone: for what is asked at every letter typed.

    What the driver refuses comes as the engine would say it.
    """
    if not session.driver.in_transaction:  # the first question of a look
        _through_driver(session.driver, "BEGIN", ())
    return list(_through_driver(session.driver, sql, values).fetchall())


def _through_driver(driver: Any, sql: str, values: Sequence[Any]) -> Any:
    try:
        return driver.execute(sql, values)
    except sqlcipher.DatabaseError as error:
        raise RefusedByDriver(None, None, error) from error


def write_rows(session: Session, sql: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run a statement for each of many rows; its `:names` are theirs. What is bound goes to the driver as it is.

    For the thousands of rows of an exchange: compiling and converting them one by one costs more than writing.
    """
    if rows:
        connection = session.connection()
        connection.exec_driver_sql(_for_driver(sql, connection.dialect.name), list(rows))


def write_tuples(session: Session, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """The same for rows without names, for the two or three hottest tables: a `?` for each value, in their order."""
    if rows:
        connection = session.connection()
        marked = sql if connection.dialect.name == "sqlite" else sql.replace("?", "%s")
        connection.exec_driver_sql(marked, list(rows))


def rows_among(session: Session, sql: str, values: Iterable[str]) -> Any:
    """Run a statement that says `IN :values` once; however many there are, its text stays the same."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        among = sql.replace("IN :values", "IN (SELECT value FROM json_each(:values))")
        return connection.exec_driver_sql(among, {"values": msgspec.json.encode(list(values)).decode()})
    among = sql.replace("IN :values", "= ANY(:values)")
    return connection.exec_driver_sql(_for_driver(among, connection.dialect.name), {"values": list(values)})


@lru_cache(maxsize=256)
def _for_driver(sql: str, dialect: str) -> str:
    return sql if dialect == "sqlite" else re.sub(r":(\w+)", r"%(\1)s", sql.replace("%", "%%"))


def _prepare(connection: Any, raw_key: str | None, *, read_only: bool) -> None:
    cursor = connection.cursor()
    if raw_key is not None:
        cursor.execute("PRAGMA cipher_log_level = NONE")  # a wrong key would print on standard error
        cursor.execute(f"PRAGMA key = \"x'{raw_key}'\"")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not read_only:
        cursor.execute("PRAGMA journal_mode = WAL").fetchone()
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}").fetchone()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA temp_store = MEMORY")  # no clear text in temporary files
    cursor.close()


def _begin(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    if not driver.in_transaction:  # else a look that `fetch` began
        write = connection.get_execution_options().get("sangkien_write", False)
        if write:
            _through_driver(driver, f"PRAGMA cache_size = -{WRITER_KILOBYTES}", ())
        _through_driver(driver, "BEGIN IMMEDIATE" if write else "BEGIN", ())
