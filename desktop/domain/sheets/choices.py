"""What somebody decided about how a sheet is to be read; what they left open the program finds by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.legacy import Encoding
from desktop.domain.sheets.cells import Cell, text_of
from desktop.domain.sheets.headings import Meaning
from desktop.domain.text import fold

_TOP = 20


@dataclass(frozen=True, slots=True)
class Choices:
    """`header` is the first and last row of headings, counted from 1; `meanings` are by letter or heading.

    A hidden column is read only where `meanings` names it. `letters` says by column letter what a column was written
    in; a column that is not named is judged by its signs.
    """

    sheet: str = ""
    header: tuple[int, int] | None = None
    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    letters: Mapping[str, Encoding] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.sheet or self.header or self.meanings or self.letters)


def layout_key(rows: Sequence[Sequence[Cell]]) -> str:
    """What two sheets of one layout share: the words and places of the fullest row of texts near the top."""
    fullest: list[str] = []
    for row in rows[:_TOP]:
        texts = [fold(text_of(cell)) if isinstance(cell, str) else "" for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if sum(map(bool, texts)) > sum(map(bool, fullest)):
            fullest = texts
    return hashlib.sha256("\x1f".join(fullest).encode()).hexdigest()[:32] if fullest else ""
