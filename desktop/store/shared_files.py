"""Files that records name, as a union's PCs tell them to each other: in parts, each a change like any other.

A part is small enough for one line of an envelope. Once all parts are here the file is put together, proven
by its own hash, and stored as if it had been attached on this PC.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from desktop.store import catalogue, tables
from desktop.store.chain import Stamp
from desktop.store.files import FileStore
from sync import outbox_sharing
from sync.clock import Clock, Randomness
from sync.database import Session
from sync.outbox_sharing import Said

KIND = "file_part"
PART_BYTES = 360_000
"""With two rounds of base64 and the encryption between them it stays below a line's MiB."""
LARGEST = 32 * 1024 * 1024
"""A larger file stays on its PC: its place is with the portal, by tus."""
_NAME = re.compile(r"[0-9a-f]{64}")


def tell(
    session: Session, clock: Clock, random: Randomness, said: Stamp, files: FileStore, plain: dict[str, Any]
) -> None:
    """Freeze the files that a record names and that were not told before, ahead of the record itself."""
    for fingerprint in sorted(set(_named(plain))):
        row = session.execute(
            select(tables.file.c.size, tables.file.c.media_type).where(
                tables.file.c.fingerprint == fingerprint
            )
        ).first()
        if row is None or row.size > LARGEST or not files.has(fingerprint):
            continue
        if outbox_sharing.was_told(session, _record(fingerprint, 0)):
            continue
        data = files.get(fingerprint)
        count = max(1, -(-len(data) // PART_BYTES))
        for part in range(count):
            piece = data[part * PART_BYTES : (part + 1) * PART_BYTES]
            value = {
                "file": fingerprint,
                "part": part,
                "parts": count,
                "media_type": row.media_type,
                "data": base64.b64encode(piece).decode("ascii"),
            }
            told = Said(KIND, _record(fingerprint, part), value, said.user, said.at)
            outbox_sharing.tell(session, clock, random, told)


def take_in(session: Session, files: FileStore, at: str, value: dict[str, Any]) -> bool:
    """With the last part the file is put together; false where the parts are not that file."""
    fingerprint, count = str(value["file"]), int(value["parts"])
    if files.has(fingerprint):
        return True
    pieces: list[bytes] = []
    for part in range(count):
        head = outbox_sharing.head(session, _record(fingerprint, part))
        if head is None or head.said.value is None:
            return True  # one is still to come
        pieces.append(base64.b64decode(str(head.said.value["data"])))
    data = b"".join(pieces)
    if sha256(data).hexdigest() != fingerprint:
        return False
    files.put(data)
    catalogue.add(session, fingerprint, len(data), str(value["media_type"]), files.disk_name(fingerprint), at)
    return True


def _record(fingerprint: str, part: int) -> str:
    return f"{fingerprint}:{part}"


def _named(value: object) -> Iterator[str]:
    """Every text of a record that looks like a file's name; whether it is one the catalogue knows."""
    if isinstance(value, str):
        if _NAME.fullmatch(value):
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _named(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _named(inner)
