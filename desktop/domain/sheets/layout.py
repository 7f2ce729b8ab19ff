"""What each row of a sheet is: title, header (one tier or two), data, section, total, footer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.sheets.cells import Cell, is_ditto, is_empty, text_of
from desktop.domain.sheets.codes import is_record
from desktop.domain.sheets.headings import NEVER_TAKEN, Column, Meaning, columns_of, meaning_of
from desktop.domain.sheets.workshops import is_section_name
from desktop.domain.text import fold

HEADER_WITHIN = 60
"""The header stands within so many rows from the top; what is above it is letterhead and title."""

_TOTAL = re.compile(r"^(?:tong cong|tong so|tong|cong)(?: cong)?(?: \d+(?: sang kien| sk)?| sang kien)?$")
_FOOTER = re.compile(
    r"^(?:nguoi lap|nguoi tong hop|lap bieu|nguoi ky|ke toan|thu truong|truong don vi|truong bo phan|quan doc"
    r"|giam doc|tm ban chap hanh|tm bch|chu tich|danh sach nay co|ghi chu \w|(?:\w+ )*ngay \w* ?thang \w* ?nam \d*)\b"
)
_ROMAN_LEAD = re.compile(r"^\s*(?:[IVX]{1,5}|[A-H])\s*[.)/:\-]\s*(?P<name>\S.*)$")
_ROMAN_ALONE = re.compile(r"^(?:[IVX]{1,5}|[A-H])[.)]?$")
_LEAD = re.compile(r"^\s*\d{1,2}\s*[.)]\s*(?P<name>\S.*)$")
_ORDER = re.compile(r"^\d{1,6}(?:[.,]\d+)?[.)]?$")
_NUMBERING = re.compile(r"^[(\[]?(?:\d{1,2}|[A-Za-z])[)\]]?$")


class RowIs(StrEnum):
    """What a row is for."""

    BLANK = "blank"
    NEW = "new"
    """An initiative begins here."""
    MORE = "more"
    """A co-author (or more text) of the initiative above."""
    SECTION = "section"
    HEADER_AGAIN = "header_again"
    TOTAL = "total"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Header:
    """Where the table begins: `first` and `last` are header rows counted from 0, data follow after `last`."""

    first: int
    last: int
    columns: tuple[Column, ...]
    score: int

    def at(self, meaning: Meaning) -> int | None:
        """The column with a meaning, where it is taken."""
        return next(
            (column.at for column in self.columns if column.meaning is meaning and column.is_taken), None
        )

    def has(self, meaning: Meaning) -> bool:
        """Whether a column has a meaning, taken or hidden."""
        return any(column.meaning is meaning for column in self.columns)


def find_header(
    rows: Sequence[Sequence[Cell]],
    *,
    hidden: frozenset[int] = frozenset(),
    chosen: Mapping[str, Meaning] | None = None,
    needed: Meaning = Meaning.TITLE,
    at: tuple[int, int] | None = None,
) -> Header | None:
    """The row (or pair of rows) near the top that names the most columns, the needed one among them.

    `at` says which rows it is (first and last, counted from 0); then one column with a meaning is enough.
    """
    if at is not None:
        return _header_told(rows, at, hidden, chosen, needed)
    best: Header | None = None
    for place in range(min(len(rows), HEADER_WITHIN)):
        texts = [text_of(cell) for cell in rows[place]]
        if sum(bool(text) for text in texts) < 2 and not chosen:
            continue
        for header in _headers_at(rows, place, texts, hidden, chosen):
            if header.has(needed) and (best is None or header.score > best.score):
                best = header
    return best


def _header_told(
    rows: Sequence[Sequence[Cell]],
    at: tuple[int, int],
    hidden: frozenset[int],
    chosen: Mapping[str, Meaning] | None,
    needed: Meaning,
) -> Header | None:
    first, last = at
    if not 0 <= first <= last < len(rows):
        return None
    columns = columns_of(header_texts(rows, first, last), hidden=hidden, chosen=chosen)
    header = Header(first, last, columns, 1)
    return header if header.has(needed) else None


def header_texts(rows: Sequence[Sequence[Cell]], first: int, last: int) -> list[str]:
    """The headings of some rows (from 0), both tiers of a column as one text."""
    texts = [text_of(cell) for cell in rows[first]] if first < len(rows) else []
    for row in rows[first + 1 : last + 1]:
        texts = _joined(texts, [text_of(cell) for cell in row])
    return texts


def _headers_at(
    rows: Sequence[Sequence[Cell]],
    place: int,
    texts: list[str],
    hidden: frozenset[int],
    chosen: Mapping[str, Meaning] | None,
) -> list[Header]:
    found = [_header(place, place, texts, hidden, chosen)]
    if place + 1 < len(rows):
        below = [text_of(cell) for cell in rows[place + 1]]
        if _may_be_second_tier(texts, below):
            found.append(_header(place, place + 1, _joined(texts, below), hidden, chosen))
    return [header for header in found if header is not None]


def _header(
    first: int, last: int, texts: list[str], hidden: frozenset[int], chosen: Mapping[str, Meaning] | None
) -> Header | None:
    columns = columns_of(texts, hidden=hidden, chosen=chosen)
    meanings = {column.meaning for column in columns if column.meaning}
    if len(meanings) < 2:
        return None
    # a heading is short: a data row that happens to hold a synonym loses against the real header
    weight = sum(2 if meaning_of(column.heading)[1] >= 100 else 1 for column in columns if column.meaning)
    return Header(first, last, columns, 10 * len(meanings) + weight - (last - first))


def _may_be_second_tier(above: list[str], below: list[str]) -> bool:
    """Names of columns under blanks or groups, nothing under the headings that stand alone."""
    named = [at for at, text in enumerate(below) if text]
    if not named or any(_ORDER.match(below[at]) for at in named):
        return False
    known = sum(1 for at in named if meaning_of(below[at])[0] is not None)
    return known * 2 >= len(named) and any(
        text and not (at < len(below) and below[at]) for at, text in enumerate(above)
    )


def _joined(above: list[str], below: list[str]) -> list[str]:
    """Both tiers as one heading a column; a group's words reach right over the blanks that follow it.

    Where the lower word alone says what the column is, it stands alone.
    """
    width = max(len(above), len(below))
    above = above + [""] * (width - len(above))
    below = below + [""] * (width - len(below))
    joined: list[str] = []
    group = ""
    for over, under in zip(above, below, strict=True):
        if over:
            group = over
        if not under:
            joined.append(over)
            if not over:
                group = ""
            continue
        meaning, sureness = meaning_of(under)
        whole = f"{over or group} {under}".strip()
        joined.append(under if meaning is not None and sureness >= meaning_of(whole)[1] else whole)
    return joined


class RowKinds:
    """Tells rows apart below one header; keeps what it needs of the rows before."""

    def __init__(self, header: Header) -> None:
        self._order = header.at(Meaning.ORDER)
        self._record = header.at(Meaning.ID)
        self._title = header.at(Meaning.TITLE) or 0
        self._authors = [
            column.at for column in header.columns if column.meaning is Meaning.AUTHORS and column.is_taken
        ]
        facts = {Meaning.BENEFIT, Meaning.FIRST_USED, Meaning.SUMMARY}
        self._facts = {column.at for column in header.columns if column.meaning in facts and column.is_taken}
        self._never = {
            column.at for column in header.columns if column.meaning in NEVER_TAKEN or column.hidden
        }
        self._headings = {column.at: fold(column.heading) for column in header.columns if column.heading}
        self._before_data = True
        self._ended = False
        self._current = ""

    def kind(self, row: Sequence[Cell]) -> tuple[RowIs, str]:
        """What a row is, and the name of the section where it is one."""
        filled = [at for at, cell in enumerate(row) if cell is not None and cell != "" and not is_empty(cell)]
        if not filled:
            return RowIs.BLANK, ""
        if self._record is not None and self._record < len(row) and is_record(text_of(row[self._record])):
            self._before_data, self._current = False, "\0"
            return RowIs.NEW, ""
        order = text_of(row[self._order]) if self._order is not None and self._order < len(row) else ""
        title = row[self._title] if self._title < len(row) else None
        numbered = bool(order) and _ORDER.match(order) is not None
        if not numbered or len(filled) <= 2 or self._before_data:
            special = self._special(row, filled, order, numbered=numbered)
            if special is not None:
                return special
        if self._ended:
            return RowIs.FOOTER, ""
        self._before_data = False
        return self._data(title, filled, numbered=numbered), ""

    def _special(
        self, row: Sequence[Cell], filled: list[int], order: str, *, numbered: bool
    ) -> tuple[RowIs, str] | None:
        seen = [at for at in filled if at not in self._never]
        texts = [text_of(row[at]) for at in seen]
        if self._is_header_again(row, filled):
            self._ended = False
            return RowIs.HEADER_AGAIN, ""
        if self._before_data and len(texts) >= 3 and all(_NUMBERING.match(text) for text in texts):
            return RowIs.HEADER_AGAIN, ""
        if numbered:
            return None
        lead = [fold(text) for text in texts[:3] if len(text) < 120]
        if any(_TOTAL.match(words) for words in lead):
            return RowIs.TOTAL, ""
        if len(texts) <= 3 and any(_FOOTER.match(words) for words in lead):
            self._ended = True
            return RowIs.FOOTER, ""
        if self._ended:
            return None
        return self._section(seen, texts, order)

    def _is_header_again(self, row: Sequence[Cell], filled: list[int]) -> bool:
        same = sum(
            1 for at in filled if self._headings.get(at) and fold(text_of(row[at])) == self._headings[at]
        )
        return same >= 2 and same * 2 >= len(filled)

    def _section(self, seen: list[int], texts: list[str], order: str) -> tuple[RowIs, str] | None:
        """A lone text that is numbered in Roman or names a part of the factory; its Roman number may stand apart."""
        if len(seen) == 2 and _ROMAN_ALONE.match(order or texts[0]) and seen[1] not in self._authors:
            return RowIs.SECTION, texts[1]
        if len(seen) != 1 or seen[0] in self._authors:
            return None
        text = texts[0]
        if len(text) > 80 or is_ditto(text):
            return None
        roman = _ROMAN_LEAD.match(text)
        if roman:
            return RowIs.SECTION, roman["name"]
        counted = _LEAD.match(text)
        name = counted["name"] if counted else text
        if is_section_name(name) or (seen[0] == self._order and self._order is not None):
            return RowIs.SECTION, name
        return None

    def _data(self, title: Cell, filled: list[int], *, numbered: bool) -> RowIs:
        text = text_of(title)
        has_author = any(at in self._authors for at in filled)
        if numbered or not self._current:
            self._current = text or "\0"
            return RowIs.NEW
        if not text and self._order is None and has_author and any(at in self._facts for at in filled):
            return (
                RowIs.NEW
            )  # nothing numbers the rows, yet this one has facts of its own: its title was forgotten
        if not text or is_ditto(text):
            return RowIs.MORE
        if has_author and fold(text) == fold(self._current):
            return RowIs.MORE
        self._current = text
        return RowIs.NEW
