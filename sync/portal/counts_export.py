"""Figures as a workbook or as text. Cells are text or whole numbers: nothing that somebody typed becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula in a text file."""


def safe(cell: object) -> object:
    """A cell of a text file: what could be read as a formula gets an apostrophe before it."""
    if isinstance(cell, str):
        return (
            f"'{cell}" if cell.lstrip(" \n\u00a0").startswith(_ACTIVE) or cell.startswith(_ACTIVE) else cell
        )
    return "" if cell is None else cell


def csv_of(table: Sequence[Sequence[object]]) -> bytes:
    """UTF-8 with its mark, as Excel wants it for Vietnamese."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([safe(cell) for cell in line] for line in table)
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(table: Sequence[Sequence[object]]) -> bytes:
    """One sheet, its first line the headings; texts are written as texts, never read as formulas or links."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "text_wrap": True})
    for number, line in enumerate(table):
        for place, cell in enumerate(line):
            if isinstance(cell, int):
                sheet.write_number(number, place, cell)
            elif cell is not None:
                sheet.write_string(number, place, str(cell), *([bold] if number == 0 else []))
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, len(table[0]) if table else 1, 16)
    book.close()
    return out.getvalue()
