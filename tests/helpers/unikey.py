"""UniKey and EVKey at the keyboard: Telex and VNI typing as they reach a field, by Backspace and new letters.

Those programs take no part in input methods: for each key they work out what the word looks like now, and send so many
Backspaces and the letters that differ. The rule of composing is written here from the two typing conventions alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"
_TELEX_TONES = {GRAVE: "f", ACUTE: "s", TILDE: "x", HOOK: "r", DOT: "j"}
_VNI_TONES = {ACUTE: "1", GRAVE: "2", HOOK: "3", TILDE: "4", DOT: "5"}
_VNI_SHAPES = {CIRCUMFLEX: "6", HORN: "7", BREVE: "8"}


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key of the clerk's as it reaches the field: Backspaces first, then letters."""

    key: str
    backspaces: int
    letters: str


def telex(text: str) -> Iterator[Stroke]:
    """Telex: `tieengs vieejt` for `tiếng việt`; the tone is typed at the end of its word."""
    return _strokes(text, _telex_shape, _TELEX_TONES)


def vni(text: str) -> Iterator[Stroke]:
    """VNI: `tie6ng1 vie65t`."""
    return _strokes(text, _vni_shape, _VNI_TONES)


def _strokes(text: str, shape_key: Callable[[str], str], tones: dict[str, str]) -> Iterator[Stroke]:
    for word, after in _words(text):
        shown = ""
        for plain, shaped in _letters(word):
            yield Stroke(plain, 0, plain)
            if shaped != plain:
                yield Stroke(shape_key(shaped), 1, shaped)
            shown += shaped
        whole = unicodedata.normalize("NFC", word)
        tone = next((mark for mark in unicodedata.normalize("NFD", word) if mark in tones), "")
        if tone:
            yield _stroke(tones[tone], shown, whole)
        if after:
            yield Stroke(after, 0, after)


def _letters(word: str) -> Iterator[tuple[str, str]]:
    """Each letter as it is first typed, and as it then looks without its tone: `d` and `đ`, `o` and `ơ`."""
    for letter in unicodedata.normalize("NFC", word):
        toneless = "".join(mark for mark in unicodedata.normalize("NFD", letter) if mark not in _VNI_TONES)
        shaped = unicodedata.normalize("NFC", toneless)
        plain = {"đ": "d", "Đ": "D"}.get(shaped, unicodedata.normalize("NFD", shaped)[0])
        yield plain, shaped


def _telex_shape(shaped: str) -> str:
    if shaped in "đĐ":
        return "d"
    marks = unicodedata.normalize("NFD", shaped)
    return marks[0].lower() if CIRCUMFLEX in marks else "w"


def _vni_shape(shaped: str) -> str:
    if shaped in "đĐ":
        return "9"
    return next(key for mark, key in _VNI_SHAPES.items() if mark in unicodedata.normalize("NFD", shaped))


def _stroke(key: str, before: str, after: str) -> Stroke:
    """From one look of a word to the next: what differs is taken back and written again."""
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    return Stroke(key, len(before) - same, after[same:])


def _words(text: str) -> Iterator[tuple[str, str]]:
    word = ""
    for letter in unicodedata.normalize("NFC", text):
        if letter.isalpha():
            word += letter
        else:
            yield word, letter
            word = ""
    if word:
        yield word, ""
