"""Recovery words: a 128-bit key as sixteen plain syllables and two that check them, for a sheet of paper.

Syllables carry no marks, so that they survive any handwriting and any keyboard.
"""

from __future__ import annotations

import hashlib

from desktop.domain.problems import Refused
from desktop.domain.text import fold

_ONSETS = ("b", "ch", "d", "g", "h", "kh", "l", "m", "n", "nh", "ph", "s", "t", "th", "tr", "v")
_RIMES = ("a", "ai", "am", "an", "ang", "ao", "ay", "en", "eo", "oi", "om", "on", "ong", "u", "um", "un")
_SYLLABLES = tuple(onset + rime for onset in _ONSETS for rime in _RIMES)
_VALUES = {syllable: value for value, syllable in enumerate(_SYLLABLES)}

SECRET_BYTES = 16
_CHECK_BYTES = 2


def to_words(secret: bytes) -> tuple[str, ...]:
    """Eighteen syllables for sixteen secret bytes."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(len(secret))
    return tuple(_SYLLABLES[value] for value in secret + _check(secret))


def from_words(typed: str) -> bytes:
    """The secret again, from words as somebody typed them (marks, capitals, commas and line breaks do not matter).

    Raises `Refused`: `words.count`, `words.unknown` (with the place), `words.checksum`.
    """
    words = fold(typed).split()
    if len(words) != SECRET_BYTES + _CHECK_BYTES:
        raise Refused("words.count", found=len(words), wanted=SECRET_BYTES + _CHECK_BYTES)
    for place, word in enumerate(words, start=1):
        if word not in _VALUES:
            raise Refused("words.unknown", place=place)
    values = bytes(_VALUES[word] for word in words)
    secret, check = values[:SECRET_BYTES], values[SECRET_BYTES:]
    if _check(secret) != check:
        raise Refused("words.checksum")
    return secret


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"sangkien recovery words" + secret).digest()[:_CHECK_BYTES]
