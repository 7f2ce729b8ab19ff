"""Copies of the database that were opened and read back before anybody relies on them."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from desktop.disk import disk_errors, write_whole
from desktop.domain.problems import Refused
from sync.database import Database, open_sqlite

FOLDER = "backups"


def copy_verified(database: Database, source: Path, target: Path, raw_key: str) -> Path:
    """Copy the database file beside nobody else's writes, open the copy, and check every page of it.

    The caller holds the folder's lock. The log is folded into the file first, so that one file is the whole.
    Raises `disk.full`, `folder.read_only`, and `backup.not_proven` where the copy does not read back sound (it is
    removed then).
    """
    database.fold_log()
    with database.write(), disk_errors(target):
        write_whole(target, source.read_bytes(), private=True)
    if not _is_sound(target, raw_key):
        target.unlink(missing_ok=True)
        raise Refused("backup.not_proven", file=target.name)
    return target


def _is_sound(path: Path, raw_key: str) -> bool:
    copy = open_sqlite(path, raw_key, read_only=True, at_rest=True, pool_size=1)
    try:
        with copy.read() as session:
            pages = session.execute(text("PRAGMA cipher_integrity_check")).all()
            rows = session.execute(text("PRAGMA integrity_check")).scalars().all()
        return not pages and rows == ["ok"]
    finally:
        copy.close()
