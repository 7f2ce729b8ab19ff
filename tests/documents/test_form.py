"""Decisions and certificates against the rules of form, in the file and on the page, both ways to PDF."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from helpers.paper_samples import (
    ARTICLES,
    BASES,
    a_certificate,
    a_decision,
    printed,
    some_certificates,
    some_minutes,
    some_receipts,
    some_words,
)
from helpers.papercheck import (
    COUNTRY,
    certificate_faults,
    decision_faults,
    decision_page_faults,
    read_pages,
)
from helpers.word_files import body_of
from lxml import etree

from desktop.documents import builtin_pdf
from desktop.documents.packing import read_package, write_package
from desktop.documents.papers import Authority, CertificatesFacts, Post
from desktop.documents.preview import page_count

GOLDEN = Path(__file__).parents[1] / "golden"
LONG_UNION = (
    "CÔNG ĐOÀN CƠ SỞ CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN SẢN XUẤT THƯƠNG MẠI DỊCH VỤ XUẤT NHẬP KHẨU "
    "GIÀY HOÀNG LONG VIỆT NAM"
)

DECISIONS = {
    "no rows": a_decision(0),
    "one row, number and date open": a_decision(1, number="", on=None),
    "49 rows": a_decision(49, number="5", on=date(2026, 2, 5)),
    "300 rows": a_decision(300),
    "superior and long names": a_decision(3, superior="LIÊN ĐOÀN LAO ĐỘNG TỈNH NINH BÌNH", issuer=LONG_UNION),
    "signed by the head": a_decision(3, post=Post(Authority.OWN, ("TỔNG GIÁM ĐỐC",))),
    "signed for a collective": a_decision(3, post=Post(Authority.COLLECTIVE, ("BAN CHẤP HÀNH", "CHỦ TỊCH"))),
}


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    return {re.sub(r"\W", "_", name): printed(facts) for name, facts in DECISIONS.items()}


@pytest.fixture(scope="module")
def office(papers, in_libreoffice) -> dict[str, bytes]:
    return in_libreoffice(papers)


@pytest.fixture(scope="module")
def built_in(papers) -> dict[str, bytes]:
    return {name: builtin_pdf.convert(docx).pdf for name, docx in papers.items()}


def test_the_files_are_of_form(papers):
    assert {name: decision_faults(docx) for name, docx in papers.items()} == {key: [] for key in papers}


def test_the_pages_are_of_form_in_libreoffice(office):
    assert {name: decision_page_faults(pdf) for name, pdf in office.items()} == {key: [] for key in office}


def test_the_pages_are_of_form_built_in(built_in):
    assert {name: decision_page_faults(pdf) for name, pdf in built_in.items()} == {
        key: [] for key in built_in
    }


def test_both_ways_break_pages_alike(office, built_in):
    assert {name: page_count(pdf) for name, pdf in office.items()} == {
        name: page_count(pdf) for name, pdf in built_in.items()
    }


def test_lists_break_at_the_same_row_both_ways(office, built_in):
    def first_rows(pdf: bytes) -> list[str]:
        return [
            next(row for row in page.rows() if re.match(r"\d+ SK26", row)) for page in read_pages(pdf)[2:]
        ]

    assert first_rows(office["300_rows"]) == first_rows(built_in["300_rows"])


def signature_sweep(counts: range) -> dict[str, bytes]:
    """Decisions of growing length, so that the signature block meets the page's end at every line."""
    return {
        f"b{bases}a{articles}": printed(
            a_decision(0, bases=(*BASES[:3] * 3,)[:bases], articles=(ARTICLES * 2)[-articles:])
        )
        for bases in counts
        for articles in (1, 2, 3, 4, 6)
    }


def test_the_signature_never_stands_alone(in_libreoffice):
    papers = signature_sweep(range(1, 10, 2))
    office = in_libreoffice(papers)
    for name, docx in papers.items():
        built = builtin_pdf.convert(docx).pdf
        assert decision_page_faults(office[name]) == decision_page_faults(built) == [], name
        assert page_count(office[name]) == page_count(built), name


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_every_length_of_list_and_text_breaks_alike(in_libreoffice):
    papers = signature_sweep(range(10)) | {f"rows{n}": printed(a_decision(n)) for n in range(1, 320, 7)}
    office = in_libreoffice(papers)
    differ = [
        name
        for name in papers
        if page_count(office[name]) != page_count(builtin_pdf.convert(papers[name]).pdf)
    ]
    assert differ == []


# Certificates and the others -----------------------------------------------------------------

LONGEST = {
    "holders": "Nguyễn Phạm Trần Hoàng Tuấn Kiệt",
    "co_authors": "Trần Văn Nam, Nguyễn Thị Hằng, Giàng A Dế, H'Ler Niê, Thạch Sa Rây",
    "title": ("Lắp cảm biến dừng máy chặt khi mở cửa nhằm bảo đảm an toàn cho người lao động, " * 3)[
        :180
    ].strip(),
    "summary": "Thay cữ may rời bằng cữ liền có lò xo, bớt một lần chỉnh khi đổi mã giày. " * 5,
}


GROUP = LONGEST | {"holders": ", ".join(["Nguyễn Phạm Tuấn Kiệt"] * 6), "co_authors": ""}
OTHERS = {
    "certificates": CertificatesFacts(
        (a_certificate(1), a_certificate(2, **LONGEST), a_certificate(3, **GROUP))
    ),
    "one": some_certificates(1),
    "minutes": some_minutes(12),
    "words": some_words(),
    "receipts": some_receipts(40),
}


@pytest.fixture(scope="module")
def others() -> dict[str, bytes]:
    return {name: printed(facts) for name, facts in OTHERS.items()}


@pytest.fixture(scope="module")
def both_ways(others, in_libreoffice) -> dict[str, tuple[bytes, bytes]]:
    """Each of them by LibreOffice, in one start of it, and by the built-in way."""
    office = in_libreoffice(others)
    return {name: (office[name], builtin_pdf.convert(docx).pdf) for name, docx in others.items()}


def test_each_certificate_has_one_page_however_long_its_words(others, both_ways):
    assert certificate_faults(others["certificates"]) == []
    for pdf in both_ways["certificates"]:
        pages = read_pages(pdf)
        assert len(pages) == 3
        for number, page in enumerate(pages, 1):
            text = " ".join(page.rows())
            assert f"Số: 0{number}/GCN-HL" in text
            assert COUNTRY in text
            assert "LIN CHIA-HAO" in text
            assert max(word.bottom for word in page.words) < page.height - 17
            assert (round(page.width), round(page.height)) == (297, 210)


def test_a_border_stands_inside_the_paper_both_ways(both_ways):
    for pdf in both_ways["one"]:
        page = read_pages(pdf)[0]
        ends = [line for line in page.lines if line[1] - line[0] > 250]
        assert min(line[2] for line in ends) == pytest.approx(9, abs=2)
        assert max(line[2] for line in ends) == pytest.approx(201, abs=2)
        assert len(ends) == 4, "a double frame has two lines above and two below"


def test_a_lone_author_has_no_line_for_others():
    assert "Đồng tác giả" not in body_of(printed(some_certificates(1)))
    assert "Đồng tác giả: Trần" in body_of(printed(CertificatesFacts((a_certificate(1, **LONGEST),))))


@pytest.mark.parametrize("name", OTHERS)
def test_the_other_papers_break_alike_both_ways(name, both_ways):
    office, built = both_ways[name]
    assert page_count(office) == page_count(built)


def test_minutes_have_no_place_and_date_in_their_head():
    rows = read_pages(builtin_pdf.convert(printed(some_minutes())).pdf)[0].rows()
    assert not any(re.search(r"Ninh Bình, ngày", row) for row in rows[:8])
    assert any("Số: 03/BB-HĐSK" in row for row in rows)


# Golden --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("decision", a_decision(3)),
        ("decision_open", a_decision(0, number="", on=None)),
        ("certificate", some_certificates(2)),
        ("minutes", some_minutes(2)),
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


# The checker finds what is planted ------------------------------------------------------------


def changed(docx: bytes, pattern: str, text: str, part: str = "word/document.xml", count: int = 1) -> bytes:
    parts = read_package(docx)
    made, times = re.subn(pattern, text, parts[part].decode(), count=count, flags=re.DOTALL)
    assert times, f"nothing to plant in: {pattern}"
    return write_package(parts | {part: made.encode()})


def style(name: str, inside: str) -> str:
    """A pattern for something inside one style."""
    return rf'(w:styleId="{name}">(?:(?!</w:style>).)*?){inside}'


STYLES = "word/styles.xml"
_TALL_ROW = r"(<w:tr><w:trPr><w:cantSplit/>)(?=</w:trPr><w:tc>.{0,200}Nơi nhận)"


@pytest.mark.parametrize(
    ("fault", "pattern", "text", "part"),
    [
        ("country: bold", style("QuocHieu", "<w:b/>"), r"\1", STYLES),
        ("country: size 11.0", style("QuocHieu", '<w:sz w:val="24"/>'), r'\1<w:sz w:val="22"/>', STYLES),
        ("country: not in capitals", "NGHĨA VIỆT NAM<", "NGHĨA VIỆT NAM (cũ)<", None),
        ("issuer: bold", style("CoQuanBanHanh", "<w:b/>"), r"\1", STYLES),
        ("superior: bold", style("CoQuanCapTren", "<w:rPr>"), r"\1<w:rPr><w:b/>", STYLES),
        ("date: italic", style("DiaDanhNgay", "<w:i/>"), r"\1", STYLES),
        ("date: ngày 18 tháng 03", "ngày 18 tháng 3 năm", "ngày 18 tháng 03 năm", None),
        ("date: ngày 2 tháng 3", "ngày 02 tháng 3", "ngày 2 tháng 3", None),
        ("number: Số: 118 / QĐ-HL", "Số: 118/QĐ", "Số: 118 / QĐ", None),
        ("subject: bold", style("TrichYeu", "<w:b/>"), r"\1", STYLES),
        ("basis: italic", style("CanCu", "<w:i/>"), r"\1", STYLES),
        ("basis: ends 26.", "năm 2025;", "năm 2026.", None),
        ("article: bold", '(<w:rPr><w:b/><w:bCs/></w:rPr>)(<w:t xml:space="preserve">Điều 1)', r"\2", None),
        ("article: first line 5.0 mm", style("NoiDung", 'w:firstLine="720"'), r'\1w:firstLine="284"', STYLES),
        ("article: gap under 6 pt", style("NoiDung", 'w:after="120"'), r'\1w:after="60"', STYLES),
        ("article: line spacing 1.99", style("NoiDung", 'w:line="360"'), r'\1w:line="640"', STYLES),
        ("article: not justified", style("NoiDung", '<w:jc w:val="both"/>'), r'\1<w:jc w:val="left"/>', STYLES),
        ("end: no ./.", r"Quyết định này\./\.", "Quyết định này.", None),
        ("recipient: - Như Điều 3.", "- Như Điều 3;", "- Như Điều 3.", None),
        ("recipient: Điều 2 is not the last article", "- Như Điều 3;", "- Như Điều 2;", None),
        ("recipients: size 14.0", style("NoiNhan", '<w:sz w:val="24"/>'), r'\1<w:sz w:val="28"/>', STYLES),
        ("post: not in capitals", "PHÓ TỔNG GIÁM ĐỐC", "Phó Tổng Giám đốc", None),
        ("signature: may stand alone", '<w:keepNext/>(?=((?!<w:keepNext).)*?Quyết định này có hiệu lực)', "", None),
        ("motto: rule of", r'(KeBangDong"/>)<w:ind [^>]*/>', r"\1", None),
        ("issuer: rule of", r'(KeNgan"/>)<w:ind [^>]*/>', r"\1", None),
        ("motto: no rule", style("KeBangDong", "<w:pBdr>.*?</w:pBdr>"), r"\1", STYLES),
        ("paper 0: left margin", 'w:left="1701"', 'w:left="1134"', None),
        ("paper 0: not A4", '<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="12240" w:h="15840"/>', None),
        ("page number 0: shown on page 1", "<w:titlePg/>", "", None),
        ("page number 0: missing", " PAGE ", " ", "word/header2.xml"),
        ("annex: pages not numbered apart", r'(.*)<w:pgNumType w:start="1"/>', r"\1", None),
        ("list: header does not repeat", "<w:tblHeader/>", "", None),
        ("list: rows may be split", r"(.*)<w:cantSplit/>", r"\1", None),
        ("head: widths of grid and cells differ", '<w:gridCol w:w="3798"/>', '<w:gridCol w:w="4798"/>', None),
        ("font: ", '(<w:r>)(<w:t xml:space="preserve">Căn cứ)', r'\1<w:rPr><w:rFonts w:cs="Arial"/></w:rPr>\2', None),
        ("language: not vi-VN", '<w:lang w:val="vi-VN"', '<w:lang w:val="en-US"', STYLES),
    ],
    ids=lambda value: None,
)  # fmt: skip
def test_a_planted_mistake_is_found(fault, pattern, text, part):
    docx = printed(a_decision(2, superior="TỔNG CÔNG TY DA GIÀY"))
    if "xml:space" in pattern:
        docx = changed(docx, r'<w:t(?: xml:space="preserve")?>', '<w:t xml:space="preserve">', count=0)
    found = decision_faults(changed(docx, pattern, text, part or "word/document.xml"))
    assert any(one.startswith(fault) for one in found), found


@pytest.mark.parametrize(
    ("fault", "pattern", "text", "part"),
    [
        ("country: not on one line", style("QuocHieu", '<w:sz w:val="24"/>'), r'\1<w:sz w:val="40"/>', STYLES),
        ("motto: rule from", r'(KeBangDong"/>)<w:ind [^>]*/>', r"\1", None),
        ("annex: page 2 says ['6']", " PAGE ", " NUMPAGES ", "word/header2.xml"),
        ("annex: page 2 says", r'(.*)<w:pgNumType w:start="1"/>', r"\1", None),
        ("list: no header on page 2", "<w:tblHeader/>", "", None),
        ("signature: 0 lines above it", _TALL_ROW, r'\1<w:trHeight w:val="13900" w:hRule="exact"/>', None),
    ],
    ids=lambda value: None,
)  # fmt: skip
def test_a_mistake_on_the_page_is_found(fault, pattern, text, part):
    docx = changed(printed(a_decision(40)), pattern, text, part or "word/document.xml")
    found = decision_page_faults(builtin_pdf.convert(docx).pdf)
    assert any(one.startswith(fault) for one in found), found
