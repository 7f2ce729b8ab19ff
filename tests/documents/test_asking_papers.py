"""Phiếu hỏi lại: the same pages both ways, its heading on each of them, room for every answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.formcheck import own_faults
from helpers.paper_samples import printed
from helpers.papercheck import read_pages
from helpers.word_files import body_of
from lxml import etree

from desktop.documents import builtin_pdf
from desktop.documents.asking_papers import AskedRow, QuestionSheetFacts
from desktop.documents.preview import page_count

COUNTS = (1, 12, 60)
GOLDEN = Path(__file__).parents[1] / "golden"
ROWS = (
    AskedRow(
        "12",
        "Cải tiến cữ may viền cổ giày mã 2217",
        "Nguyễn Thị Hằng",
        "Năm sinh (ghi cả ngày, tháng nếu biết)?",
    ),
    AskedRow("13", "Chế tạo xe đẩy phom có khóa bánh", "", "Trước đây làm thế nào, vướng ở đâu?"),
    AskedRow(
        "140",
        "Tận dụng nhiệt máy sấy keo để hong đế trên chuyền Gò A và chuyền Gò B trong mùa mưa, giảm thời gian chờ",
        "Tập thể tổ Cơ điện",
        "Làm lợi bao nhiêu tiền một năm? Không tính được thì ghi “không tính được”.",
    ),
)


def a_sheet(count: int) -> QuestionSheetFacts:
    rows = tuple(ROWS[place % len(ROWS)] for place in range(count))
    unit = "CÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH GIÀY HOÀNG LONG VIỆT NAM"
    return QuestionSheetFacts(unit, "03/2026", "Xưởng May 2", "Ninh Bình, ngày 05 tháng 3 năm 2026", rows)


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    return {f"hoi_{count}": printed(a_sheet(count)) for count in COUNTS}


def test_the_sheet_is_of_form(papers):
    assert {name: own_faults(docx, "PHIẾU HỎI LẠI") for name, docx in papers.items()} == {
        name: [] for name in papers
    }


def test_the_structure_is_the_one_that_was_looked_at():
    """After a change that is meant: look at the pages, then write the file anew."""
    root = etree.fromstring(body_of(printed(a_sheet(2))).encode())
    etree.indent(root)
    golden = GOLDEN / "question_sheet.xml"
    found = etree.tostring(root, encoding="unicode") + "\n"
    assert golden.exists(), f"no {golden.name}: write it after looking at the pages"
    assert found == golden.read_text(encoding="utf-8")


def test_both_ways_break_pages_alike(papers, in_libreoffice):
    office = {name: page_count(pdf) for name, pdf in in_libreoffice(papers).items()}
    assert office == {name: page_count(builtin_pdf.convert(docx).pdf) for name, docx in papers.items()}


def test_every_question_is_numbered_in_its_order(papers):
    pages = read_pages(builtin_pdf.convert(papers["hoi_60"]).pdf)
    text = " ".join(row for page in pages for row in page.rows())
    assert text.count("Xin cho biết") == len(pages)  # the head of the table on each page
    assert text.count("Cải tiến cữ may viền") == 20
    assert all(f" {number} " in f" {text} " for number in range(1, 61))


def test_the_sheet_says_whose_and_which_it_is(papers):
    text = " ".join(read_pages(builtin_pdf.convert(papers["hoi_1"]).pdf)[0].rows())
    assert "PHIẾU HỎI LẠI" in text and "Số 03/2026. Nơi trả lời: Xưởng May 2" in text
