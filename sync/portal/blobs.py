"""Files by their content: whole ones under their SHA-256, unfinished uploads beside them.

Nothing is named twice.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

READ_AT_ONCE = 1024 * 1024
_CONTENT = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """A folder of files: `files/ab/abcd…` whole, `uploads/UNIT-abcd…` under way."""

    def __init__(self, folder: Path) -> None:
        self._files = folder / "files"
        self._uploads = folder / "uploads"
        self._locks = folder / "locks"
        self._uploads.mkdir(parents=True, exist_ok=True)
        self._locks.mkdir(exist_ok=True)

    @staticmethod
    def is_name(content: str) -> bool:
        """Whether this is a SHA-256 in hex, and so a safe name."""
        return _CONTENT.fullmatch(content) is not None

    def path(self, content: str) -> Path:
        """Where a whole file lies."""
        return self._files / content[:2] / content

    def has(self, content: str) -> bool:
        """Whether it is here whole."""
        return self.path(content).exists()

    def held(self, unit: str, content: str) -> int | None:
        """Bytes of an unfinished upload, None where none was begun."""
        try:
            return self._upload(unit, content).stat().st_size
        except FileNotFoundError:
            return None

    def begin(self, unit: str, content: str) -> None:
        """Begin an upload, or find it again."""
        self._upload(unit, content).touch(mode=0o600)

    def append(self, unit: str, content: str, piece: bytes) -> int:
        """Add a piece, on the disk before its offset is told; the new offset."""
        with self._upload(unit, content).open("ab") as upload:
            upload.write(piece)
            upload.flush()
            os.fsync(upload.fileno())
            return upload.tell()

    def set_aside(self, unit: str, content: str, offset: int, piece: bytes) -> None:
        """Keep a piece that may have come before those that stand in front of it, until `join`."""
        early = self._uploads / f"{unit}-{content}.{offset}"
        with early.open("wb") as file:
            file.write(piece)
            file.flush()
            os.fsync(file.fileno())

    def join(self, unit: str, content: str) -> bool:
        """Add the pieces that were set aside as far as they meet; whether there were any."""
        pieces = self._uploads.glob(f"{unit}-{content}.*")
        early = sorted(pieces, key=lambda path: int(path.suffix[1:]))
        if early:
            self.begin(unit, content)
        for piece in early:
            offset, there = int(piece.suffix[1:]), self.held(unit, content) or 0
            if offset > there:
                break
            fresh = piece.read_bytes()[there - offset :]
            if fresh:
                self.append(unit, content, fresh)
            piece.unlink()
        return bool(early)

    @contextmanager
    def alone(self, unit: str, content: str) -> Iterator[bool]:
        """True for the one that may add to this upload now, among all processes; false at once for others."""
        lock = FileLock(self._locks / f"{unit}-{content}.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def finish(self, unit: str, content: str) -> bool:
        """Move a whole upload to its place if it is what its name says; false drops it, to begin anew."""
        upload = self._upload(unit, content)
        digest = sha256()
        with upload.open("rb") as reader:
            while piece := reader.read(READ_AT_ONCE):
                digest.update(piece)
        if digest.hexdigest() != content:
            upload.unlink()
            return False
        place = self.path(content)
        place.parent.mkdir(parents=True, exist_ok=True)
        upload.replace(place)
        return True

    def expire(self, before: float) -> int:
        """Drop uploads that were last touched before this time (seconds since 1970); how many."""
        places = [*self._uploads.iterdir(), *self._locks.iterdir()]
        old = [upload for upload in places if upload.stat().st_mtime < before]
        for upload in old:
            upload.unlink(missing_ok=True)
        return len(old)

    def _upload(self, unit: str, content: str) -> Path:
        return self._uploads / f"{unit}-{content}"
