"""Files by their content: whole ones under their SHA-256, unfinished uploads beside them.

Nothing is named twice.
"""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path

READ_AT_ONCE = 1024 * 1024
_CONTENT = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """A folder of files: `files/ab/abcd…` whole, `uploads/UNIT-abcd…` under way."""

    def __init__(self, folder: Path) -> None:
        self._files = folder / "files"
        self._uploads = folder / "uploads"
        self._uploads.mkdir(parents=True, exist_ok=True)

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
        old = [upload for upload in self._uploads.iterdir() if upload.stat().st_mtime < before]
        for upload in old:
            upload.unlink(missing_ok=True)
        return len(old)

    def _upload(self, unit: str, content: str) -> Path:
        return self._uploads / f"{unit}-{content}"
