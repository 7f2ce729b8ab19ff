"""A report as a workbook: a sheet for each division, numbers as numbers, words as text that is never a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.documents.workbook import sheet_name

_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """One sheet: its name, a title over the table, the header, and rows of a name and numbers (None: empty)."""

    name: str
    title: str
    header: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int | float | None]]]


def report_book(sheets: Sequence[FigureSheet]) -> bytes:
    """The .xlsx; the same sheets give the same bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _NO_TIME})
    bold = book.add_format({"bold": True})
    head = book.add_format(
        {"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter", "align": "center"}
    )
    words = book.add_format({"border": 1, "text_wrap": True})
    number = book.add_format({"border": 1, "num_format": "#,##0"})
    ratio = book.add_format({"border": 1, "num_format": "0.00%"})
    for sheet in sheets:
        page = book.add_worksheet(sheet_name(sheet.name))
        page.write_string(0, 0, sheet.title, bold)
        for at, text in enumerate(sheet.header):
            page.write_string(2, at, text, head)
        for place, (name, numbers) in enumerate(sheet.rows, start=3):
            page.write_string(place, 0, name, words)
            for at, value in enumerate(numbers, start=1):
                if value is None:
                    page.write_blank(place, at, None, words)
                else:
                    page.write_number(place, at, value, ratio if isinstance(value, float) else number)
        page.set_column(0, 0, 36)
        page.set_column(1, len(sheet.header), 15)
        page.freeze_panes(3, 1)
        page.set_paper(9)
        page.fit_to_pages(1, 0)
    book.close()
    return stream.getvalue()
