"""Reports on paper: no row is lost, a chart stands where its template says, the workbook holds numbers."""

from __future__ import annotations

import io

import openpyxl
import pypdfium2
import pytest
from helpers.money_samples import a_full_report, a_weekly_report
from helpers.paper_samples import TEMPLATES
from PIL import Image

from desktop.documents import builtin_pdf
from desktop.documents.charts import Bars, bar_chart
from desktop.documents.inserting import PictureBlock, TableBlock, inserted
from desktop.documents.packing import read_package
from desktop.documents.report_book import FigureSheet, report_book
from desktop.documents.templates import fill_paper

HEADER = (
    "Đơn vị",
    "Chỉ tiêu giao",
    "Chỉ tiêu đăng ký",
    "Đã công nhận",
    "Đã cập nhật lên cổng",
    "Hợp lệ",
    "%",
    "Tăng",
)
WIDTHS = (45.0, 17.0, 18.0, 17.0, 18.0, 15.0, 18.0, 17.0)
KEYS = {
    "BANG_XUONG": "xuong",
    "BANG_KHOI": "khoi",
    "BANG_LINH_VUC": "linh",
    "BANG_DOI_TUONG": "doi",
    "BANG_GIOI_TINH": "gioi",
}
SIZES = (1, 9, 14, 19, 25, 33, 46)


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def a_table(key: str, count: int) -> TableBlock:
    rows = [(f"{key}{n:02d}x", "3", "4", "2", "1", "1", "33 %", "+1") for n in range(count)]
    return TableBlock(WIDTHS, HEADER, rows, (f"cong{key}", *("9",) * 7))


def a_report(count: int) -> bytes:
    chart = bar_chart(
        [Bars(f"Xưởng {n}", n, n + 2, 5) for n in range(min(20, count))], "Hợp lệ", "Đã công nhận", "Giao"
    )
    picture = PictureBlock(chart.png, chart.width, chart.height, "Biểu đồ")
    counts = {
        "BANG_XUONG": count,
        "BANG_KHOI": 1,
        "BANG_LINH_VUC": 8,
        "BANG_DOI_TUONG": 4,
        "BANG_GIOI_TINH": 3,
    }
    blocks = {place: a_table(key, counts[place]) for place, key in KEYS.items()}
    few = bar_chart([Bars(f"Lĩnh vực {n}", n, n + 2) for n in range(8)], "Hợp lệ", "Đã công nhận", "Giao")
    charts = {
        "BIEU_DO_XUONG": picture,
        "BIEU_DO_LINH_VUC": PictureBlock(few.png, few.width, few.height, "Biểu đồ"),
    }
    return inserted(fill_paper(a_full_report(), [TEMPLATES]).docx, blocks | charts)


def test_no_row_is_lost_however_long_the_tables_are(in_libreoffice):
    papers = {str(count): a_report(count) for count in SIZES}
    office = in_libreoffice(papers)
    for name, docx in papers.items():
        for pdf in (office[name], builtin_pdf.convert(docx).pdf):
            words = words_of(pdf)
            lost = [f"xuong{n:02d}x" for n in range(int(name)) if f"xuong{n:02d}x" not in words]
            assert (name, lost) == (name, [])
            assert [key for key in KEYS.values() if f"cong{key}" not in words] == []
            assert [n for n in range(8) if f"linh{n:02d}x" not in words] == []


def test_what_has_no_block_leaves_no_mark():
    docx = inserted(fill_paper(a_weekly_report(), [TEMPLATES]).docx, {})
    assert b"[[" not in read_package(docx)["word/document.xml"]


def test_a_chart_is_as_large_as_it_says_at_300_dots_an_inch():
    chart = bar_chart(
        [Bars("May 2", 3, 5, 4), Bars("Một xưởng có cái tên rất dài không vừa chỗ nhãn", 0, 0)], "a", "b", "c"
    )
    image = Image.open(io.BytesIO(chart.png))
    assert image.size == (round(chart.width * 300 / 25.4), round(chart.height * 300 / 25.4))
    assert round(image.info["dpi"][0]) == 300


@pytest.mark.parametrize("name", ["=1+1", "@sum", "Xưởng May 2"])
def test_words_in_a_workbook_are_never_formulas(name):
    data = report_book(
        [
            FigureSheet(
                "Đơn vị", "Số liệu", ("Đơn vị", "Giao", "%"), [(name, (12, 0.3333)), ("Kho", (None, None))]
            )
        ]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [cell.value for cell in sheet[4]] == [name, 12, 0.3333]
    assert sheet["A4"].data_type == "s"
    assert [cell.value for cell in sheet[5]] == ["Kho", None, None]


def test_the_same_figures_give_the_same_workbook():
    sheets = [FigureSheet("Đơn vị", "Số liệu", ("Đơn vị", "Giao"), [("May 2", (3,))])]
    assert report_book(sheets) == report_book(sheets)
