"""Resumable files: the server's side of tus 1.0.0 (creation, checksum, expiration), addressed by content.

A file is taken only where some change of the caller's unit names it; what the portal holds already is
never asked.
"""

from __future__ import annotations

import base64
import binascii
from datetime import timedelta
from hashlib import sha256

from sync import wire
from sync.portal import intake, storage, storage_relay
from sync.portal.asked import Asked, Problem, caller_of
from sync.portal.house import Portal

HEADERS = {"Tus-Resumable": "1.0.0", "Tus-Version": "1.0.0", "Tus-Extension": "creation,checksum,expiration"}
UPLOAD_DAYS = 30
CHECKSUM_MISMATCH = 460
LOCKED = 423


def create(portal: Portal, asked: Asked, limits: wire.Limits) -> tuple[int, dict[str, str]]:
    """Begin an upload of a file that a change of the caller's unit names, at the address of its content."""
    content = _metadata(asked.headers.get("upload-metadata", "")).get("sha256", "")
    unit, size = _wanted(portal, caller_of(portal, asked), content)
    if asked.headers.get("upload-length") != str(size):
        raise Problem(422, "file.other_size", size=size)
    if size > limits.file:
        raise Problem(413, "file.too_large", limit=limits.file)
    if not portal.blobs.has(content):
        portal.blobs.begin(unit, content)
    offset = _settled(portal, unit, content, size)
    headers = {"Location": f"/v1/files/{content}", "Upload-Offset": str(offset)}
    return 201, headers | _expires(portal)


def offset_of(portal: Portal, asked: Asked) -> tuple[int, dict[str, str]]:
    """How much of a file is here."""
    content = asked.path["content"]
    unit, size = _wanted(portal, caller_of(portal, asked), content)
    offset = _settled(portal, unit, content, size)
    return 200, {"Upload-Offset": str(offset), "Upload-Length": str(size)} | _expires(portal)


def append(portal: Portal, asked: Asked) -> tuple[int, dict[str, str]]:
    """Take the next piece; with the last one the file is checked whole and its changes are complete."""
    content = asked.path["content"]
    unit, size = _wanted(portal, caller_of(portal, asked), content)
    if asked.headers.get("content-type") != "application/offset+octet-stream":
        raise Problem(415, "piece.media_type")
    if asked.whole:
        _check_piece(
            asked
        )  # of a piece that was cut the beginning is kept: the file's own hash has the last word
    with portal.blobs.alone(unit, content) as alone:
        if not alone:
            raise Problem(LOCKED, "upload.locked")
        offset = _settled(portal, unit, content, size)
        if asked.headers.get("upload-offset") != str(offset):
            raise Problem(409, "offset.differs", offset=offset)
        if offset + len(asked.body) > size:
            raise Problem(413, "piece.too_large", size=size)
        if offset < size:
            portal.blobs.append(unit, content, asked.body)
            offset = _settled(portal, unit, content, size)
    return 204, {"Upload-Offset": str(offset)} | _expires(portal)


def _wanted(portal: Portal, caller: storage.Replica, content: str) -> tuple[str, int]:
    """(unit, size) of a file that a change of the caller's unit names, or of a unit behind this relay."""
    with portal.database.read() as session:
        units = storage_relay.units_of(session, caller)
        found = storage_relay.unit_wanting(session, units, content) if portal.blobs.is_name(content) else None
    if found is None:
        raise Problem(422, "file.not_wanted")
    return found


def _settled(portal: Portal, unit: str, content: str, size: int) -> int:
    """The offset now.

    A whole upload is moved to its place and its changes are told, also after a crash.
    """
    if not portal.blobs.has(content):
        offset = portal.blobs.held(unit, content)
        if offset is None:
            raise Problem(404, "upload.unknown")
        if offset < size:
            return offset
        if not portal.blobs.finish(unit, content):
            raise Problem(CHECKSUM_MISMATCH, "file.other_bytes")
    with portal.database.write() as session:
        intake.file_arrived(session, portal.place(), content, size)
    return size


def keep(portal: Portal, sender: storage.Replica, content: str, offset: int, piece: bytes) -> str:
    """A piece that came in a bundle: `whole`, `part`, or `early` where no change names the file yet.

    Raises `Problem` with `file.not_wanted` for what is no content, `file.other_bytes`, `upload.locked`.
    """
    if not portal.blobs.is_name(content):
        raise Problem(422, "file.not_wanted")
    with portal.blobs.alone(sender.unit, content) as alone:
        if not alone:
            raise Problem(LOCKED, "upload.locked")
        if not portal.blobs.has(content):
            portal.blobs.set_aside(sender.unit, content, offset, piece)
    return "whole" if join(portal, sender, content) else _how_far(portal, sender, content)


def join(portal: Portal, sender: storage.Replica, content: str) -> bool:
    """Put together what came in any order; true where the file of a change is whole by that."""
    size = _size(portal, sender, content)
    if size is None:
        return False
    with portal.blobs.alone(sender.unit, content) as alone:
        if not alone:
            raise Problem(LOCKED, "upload.locked")
        if not portal.blobs.has(content) and not portal.blobs.join(sender.unit, content):
            return False
        return _settled(portal, sender.unit, content, size) == size


def _size(portal: Portal, sender: storage.Replica, content: str) -> int | None:
    with portal.database.read() as session:
        found = storage_relay.unit_wanting(session, storage_relay.units_of(session, sender), content)
    return None if found is None else found[1]


def _how_far(portal: Portal, sender: storage.Replica, content: str) -> str:
    return "early" if _size(portal, sender, content) is None else "part"


def _check_piece(asked: Asked) -> None:
    """A piece with a checksum must match it."""
    algorithm, _, told = asked.headers.get("upload-checksum", "").partition(" ")
    if not algorithm:
        return
    if algorithm != "sha256":
        raise Problem(400, "checksum.unknown", known=["sha256"])
    if base64.b64encode(sha256(asked.body).digest()).decode("ascii") != told.strip():
        raise Problem(CHECKSUM_MISMATCH, "checksum.differs")


def _metadata(header: str) -> dict[str, str]:
    """`Upload-Metadata` of tus: pairs of a name and a base64 value, parted by commas."""
    found = {}
    for pair in header.split(","):
        name, _, value = pair.strip().partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            raise Problem(400, "metadata.malformed") from None
    return found


def _expires(portal: Portal) -> dict[str, str]:
    until = portal.clock.now() + timedelta(days=UPLOAD_DAYS)
    return {"Upload-Expires": until.strftime("%a, %d %b %Y %H:%M:%S GMT")}
