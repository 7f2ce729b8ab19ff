"""Pieces of frozen files: each file is compared with its name once per round, before any byte of it leaves."""

from __future__ import annotations

from hashlib import sha256
from typing import BinaryIO

from sync.outcomes import Files, LocalFault

READ_AT_ONCE = 1024 * 1024


class Pieces:
    """Reads pieces of the files that the desktop hands out."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._checked: set[str] = set()

    def read(self, content: str, offset: int, most: int) -> bytes | LocalFault:
        """At most so many bytes from there, or what is wrong: `file.missing`, or `file.changed` since it froze."""
        try:
            with self._files.open(content) as reader:
                if content not in self._checked and not _is_content(reader, content):
                    return LocalFault("file.changed")
                self._checked.add(content)
                reader.seek(offset)
                piece = reader.read(most)
        except OSError as error:
            return LocalFault("file.missing", {"reason": type(error).__name__})
        # Nothing left where the portal still waits: the file is shorter than the change says.
        return piece or LocalFault("file.changed")


def _is_content(reader: BinaryIO, content: str) -> bool:
    digest = sha256()
    while piece := reader.read(READ_AT_ONCE):
        digest.update(piece)
    return digest.hexdigest() == content
