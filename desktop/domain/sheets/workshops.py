"""Workshops by any of their spellings: "Px.May II", "xưởng may2", "May 2 - C5" are all May 2."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from desktop.domain.sheets.cells import is_ditto, says_nothing
from desktop.domain.text import fold, normal

_ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
_PREFIX = re.compile(
    r"^(?:phân xưởng|phan xuong|p\.\s?xưởng|px|p\.x|p\.|xưởng|xuong|x"
    r"|bộ phận|bo phan|bp|b\.p|phòng ban|phòng|phong|pb|pg|ban|khu|kv)"
    r"(?:[\s.:\-]+|(?=\d))",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"^(.*?\S)\s*[-–/,(]\s*(?:c|ch|chuyền|chuyen|line|tổ|to|đội)\.?\s*\d+[a-z]?\)?$", re.IGNORECASE
)
_LETTER_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_SECTION_WORD = re.compile(
    r"^(?:phan xuong|xuong|px|chuyen|to|bo phan|bp|phong|khoi|doi|khu|day chuyen|line|ban|nhom|kho|nha may)\b"
)


@lru_cache(maxsize=4096)
def workshop_key(text: str) -> str:
    """What two spellings of one workshop share: no prefix, no marks, Roman numbers as Arabic."""
    words = _LETTER_DIGIT.sub(" ", fold(_bare(text))).split()
    if len(words) > 1 and words[-1] in _ROMAN:
        words[-1] = _ROMAN[words[-1]]
    return " ".join(words)


@lru_cache(maxsize=4096)
def tidy_workshop(text: str) -> str:
    """A spelling to store where none is known yet: "Px.May II" as May 2; other names stay as typed, capitalised."""
    text = normal(text).strip()
    bare = _bare(text)
    words = _LETTER_DIGIT.sub(" ", bare).split() if bare != text else text.split()
    if len(words) > 1 and words[-1].casefold() in _ROMAN and words[-1].isupper():
        words[-1] = _ROMAN[words[-1].casefold()]
    tidy = " ".join(words)
    return tidy[:1].upper() + tidy[1:]


def is_section_name(text: str) -> bool:
    """Whether a lone text names a part of the factory: "Chuyền 5", "Tổ bảo trì"."""
    return _SECTION_WORD.match(fold(text)) is not None


class Workshops:
    """The workshops that are known, found by any spelling; new ones join as they come."""

    def __init__(self, known: Iterable[str], spellings: Iterable[tuple[str, str]] = ()) -> None:
        self._by_key: dict[str, str] = {}
        for spelling, name in (*((name, name) for name in known), *spellings):
            self._by_key.setdefault(workshop_key(spelling), name)

    def find(self, text: str) -> str:
        """The known name, else the tidied spelling (which is known from then on)."""
        if not text or says_nothing(text) or is_ditto(text):
            return ""
        key = workshop_key(text)
        found = self._by_key.get(key)
        if found is not None:
            return found
        whole = _LINE.match(text)
        if whole:
            return self.find(whole[1])
        name = tidy_workshop(text)
        self._by_key[key] = name
        return name


def _bare(text: str) -> str:
    previous = ""
    while text != previous:
        previous = text
        text = _PREFIX.sub("", text.strip(), count=1)
    return text or previous
