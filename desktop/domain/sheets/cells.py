"""One cell: what a workbook may hold in it, its text, and the marks that stand for "nothing" and "the same"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date, datetime, time, timedelta

from desktop.domain.text import clean_block, clean_line, fold

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""Numbers, days and texts as the workbook holds them; an empty cell is None or an empty text."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe]")
_SPLIT_OFF = re.compile("[\u0300-\u036f]")
_DITTO = frozenset({"nt", "nhu tren", "nhu tren nt", "n t", "tuong tu"})
_DITTO_SIGNS = frozenset({'"', "''", "”", "″", "〃", '-"-', "-''-", '–"–', "-”-", '"-"', "//", "-//-"})
_NOTHING = frozenset(
    {"", "-", "--", "---", "–", "—", ".", "..", "...", "…", "_", "/", "x", "0", "n/a", "null"}
)
_NOTHING_WORDS = frozenset({"khong", "ko", "k", "khong co", "ko co", "chua co", "trong"})


@dataclass(frozen=True, slots=True)
class Remark:
    """What a cell's grammar has to say: a code and its facts, not yet a place in the sheet.

    `doubtful` marks a guess that somebody should look at; one that neither is doubtful nor only warns is a fault.
    """

    code: str
    facts: Mapping[str, object] = made_by(default_factory=dict)
    warns_only: bool = True
    doubtful: bool = False


def fault(code: str, **facts: object) -> Remark:
    """The row cannot be stored as it is."""
    return Remark(code, facts, warns_only=False)


def doubt(code: str, **facts: object) -> Remark:
    """Read with a guess: stored, and shown to be looked at."""
    return Remark(code, facts, doubtful=True)


def note(code: str, **facts: object) -> Remark:
    """Worth saying, nothing to look at."""
    return Remark(code, facts)


def text_of(cell: Cell) -> str:
    """The cell as one clean line: NFC, no invisible or control characters; days as dd/MM/yyyy, 1500.0 as 1500."""
    if isinstance(cell, str):
        return clean_line(cell if cell.isprintable() else _visible(cell))
    return _plain(cell)


def block_of(cell: Cell) -> str:
    """The cell as clean text that keeps its lines (Alt+Enter)."""
    if isinstance(cell, str):
        return clean_line(cell) if cell.isprintable() and "  " not in cell else clean_block(_visible(cell))
    return _plain(cell)


def is_empty(cell: Cell) -> bool:
    """Whether nothing can be seen in the cell."""
    if cell is None:
        return True
    if not isinstance(cell, str):
        return False
    return not cell or not (cell[0].isalnum() or text_of(cell))


def is_ditto(text: str) -> bool:
    """Whether a text says "as above": -nt-, ", như trên."""
    if len(text) > 16 or (text[:1].isalnum() and text[0] not in "nNtT"):
        return False
    return text in _DITTO_SIGNS or fold(text) in _DITTO


def says_nothing(text: str) -> bool:
    """Whether a text stands for an empty cell: -, …, không, 0."""
    if len(text) > 12 or (len(text) > 1 and text[0].isdecimal()):
        return False
    return text.casefold() in _NOTHING or fold(text) in _NOTHING_WORDS


def letter(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _visible(text: str) -> str:
    if _SPLIT_OFF.search(text):
        text = unicodedata.normalize("NFC", text)
    return _INVISIBLE.sub("", text)


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, datetime | date):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year:04d}"
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        return f"{cell:.10g}".replace(".", ",")
    return str(cell)
