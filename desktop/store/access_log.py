"""Who opened or took out what is sensitive, and when: a file of its own, written also beside an open window.

The register itself is read-only to a second program, whose looks count all the same. Only ids and codes stand here.
The file stays on the PC: a backup brings back the register, not who looked at it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, Table, Text, delete, func, insert, select
from sqlalchemy.exc import OperationalError

from desktop.store.keys import Keys
from sync.clock import stamp, unstamp
from sync.database import Connection, Database, open_sqlite

FILE = "access.db"

_seen = Table(
    "seen",
    MetaData(),
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("record", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One look at something sensitive. `what` is a code with a label, `record` an id, or "" for a whole list."""

    at: datetime
    user: str
    what: str
    record: str


def _first(connection: Connection) -> None:
    connection.exec_driver_sql(
        "CREATE TABLE seen (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, user TEXT NOT NULL, what TEXT NOT NULL,"
        " record TEXT NOT NULL)"
    )
    connection.exec_driver_sql("CREATE INDEX seen_record ON seen (record, at)")


class AccessLog:
    """The log of one folder. Nothing is opened before it is first needed."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self._path = folder / FILE
        self._database: Database = open_sqlite(self._path, keys.access_log, pool_size=1)
        self._is_ready = False

    def add(self, at: datetime, user: str, what: str, record: str) -> None:
        """Note one look. Where nothing can be written, work goes on unnoted: the disk is read-only or full."""
        row = {"at": stamp(at), "user": user, "what": what, "record": record}
        with suppress(OperationalError):
            self._make_ready()
            with self._database.write() as session:
                session.execute(insert(_seen).values(row))

    def newest(
        self, *, user: str = "", record: str = "", limit: int = 200, offset: int = 0
    ) -> tuple[Seen, ...]:
        """Looks, the newest first; only of one user or at one record where that is said."""
        if not self._path.exists():
            return ()
        query = select(_seen).order_by(_seen.c.seq.desc()).limit(limit).offset(offset)
        if user:
            query = query.where(_seen.c.user == user)
        if record:
            query = query.where(_seen.c.record == record)
        self._make_ready()
        with self._database.read() as session:
            return tuple(
                Seen(unstamp(row.at), row.user, row.what, row.record) for row in session.execute(query)
            )

    def count_before(self, moment: datetime) -> int:
        """How many are older than a moment."""
        if not self._path.exists():
            return 0
        self._make_ready()
        with self._database.read() as session:
            query = select(func.count()).select_from(_seen).where(_seen.c.at < stamp(moment))
            return int(session.execute(query).scalar() or 0)

    def drop_before(self, moment: datetime) -> None:
        """Forget those that are older than a moment."""
        if self._path.exists():
            self._make_ready()
            with self._database.write() as session:
                session.execute(delete(_seen).where(_seen.c.at < stamp(moment)))

    def close(self) -> None:
        """Give back the file."""
        self._database.close()

    def _make_ready(self) -> None:
        if not self._is_ready:
            with suppress(OSError):  # SQLite says itself what is in the way
                self._path.touch(mode=0o600)
            self._database.migrate("access", (_first,))
            self._is_ready = True
