"""How a sheet is laid out, for somebody to look over and correct: heading rows, columns, meanings and letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.documents.workbook import Sheet
from desktop.domain.legacy import Encoding, detect, repair
from desktop.domain.sheets.cells import Cell, letter, text_of
from desktop.domain.sheets.choices import Choices
from desktop.domain.sheets.headings import Column, Meaning, columns_of
from desktop.domain.sheets.layout import header_texts
from desktop.services.import_plan import Source
from desktop.services.import_source import header_of

_SAMPLED = 2_000
_WIDEST = 60
_LOOKED = 200
_COUNTED = re.compile(r"\(\d{1,2}\)")
"""A row that numbers the columns, `(1) (2) …`, is no example of what stands in them."""


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column as it would be read: its first text, its letters, and a text before and after their repair."""

    letter: str
    heading: str
    sample: str
    meaning: Meaning | None
    is_hidden: bool
    letters: Encoding
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class LayoutView:
    """A sheet's layout; `header` counts rows from 1, `is_found` is false where nothing names the needed column."""

    sheet: str
    header: tuple[int, int]
    columns: tuple[ColumnView, ...]
    is_found: bool


def layout_of(source: Source, choices: Choices, needed: Meaning = Meaning.TITLE) -> LayoutView:
    """How a sheet would be read by these choices. Blocking: call it on a lane."""
    sheet = next((each for each in source.sheets if each.name == choices.sheet), None)
    shown = (
        [sheet] if sheet else [each for each in source.sheets if not each.is_hidden] or list(source.sheets)
    )
    for each in shown:
        header = header_of(each, choices, needed)
        if header is not None:
            return LayoutView(
                each.name,
                (header.first + 1, header.last + 1),
                _views(each, header.columns, header.last, choices),
                is_found=True,
            )
    first, last = _guess(shown[0], choices)
    columns = columns_of(
        header_texts(shown[0].rows, first, last), hidden=shown[0].hidden_columns, chosen=choices.meanings
    )
    return LayoutView(
        shown[0].name, (first + 1, last + 1), _views(shown[0], columns, last, choices), is_found=False
    )


def _guess(sheet: Sheet, choices: Choices) -> tuple[int, int]:
    """The rows that somebody said, else the fullest one near the top, where headings mostly are."""
    rows = sheet.rows[:30]
    if choices.header and choices.header[1] <= len(sheet.rows):
        return choices.header[0] - 1, choices.header[1] - 1
    texts = [sum(isinstance(cell, str) and bool(cell.strip()) for cell in row) for row in rows]
    place = texts.index(max(texts)) if texts else 0
    return place, place


def _views(sheet: Sheet, columns: Sequence[Column], last: int, choices: Choices) -> tuple[ColumnView, ...]:
    body = sheet.rows[last + 1 : last + 1 + _SAMPLED]
    return tuple(_view(column, body, choices) for column in columns[:_WIDEST])


def _view(column: Column, body: Sequence[Sequence[Cell]], choices: Choices) -> ColumnView:
    cells = [row[column.at] for row in body if column.at < len(row)]
    shown = [text for cell in cells[:_LOOKED] if (text := text_of(cell))]
    sample = next((text for text in shown if not _COUNTED.fullmatch(text)), shown[0] if shown else "")
    texts = [cell for cell in cells if isinstance(cell, str) and not cell.isascii()]
    encoding = choices.letters.get(column.letter) or detect(texts)
    before = next((text for text in texts if repair(text, encoding) != text), "")
    view = ColumnView(
        letter(column.at), column.heading, sample, column.meaning, column.hidden, encoding, before
    )
    return replace(view, after=repair(before, encoding)) if before else view
