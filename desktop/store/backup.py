"""Copies of the database that were opened and read back before anybody relies on them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from desktop.disk import copy_whole, disk_errors
from desktop.domain.problems import Refused
from desktop.store import chain
from sync.database import Database, Session, open_sqlite

FOLDER = "backups"

_TOLD_APART = (
    "SELECT user, form, body FROM draft ORDER BY user, form",
    "SELECT count(*), max(ordinal) FROM sync_change",
    "SELECT state, count(*), sum(ordinal) FROM sync_change GROUP BY state ORDER BY state",
    "SELECT count(*), max(ordinal) FROM sync_receipt",
    "SELECT count(*), max(position) FROM sync_inbound",
    "SELECT id, enrolled_at FROM sync_peer ORDER BY id",
    "SELECT count(*) FROM file",
)
"""What can change with no entry in the history."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A proven copy: the head of its audit chain as text, and `state_of` it."""

    path: Path
    audit: str
    state: str


def copy_verified(database: Database, source: Path, target: Path, raw_key: str) -> Copied:
    """Copy the database file beside nobody else's writes, open the copy, and check every page of it.

    The caller holds the folder's lock. The log is folded into the file first, so that one file is the whole.
    Raises `disk.full`, `folder.read_only`, and `backup.not_proven` where the copy does not read back sound (it is
    removed then).
    """
    with disk_errors(target):
        database.fold_log()
        with database.write():
            copy_whole(source, target)
    found = _proven(target, raw_key)
    if found is None:
        target.unlink(missing_ok=True)
        raise Refused("backup.not_proven", file=target.name)
    return found


def state_of(session: Session) -> str:
    """A fingerprint of all that a person could miss: equal where a backup and a folder hold the same."""
    said = [str(chain.head(session))]
    said += [repr([tuple(row) for row in session.execute(text(wanted))]) for wanted in _TOLD_APART]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _proven(path: Path, raw_key: str) -> Copied | None:
    copy = open_sqlite(path, raw_key, read_only=True, at_rest=True, pool_size=1)
    try:
        with copy.read() as session, copy.roomy(session):
            pages = session.execute(text("PRAGMA cipher_integrity_check")).all()
            rows = session.execute(text("PRAGMA integrity_check")).scalars().all()
            if pages or rows != ["ok"]:
                return None
            made = set(session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
            whole = {"draft", "file", "sync_inbound", "sync_receipt"} <= made
            return Copied(path, str(chain.head(session)), state_of(session) if whole else "")
    finally:
        copy.close()
