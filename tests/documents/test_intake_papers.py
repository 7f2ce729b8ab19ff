"""Papers before the council: form, structure, and the same pages both ways."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from helpers.formcheck import own_faults, slip_faults
from helpers.intake_samples import (
    a_description,
    a_use,
    an_application,
    an_idea,
    an_intake_book,
    an_opinion,
    some_slips,
)
from helpers.paper_samples import printed
from helpers.papercheck import read_pages
from helpers.word_files import body_of
from lxml import etree

from desktop.documents import builtin_pdf
from desktop.documents.intake_papers import DOTS, Signing, or_lines, shortened, signing, slips_rows
from desktop.documents.packing import read_package, write_package
from desktop.documents.preview import page_count

GOLDEN = Path(__file__).parents[1] / "golden"
PAPERS = {
    "application": (an_application(2), "ĐƠN YÊU CẦU"),
    "application of one, blank": (an_application(1, blank=True), "ĐƠN YÊU CẦU"),
    "application of nine": (an_application(9), "ĐƠN YÊU CẦU"),
    "description": (a_description(), "BẢN MÔ TẢ"),
    "description, blank": (a_description(blank=True), "BẢN MÔ TẢ"),
    "description, long": (a_description(times=14), "BẢN MÔ TẢ"),
    "idea": (an_idea(), "PHIẾU Ý TƯỞNG"),
    "use": (a_use(), "GIẤY XÁC NHẬN"),
    "use, blank": (a_use(blank=True), "GIẤY XÁC NHẬN"),
    "register of none": (an_intake_book(0), "SỔ TIẾP NHẬN"),
    "register of one": (an_intake_book(1), "SỔ TIẾP NHẬN"),
    "register of 49": (an_intake_book(49), "SỔ TIẾP NHẬN"),
    "register of 300": (an_intake_book(300), "SỔ TIẾP NHẬN"),
    "opinion on none": (an_opinion(0), "PHIẾU XIN Ý KIẾN"),
    "opinion on one": (an_opinion(1), "PHIẾU XIN Ý KIẾN"),
    "opinion on 49": (an_opinion(49), "PHIẾU XIN Ý KIẾN"),
    "opinion on 300": (an_opinion(300), "PHIẾU XIN Ý KIẾN"),
}
SLIPS = {f"slips {count}": some_slips(count) for count in (1, 8, 9, 49, 300)}


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    facts = {name: facts for name, (facts, _) in PAPERS.items()} | SLIPS
    return {re.sub(r"\W", "_", name): printed(one) for name, one in facts.items()}


@pytest.fixture(scope="module")
def built_in(papers) -> dict[str, bytes]:
    return {name: builtin_pdf.convert(docx).pdf for name, docx in papers.items()}


@pytest.mark.parametrize("name", PAPERS)
def test_the_papers_are_of_form(name, papers):
    assert own_faults(papers[re.sub(r"\W", "_", name)], PAPERS[name][1]) == []


def test_the_slips_are_of_form(papers):
    assert [slip_faults(papers[re.sub(r"\W", "_", name)]) for name in SLIPS] == [[]] * len(SLIPS)


def test_both_ways_break_pages_alike(papers, built_in, in_libreoffice):
    office = in_libreoffice(papers)
    assert {name: page_count(pdf) for name, pdf in office.items()} == {
        name: page_count(pdf) for name, pdf in built_in.items()
    }


@pytest.mark.soak
@pytest.mark.parametrize("facts", [an_opinion(3_000), an_intake_book(3_000)], ids=["opinion", "register"])
def test_three_thousand_rows_break_alike_within_one_in_a_hundred(facts, in_libreoffice):
    paper = printed(facts)
    ours = page_count(builtin_pdf.convert(paper).pdf)
    theirs = page_count(in_libreoffice({"paper": paper})["paper"])
    assert abs(ours - theirs) <= theirs / 100


def test_eight_slips_stand_on_a_sheet(built_in):
    pages = {int(name.split("_")[1]): page_count(pdf) for name, pdf in built_in.items() if "slips" in name}
    assert pages == {1: 1, 8: 1, 9: 2, 49: 7, 300: 38}


def test_slips_stand_in_their_order_from_left_to_right():
    rows = slips_rows_of(3)
    assert [(row.number_left, row.number_right) for row in rows] == [("01/2026", "02/2026"), ("03/2026", "")]
    text = " ".join(read_pages(builtin_pdf.convert(printed(some_slips(3))).pdf)[0].rows())
    assert text.count("GIẤY BIÊN NHẬN ĐƠN") == 3
    assert text.count("Trả lời về đơn chậm nhất: 05/04/2026") == 3


def slips_rows_of(count: int):
    return some_slips(count).rows


def test_no_slips_are_no_rows():
    assert slips_rows([]) == ()


def test_a_long_title_is_cut_at_a_word():
    assert shortened("Gá kẹp", 20) == "Gá kẹp"
    assert shortened("Gá kẹp vải cho máy vắt sổ", 20) == "Gá kẹp vải cho máy…"
    assert len(shortened("x" * 500, 120)) == 120


def test_what_nobody_said_is_a_line_to_write_on():
    assert or_lines(("", "  "), 3) == (DOTS,) * 3
    assert or_lines(("một", ""), 3) == ("một",)
    text = body_of(printed(an_application(1, blank=True)))
    assert text.count(DOTS) == 12


def test_an_application_names_the_columns_of_the_annex():
    text = re.sub("<[^>]+>", "|", body_of(printed(an_application(2))))
    places = [
        text.index(title)
        for title in (
            "Số TT",
            "Họ và tên",
            "Ngày tháng năm sinh",
            "Nơi công tác",
            "Chức danh",
            "Trình độ",
            "Tỷ lệ",
        )
    ]
    assert places == sorted(places)


def test_every_author_has_a_place_to_sign():
    pages = read_pages(builtin_pdf.convert(printed(an_application(3))).pdf)
    places = [(word.left, word.bottom) for word in pages[-1].words if word.text in {"Kiệt", "Niê", "Dế"}]
    assert len(places) == 3
    apart = [abs(a[0] - b[0]) > 50 or abs(a[1] - b[1]) > 20 for a, b in combinations(places, 2)]
    assert all(apart)
    assert signing(["a", "b"]) == Signing(("a", "b"))
    assert signing(["a", "b", "c"]) == Signing(right=("b",), left=("a", "c"))


def test_the_employer_ticks_beside_each_title():
    table = body_of(printed(an_opinion(2)))
    rows = re.findall(r"<w:tr>.*?</w:tr>", table, re.DOTALL)
    assert [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<w:tc>.*?</w:tc>", rows[-2], re.DOTALL)][-3:] == [
        "", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("application", an_application(2)),
        ("slips", some_slips(3)),
        ("idea", an_idea()),
        ("description", a_description()),
        ("use", a_use()),
        ("opinion", an_opinion(2)),
        ("intake_book", an_intake_book(2)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_structure_is_the_one_that_was_looked_at(name, facts):
    """After a change that is meant: look at the pages, then write the file anew."""
    root = etree.fromstring(body_of(printed(facts)).encode())
    etree.indent(root)
    golden = GOLDEN / f"{name}.xml"
    found = etree.tostring(root, encoding="unicode") + "\n"
    assert golden.exists(), f"no {golden.name}: write it after looking at the pages"
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("fault", "pattern", "text", "part"),
    [
        ("motto: no rule", r'<w:pStyle w:val="KeBangDong"/>', '<w:pStyle w:val="Moc"/>', "word/document.xml"),
        ("motto: rule of", r'(KeBangDong"/>)<w:ind [^>]*/>', r"\1", "word/document.xml"),
        ("kind: not in capitals", "ĐƠN YÊU CẦU CÔNG", "ĐƠN YÊU CẦU Công", "word/document.xml"),
        ("date: ngày 05 tháng 03", "ngày 05 tháng 3 năm", "ngày 05 tháng 03 năm", "word/document.xml"),
        ("list: rows may be split", "<w:cantSplit/><w:tblHeader/>", "<w:tblHeader/>", "word/document.xml"),
        ("list: Họ và tên under 38 mm", 'w:gridCol w:w="2268"', 'w:gridCol w:w="1900"', "word/document.xml"),
        ("list: " + "Họvàtên" * 4 + " does not fit", "Họ và tên", "Họvàtên" * 4, "word/document.xml"),
        ("signature: may stand alone", r'<w:keepNext/>(?=((?!<w:keepNext).)*?xin cam đoan)', "", "word/document.xml"),
        ("paper 0: left margin", 'w:left="1701"', 'w:left="1134"', "word/document.xml"),
    ],
)  # fmt: skip
def test_a_planted_mistake_is_found(fault, pattern, text, part):
    parts = read_package(printed(an_application(2)))
    made, times = re.subn(pattern, text, parts[part].decode(), count=1, flags=re.DOTALL)
    assert times, "nothing to plant in"
    found = own_faults(write_package(parts | {part: made.encode()}), "ĐƠN YÊU CẦU")
    assert any(one.startswith(fault) for one in found), found
