"""The signed list: pages with their own sums, rows to sign in, words that equal figures, both ways to PDF."""

from __future__ import annotations

import re

import pytest
from helpers.money_samples import a_pay_list, an_asking
from helpers.paper_samples import TEMPLATES

from desktop.documents import builtin_pdf
from desktop.documents.money_papers import amounts_of, paged
from desktop.documents.packing import read_package
from desktop.documents.preview import page_count
from desktop.documents.templates import fill_paper
from desktop.documents.wordml import parse, q
from desktop.domain.money import figures

LABEL = "Cộng trang"
LISTS = {count: a_pay_list(count) for count in (1, 11, 40, 131)}


@pytest.fixture(scope="module")
def lists() -> dict[int, bytes]:
    return {
        count: paged(fill_paper(facts, [TEMPLATES]).docx, amounts_of(facts), LABEL)
        for count, facts in LISTS.items()
    }


def tables(docx: bytes) -> list[list[list[str]]]:
    """The lists of a paper as rows of cells."""
    root = parse(read_package(docx)["word/document.xml"], "word/document.xml")
    return [
        [
            ["".join(t.text or "" for t in cell.iter(q("t"))) for cell in row.findall(q("tc"))]
            for row in one.findall(q("tr"))
        ]
        for one in root.iter(q("tbl"))
        if one.find(f"{q('tr')}/{q('trPr')}/{q('tblHeader')}") is not None
    ]


def amount(text: str) -> int:
    return int(text.replace(".", ""))


def test_each_page_carries_the_sum_of_its_rows(lists):
    for count, docx in lists.items():
        pages = tables(docx)
        for rows in pages:
            body = rows[1:] if len(pages) == 1 else rows[1:-1]
            assert len(pages) == 1 or amount(rows[-1][1]) == sum(amount(row[5]) for row in body)
        names = [row for rows in pages for row in rows[1:] if len(row) == 8]
        assert len(names) == count
        assert sum(amount(row[5]) for row in names) == LISTS[count].total
        assert [row[0] for row in names] == [str(at + 1) for at in range(count)]


def test_every_row_has_room_to_sign(lists):
    for docx in lists.values():
        root = parse(read_package(docx)["word/document.xml"], "word/document.xml")
        heights = [int(one.get(q("val"))) / 20 * 25.4 / 72 for one in root.iter(q("trHeight"))]
        body = [height for height in heights if height > 7.5]
        assert body
        assert min(height for height in heights if height != pytest.approx(20 * 25.4 / 72, abs=0.1)) >= 8


def test_both_ways_break_the_list_at_the_same_rows(lists, in_libreoffice):
    office = in_libreoffice({str(count): docx for count, docx in lists.items()})
    for count, docx in lists.items():
        pages = len(tables(docx))
        assert page_count(office[str(count)]) == page_count(builtin_pdf.convert(docx).pdf) == pages


def test_the_total_stands_below_in_figures_and_words(lists):
    words = "".join(re.findall(r"<w:t[^>]*>([^<]*)", read_package(lists[11])["word/document.xml"].decode()))
    assert f"Tổng cộng: {figures(LISTS[11].total)} đồng" in words
    assert LISTS[11].words in words


def test_the_letter_lists_what_it_asks_for():
    docx = fill_paper(an_asking(12), [TEMPLATES]).docx
    (rows,) = tables(docx)
    assert sum(amount(row[6]) for row in rows[1:]) == 1_200_000
