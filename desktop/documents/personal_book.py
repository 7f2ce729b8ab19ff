"""What is held on a person, as a workbook: a sheet for each kind of record, every cell text that is never a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.documents.workbook import sheet_name

_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
WIDE = 28


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """One sheet: its name, its header, its rows."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


def record_book(sheets: Sequence[RecordSheet]) -> bytes:
    """The .xlsx; the same sheets give the same bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _NO_TIME})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    for sheet in sheets:
        page = book.add_worksheet(sheet_name(sheet.name))
        for at, words in enumerate(sheet.header):
            page.write_string(0, at, words, head)
        for place, row in enumerate(sheet.rows, start=1):
            for at, words in enumerate(row):
                page.write_string(place, at, words, cell)
        page.set_column(0, max(0, len(sheet.header) - 1), WIDE)
        page.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()
