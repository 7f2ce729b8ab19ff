"""Names that every system takes for a file."""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.IGNORECASE)


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
