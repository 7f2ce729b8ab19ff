"""What comes out of the filler, on small templates and on our own."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Annotated

import docx
import pytest
from helpers.paper_samples import a_decision, a_row, printed, some_certificates
from helpers.word_files import body_of, line, run, table, word_file
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.fill import fill
from desktop.documents.naming import Name, Repeat
from desktop.documents.template import template_from
from desktop.domain.problems import Refused


@dataclass(frozen=True)
class Plain:
    text: Annotated[str, Name("TEN")]
    other: Annotated[str, Name("KHAC")] = ""
    items: Annotated[tuple[str, ...], Name("MUC")] = ()


@dataclass(frozen=True)
class Row:
    code: Annotated[str, Name("MA")]


@dataclass(frozen=True)
class Listed:
    title: Annotated[str, Name("TEN")]
    rows: Annotated[tuple[Row, ...], Repeat.ROW]


@dataclass(frozen=True)
class Paged:
    pages: Annotated[tuple[Row, ...], Repeat.PAGE]


ALL = frozenset({"TEN", "KHAC", "MUC"})


def filled(facts: object, *blocks: str) -> str:
    return body_of(fill(template_from(word_file(*blocks)), facts, title="Thử", omitted=ALL))


def lines(facts: object, *blocks: str) -> list[str]:
    """The paragraphs that come out; a line break is shown as |, a tab as >."""
    body = re.sub(r"<w:br/>", "<w:t>|</w:t>", filled(facts, *blocks)).replace("<w:tab/>", "<w:t>&gt;</w:t>")
    root = __import__("lxml.etree").etree.fromstring(body.encode())
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return ["".join(t.text or "" for t in p.iter(f"{space}t")) for p in root.iter(f"{space}p")]


def test_a_fact_takes_the_face_of_its_name():
    body = filled(Plain("Hằng"), line(run("Bà "), run("{{TEN}}", "<w:rPr><w:b/></w:rPr>")))
    assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Hằng</w:t>' in body


@pytest.mark.parametrize(
    "text",
    [
        "lỗi <5% & tăng > 3",
        "\"Cải tiến\" 'x'",
        "kh\u00adông\u00a0tách",
        "máy 👟 may",
        "{{SO}} và {{TEN}}",
        "  hai đầu có cách  ",
        "\\1 \\g<0> $x %s {0}",
        "Giàng A Dế, H'Hen Niê, Nguyễn thị A",
    ],
)
def test_text_comes_out_as_typed(text):
    assert lines(Plain(text), line("{{TEN}}")) == [text]


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=40))
def test_any_text_makes_a_file_that_word_reads(text):
    data = fill(template_from(word_file(line("Tên: {{TEN}}."))), Plain(text or "x"), title=text, omitted=ALL)
    read = docx.Document(BytesIO(data)).paragraphs[0].text
    composed = unicodedata.normalize("NFC", text or "x").replace("\r\n", "\n")
    lines = re.sub("[\r\x0b\x0c\u2028\u2029]", "\n", composed)
    assert read == "Tên: " + re.sub("[\x00-\x08\x0e-\x1f\ufffe\uffff]", "", lines) + "."


def test_text_typed_with_combining_marks_is_composed():
    assert lines(Plain("Nguye\u0302\u0303n"), line("{{TEN}}")) == ["Nguyễn"]


def test_newlines_and_tabs_are_words_own():
    assert lines(Plain("một\nhai\r\nba\x0bbốn\tnăm"), line("{{TEN}}")) == ["một|hai|ba|bốn>năm"]


def test_signs_that_xml_cannot_hold_are_left_out():
    assert lines(Plain("a\x00\x08b\ufffe"), line("{{TEN}}")) == ["ab"]


def test_a_line_that_says_nothing_is_left_out_with_its_words():
    assert lines(Plain("", "y"), line("Đồng tác giả: {{TEN}}"), line("Khác: {{KHAC}} {{TEN}}")) == [
        "Khác: y "
    ]


def test_the_only_line_of_a_cell_stays_empty():
    assert lines(Plain("", "y"), table(["Ghi chú: {{TEN}}", "{{KHAC}}"])) == ["", "y"]


def test_a_list_repeats_its_paragraph_and_counts():
    assert lines(Plain("x", items=("a", "b")), line("Điều {{STT}}. {{MUC}}"), line("{{TEN}}")) == [
        "Điều 1. a",
        "Điều 2. b",
        "x",
    ]


def test_a_newline_in_an_item_starts_a_paragraph_without_the_words_around():
    block = line(run("Điều {{STT}}. ", "<w:rPr><w:b/></w:rPr>"), run("{{MUC}}"))
    assert lines(Plain("x", items=("a\nb", "c")), block) == ["Điều 1. a", "b", "Điều 2. c"]


def test_an_empty_list_leaves_nothing():
    assert lines(Plain("x"), line("- {{MUC}}"), line("{{TEN}}")) == ["x"]


def test_a_row_is_repeated_in_its_place_and_keeps_what_looks_like_a_name():
    rows = (Row("{{TEN}}"), Row("<b>"))
    block = table(["STT", "Mã"], ["{{MOI_DONG}}{{STT}}", "{{MA}} {{TEN}}"], ["", "Cộng"])
    assert lines(Listed("t", rows), block) == ["STT", "Mã", "1", "{{TEN}} t", "2", "<b> t", "", "Cộng"]


def test_a_list_without_rows_goes():
    assert lines(Listed("t", ()), line("{{TEN}}"), table(["Mã"], ["{{MOI_DONG}}{{MA}}"])) == ["t"]


def test_pages_are_repeated_each_on_its_own():
    body = filled(Paged((Row("a"), Row("b"), Row("c"))), line("{{MOI_TRANG}}"), line("{{STT}}. {{MA}}"))
    assert re.findall(r">(\d\. \w)<", body) == ["1. a", "2. b", "3. c"]
    assert body.count("pageBreakBefore") == 2


def test_names_in_headers_are_filled():
    header = f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{line("{{TEN}}")}</w:hdr>'
    data = fill(
        template_from(word_file(line("x"), word__header1_dot_xml=header)), Plain("ĐẦU"), title="", omitted=ALL
    )
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert "ĐẦU" in archive.read("word/header1.xml").decode()


def test_a_template_that_does_not_fit_is_refused_with_the_name():
    with pytest.raises(Refused) as refusal:
        fill(template_from(word_file(line("{{SAI}}"))), Plain("x"), title="", omitted=ALL)
    assert (refusal.value.code, refusal.value.facts) == ("template.unknown_name", {"name": "SAI"})


def test_the_template_itself_is_not_changed():
    template = template_from(word_file(line("{{TEN}}")))
    first = fill(template, Plain("a"), title="", omitted=ALL)
    fill(template, Plain("b"), title="", omitted=ALL)
    assert fill(template, Plain("a"), title="", omitted=ALL) == first


def test_the_same_facts_give_the_same_bytes():
    assert printed(a_decision(20)) == printed(a_decision(20))


def test_properties_hold_a_title_and_nobodys_name():
    with zipfile.ZipFile(BytesIO(printed(a_decision(1)))) as archive:
        core = archive.read("docProps/core.xml").decode()
        dates = {entry.date_time for entry in archive.infolist()}
    assert "<dc:title>Quyết định công nhận sáng kiến</dc:title>" in core
    assert "creator" not in core and "lastModifiedBy" not in core and "created" not in core
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_what_word_noted_about_its_author_is_dropped_from_the_file():
    app = "<Properties><Manager>Phạm Thị B</Manager></Properties>"
    data = fill(
        template_from(word_file(line("{{TEN}}"), docProps__app_dot_xml=app)),
        Plain("x"),
        title="",
        omitted=ALL,
    )
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert "docProps/app.xml" not in archive.namelist()
        assert b"app.xml" not in archive.read("[Content_Types].xml") + archive.read("_rels/.rels")


def test_a_decision_without_rows_has_no_annex():
    read = docx.Document(BytesIO(printed(a_decision(0))))
    assert len(read.sections) == 1
    assert not any(paragraph.text == "Phụ lục" for paragraph in read.paragraphs)


def test_word_reads_what_the_list_says():
    read = docx.Document(BytesIO(printed(a_decision(3))))
    cells = [cell.text for cell in read.tables[-1].rows[2].cells]
    row = a_row(2)
    assert cells[:4] == ["2", row.code, row.title, row.authors]
    assert cells[6] == "03/03/2026"


def test_certificates_that_cannot_fit_a_page_are_refused():
    facts = some_certificates(1)
    with pytest.raises(Refused) as refusal:
        printed(type(facts)((_with(facts.pages[0], summary="dài dòng văn tự " * 700),)))
    assert refusal.value.code == "paper.too_long"


def _with(certificate, **changed):
    from dataclasses import replace

    return replace(certificate, **changed)
