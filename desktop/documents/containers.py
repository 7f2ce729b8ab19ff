"""What kind of file this is, by its bytes and never by its name, and whether it is safe to hand to a reader.

A workbook is a ZIP of XML (or an old compound file). Before any reader sees it: size, number of parts, unpacked size
as counted while unpacking (a ZIP's own figures may lie), no DTD in any part (Office Open XML forbids them, which
closes external entities and entity bombs), and no cell so far out that the table would not fit into memory.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from xml.etree import ElementTree as ET

from desktop.domain.problems import Refused, Stopped

Stop = Callable[[], object]
"""Raises `Stopped` or answers True when somebody wants the job to end."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a workbook is read. Bytes, except where the name says otherwise."""

    file: int = 60 * 1024 * 1024
    unpacked: int = 400 * 1024 * 1024
    parts: int = 4_000
    ratio: int = 250
    """No honest part of a workbook packs better than this; a bomb packs a thousandfold."""
    ratio_from: int = 8 * 1024 * 1024
    rows: int = 99_999
    columns: int = 702
    cells: int = 12_000_000


class Container(StrEnum):
    """What the bytes are."""

    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    TEXT = "text"


_CHUNK = 1024 * 1024
_OVERLAP = 512
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SHEET = re.compile(rb"<(?:\w+:)?sheetData\b")
_FAR_CELL = re.compile(
    rb'<(?:\w+:)?c\b[^>]{0,80}?\br="(?:[A-Z]{3}\d+|[A-Z]{1,2}\d{6,7})"[^>/]{0,80}>\s*<(?:\w+:)?(?:v|is|f)\b'
)
_BEYOND_Z = re.compile(rb'\br="[A-Z]{2}\d')
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]{0,80}?\br="([A-Z]{1,3})(\d+)"')
_MANY_ROWS = re.compile(rb"<(?:\w+:)?row\b")


def recognise(path: Path, limits: Limits | None = None) -> Container:
    """The kind of a file. Refused: workbook.missing, .locked, .empty, .too_large, .encrypted, .not_a_workbook."""
    limits = limits or Limits()
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8192)
    except (FileNotFoundError, NotADirectoryError):
        raise Refused("workbook.missing", file=path.name) from None
    except IsADirectoryError:
        raise Refused("workbook.not_a_workbook", file=path.name) from None
    except OSError as error:
        if path.is_dir():  # Windows says "permission denied" of a folder
            raise Refused("workbook.not_a_workbook", file=path.name) from None
        raise Refused("workbook.locked", file=path.name, reason=error.strerror or "") from None
    if size == 0:
        raise Refused("workbook.empty", file=path.name)
    if size > limits.file:
        raise Refused("workbook.too_large", file=path.name, size=size, limit=limits.file)
    if head.startswith(_ZIP):
        return _zip_kind(path)
    if head.startswith(_OLE):
        return _compound_kind(path)
    if _is_text(head):
        return Container.TEXT
    raise Refused("workbook.not_a_workbook", file=path.name)


def check_zip(path: Path, kind: Container, limits: Limits | None = None, stop: Stop | None = None) -> None:
    """Unpacks every part once, counting, and refuses what is unsafe or too much.

    A part is known by its bytes, not by its name: a sheet may be called anything.
    Refused: workbook.unsafe, .too_large, .too_many_rows, .encrypted, .damaged.
    """
    limits = limits or Limits()
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > limits.parts:
                raise Refused("workbook.unsafe", file=path.name, reason="parts")
            left = limits.unpacked
            for part in parts:
                if part.flag_bits & 0x1:
                    raise Refused("workbook.encrypted", file=path.name)
                left -= _check_part(archive, part, path, limits, left, stop)
                if kind is Container.ODS and part.filename == "content.xml":
                    _check_ods(archive, part, path, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ET.ParseError):
        raise Refused("workbook.damaged", file=path.name) from None


def _zip_kind(path: Path) -> Container:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                with archive.open("mimetype") as part:
                    said = part.read(100)
                if not said.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
                    raise Refused("workbook.not_a_workbook", file=path.name)
                _demand_no_password(archive, names, path)
                return Container.ODS
            if "xl/workbook.xml" in names:
                return Container.XLSX  # a binary .xlsb has none: its sheets cannot be looked over beforehand
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise Refused("workbook.damaged", file=path.name) from None
    except RuntimeError:  # zipfile's word for a part under a password
        raise Refused("workbook.encrypted", file=path.name) from None
    raise Refused("workbook.not_a_workbook", file=path.name)


def _demand_no_password(archive: zipfile.ZipFile, names: set[str], path: Path) -> None:
    """An OpenDocument under a password says so in its list of parts."""
    if "META-INF/manifest.xml" in names:
        with archive.open("META-INF/manifest.xml") as part:
            if b"encryption-data" in part.read(_CHUNK):
                raise Refused("workbook.encrypted", file=path.name)


def _compound_kind(path: Path) -> Container:
    """An old .xls, an encrypted new workbook (which hides in a compound file), or another program's document."""
    content = path.read_bytes()
    names = {
        name: name.encode("utf-16-le") for name in ("EncryptedPackage", "Workbook", "Book", "WordDocument")
    }
    if names["EncryptedPackage"] in content:
        raise Refused("workbook.encrypted", file=path.name)
    places = {name: place for name, said in names.items() if (place := content.find(said)) >= 0}
    book = min(places.get("Workbook", len(content)), places.get("Book", len(content)))
    if book >= places.get(
        "WordDocument", len(content)
    ):  # a document of Word may hold a table of Excel's, further on
        raise Refused("workbook.not_a_workbook", file=path.name)
    return Container.XLS


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    if head.lstrip()[:9].lower().startswith((b"<!doctype", b"<html", b"<?xml", b"%pdf", b"{\\rtf")):
        return False
    if b"\x00" in head:
        return False
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return controls * 100 <= len(head)


def _check_part(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path, limits: Limits, left: int, stop: Stop | None
) -> int:
    """Unpacks one part in pieces; the number of bytes it came to."""
    size = rows = 0
    is_sheet = is_xml = far = wide = False
    for piece, fresh in _pieces(archive, part):
        if stop is not None and stop():
            raise Stopped
        size += fresh
        if size > left:
            raise Refused("workbook.too_large", file=path.name, size=limits.unpacked, limit=limits.unpacked)
        if size > limits.ratio_from and size > limits.ratio * max(1, part.compress_size):
            raise Refused("workbook.unsafe", file=path.name, reason="ratio")
        if size == fresh:
            if piece.startswith(_UTF16):  # no program writes parts so, and no look into them would tell
                raise Refused("workbook.unsafe", file=path.name, reason="encoding")
            is_xml = piece.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        if not is_xml:
            continue
        if _DTD.search(piece):
            raise Refused("workbook.unsafe", file=path.name, reason="dtd")
        is_sheet = is_sheet or _SHEET.search(piece) is not None
        if is_sheet:
            rows += len(_MANY_ROWS.findall(piece, len(piece) - fresh))
            wide = wide or _BEYOND_Z.search(piece) is not None
            far = far or _FAR_CELL.search(piece) is not None
    if is_sheet and (far or rows > limits.rows):
        raise Refused("workbook.too_many_rows", file=path.name, limit=limits.rows)
    if wide and rows * limits.columns > limits.cells:
        _check_box(archive, part, path, limits)
    return size


def _check_box(archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path, limits: Limits) -> None:
    """A long sheet must be narrow: the reader keeps every cell of the rectangle, empty or not."""
    widest = 0
    for piece, _ in _pieces(archive, part):
        for column in {match[1] for match in _CELL.finditer(piece)}:
            number = 0
            for sign in column:
                number = number * 26 + sign - 64
            widest = max(widest, number)
    if widest * limits.rows > limits.cells * 4:
        raise Refused("workbook.too_many_rows", file=path.name, limit=limits.rows)


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """Pieces of an unpacked part, each with the end of the one before, and how many bytes are new."""
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            yield tail + piece, len(piece)
            tail = piece[-_OVERLAP:]


_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def _check_ods(archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path, limits: Limits) -> None:
    """OpenDocument packs repeated rows and cells into a number; only those with a value count."""
    cells = rows = 0
    with archive.open(part) as stream:
        for _, element in ET.iterparse(stream):  # noqa: S314 - checked above: no DTD, so no entities
            if element.tag != f"{_TABLE}table-row":
                continue
            wide = 0
            for cell in element:
                if cell.get(f"{_OFFICE}value-type") is not None:
                    wide += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            if wide:
                times = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                rows, cells = rows + times, cells + times * wide
            element.clear()
            if rows > limits.rows or cells > limits.cells:
                raise Refused("workbook.too_many_rows", file=path.name, limit=limits.rows)
