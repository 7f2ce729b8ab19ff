"""Makes the ugly workbooks of the museum and what each must come out as. Run by hand when an exhibit is added:

    python tests/museum/make_workbooks.py [path of a soffice with Calc]

The files are kept in the repository, so that a test reads what LibreOffice, Excel's rules or a web form really wrote,
and needs none of them. What is expected is written here by hand, never taken from the reader.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from desktop.domain.legacy import TCVN3, VNI

OUT = Path(__file__).parent / "workbooks"
Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Exhibit:
    """One file. `expect` lists initiatives: Excel's row, title, authors with percents, and what else is asked for."""

    name: str
    rows: Rows
    expect: Sequence[dict[str, Any]]
    faults: dict[str, list[str]] = field(default_factory=dict)
    repaired: dict[str, str] = field(default_factory=dict)
    write: Callable[[Path, Rows], None] | None = None


def one(row: int, title: str, *authors: tuple[str, float], **more: Any) -> dict[str, Any]:
    """An initiative that is expected."""
    return {"row": row, "title": title, "authors": [list(author) for author in authors], **more}


def workbook(
    path: Path, rows: Rows, *, prepare: Callable[[Any, Any], None] | None = None, sheet: str = "DS"
) -> None:
    """An .xlsx of one sheet; `prepare` may merge, hide and colour."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False})
    page = book.add_worksheet(sheet)
    fill(book, page, rows)
    if prepare:
        prepare(book, page)
    book.close()


def fill(book: Any, page: Any, rows: Rows) -> None:
    """Cells as they are: texts, numbers, days; ("=", formula, value) is a formula with its last value."""
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            if isinstance(cell, tuple):
                page.write_formula(number, at, cell[1], None, cell[2])
            elif isinstance(cell, date):
                page.write_datetime(number, at, cell, day)
            elif isinstance(cell, str):
                page.write_string(number, at, cell)
            elif cell is not None:
                page.write(number, at, cell)


def text_table(encoding: str, sign: str = ",") -> Callable[[Path, Rows], None]:
    """A writer of a text table."""

    def write(path: Path, rows: Rows) -> None:
        stream = io.StringIO(newline="")
        csv.writer(stream, delimiter=sign, lineterminator="\r\n").writerows(rows)
        path.write_bytes(ENCODERS[encoding](stream.getvalue()))

    return write


def in_tcvn3(text: str) -> str:
    """As .VnTime shows it on a computer without that font; toned capitals are typed small."""
    codes = {letter: code for code, letter in TCVN3.items()}
    return "".join(codes.get(sign, codes.get(sign.lower(), sign)) for sign in text)


def in_vni(text: str) -> str:
    """As VNI-Times shows it on a computer without that font."""
    codes = {letter: code for code, letter in VNI.items()}
    return "".join(codes.get(sign, sign) for sign in text)


def in_cp1258(text: str) -> bytes:
    """Hat in the letter, tone behind it."""
    found = bytearray()
    for sign in text:
        try:
            found += sign.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", sign)
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            found += (unicodedata.normalize("NFC", marks.replace(tone, "")) + tone).encode("cp1258")
    return bytes(found)


ENCODERS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode("utf-8"),
    "utf-8-sig": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "cp1258": in_cp1258,
    "tcvn3": lambda text: in_tcvn3(text).encode("latin-1"),
    "vni": lambda text: in_vni(text).encode("latin-1"),
}


def composed(text: str) -> str:
    """ "Unicode tổ hợp": letter with hat, then the tone as a sign of its own."""
    return in_cp1258(text).decode("cp1258")


def as_latin(text: str) -> str:
    """Text of Windows' Vietnamese page in a program that takes it for Western Europe's."""
    return in_cp1258(text).decode("cp1252")


HEAD = ["TT", "Tên sáng kiến", "Tác giả", "Mã NV", "Tỷ lệ", "Đơn vị", "Ngày áp dụng", "Giá trị làm lợi"]
SHORT = ["TT", "Tên sáng kiến", "Tác giả"]
A, B, C, D = "Nguyễn Thị Hằng", "Trần Văn Nam", "Lò Thị Inh", "H'Ler Niê"
WHOLE = 100.0
NAMES = [A, B, "Phạm Thị Thủy", "Vũ Đức Thắng", "Đỗ Thị Nguyệt", "Hoàng Mạnh Cường"]
TITLES = [
    "Kệ để dao chặt", "Xe đẩy phom có khóa bánh", "Giá treo cuộn vải lót", "Tủ hút hơi dung môi",
    "Cữ may viền cổ giày", "Bảng tính tồn kho da",
]  # fmt: skip


def listed(names: Sequence[str] = NAMES, titles: Sequence[str] = TITLES) -> Rows:
    """A plain list of six."""
    return [
        SHORT,
        *([number, title, name] for number, (title, name) in enumerate(zip(titles, names, strict=True), 1)),
    ]


BELOW = [
    HEAD,
    ["", "", A, "HL-00412"],
    ["", "", B, "HL-00413"],
    ["", "", C, "HL-00414"],
    [2, "Giá treo", D, "HL-00415"],
]
SIX = [
    one(number, title, (name, WHOLE))
    for number, (title, name) in enumerate(zip(TITLES, NAMES, strict=True), 2)
]


def hidden_identity(book: Any, page: Any) -> None:
    """Column D out of sight, a filter on."""
    page.set_column(3, 3, 14, None, {"hidden": True})
    page.autofilter(2, 0, 8, 5)


def two_sheets(path: Path, rows: Rows) -> None:
    """A cover and a timesheet before the list."""
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Bìa").write(3, 3, "DANH SÁCH SÁNG KIẾN NĂM 2026")
    fill(book, book.add_worksheet("Chấm công"), [["TT", "Họ và tên", "Số công"], [1, A, 26], [2, B, 25]])
    fill(book, book.add_worksheet("Sheet3"), rows)
    book.close()


def old_list_hidden(path: Path, rows: Rows) -> None:
    """Last year's list is still there, hidden."""
    book = xlsxwriter.Workbook(str(path))
    shown = book.add_worksheet("2026")
    fill(book, shown, rows)
    hidden = book.add_worksheet("2025")
    fill(book, hidden, [HEAD, [1, "Sáng kiến năm ngoái", A, "", "", "Kho", "1/2/2025", "5tr"]] * 30)
    hidden.hide()
    book.close()


def far_styles(book: Any, page: Any) -> None:
    """Whole columns were coloured, down to the last row that Excel has."""
    colour = book.add_format({"bg_color": "#FFFF99"})
    for row in (500, 70_000, 1_048_575):
        for at in range(8):
            page.write_blank(row, at, None, colour)


def renamed(of: str) -> Callable[[Path, Rows], None]:
    """A workbook under the ending of another format."""

    def write(path: Path, rows: Rows) -> None:
        beside = path.with_suffix("." + of)
        workbook(beside, rows)
        beside.rename(path)

    return write


def merged(book: Any, page: Any) -> None:
    """Number, title and share are merged over the co-authors."""
    for at, text in ((0, 1), (1, "Xe đẩy phom có khóa bánh"), (4, "50-30-20"), (5, "Gò A")):
        page.merge_range(1, at, 3, at, text)


EXHIBITS: list[Exhibit] = [
    Exhibit(
        "01 binh thuong.xlsx",
        [HEAD, [1, "Kệ để dao chặt", A, "HL-00412", "", "Gò A", "15/04/2026", "15.000.000đ/năm"]],
        [
            one(2, "Kệ để dao chặt", (A, WHOLE), code="HL-00412", workshop="Gò A", first_used="2026-04-15",
                amount=15_000_000),
        ],
    ),
    Exhibit(
        "02 hai tang, an cot, muc.xlsx",
        [
            ["CÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH GIÀY HOÀNG LONG"],
            ["DANH SÁCH SÁNG KIẾN ĐỢT 1"],
            ["TT", "Tên sáng kiến", "Tác giả", "", "", "Bộ phận"],
            ["", "", "Họ và tên", "Số CCCD", "Tỷ lệ %", ""],
            ["I. Xưởng May 2"],
            [1, "Kệ để dao chặt", A, "001190012345", "60", ""],
            ["", "", B, "001090054321", "40", ""],
            ["II. Chuyền 5"],
            [2, "Xe ba tầng", C, "001190099999", "", ""],
        ],
        [
            one(6, "Kệ để dao chặt", (A, 60.0), (B, 40.0), workshop="May 2"),
            one(9, "Xe ba tầng", (C, WHOLE), workshop="Chuyền 5"),
        ],
        write=lambda path, rows: workbook(path, rows, prepare=hidden_identity),
    ),
    Exhibit(
        "03 gop o dong tac gia.xlsx",
        BELOW,
        [
            one(2, "Xe đẩy phom có khóa bánh", (A, 50.0), (B, 30.0), (C, 20.0), workshop="Gò A"),
            one(5, "Giá treo", (D, WHOLE)),
        ],
        write=lambda path, rows: workbook(path, rows, prepare=merged),
    ),
    Exhibit(
        "04 nhu tren.xlsx",
        [
            HEAD,
            [1, "Kệ để dao chặt", A, "", "", "PX May 2", "T3/2026", "15tr"],
            ["", "-nt-", B, "", "", "-nt-", "", ""],
            [2, "Xe ba tầng", C, "", "", '"', "nt", "không tính được"],
        ],
        [
            one(2, "Kệ để dao chặt", (A, 50.0), (B, 50.0), workshop="May 2", first_used="2026-03-01",
                amount=15_000_000),
            one(4, "Xe ba tầng", (C, WHOLE), workshop="May 2", first_used="2026-03-01", benefit="not_computable"),
        ],
    ),
    Exhibit(
        "05 nhieu nguoi mot o.xlsx",
        [
            [*SHORT, "Tỷ lệ"],
            [1, "Kệ\nđể dao chặt", f"{A} (60%), {B} (40%)", ""],
            [2, "Xe ba tầng", f"1. {A}\n2. {B}\n3. {C}", "33,3x3"],
            [3, "Giá treo", f"{A} và {B}", "50-50"],
            [4, "Móc treo", f"Đ/c {A}; Ông {B} + {D}", ""],
        ],
        [
            one(2, "Kệ để dao chặt", (A, 60.0), (B, 40.0)),
            one(3, "Xe ba tầng", (A, 33.34), (B, 33.33), (C, 33.33)),
            one(4, "Giá treo", (A, 50.0), (B, 50.0)),
            one(5, "Móc treo", (A, 33.34), (B, 33.33), (D, 33.33)),
        ],
    ),
    Exhibit(
        "06 trang thu ba.xlsx",
        [HEAD, [1, "Kệ để dao chặt", A, "", "", "Kho", "1/3/2026", ""]],
        [one(2, "Kệ để dao chặt", (A, WHOLE), workshop="Kho", first_used="2026-03-01")],
        write=two_sheets,
    ),
    Exhibit(
        "07 dao thang.xlsx",
        [
            HEAD,
            [1, "Kệ để dao chặt", A, "", "", "Kho", date(2026, 5, 4), ""],
            [2, "Xe ba tầng", B, "", "", "Kho", date(2025, 1, 12), ""],
            [3, "Giá treo", C, "", "", "Kho", date(2026, 2, 1), ""],
            [4, "Móc treo", D, "", "", "Kho", "25/04/2026", ""],
        ],
        [
            one(2, "Kệ để dao chặt", (A, WHOLE), first_used="2026-04-05"),
            one(3, "Xe ba tầng", (B, WHOLE), first_used="2025-12-01"),
            one(4, "Giá treo", (C, WHOLE), first_used="2026-01-02"),
            one(5, "Móc treo", (D, WHOLE), first_used="2026-04-25"),
        ],
    ),
    Exhibit(
        "08 ngay thanh so, so thanh ngay.xlsx",
        [
            [*HEAD[:-1], "Làm lợi (triệu đồng)"],
            [1, "Kệ để dao chặt", A, "", "", "Kho", 46127, date(2026, 5, 8)],
            [2, "Xe ba tầng", B, "", "", "Kho", "46127", 8.5],
            [3, "Giá treo", C, "", "", "Kho", "15.4.26", "1.500"],
        ],
        [
            one(2, "Kệ để dao chặt", (A, WHOLE), first_used="2026-04-15", amount=8_500_000),
            one(3, "Xe ba tầng", (B, WHOLE), first_used="2026-04-15", amount=8_500_000),
            one(4, "Giá treo", (C, WHOLE), first_used="2026-04-15", amount=1_500_000_000),
        ],
    ),
    Exhibit(
        "09 tien du kieu.xlsx",
        [
            [*SHORT, "Tiền làm lợi"],
            [1, "Kệ để dao chặt", A, "15tr"],
            [2, "Xe ba tầng", A, "~20 triệu/tháng"],
            [3, "Giá treo", A, "1.200 USD"],
            [4, "Móc treo", A, "1.500"],
            [5, "Bàn xoay", A, "giảm 0,8s/đôi"],
            [6, "Máng trượt", A, "15.00.000đ"],
            [7, "Gương cầu", A, "2,1 tỷ"],
        ],
        [
            one(2, "Kệ để dao chặt", (A, WHOLE), amount=15_000_000),
            one(3, "Xe ba tầng", (A, WHOLE), amount=240_000_000),
            one(4, "Giá treo", (A, WHOLE), benefit="to_compute", note="1.200 USD"),
            one(5, "Móc treo", (A, WHOLE), amount=1_500),
            one(6, "Bàn xoay", (A, WHOLE), benefit="to_compute", note="giảm 0,8s/đôi"),
            one(8, "Gương cầu", (A, WHOLE), amount=2_100_000_000),
        ],
        faults={"7": ["benefit.unreadable"]},
    ),
    Exhibit(
        "10 nfd.xlsx",
        [[unicodedata.normalize("NFD", str(c)) for c in row] for row in listed()],
        SIX,
        repaired={"B": "split", "C": "split"},
    ),
    Exhibit(
        "11 to hop.xlsx",
        [[composed(str(cell)) for cell in row] for row in listed()],
        SIX,
        repaired={"B": "split", "C": "split"},
    ),
    Exhibit(
        "12 VnTime lan Unicode.xlsx",
        listed([in_tcvn3(name) for name in NAMES], [t if t == TITLES[2] else in_tcvn3(t) for t in TITLES]),
        SIX,
        repaired={"B": "tcvn3", "C": "tcvn3"},
    ),
    Exhibit(
        "13 VNI.xlsx",
        listed([in_vni(name) for name in NAMES], [in_vni(title) for title in TITLES]),
        SIX,
        repaired={"B": "vni", "C": "vni"},
    ),
    Exhibit(
        "14 dang ky SK 2026 - Copy.xls",
        listed([name if name == B else in_tcvn3(name) for name in NAMES], [in_tcvn3(title) for title in TITLES]),
        SIX,
        repaired={"B": "tcvn3", "C": "tcvn3"},
    ),
    Exhibit(
        "15 gop o.xls",
        BELOW,
        [
            one(2, "Xe đẩy phom có khóa bánh", (A, 50.0), (B, 30.0), (C, 20.0), workshop="Gò A"),
            one(5, "Giá treo", (D, WHOLE)),
        ],
        write=lambda path, rows: workbook(path, rows, prepare=merged),
    ),
    Exhibit(
        "16 an cot.ods",
        [
            ["", "DANH SÁCH"],
            [],
            [*SHORT, "Số CCCD", "Ngày áp dụng", "Đơn vị"],
            [1, "Kệ để dao chặt", A, "001190012345", date(2026, 4, 15), "Px.May II"],
            [2, "Xe ba tầng", B, "001090054321", "Quý II/2026", "xưởng may2"],
        ],
        [
            one(4, "Kệ để dao chặt", (A, WHOLE), first_used="2026-04-15", workshop="May 2"),
            one(5, "Xe ba tầng", (B, WHOLE), first_used="2026-04-01", workshop="May 2"),
        ],
        write=lambda path, rows: workbook(path, rows, prepare=hidden_identity),
    ),
    Exhibit(
        "17 hai tang.ods",
        [
            ["TT", "Tên sáng kiến", "Tác giả", "", "Hiệu quả", ""],
            ["", "", "Họ tên", "Tỷ lệ", "Kinh tế (triệu đồng)", "Lợi ích khác"],
            [1, "Kệ để dao chặt", A, 0.7, 12.5, "đỡ mỏi lưng"],
            ["", "", B, 0.3, "", ""],
        ],
        [one(3, "Kệ để dao chặt", (A, 70.0), (B, 30.0), amount=12_500_000)],
    ),
    Exhibit(
        "18 bieu mau tren mang.csv",
        [
            ["Dấu thời gian", "Họ và tên của anh/chị?", "Anh/chị làm việc ở bộ phận nào?",
             "1. Tên sáng kiến của anh/chị là gì?", "2. Mô tả giải pháp", "3. Áp dụng từ khi nào?"],
            ["6/20/2026 8:15:00", A, "Gò A", "Kệ để dao chặt", "Hàn kệ ba tầng,\nsơn vàng", "05/2026"],
            ["21/06/2026 17:40:12", B, "Kho", "Xe ba tầng", "Làm xe", "1/4/2026"],
        ],
        [
            one(2, "Kệ để dao chặt", (A, WHOLE), workshop="Gò A", first_used="2026-05-01", entered_on="2026-06-20",
                summary="Hàn kệ ba tầng,\nsơn vàng"),
            one(3, "Xe ba tầng", (B, WHOLE), workshop="Kho", first_used="2026-04-01", entered_on="2026-06-21"),
        ],
        write=text_table("utf-8"),
    ),
    Exhibit("19 cham phay, co BOM.csv", listed(), SIX, write=text_table("utf-8-sig", ";")),
    Exhibit("20 Unicode Text.txt", listed(), SIX, write=text_table("utf-16", "\t")),
    Exhibit("21 cp1258.csv", listed(), SIX, write=text_table("cp1258")),
    Exhibit(
        "22 tcvn3.csv",
        [["TT", "Ten sang kien", "Tac gia"], *listed()[1:]],
        SIX,
        repaired={"B": "tcvn3", "C": "tcvn3"},
        write=text_table("tcvn3"),
    ),
    Exhibit(
        "23 vni.csv",
        [["TT", "Ten sang kien", "Tac gia"], *listed()[1:]],
        SIX,
        repaired={"B": "vni", "C": "vni"},
        write=text_table("vni", ";"),
    ),
    Exhibit("24 xlsx doi duoi.xls", listed(), SIX, write=renamed("xlsx")),
    Exhibit(
        "25 da cong nhan.xlsx",
        [
            [*SHORT, "Số QĐ", "Ngày QĐ"],
            [1, "Kệ để dao chặt", A, "118/QĐ-HL", date(2025, 12, 20)],
            [2, "Xe ba tầng", B, "203/QĐ-HL", "31/03/2026"],
            [3, "Giá treo", C, "", ""],
        ],
        [
            one(2, "Kệ để dao chặt", (A, WHOLE), decision=["118/QĐ-HL", "2025-12-20"]),
            one(3, "Xe ba tầng", (B, WHOLE), decision=["203/QĐ-HL", "2026-03-31"]),
            one(4, "Giá treo", (C, WHOLE), decision=None),
        ],
    ),
    Exhibit(
        "26 lap tieu de, cong tung phan.xlsx",
        [
            ["A", "PHÂN XƯỞNG GÒ"],
            HEAD,
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
            [1, "Kệ để dao chặt", A, "", "", "Gò A", "1/3/2026", 15_000_000],
            ["", "Cộng", "", "", "", "", "", 15_000_000],
            HEAD,
            [2, "Xe ba tầng", B, "", "", "Gò B", "1/4/2026", 5_000_000],
            ["", "Tổng cộng: 2 sáng kiến", "", "", "", "", "", 20_000_000],
            ["", "", "", "", "", "Hà Nam, ngày 30 tháng 6 năm 2026"],
            ["", "NGƯỜI LẬP", "", "", "", "QUẢN ĐỐC"],
            ["", "Đỗ Thị Thơm", "", "", "", "Vũ Đức Long"],
        ],
        [
            one(4, "Kệ để dao chặt", (A, WHOLE), workshop="Gò A", amount=15_000_000),
            one(7, "Xe ba tầng", (B, WHOLE), workshop="Gò B", amount=5_000_000),
        ],
    ),
    Exhibit(
        "27 moi tac gia mot dong.xlsx",
        [
            ["Tên đề tài", "Họ và tên", "% đóng góp", "Phòng/Xưởng"],
            ["Kệ để dao chặt", A, "60%", "Phòng IE"],
            ["Kệ để dao chặt", B, "40%", "Phòng IE"],
            ["Xe ba tầng", C, "100%", "Px.Gò C"],
        ],
        [
            one(2, "Kệ để dao chặt", (A, 60.0), (B, 40.0), workshop="IE"),
            one(4, "Xe ba tầng", (C, WHOLE), workshop="Gò C"),
        ],
    ),
    Exhibit(
        "28 cong thuc.xlsx",
        [
            [*SHORT, "Giá trị làm lợi"],
            [1, "Kệ để dao chặt", A, ("=", "=2*7500000", 15_000_000)],
            [("=", "=A2+1", 2), "Xe ba tầng", B, ("=", "=1/0", "#DIV/0!")],
        ],
        [
            one(2, "Kệ để dao chặt", (A, WHOLE), amount=15_000_000),
            one(3, "Xe ba tầng", (B, WHOLE), benefit="to_compute"),
        ],
    ),
    Exhibit(
        "29 to mau ca cot.xlsx",
        [[], [], HEAD, [], [1, "Kệ để dao chặt", A], [], [], [2, "Xe ba tầng", B]],
        [one(5, "Kệ để dao chặt", (A, WHOLE)), one(8, "Xe ba tầng", (B, WHOLE))],
        write=lambda path, rows: workbook(path, rows, prepare=far_styles),
    ),
    Exhibit(
        "30 ma mat so 0.xlsx",
        [
            [*SHORT, "Mã NV"],
            [1, "Kệ để dao chặt", A, "HL-00412"],
            [2, "Xe ba tầng", A, 412],
            [3, "Giá treo", B, 77],
            [4, "Móc treo", C, "hl-01340"],
            [5, "Bàn xoay", C, "HL-01340"],
        ],
        [
            one(2, "Kệ để dao chặt", (A, WHOLE), code="HL-00412"),
            one(3, "Xe ba tầng", (A, WHOLE), code="HL-00412"),
            one(4, "Giá treo", (B, WHOLE), code="HL-00077"),
            one(5, "Móc treo", (C, WHOLE), code="HL-01340"),
            one(6, "Bàn xoay", (C, WHOLE), code="HL-01340"),
        ],
    ),
    Exhibit(
        "31 dau cach la.xlsx",
        [
            [" T T ", "Tên\u00a0sáng\u00a0kiến\n(ghi đủ)", "Tác giả\u200b"],
            ["1", "\u00a0 Kệ  để\u00a0dao chặt \ufeff", f"\u200b{A}\u00a0"],
            ["2.", "Xe\u00adba tầng", B.replace(" ", "\u2003")],
        ],
        [one(2, "Kệ để dao chặt", (A, WHOLE)), one(3, "Xeba tầng", (B, WHOLE))],
    ),
    Exhibit(
        "32 nam ngoai an di.xlsx",
        [HEAD, [1, "Kệ để dao chặt", A, "", "", "Kho", "1/3/2026", ""]],
        [one(2, "Kệ để dao chặt", (A, WHOLE))],
        write=old_list_hidden,
    ),
    Exhibit(
        "33 loi du kieu.ods",
        [
            [*HEAD, "Nội dung"],
            [1, "", A, "", "", "Kho", "1/3/2026", "", "x y"],
            [2, "Xe ba tầng", f"{A}, {B}", "", "60% + 50%", "Kho", "1/3/2026", "", "x y"],
            [3, "Giá treo", A, "", "", "Kho", "31/02/2026", "", "x y"],
            [4, "dài " * 200, A, "", "", "Kho", "1/3/2026", "", "x y"],
            [5, "Móc treo", A, "", "", "Kho", "1/3/2026", "-5 triệu", "x y"],
            [6, "Bàn xoay", A, "", "", "Kho", "1/3/2026", "5 triệu", "x y"],
        ],
        [one(7, "Bàn xoay", (A, WHOLE), amount=5_000_000)],
        faults={
            "2": ["title.missing"], "3": ["share.sum_not_100"], "4": ["date.impossible"], "5": ["title.long"],
            "6": ["benefit.negative"],
        },
    ),
    Exhibit(
        "34 cp1258 thanh chu la.xlsx",
        listed([as_latin(name) for name in NAMES], [as_latin(title) for title in TITLES]),
        SIX,
        repaired={"B": "cp1258", "C": "cp1258"},
    ),
    Exhibit(
        "35 chu eth.xlsx",
        listed([name.replace("Đ", "\u00d0").replace("đ", "\u00f0") for name in NAMES]),
        SIX,
        repaired={"C": "eth"},
    ),
    Exhibit(
        "36 utf-16, cham phay.csv",
        [HEAD, [1, "Kệ để dao chặt", A, "HL-00412", "", "PX May 2", "T3/2026", "15tr"]],
        [
            one(2, "Kệ để dao chặt", (A, WHOLE), code="HL-00412", workshop="May 2", first_used="2026-03-01",
                amount=15_000_000),
        ],
        write=text_table("utf-16", ";"),
    ),
]  # fmt: skip


def make(soffice: str) -> None:
    """Write every exhibit and what is expected of it."""
    OUT.mkdir(exist_ok=True)
    for exhibit in EXHIBITS:
        path = OUT / exhibit.name
        if path.suffix in (".xls", ".ods") and "doi duoi" not in exhibit.name:
            convert(exhibit, path, soffice)
        else:
            (exhibit.write or workbook)(path, exhibit.rows)
        told = {"rows": exhibit.expect, "faults": exhibit.faults, "repaired": exhibit.repaired}
        path.with_name(path.name + ".json").write_text(
            json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
        )


def convert(exhibit: Exhibit, path: Path, soffice: str) -> None:
    """By LibreOffice, from the same cells."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.xlsx"
        (exhibit.write or workbook)(source, exhibit.rows)
        form = path.suffix[1:]
        profile = f"-env:UserInstallation={Path(folder).as_uri()}/profile"
        command = [soffice, profile, "--headless", "--convert-to", form, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        path.write_bytes(source.with_suffix(path.suffix).read_bytes())


if __name__ == "__main__":
    make(sys.argv[1] if len(sys.argv) > 1 else "soffice")
