"""Giấy ghi nhận and danh sách đồng ý: of form, the same pages both ways, room for every signature."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers.author_samples import a_consent_list, some_acknowledgements
from helpers.formcheck import own_faults
from helpers.paper_samples import printed
from helpers.papercheck import read_pages
from helpers.word_files import body_of
from lxml import etree

from desktop.documents import builtin_pdf
from desktop.documents.preview import page_count
from desktop.services.author_papers import BLANK_LINES

GOLDEN = Path(__file__).parents[1] / "golden"
LISTS = {
    "list_of_1": a_consent_list(1),
    "list_of_40": a_consent_list(40),
    "list_of_300": a_consent_list(300),
    "blank_list": a_consent_list(0, blank=BLANK_LINES),
}


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    facts = {**LISTS, "thanks_of_1": some_acknowledgements(1), "thanks_of_3": some_acknowledgements(3)}
    return {name: printed(one) for name, one in facts.items()}


@pytest.fixture(scope="module")
def built_in(papers: dict[str, bytes]) -> dict[str, bytes]:
    return {name: builtin_pdf.convert(docx).pdf for name, docx in papers.items()}


@pytest.mark.parametrize("name", LISTS)
def test_the_list_is_of_form(name: str, papers: dict[str, bytes]) -> None:
    assert own_faults(papers[name], "DANH SÁCH ĐỒNG Ý") == []


def test_both_ways_break_pages_alike(papers, built_in, in_libreoffice) -> None:
    office = {name: page_count(pdf) for name, pdf in in_libreoffice(papers).items()}
    assert office == {name: page_count(pdf) for name, pdf in built_in.items()}


def test_the_blank_list_is_one_sheet_on_both_sides(built_in) -> None:
    assert page_count(built_in["blank_list"]) == 2
    text = [" ".join(page.rows()) for page in read_pages(built_in["blank_list"])]
    assert all("Họ và tên" in page for page in text)  # the head of the table on each side
    assert "NGƯỜI LẬP DANH SÁCH" in text[1]


def test_every_line_leaves_room_to_sign(papers) -> None:
    rows = re.findall(r"<w:tr>.*?</w:tr>", body_of(papers["list_of_1"]), re.DOTALL)
    signed = next(row for row in rows if "HL-00001" in row)
    assert "<w:br/>" in signed.rpartition("<w:tc>")[0].rpartition("<w:tc>")[2]  # two lines high


def test_each_of_those_who_had_the_idea_has_a_page(built_in) -> None:
    pages = [" ".join(page.rows()) for page in read_pages(built_in["thanks_of_3"])]
    assert len(pages) == 3
    for page, name in zip(pages, ("Nguyễn Thị Hằng", "H'Ler Niê", "Nguyễn Phạm Tuấn Kiệt"), strict=True):
        assert "GIẤY GHI NHẬN Ý TƯỞNG" in page and name in page and "TM. BAN CHẤP HÀNH" in page
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page


@pytest.mark.parametrize(
    ("name", "facts"),
    [("acknowledgement", some_acknowledgements(2)), ("consent_list", a_consent_list(2, blank=1))],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_structure_is_the_one_that_was_looked_at(name: str, facts: object) -> None:
    """After a change that is meant: look at the pages, then write the file anew."""
    root = etree.fromstring(body_of(printed(facts)).encode())
    etree.indent(root)
    golden = GOLDEN / f"{name}.xml"
    found = etree.tostring(root, encoding="unicode") + "\n"
    assert golden.exists(), f"no {golden.name}: write it after looking at the pages"
    assert found == golden.read_text(encoding="utf-8")
