"""Where a text names somebody: by the name, with marks as given or with none at all, or by the staff code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.text import clean_line, fold, same_tone_place

_LEAST_CODE = 4
"""A shorter code, or one of so few figures alone, stands in every second line without naming anybody."""
_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom to look for. A name of one word is looked for too; an empty one finds nothing."""

    name: str
    code: str = ""

    def patterns(self) -> tuple[str, ...]:
        """For LIKE: wide enough to match every text that `find` would, `_` for each letter that may carry marks."""
        return tuple(
            "%" + "".join(letter if _is_firm(letter) else "_" for letter in word) + "%"
            for word, _named in self._words()
        )

    def find(self, text: str) -> str:
        """The part of a text around the first place that names them, on one line; empty where none does."""
        for word, named in self._words():
            for found in _places(word, text):
                if not named or _is_name(word, found[0]):
                    return _around(text, found.start(), found.end())
        return ""

    def _words(self) -> Iterator[tuple[str, bool]]:
        """What to look for, and whether it is a name."""
        name, code = clean_line(self.name), clean_line(self.code)
        if fold(name):
            yield name, True
        if len(code) >= _LEAST_CODE and not (code.isdigit() and len(code) == _LEAST_CODE):
            yield code, False

    def without(self, text: str, instead: str) -> str:
        """The text with something else wherever it names them by name."""
        name = clean_line(self.name)
        for found in reversed(list(_places(name, text)) if fold(name) else []):
            if _is_name(name, found[0]):
                text = text[: found.start()] + instead + text[found.end() :]
        return text


def _is_firm(letter: str) -> bool:
    """A sign that is written one way only; marks, also wrongly placed ones, sit on vowels and on đ."""
    return letter.isascii() and letter.isalnum() and letter.lower() not in "aeiouyd"


def _places(word: str, text: str) -> Iterator[re.Match[str]]:
    wide = "".join(letter if _is_firm(letter) else "." for letter in word)
    return re.finditer(rf"(?<![^\W_]){wide}(?![^\W_])", text, re.IGNORECASE | re.DOTALL)


def _is_name(name: str, found: str) -> bool:
    """Marks as in the name, wherever the tone sits; or no marks at all, as in names of files."""
    bare = clean_line(found.replace("_", " ").replace("-", " "))
    if fold(bare) != fold(name):
        return False
    return bare.isascii() or same_tone_place(bare) == same_tone_place(name)


def _around(text: str, start: int, end: int) -> str:
    left, right = max(0, start - _EXCERPT // 2), min(len(text), end + _EXCERPT // 2)
    return ("…" if left else "") + " ".join(text[left:right].split()) + ("…" if right < len(text) else "")
