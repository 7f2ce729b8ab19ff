"""Attachments: copied into the store by content when they are attached; the original's place no longer matters."""

from __future__ import annotations

import io
import mimetypes
from pathlib import Path

from PIL import Image, ImageOps

from desktop.disk import disk_errors
from desktop.domain.initiative import Attachment
from desktop.domain.problems import Refused
from desktop.domain.text import clean_line
from desktop.services.desk import Desk

LARGEST = 25 * 1024 * 1024
PHOTO_SIDE = 2_048
_PHOTOS = {"image/jpeg", "image/png"}
_TAKEN = _PHOTOS | {
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/plain",
}


def attach(desk: Desk, path: Path, *, protected: bool = False) -> Attachment:
    """Copy a file into the store; a large photo is shrunk first, before its hash is taken. Blocking.

    Raises `attachment.missing`, `attachment.large`, `attachment.kind`, `attachment.damaged`, `disk.full`.
    """
    if not path.is_file():
        raise Refused("attachment.missing", file=path.name)
    media_type = mimetypes.guess_type(path.name)[0] or ""
    if media_type not in _TAKEN:
        raise Refused("attachment.kind", file=path.name)
    with disk_errors(path):
        if path.stat().st_size > LARGEST:
            raise Refused("attachment.large", file=path.name, megabytes=LARGEST // 1024 // 1024)
        data = path.read_bytes()
    if media_type in _PHOTOS:
        data, media_type = _shrunk(data, media_type, path.name)
    fingerprint = desk.files.put(data)
    return Attachment(fingerprint, clean_line(path.name), len(data), media_type, protected=protected)


def _shrunk(data: bytes, media_type: str, name: str) -> tuple[bytes, str]:
    """A photo turned upright and at most `PHOTO_SIDE` wide; one that is small enough stays byte for byte."""
    try:
        with Image.open(io.BytesIO(data)) as photo:
            if max(photo.size) <= PHOTO_SIDE:
                return data, media_type
            upright = ImageOps.exif_transpose(photo)
            upright.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
            out = io.BytesIO()
            upright.convert("RGB").save(out, "JPEG", quality=85, optimize=True)
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise Refused("attachment.damaged", file=name) from error
    return out.getvalue(), "image/jpeg"


def open_file(desk: Desk, fingerprint: str) -> bytes:
    """A stored file's content. Blocking. Raises `file.missing`, `file.damaged`."""
    return desk.files.get(fingerprint)
