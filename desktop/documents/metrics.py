"""How wide a text is on paper, in points, without asking a font file.

Advances of Times New Roman as Liberation Serif and Tinos carry them (metric-compatible), in
2048ths of the size. A Vietnamese letter is as wide as its base letter: marks take no room, the
horn of ơ and ư and the bar of đ do. Kerning is off in our templates.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

_UNITS = 2048
_HORN = "\u031b"
_MISSING = 1024

POINTS_PER_MM = 72 / 25.4


class Face(StrEnum):
    """A face of the one family that papers use."""

    REGULAR = "regular"
    BOLD = "bold"
    ITALIC = "italic"
    BOLD_ITALIC = "bold_italic"

    @classmethod
    def of(cls, *, bold: bool, italic: bool) -> Face:
        """The face for two switches."""
        if bold:
            return cls.BOLD_ITALIC if italic else cls.BOLD
        return cls.ITALIC if italic else cls.REGULAR


def text_width(text: str, face: Face, size: float) -> float:
    """Width in points of one line of text at `size` points."""
    words = text.split(" ")
    units = sum([_word_units(word, face) for word in words]) + _word_units(" ", face) * (len(words) - 1)
    return units * size / _UNITS


@lru_cache(maxsize=2_000)
def measured(text: str, face: Face) -> Measured:
    """A text measured, or as it was measured before."""
    return Measured(text, face)


class Measured:
    """A text whose words were measured once, for asking after its lines in many columns."""

    def __init__(self, text: str, face: Face) -> None:
        self._space = _word_units(" ", face)
        self._parts = [[_word_units(word, face) for word in part.split(" ")] for part in text.split("\n")]
        self._whole = [sum(part) + self._space * (len(part) - 1) for part in self._parts]

    def lines(self, size: float, width: float) -> int:
        """Lines in a column `width` points wide at `size` points."""
        room, lines = width * _UNITS / size, 0
        for whole, part in zip(self._whole, self._parts, strict=True):
            lines += 1 if whole <= room else self._broken(part, room)
        return lines

    def width(self, size: float) -> float:
        """Width in points of all its lines, one behind the other, at `size` points."""
        return sum(whole * size / _UNITS for whole in self._whole)

    def _broken(self, words: Sequence[int], room: float) -> int:
        lines, used = 1, 0.0
        for wide in words:
            if used and used + wide > room:
                lines, used = lines + 1, 0.0
            left: float = wide
            while left > room:
                lines, left = lines + 1, left - room
            used += left + self._space
        return lines


@lru_cache(maxsize=20_000)
def _word_units(word: str, face: Face) -> int:
    widths = _WIDTHS[face]
    return sum(_letter_units(letter, widths) for letter in unicodedata.normalize("NFC", word))


def _letter_units(letter: str, widths: Mapping[str, int]) -> int:
    known = widths.get(letter)
    if known is not None:
        return known
    parts = unicodedata.normalize("NFD", letter)
    if unicodedata.combining(parts[0]):
        return 0
    base = unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
    return widths.get(base, _MISSING)


_ADVANCES: Mapping[Face, Mapping[int, str]] = {
    Face.REGULAR: {
        0: "\u00ad",
        369: "'",
        410: "|",
        512: " ,.\u00a0",
        569: "/:;\\ijlt",
        614: "²³",
        682: "!()-I[]`fr‘’",
        797: "Js",
        819: "°",
        836: '"',
        909: "?acez“”",
        961: "^",
        983: "{}",
        1024: "#$*0123456789_bdghknopquvxyđ–«»",
        1050: "₫",
        1083: "ơ",
        1108: "~",
        1110: "ư",
        1124: "±",
        1139: "FPS",
        1155: "+<=>×",
        1251: "ELTZ",
        1366: "BCR",
        1479: "ADGHKNOQUVXYwĐƠ",
        1589: "Ư",
        1593: "&m",
        1706: "%",
        1821: "M",
        1886: "@",
        1933: "W",
        2048: "—…",
    },
    Face.BOLD: {
        0: "\u00ad",
        451: "|",
        512: " ,.\u00a0",
        569: "'/\\il",
        614: "²³",
        682: "!()-:;[]`fjt‘’",
        797: "Is",
        807: "{}",
        819: "°",
        909: "cerz",
        1024: "#$*0123456789?J_agovxy–“”«»",
        1050: "₫",
        1065: "~",
        1124: "±",
        1134: "ơ",
        1137: '"',
        1139: "Sbdhknpquđ",
        1167: "+<=>×",
        1190: "^",
        1229: "ư",
        1251: "FP",
        1366: "BELTZ",
        1479: "ACDNRUVXYwĐ",
        1593: "GHKOQƠ",
        1630: "Ư",
        1706: "&m",
        1905: "@",
        1933: "M",
        2048: "%W—…",
    },
    Face.ITALIC: {
        0: "\u00ad",
        438: "'",
        512: " ,.\u00a0",
        563: "|",
        569: "/\\fijlt",
        614: "²³",
        682: "!()-:;I`‘’",
        797: "[]rsz",
        819: "{}°",
        860: '"',
        864: "^",
        909: "Jcekvxy",
        1024: "#$*0123456789?S_abdghnopquđ–«»",
        1050: "₫",
        1093: "ơ",
        1108: "~",
        1117: "ư",
        1124: "±",
        1139: "LTYZ“”",
        1251: "ABEFPRVX",
        1366: "CKNw",
        1382: "+<=>×",
        1479: "DGHOQUmĐƠ",
        1544: "Ư",
        1593: "&",
        1706: "%MW",
        1821: "—…",
        1884: "@",
    },
    Face.BOLD_ITALIC: {
        0: "\u00ad",
        451: "|",
        512: " ,.\u00a0",
        569: "'/\\ijlt",
        614: "²³",
        682: "()-:;[]`f‘’",
        713: "{}",
        797: "!Irsz",
        819: "°",
        909: "cevy",
        1024: "#$*0123456789?J_abdgkopqxđ–“”«»",
        1050: "₫",
        1099: "ơ",
        1124: "±",
        1137: '"',
        1139: "Shnu",
        1167: "+<=>^~×",
        1227: "ư",
        1251: "LPTYZ",
        1366: "ABCEFKRVXw",
        1479: "DGNOQUĐƠ",
        1587: "Ư",
        1593: "&Hm",
        1704: "@",
        1706: "%",
        1821: "MW",
        2048: "—…",
    },
}

_WIDTHS: Mapping[Face, Mapping[str, int]] = {
    face: {letter: units for units, letters in groups.items() for letter in letters}
    for face, groups in _ADVANCES.items()
}
