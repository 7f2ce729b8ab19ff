"""Vietnamese text: one normal form at every door, folding for search, the order of names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")

FOLD_VERSION = 2
"""Raised whenever `fold`, `marked` or a key of order answers differently, so that stored columns are made anew."""

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHAPES = "\u0302\u0306\u031b"
_MARKS = re.compile(f"[{_TONES}{_SHAPES}]{{2,}}")
_LOOSE = re.compile("[\u0300-\u036f]")
_OPEN_OA_OE = re.compile(f"o([ae])([{_TONES}])(?![a-z])")
_OPEN_UY = re.compile(f"(?<!q)uy([{_TONES}])(?![a-z])")
_PLANES = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_CONTROLS = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}]")
"""What no text needs and some database, font or protocol on the way would choke on."""
_WORDS = re.compile(r"[^\W_]+")
_ETH = str.maketrans({"\u00d0": "\u0110", "\u00f0": "\u0111"})

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_SIGN = {letter: chr(rank) for rank, letter in enumerate(_LETTERS, start=ord("A"))}
_LAST = "\x7f"
_TONE_RANK = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def normal(text: str) -> str:
    """NFC, also for marks typed in the wrong order (tone before circumflex, breve or horn)."""
    if text.isascii() or (unicodedata.is_normalized("NFC", text) and not _LOOSE.search(text)):
        return text  # nearly all text is so already, and looking is quicker than making
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _MARKS.sub(_shapes_first, decomposed))


def _shapes_first(marks: re.Match[str]) -> str:
    return "".join(sorted(marks[0], key=_TONES.__contains__))


def clean_line(text: str) -> str:
    """One line of typed or imported text: NFC, no control characters, single spaces, trimmed."""
    clean = normal(text)
    return " ".join((clean if clean.isprintable() else _CONTROLS.sub(" ", clean)).split())


def clean_block(text: str) -> str:
    """Several lines of text: NFC, newlines kept, other control characters dropped, trimmed."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", normal(unified)).strip()


def clean_fields(value: D) -> D:
    """A dataclass value whose own text fields are clean lines; codes, numbers and values inside stay as they are."""
    texts = {field.name: getattr(value, field.name) for field in fields(value)}
    cleaned: dict[str, Any] = {name: clean_line(text) for name, text in texts.items() if type(text) is str}
    return replace(value, **cleaned)


def repair_name(text: str) -> str:
    """A person's name as typed, but with eth put right (Ð U+00D0 is no Đ); never re-cased or re-toned."""
    return clean_line(text).translate(_ETH)


def fold(text: str) -> str:
    """For search and comparing: no marks, đ as d, lower case, punctuation as space. Idempotent."""
    letters = text.casefold().replace("\u00d0", "d").replace("\u00f0", "d").replace("\u0111", "d")
    decomposed = unicodedata.normalize("NFD", letters)
    for mark in _TONES + _SHAPES:  # what is plain ASCII afterwards, nearly all, is translated much quicker
        decomposed = decomposed.replace(mark, "")
    return " ".join(decomposed.translate(_BARE).split())


class _Bare(dict[int, str]):
    """A table for `str.translate` that works each letter out once: without its marks, punctuation as space."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = found = "" if unicodedata.combining(letter) else letter if letter.isalnum() else " "
        return found


_BARE = _Bare()


def same_tone_place(text: str) -> str:
    """A key in which hòa and hoà, thủy and thuỷ are one (never shown, never stored in place of a name)."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    swapped = _OPEN_OA_OE.sub(r"o\2\1", decomposed)
    return unicodedata.normalize("NFC", _OPEN_UY.sub(r"u\1y", swapped))


def marked(text: str) -> str:
    """The words that carry marks, as they are told apart from words without: small, tone placed one way, each once.

    What a search typed with marks looks for first.
    """
    words = _WORDS.findall(same_tone_place(normal(text)))
    return " ".join(dict.fromkeys(word for word in words if not word.isascii()))


def name_key(name: str) -> str:
    """Sorts people as a Vietnamese list does: by given name (last word), then family name, then the rest.

    The key is text whose plain order is the wanted order; words compare letter by letter, then by tone.
    """
    words = same_tone_place(name).split()
    if not words:
        return ""
    ordered = [words[-1], *words[:-1]]
    return " ".join(_word_key(word) for word in ordered)


def title_key(title: str) -> str:
    """Sorts titles as a Vietnamese dictionary does, word by word; numbers before letters, punctuation left out."""
    return " ".join(map(_word_key, _WORDS.findall(same_tone_place(title))))


@lru_cache(maxsize=16_384)
def _word_key(word: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for letter in unicodedata.normalize("NFC", word):
        base, tone = _split_tone(letter)
        letters.append(base if base.isdecimal() else _LETTER_SIGN.get(base, _LAST + base))
        tones.append(str(tone))
    return "".join(letters) + "." + "".join(tones).rstrip("0")


def _split_tone(letter: str) -> tuple[str, int]:
    decomposed = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in decomposed if mark in _TONES), "")
    base = unicodedata.normalize("NFC", decomposed.replace(tone, "")) if tone else letter
    return base, _TONE_RANK[tone]
