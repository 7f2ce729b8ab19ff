"""What word2pdf does differently is put right before it reads the file."""

from __future__ import annotations

import re

import pytest
from helpers.paper_samples import BASES, a_decision, printed
from helpers.papercheck import read_pages
from helpers.word_files import word_file

from desktop.documents.builtin_pdf import convert, prepared
from desktop.documents.packing import read_package, write_package
from desktop.domain.problems import Refused, Stopped

LONG = a_decision(0, bases=BASES * 3)


def test_the_same_paper_gives_the_same_bytes():
    docx = printed(a_decision(3))
    assert convert(docx).pdf == convert(docx).pdf


def test_a_paper_without_a_header_for_page_one_still_hides_the_number():
    parts = read_package(printed(LONG))
    body = parts["word/document.xml"].decode()
    body, times = re.subn(r'<w:headerReference w:type="first"[^>]*/>', "", body)
    assert times == 1
    pages = read_pages(convert(write_package(parts | {"word/document.xml": body.encode()})).pdf)
    assert len(pages) == 2
    assert not [word for word in pages[0].words if word.bottom < 19]
    assert [word.text for word in pages[1].words if word.bottom < 19] == ["2"]


def test_a_gap_given_by_hand_keeps_the_styles_line_height():
    parts = read_package(printed(a_decision(0)))
    body = parts["word/document.xml"].decode()
    body, times = re.subn(r'(<w:pStyle w:val="CanCu"/>)', r'\1<w:spacing w:after="40"/>', body)
    assert times
    assert len(read_pages(convert(write_package(parts | {"word/document.xml": body.encode()})).pdf)) == 1


def test_a_number_is_not_broken_after_its_slash():
    rows = [row for page in read_pages(convert(printed(LONG)).pdf) for row in page.rows()]
    assert not any(row.endswith("/") for row in rows)


def test_a_paper_without_quirks_is_left_alone_but_for_its_packing():
    docx = printed(a_decision(1))
    before, after = read_package(docx), read_package(prepared(docx))
    assert {name for name in before if before[name] != after[name]} <= {"word/document.xml"}


@pytest.mark.parametrize("asked", [1, 30, 200])
def test_whoever_stops_it_is_heard_at_the_next_paragraph_or_page(asked: int):
    docx, calls = printed(a_decision(40)), 0

    def stop() -> None:
        nonlocal calls
        calls += 1
        if calls == asked:
            raise Stopped

    with pytest.raises(Stopped):
        convert(docx, stop)
    assert calls == asked


def test_one_that_takes_too_long_is_ended():
    docx = printed(a_decision(3))
    with pytest.raises(Refused) as refusal:
        convert(docx, seconds=0)
    assert (refusal.value.code, refusal.value.facts["engine"]) == ("pdf.too_slow", "builtin")
    assert convert(docx).pdf.startswith(b"%PDF")


def test_a_font_that_no_other_equals_is_reported():
    run = (
        '<w:p><w:r><w:rPr><w:rFonts w:ascii="Quốc Ngữ" w:hAnsi="Quốc Ngữ"/></w:rPr><w:t>chữ</w:t></w:r></w:p>'
    )
    assert "Quốc Ngữ" in convert(word_file(run)).missing_fonts


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.4"])
def test_what_is_no_word_file_is_refused(data):
    with pytest.raises(Refused):
        convert(data)
