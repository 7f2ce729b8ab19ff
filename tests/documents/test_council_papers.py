"""Papers of the council and those after it: form, structure, and the same pages both ways."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers.council_samples import (
    a_blank_form,
    a_correction,
    a_mark_sheet,
    a_name_check,
    a_not_recognised,
    a_pair_sheet,
    a_proposal,
    a_set_up,
    a_tally,
    an_amendment,
    an_invitation,
)
from helpers.formcheck import formal_faults, letter_faults, own_faults
from helpers.paper_samples import printed
from helpers.papercheck import read_pages
from helpers.word_files import body_of
from lxml import etree

from desktop.documents import builtin_pdf
from desktop.documents.packing import read_package, write_package
from desktop.documents.paper_parts import Dated
from desktop.documents.preview import page_count

GOLDEN = Path(__file__).parents[1] / "golden"
OPEN = {"number": "", "dated": Dated(None, 2026)}
FORMAL = {
    "set-up of 7": (a_set_up(), "QUYẾT ĐỊNH"),
    "set-up, no members yet, open": (a_set_up(0, **OPEN), "QUYẾT ĐỊNH"),
    "invitation": (an_invitation(), "GIẤY MỜI"),
    "invitation to consider nothing yet": (an_invitation(0, **OPEN), "GIẤY MỜI"),
    "invitation about 49": (an_invitation(49), "GIẤY MỜI"),
    "invitation about 300": (an_invitation(300), "GIẤY MỜI"),
    "proposal of 0": (a_proposal(0), "TỜ TRÌNH"),
    "proposal of 1, open": (a_proposal(1, **OPEN), "TỜ TRÌNH"),
    "proposal of 49": (a_proposal(49), "TỜ TRÌNH"),
    "proposal of 300": (a_proposal(300), "TỜ TRÌNH"),
    "not_recognised": (a_not_recognised(), "THÔNG BÁO"),
    "not recognised, open": (a_not_recognised(**OPEN), "THÔNG BÁO"),
    "amendment": (an_amendment(), "QUYẾT ĐỊNH"),
}
OWN = {
    "marks by hand": (a_mark_sheet(), "PHIẾU CHẤM ĐIỂM"),
    "marks given": (a_mark_sheet(given=True), "PHIẾU CHẤM ĐIỂM"),
    "marks of 20 criteria": (a_mark_sheet(20), "PHIẾU CHẤM ĐIỂM"),
    "pairs by hand": (a_pair_sheet(), "PHIẾU ĐÁNH GIÁ"),
    "pairs given": (a_pair_sheet(given=True), "PHIẾU ĐÁNH GIÁ"),
    "tally of 0": (a_tally(0), "BẢNG TỔNG HỢP"),
    "tally of 1": (a_tally(1), "BẢNG TỔNG HỢP"),
    "tally of 49": (a_tally(49), "BẢNG TỔNG HỢP"),
    "tally of 300": (a_tally(300), "BẢNG TỔNG HỢP"),
    "names, 0": (a_name_check(0), "DANH SÁCH SOÁT TÊN"),
    "names, 1": (a_name_check(1), "DANH SÁCH SOÁT TÊN"),
    "names, 49": (a_name_check(49), "DANH SÁCH SOÁT TÊN"),
    "names, 300": (a_name_check(300), "DANH SÁCH SOÁT TÊN"),
    "blank form": (a_blank_form(), "PHIẾU ĐĂNG KÝ"),
}


def key(name: str) -> str:
    return re.sub(r"\W", "_", name)


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    made = {key(name): printed(facts) for name, (facts, _) in (FORMAL | OWN).items()}
    return made | {"correction": printed(a_correction())}


@pytest.fixture(scope="module")
def built_in(papers) -> dict[str, bytes]:
    return {name: builtin_pdf.convert(docx).pdf for name, docx in papers.items()}


@pytest.mark.parametrize("name", FORMAL)
def test_papers_of_a_body_are_of_form(name, papers):
    assert formal_faults(papers[key(name)], FORMAL[name][1]) == []


@pytest.mark.parametrize("name", OWN)
def test_papers_of_the_house_are_of_form(name, papers):
    assert own_faults(papers[key(name)], OWN[name][1]) == []


def test_the_letter_is_of_form(papers):
    assert letter_faults(papers["correction"]) == []


def test_both_ways_break_pages_alike(papers, built_in, in_libreoffice):
    office = in_libreoffice(papers)
    assert {name: page_count(pdf) for name, pdf in office.items()} == {
        name: page_count(pdf) for name, pdf in built_in.items()
    }


@pytest.mark.soak
@pytest.mark.parametrize(
    "facts",
    [a_proposal(3_000), a_tally(3_000), an_invitation(3_000), a_name_check(3_000)],
    ids=["proposal", "tally", "invitation", "names"],
)
def test_three_thousand_rows_break_alike_within_one_in_a_hundred(facts, in_libreoffice):
    paper = printed(facts)
    ours = page_count(builtin_pdf.convert(paper).pdf)
    theirs = page_count(in_libreoffice({"paper": paper})["paper"])
    assert abs(ours - theirs) <= theirs / 100


def test_what_is_written_by_hand_has_one_page(built_in):
    for name in ("marks by hand", "pairs by hand", "blank form"):
        assert page_count(built_in[key(name)]) == 1, name


def test_a_list_without_rows_leaves_no_annex():
    assert "Phụ lục" not in body_of(printed(a_proposal(0)))


def test_what_is_open_is_room_to_write(papers):
    rows = read_pages(builtin_pdf.convert(papers[key("not recognised, open")]).pdf)[0].rows()
    assert any(re.search(r"Số:\s+/TB-HL", row) for row in rows)
    assert any(re.search(r"ngày\s+tháng\s+năm 2026", row) for row in rows)


def test_names_have_room_to_sign_beside_them():
    heights = re.findall(r'w:trHeight w:val="(\d+)"', body_of(printed(a_name_check(5))))
    assert min(int(height) / 20 * 25.4 / 72 for height in heights[1:]) > 8


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("set_up", a_set_up(3)),
        ("invitation", an_invitation()),
        ("mark_sheet", a_mark_sheet(2)),
        ("pair_sheet", a_pair_sheet(given=True)),
        ("tally", a_tally(2)),
        ("proposal", a_proposal(2)),
        ("not_recognised", a_not_recognised()),
        ("amendment", an_amendment()),
        ("correction", a_correction()),
        ("name_check", a_name_check(2)),
        ("blank_form", a_blank_form()),
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
    ("fault", "pattern", "text"),
    [
        ("kind: missing", ">TỜ TRÌNH<", ">Tờ trình<"),
        ("subject: no rule", '<w:pStyle w:val="KeTrichYeu"/>', '<w:pStyle w:val="Moc"/>'),
        ("number: Số: 5/TTr", "Số: 05/TTr", "Số: 5/TTr"),
        ("date: ngày 05 tháng 03", "ngày 05 tháng 3 năm 2026</w:t>", "ngày 05 tháng 03 năm 2026</w:t>"),
        ("end: no ./.", r"kèm theo\./\.", "kèm theo."),
        ("recipient: - Như trên.", "- Như trên;", "- Như trên."),
        ("annex: pages not numbered apart", r'(.*)<w:pgNumType w:start="1"/>', r"\1"),
        ("list: Tác giả", 'w:gridCol w:w="2494"', 'w:gridCol w:w="1900"'),
    ],
)
def test_a_planted_mistake_is_found(fault, pattern, text):
    part = "word/document.xml"
    parts = read_package(printed(a_proposal(2)))
    made, times = re.subn(pattern, text, parts[part].decode(), count=1, flags=re.DOTALL)
    assert times, "nothing to plant in"
    found = formal_faults(write_package(parts | {part: made.encode()}), "TỜ TRÌNH")
    assert any(one.startswith(fault) for one in found), found
