"""Looks for words in whatever lies on a disk: unpacks what is packed, decodes what is text, in every spelling.

ZIP (and so .docx, .xlsx, backups), PDF, gzip, zstd and SQLite are taken apart as deep as they lie in each other; every
piece is read as UTF-8 and UTF-16, composed and decomposed, with JSON's and URLs' escapes undone, and as base64.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import re
import sqlite3
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pikepdf
import pypdfium2
import zstandard

_DEEPEST = 6
_ZSTD = b"\x28\xb5\x2f\xfd"
_GZIP = b"\x1f\x8b\x08"
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ASCII = re.compile(r"[\x20-\x7e]+")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{40,}={0,2}")


@dataclass(frozen=True)
class Leak:
    """A word, and where it lies: the file, then the way down into it."""

    word: str
    place: str


def leaks(places: Iterable[Path], words: Sequence[str]) -> list[Leak]:
    """Every word that can be read somewhere under these folders (and in the names of what lies there)."""
    needles = {word: _plain(word) for word in words}
    found: dict[Leak, None] = {}
    for root in places:
        for path in sorted(root.rglob("*")):
            where = str(path.relative_to(root.parent))
            for leak in _in_text(_plain(where), f"name of {where}", needles):
                found[leak] = None
            if path.is_file():
                for leak in _in_bytes(_read(path), where, needles, 0):
                    found[leak] = None
    return list(found)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # a socket, or gone a moment ago
        return b""


def _plain(text: str) -> str:
    """Without case, composed: so that either spelling of an accent is found."""
    return unicodedata.normalize("NFC", text).casefold()


def _in_bytes(data: bytes, where: str, needles: dict[str, str], depth: int) -> Iterator[Leak]:
    if not data.strip(b"\0"):
        return
    for text in _texts(data, {_same_in_every_spelling(plain) for plain in needles.values()}):
        yield from _in_text(text, where, needles)
    if depth < _DEEPEST:
        for inner, name in _parts(data):
            yield from _in_bytes(inner, f"{where} > {name}", needles, depth + 1)


def _in_text(text: str, where: str, needles: dict[str, str]) -> Iterator[Leak]:
    return (Leak(word, where) for word, plain in needles.items() if plain in text)


@cache
def _same_in_every_spelling(plain: str) -> str:
    """The longest run of a word's letters without accents: it stands there however the others are written.

    Where it is nowhere, nothing has to be composed, which takes most of the time of looking.
    """
    return max(_ASCII.findall(plain), key=len)


def _texts(data: bytes, runs: Collection[str]) -> Iterator[str]:
    """What the bytes may say where one of these runs is in them; UTF-16 from either byte of a pair on."""
    yield from _decoded(data, runs, {"utf-8": (0,), "utf-16-le": (0, 1), "utf-16-be": (0, 1)})
    if b"\\u" in data:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), data.decode("utf-8", "replace"))
        yield from _decoded(text.encode("utf-8", "replace"), runs, {"utf-8": (0,)})
    if b"%" in data:
        yield from _decoded(unquote_to_bytes(data), runs, {"utf-8": (0,)})


def _decoded(data: bytes, runs: Collection[str], ways: Mapping[str, Sequence[int]]) -> Iterator[str]:
    lowered = data.lower()
    for way, begins in ways.items():
        if any(run.encode(way) in lowered for run in runs):
            for begin in begins:
                yield _plain(data[begin:].decode(way, "replace"))


def _parts(data: bytes) -> Iterator[tuple[bytes, str]]:
    if b"PK\x03\x04" in data[:1024] or b"PK\x05\x06" in data[-70_000:]:
        yield from _zipped(data)
    if b"%PDF-" in data[:1024]:
        yield from _of_pdf(data)
    if data.startswith(b"SQLite format 3\x00"):
        yield from _of_sqlite(data)
    yield from _compressed(data)
    for found in _BASE64.finditer(data):
        raw = found[0].translate(bytes.maketrans(b"-_", b"+/"))
        try:
            yield base64.b64decode(raw + b"=" * (-len(raw) % 4)), "base64"
        except (binascii.Error, ValueError):
            continue


def _zipped(data: bytes) -> Iterator[tuple[bytes, str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for info in packed.infolist():
                yield packed.read(info), info.filename
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, OSError):
        return


def _of_pdf(data: bytes) -> Iterator[tuple[bytes, str]]:
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            for number, item in enumerate(document.objects):
                if isinstance(item, pikepdf.Stream):
                    yield item.read_raw_bytes(), f"stream {number}"
                    try:
                        yield item.read_bytes(), f"stream {number} decoded"
                    except pikepdf.PdfError:
                        continue
    except (pikepdf.PdfError, ValueError):
        return
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            text = words.get_text_range()
            yield " ".join(text.split()).encode(), f"page {number + 1}"
            words.close()
            page.close()
    finally:
        document.close()


def _of_sqlite(data: bytes) -> Iterator[tuple[bytes, str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        path.write_bytes(data)
        connection = sqlite3.connect(path)
        try:
            names = [
                row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            for name in names:
                for row in connection.execute(f'SELECT * FROM "{name}"'):
                    for cell in row:
                        yield cell if isinstance(cell, bytes) else str(cell).encode(), f"table {name}"
        except sqlite3.DatabaseError:
            return
        finally:
            connection.close()


def _compressed(data: bytes) -> Iterator[tuple[bytes, str]]:
    """Frames of gzip and zstd wherever they begin; a cut one gives what it has."""
    for mark, opened in ((_GZIP, _gunzipped), (_ZSTD, _unzstd)):
        at = data.find(mark)
        while at >= 0:
            inner = opened(data[at:])
            if inner:
                yield inner, f"{'gzip' if mark is _GZIP else 'zstd'} at {at}"
            at = data.find(mark, at + 1)


def _gunzipped(data: bytes) -> bytes:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        unpacking = zlib.decompressobj(31)
        try:
            return unpacking.decompress(data)
        except zlib.error:
            return b""


def _unzstd(data: bytes) -> bytes:
    try:
        return zstandard.ZstdDecompressor().decompressobj().decompress(data)
    except zstandard.ZstdError:
        return b""
