"""The second copy of the audit chain's head and count: a small file beside the key file, outside the database.

Two places in it are written in turn, so that a write that was torn leaves the other. Each carries a MAC under a key
drawn from the data key: who has the files alone cannot write one. It is written after each commit and never before,
so it may lag behind the database by what a sudden death cut off, and is never ahead of it: where it is, committed
work was lost or taken away.
"""

from __future__ import annotations

import hmac
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from desktop.disk import disk_errors, write_whole
from desktop.domain.problems import Refused
from desktop.store.chain import Anchor

FILE = "audit-head"
_PLACE = 256
_MAC = 64


class HeadCopy:
    """The file of one folder."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.path = folder / FILE
        self._key = key

    def read(self) -> Anchor | None:
        """The newest copy; None where there is no file. Raises `Refused("audit.copy_damaged")`."""
        if not self.path.exists():
            return None
        with disk_errors(self.path), self.path.open("rb") as stream:
            raw = stream.read(2 * _PLACE)
        found = [anchor for start in (0, _PLACE) if (anchor := self._opened(raw[start : start + _PLACE]))]
        if not found:
            raise Refused("audit.copy_damaged", file=self.path.name)
        return max(found, key=lambda anchor: anchor.operations)

    def note(self, anchor: Anchor) -> None:
        """Write the newest head over the older of the two copies.

        A disk that takes no more writes leaves this copy behind the database, which is no fault.
        """
        with suppress(OSError), self.path.open("r+b") as stream:
            stream.seek(_PLACE * (anchor.operations % 2))
            stream.write(self._sealed(anchor))

    def begin(self, anchor: Anchor) -> None:
        """Make the file anew with this head alone. Raises `disk.full`, `folder.read_only`."""
        places = [bytes(_PLACE), bytes(_PLACE)]
        places[anchor.operations % 2] = self._sealed(anchor)
        write_whole(self.path, b"".join(places), private=True)

    def _sealed(self, anchor: Anchor) -> bytes:
        said = str(anchor).encode()
        return (said + b" " + self._mac(said)).ljust(_PLACE)

    def _opened(self, place: bytes) -> Anchor | None:
        said, _, mac = place.strip(b"\0 ").rpartition(b" ")
        if len(mac) != _MAC or not hmac.compare_digest(mac, self._mac(said)):
            return None
        return Anchor.parse(said.decode(), "copy")

    def _mac(self, said: bytes) -> bytes:
        return hmac.new(self._key, said, sha256).hexdigest().encode()
