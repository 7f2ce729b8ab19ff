"""The notice board's list as a workbook: every cell is text, so that no program reads a code as a number."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter

from desktop.documents.floor_papers import BoardRow

_COLUMNS = (("Mã", 10), ("Mã nhân viên", 22), ("Tên sáng kiến", 60), ("Tổ, xưởng", 24), ("Kết quả", 20))


def board_book(rows: Iterable[BoardRow]) -> bytes:
    """The workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Niêm yết")
        bold = book.add_format({"bold": True, "text_wrap": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for at, (heading, width) in enumerate(_COLUMNS):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, heading, bold)
        for place, row in enumerate(rows, start=1):
            for at, text in enumerate((row.number, row.staff_codes, row.title, row.workshop, row.result)):
                sheet.write_string(place, at, text, wrapped)
        sheet.freeze_panes(1, 0)
    return out.getvalue()
