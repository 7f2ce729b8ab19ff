"""Files put in their place: whole or not at all, under names that every system takes."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from pathlib import Path

from desktop.domain.problems import Refused

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.IGNORECASE)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def safe_name(text: str, *, most: int = 80, otherwise: str = "tep") -> str:
    """A file name from any text: one that Windows, FAT and zip take, NFC, accents kept.

    Slashes and what Windows forbids become hyphens; reserved names (CON, LPT1, …) get an
    underscore; at most `most` characters and 200 bytes, an extension is kept.
    """
    plain = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", text))
    plain = re.sub(r"\s+", " ", plain).strip(" .")
    stem, dot, extension = plain.rpartition(".")
    if not dot or not stem or len(extension) > 8 or " " in extension:
        stem, extension = plain, ""
    tail = f".{extension}" if extension else ""
    while len(stem) + len(tail) > most or len((stem + tail).encode()) > 200:
        stem = stem[:-1]
    # cutting may leave half a letter or an end that Windows drops
    name = stem.rstrip(" .") + tail
    if not stem.strip(" .-"):
        name = otherwise + tail
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def place_file(path: Path, data: bytes) -> None:
    """Write beside, flush to the disk, rename over: a reader finds the old file or the new one.

    Refused `disk.full`, `folder.read_only` or `file.in_use`; nothing is left behind then.
    """
    beside = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as fault:
        beside.unlink(missing_ok=True)
        raise refusal_of(fault, path) from fault


def refusal_of(fault: OSError, path: Path) -> Refused:
    """What a fault of the disk means to a person."""
    if fault.errno in _FULL:
        return Refused("disk.full", file=path.name)
    if fault.errno in _CLOSED:
        # Windows says "access denied" for a file that another program, often Word, holds open
        code = "file.in_use" if os.name == "nt" and path.exists() else "folder.read_only"
        return Refused(code, file=path.name)
    return Refused("file.not_written", file=path.name, error=errno.errorcode.get(fault.errno or 0, ""))
