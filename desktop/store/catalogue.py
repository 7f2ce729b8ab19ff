"""The catalogue of stored files: which content there is, how large, where it lies."""

from __future__ import annotations

from sqlalchemy.dialects.sqlite import insert

from desktop.store import tables
from sync.database import Session


def add(session: Session, fingerprint: str, size: int, media_type: str, disk_name: str, at: str) -> None:
    """Note a stored file, once."""
    row = {
        "fingerprint": fingerprint,
        "size": size,
        "media_type": media_type,
        "disk_name": disk_name,
        "added_at": at,
    }
    session.execute(insert(tables.file).values(row).on_conflict_do_nothing())
