"""The looks of the messy workbook: letterhead, header in two tiers, sections, hidden column, filter, total, footer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from desktop.domain.person import Person

Told = tuple[str, Mapping[str, object], Sequence[tuple[Person, object]]]
"""A section's name, the cells of the first row by column, and the co-authors of the rows below with their shares."""

COLUMNS = (
    ("order", "TT", ""), ("title", "Tên sáng kiến", ""), ("authors", "Tác giả", "Họ và tên"), ("code", "", "Mã NV"),
    ("id_number", "", "Số CCCD"), ("share", "", "Tỷ lệ (%)"), ("workshop", "Đơn vị", ""),
    ("first_used", "Ngày áp dụng lần đầu", ""), ("benefit", "Giá trị làm lợi (đồng)", ""),
    ("summary", "Mô tả", "Tóm tắt nội dung"), ("protected", "", "Thông tin cần được bảo mật"),
    ("field", "Lĩnh vực", ""), ("note", "Ghi chú", ""),
)  # fmt: skip
_AT = {name: at for at, (name, _, _) in enumerate(COLUMNS)}
_TOP = 3
_GROUPS = (("Tác giả", 2, 5), ("Mô tả", 9, 10))


def write_sheet(path: Path, told: Sequence[Told]) -> list[int]:
    """Write it all; the Excel row that each initiative begins on."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_urls": False, "strings_to_formulas": False})
    page = book.add_worksheet("DS SK")
    looks = {
        "bold": book.add_format({"bold": True, "align": "center"}),
        "head": book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
        ),
        "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "money": book.add_format({"num_format": "#,##0"}),
    }
    _write_head(page, looks)
    row = _TOP + 3
    begun: list[int] = []
    section = ""
    random = Random(len(told))
    for name, cells, below in told:
        if name != section:
            page.merge_range(row, 0, row, len(COLUMNS) - 1, name, looks["bold"])
            section = name
            row += 1
        begun.append(row + 1)
        _write_row(page, row, cells, looks, random)
        row += 1
        for person, share in below:
            ditto = random.random() < 0.4
            more = {
                "title": "-nt-" if ditto else None,
                "authors": person.name,
                "code": person.staff_code,
                "share": share,
            }
            if ditto:
                more["workshop"] = "-nt-"
            _write_row(page, row, more, looks, random)
            row += 1
    _write_foot(page, row, len(told), looks)
    page.autofilter(_TOP + 1, 0, row, len(COLUMNS) - 1)
    page.freeze_panes(_TOP + 3, 2)
    other = book.add_worksheet("Sheet2")
    other.write_string(0, 0, "Bảng chấm công tháng 5")
    book.close()
    return begun


def _write_head(page: Worksheet, looks: Mapping[str, Format]) -> None:
    page.merge_range(0, 0, 0, 6, "CÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH GIÀY HOÀNG LONG VIỆT NAM", looks["bold"])
    page.merge_range(1, 0, 1, 12, "DANH SÁCH SÁNG KIẾN PX MAY ĐỢT 1 NĂM 2026 (lần 2, đã sửa)", looks["bold"])
    grouped = {at for _, first, last in _GROUPS for at in range(first, last + 1)}
    for name, first, last in _GROUPS:
        page.merge_range(_TOP, first, _TOP, last, name, looks["head"])
    for at, (_, above, below) in enumerate(COLUMNS):
        if at in grouped:
            page.write_string(_TOP + 1, at, below, looks["head"])
        else:
            page.merge_range(_TOP, at, _TOP + 1, at, above, looks["head"])
        page.write_string(_TOP + 2, at, f"({at + 1})", looks["bold"])
    widths = (5, 44, 26, 11, 14, 10, 18, 14, 18, 60, 40, 16, 12)
    for at, width in enumerate(widths):
        page.set_column(at, at, width, None, {"hidden": at == _AT["id_number"]})


def _write_row(
    page: Worksheet, row: int, cells: Mapping[str, object], looks: Mapping[str, Format], random: Random
) -> None:
    if cells.get("authors"):
        page.write_string(row, _AT["id_number"], f"0{random.randrange(10**10, 10**11 - 1)}")
    for name, cell in cells.items():
        at = _AT[name]
        if isinstance(cell, date):
            page.write_datetime(row, at, cell, looks["day"])
        elif isinstance(cell, int):
            page.write_number(row, at, cell, looks["money"] if name == "benefit" else None)
        elif isinstance(cell, str):
            page.write_string(row, at, cell, looks["wrap"])


def _write_foot(page: Worksheet, row: int, count: int, looks: Mapping[str, Format]) -> None:
    page.write_string(row, 1, f"Cộng: {count} sáng kiến", looks["bold"])
    page.write_string(row + 2, 9, "Ninh Bình, ngày 30 tháng 6 năm 2026")
    page.write_string(row + 3, 1, "Người lập", looks["bold"])
    page.write_string(row + 3, 9, "QUẢN ĐỐC", looks["bold"])
    page.write_string(row + 7, 1, "Đỗ Thị Thơm")
