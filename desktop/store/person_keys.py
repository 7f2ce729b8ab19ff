"""One key a person for what history keeps of them, in a file of its own that no backup holds.

To erase somebody is to drop their key: history's bytes and their hash chain stay, and can no longer be read.
The key is written, and flushed, before the transaction that uses it commits; a key too many harms nobody.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, LargeBinary, MetaData, Table, Text, delete, insert, select, text

from sync.database import Connection, Database, open_sqlite

FILE = "person_keys.db"
TABLE = "person_key"

_person_key = Table(
    TABLE,
    MetaData(),
    Column("person", Text, primary_key=True),
    Column("key", LargeBinary, nullable=False),
)


def _first(connection: Connection) -> None:
    connection.exec_driver_sql(
        "CREATE TABLE person_key (person TEXT PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID"
    )


class PersonKeys:
    """Keys by person, read when first asked for."""

    def __init__(self, database: Database, random: Callable[[int], bytes] = os.urandom) -> None:
        self._database = database
        self._random = random
        self._known: dict[str, bytes] = {}

    @classmethod
    def open(
        cls,
        folder: Path,
        raw_key: str,
        random: Callable[[int], bytes] = os.urandom,
        *,
        write: bool = True,
        at_rest: bool = False,
    ) -> PersonKeys:
        """Open the file in a data folder, or make it."""
        database = open_sqlite(folder / FILE, raw_key, read_only=not write, at_rest=at_rest, pool_size=1)
        try:
            if write:
                database.migrate("person_keys", (_first,))
        except BaseException:
            database.close()
            raise
        return cls(database, random)

    def ensure(self, people: Iterable[str]) -> None:
        """Make sure that each of these has a key, in one write."""
        wanted = {person for person in people if person and person not in self._known}
        if not wanted:
            return
        missing = sorted(wanted - self._load(wanted))
        if missing:
            made = {person: self._random(32) for person in missing}
            with self._database.write() as session:
                session.execute(
                    insert(_person_key), [{"person": person, "key": key} for person, key in made.items()]
                )
            self._known.update(made)

    def encrypt(self, person: str, data: bytes) -> str:
        """Bytes that only this person's key opens, as base64."""
        self.ensure((person,))
        nonce = self._random(12)
        sealed = nonce + AESGCM(self._known[person]).encrypt(nonce, data, person.encode())
        return base64.b64encode(sealed).decode()

    def decrypt(self, person: str, text: str) -> bytes | None:
        """The bytes again, or None where the person was erased."""
        if person not in self._known and not self._load({person}):
            return None
        raw = base64.b64decode(text)
        try:
            return AESGCM(self._known[person]).decrypt(raw[:12], raw[12:], person.encode())
        except InvalidTag:
            return None

    def holds(self, person: str) -> bool:
        """Whether there is a key: what history keeps of this person can be read."""
        return bool(self._load({person}))

    def erase(self, person: str) -> None:
        """Drop the key for ever, from free pages and from the log too."""
        with self._database.write() as session:
            session.execute(text("PRAGMA secure_delete = ON"))
            session.execute(delete(_person_key).where(_person_key.c.person == person))
        self._database.fold_log()
        self._known.pop(person, None)

    def take_over(self, keys: Mapping[str, bytes]) -> None:
        """Keys that were read from a damaged file."""
        if keys:
            with self._database.write() as session:
                session.execute(
                    insert(_person_key), [{"person": person, "key": key} for person, key in keys.items()]
                )

    def damaged_pages(self) -> int:
        """How many pages of the file do not stand as they were written."""
        with self._database.read() as session:
            return len(session.execute(text("PRAGMA cipher_integrity_check")).all())

    def close(self) -> None:
        """Give back the file."""
        self._database.close()

    def _load(self, people: set[str]) -> set[str]:
        found: set[str] = set()
        ordered = sorted(people)
        with self._database.read() as session:
            for start in range(0, len(ordered), 500):
                part = ordered[start : start + 500]
                rows = session.execute(select(_person_key).where(_person_key.c.person.in_(part)))
                for person, key in rows:
                    self._known[person] = key
                    found.add(person)
        return found
