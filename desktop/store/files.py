"""Attachments and issued papers by fingerprint: encrypted, written beside and renamed, never changed.

A file's name on disk is an HMAC of its content's hash, so that a folder tells nothing. Content is encrypted in
blocks (AES-256-GCM, each block bound to its place), so that a large photo need not be held whole.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.disk import disk_errors, patiently, write_whole
from desktop.domain.problems import Refused

FOLDER = "files"
BLOCK = 256 * 1024
_MAGIC = b"SSK1"
_NONCE = 12
_TAG = 16


class FileStore:
    """The folder of encrypted files."""

    def __init__(
        self, folder: Path, key: bytes, name_key: bytes, random: Callable[[int], bytes] = os.urandom
    ) -> None:
        self._folder = folder / FOLDER
        self._cipher = AESGCM(key)
        self._name_key = name_key
        self._random = random

    def disk_name(self, fingerprint: str) -> str:
        """Where the content of this SHA-256 lies, relative to the folder."""
        name = hmac.new(self._name_key, bytes.fromhex(fingerprint), hashlib.sha256).hexdigest()
        return f"{name[:2]}/{name[2:]}"

    def put(self, data: bytes) -> str:
        """Store bytes; gives their SHA-256. The same bytes again cost nothing."""
        fingerprint = hashlib.sha256(data).hexdigest()
        path = self._folder / self.disk_name(fingerprint)
        if not path.exists():
            write_whole(path, b"".join(self._encrypted(data, fingerprint)), private=True)
        return fingerprint

    def has(self, fingerprint: str) -> bool:
        """Whether the content is here."""
        return (self._folder / self.disk_name(fingerprint)).exists()

    def size(self, fingerprint: str) -> int:
        """Bytes of the content, told without reading it. Raises `file.missing`."""
        path = self._folder / self.disk_name(fingerprint)
        if not path.exists():
            raise Refused("file.missing", fingerprint=fingerprint)
        sealed = path.stat().st_size - len(_MAGIC)
        return sealed - -(-sealed // (_NONCE + BLOCK + _TAG)) * (_NONCE + _TAG)

    def get(self, fingerprint: str) -> bytes:
        """The content, its hash proven. Raises `file.missing` or `file.damaged`."""
        path = self._folder / self.disk_name(fingerprint)
        if not path.exists():
            raise Refused("file.missing", fingerprint=fingerprint)
        with disk_errors(path):
            raw = patiently(path.read_bytes)
        try:
            data = b"".join(self._decrypted(raw, fingerprint))
        except InvalidTag:
            raise Refused("file.damaged", fingerprint=fingerprint) from None
        if hashlib.sha256(data).hexdigest() != fingerprint:
            raise Refused("file.damaged", fingerprint=fingerprint)
        return data

    def open(self, fingerprint: str) -> BinaryIO:
        """A reader over the content, for the exchange."""
        return io.BytesIO(self.get(fingerprint))

    def _encrypted(self, data: bytes, fingerprint: str) -> Iterator[bytes]:
        yield _MAGIC
        for place, start in enumerate(range(0, max(1, len(data)), BLOCK)):
            nonce = self._random(_NONCE)
            last = start + BLOCK >= len(data)
            yield nonce + self._cipher.encrypt(
                nonce, data[start : start + BLOCK], _bound(fingerprint, place, last)
            )

    def _decrypted(self, raw: bytes, fingerprint: str) -> Iterator[bytes]:
        if not raw.startswith(_MAGIC):
            raise InvalidTag
        step = _NONCE + BLOCK + _TAG
        blocks = range(len(_MAGIC), len(raw), step)
        for place, start in enumerate(blocks):
            part = raw[start : start + step]
            last = start + step >= len(raw)
            yield self._cipher.decrypt(part[:_NONCE], part[_NONCE:], _bound(fingerprint, place, last))


def _bound(fingerprint: str, place: int, last: bool) -> bytes:
    return f"{fingerprint}:{place}:{int(last)}".encode()
