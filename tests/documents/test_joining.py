"""Many papers in one Word file: each on pages of its own, numbered from 1, and the same pages both ways."""

from __future__ import annotations

import io

import docx
from helpers.council_samples import a_mark_sheet, a_not_recognised, a_pair_sheet
from helpers.formcheck import formal_faults
from helpers.paper_samples import printed
from helpers.papercheck import read_pages

from desktop.documents import builtin_pdf
from desktop.documents.joining import joined
from desktop.documents.preview import page_count


def test_a_lone_paper_stays_as_it_is() -> None:
    paper = printed(a_mark_sheet())
    assert joined([paper]) == paper


def test_each_paper_has_pages_of_its_own_numbered_from_one() -> None:
    whole = joined([printed(a_mark_sheet(20)), printed(a_mark_sheet(5)), printed(a_mark_sheet(20))])
    pages = read_pages(builtin_pdf.convert(whole).pdf)
    numbers = [
        next((word.text for word in page.words if word.text in {"2", "3"} and word.top < 60), "")
        for page in pages
    ]
    assert len(pages) == 7
    assert [page.rows()[0].startswith("CÔNG TY") or "CỘNG HÒA" in " ".join(page.rows()[:3]) for page in pages] == [
        True, False, False, True, True, False, False,
    ]  # fmt: skip
    assert numbers == ["", "2", "3", "", "", "2", "3"]


def test_a_joined_paper_is_of_form() -> None:
    whole = joined([printed(a_not_recognised()), printed(a_not_recognised(number="6"))])
    assert formal_faults(whole, "THÔNG BÁO") == []
    assert len(docx.Document(io.BytesIO(whole)).sections) == 2


def test_both_ways_break_pages_alike(in_libreoffice) -> None:
    papers = {
        "sheets": joined([printed(a_mark_sheet(at)) for at in (5, 20, 1, 5)]),
        "pairs": joined([printed(a_pair_sheet(given=bool(at % 2))) for at in range(6)]),
    }
    office = in_libreoffice(papers)
    assert {name: page_count(pdf) for name, pdf in office.items()} == {
        name: page_count(builtin_pdf.convert(paper).pdf) for name, paper in papers.items()
    }
