"""A .docx as a dictionary of parts: read within bounds, written the same way every time.

Bounds hold against a file made to exhaust the machine: sizes are counted while unpacking, never
believed from the directory.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from html import escape, unescape

from desktop.domain.problems import Refused

MOST_PARTS = 300
MOST_BYTES = 30_000_000
"""Unpacked, all parts together."""

_PACKAGES = "http://schemas.openxmlformats.org/package/2006"
_CONTENT_TYPES = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_TITLE = re.compile(r"<dc:title>([^<]*)</dc:title>")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 65_536


def read_package(data: bytes) -> dict[str, bytes]:
    """The parts of a .docx by name; refuses what is no package, too large, encrypted or doubled."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_PARTS:
                raise Refused("template.too_large", parts=len(entries), most=MOST_PARTS)
            return _unpacked(archive, entries)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as fault:
        raise Refused("template.not_word") from fault


def _unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = MOST_BYTES
    for entry in entries:
        if entry.filename in parts:
            raise Refused("template.damaged", part=entry.filename)
        with archive.open(entry) as stream:
            chunks = []
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise Refused("template.too_large", most=MOST_BYTES)
                chunks.append(chunk)
        parts[entry.filename] = b"".join(chunks)
    if _CONTENT_TYPES not in parts:
        raise Refused("template.not_word")
    return parts


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """One .docx; the same parts always give the same bytes."""
    out = io.BytesIO()
    names = sorted(parts, key=lambda name: (name != _CONTENT_TYPES, not name.startswith("_rels/"), name))
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name])
    return out.getvalue()


def core_properties(title: str) -> bytes:
    """The file's properties: a title, and nobody's name or time."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<cp:coreProperties xmlns:cp="{_PACKAGES}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>"
    ).encode()


def title_of(docx: bytes) -> str:
    """The title in a file's properties, "" where there is none."""
    try:
        said = read_package(docx).get(_CORE, b"").decode("utf-8", "replace")
    except Refused:
        return ""
    found = _TITLE.search(said)
    return unescape(found[1]) if found else ""
