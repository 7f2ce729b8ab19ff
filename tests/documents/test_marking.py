"""The code in the foot of a page, and what a PDF says of itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from helpers.paper_samples import TEMPLATES, a_decision, some_certificates

from desktop.documents import builtin_pdf
from desktop.documents.marking import marked, named
from desktop.documents.pdf import Engine, available, to_pdf
from desktop.documents.preview import page_count
from desktop.documents.templates import fill_paper
from desktop.domain.problems import Refused

Convert = Callable[[Mapping[str, bytes]], dict[str, bytes]]
CODE = "SK-7K3M-Q2F9-AB"


def by_the_built_in_way(papers: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: builtin_pdf.convert(docx).pdf for name, docx in papers.items()}


@pytest.mark.parametrize("way", ["libreoffice", "builtin"])
def test_a_code_in_the_foot_of_every_page_moves_no_page_break(way: str, in_libreoffice: Convert):
    plain = {f"plain{rows}": fill_paper(a_decision(rows), (TEMPLATES,)).docx for rows in (0, 7, 49)}
    coded = {name.replace("plain", "coded"): marked(docx, CODE) for name, docx in plain.items()}
    pdfs = (in_libreoffice if way == "libreoffice" else by_the_built_in_way)(plain | coded)
    for rows in (0, 7, 49):
        pages = pypdfium2.PdfDocument(pdfs[f"coded{rows}"])
        assert len(pages) == page_count(pdfs[f"plain{rows}"])
        assert all(CODE in page.get_textpage().get_text_range() for page in pages)


def test_word_reads_the_foot_and_a_file_with_one_of_its_own_stays(tmp_path: Path):
    coded = marked(fill_paper(a_decision(2), (TEMPLATES,)).docx, CODE)
    for section in docx.Document(io.BytesIO(coded)).sections:
        assert section.footer.paragraphs[0].text == CODE
        assert section.first_page_footer.paragraphs[0].text == CODE
    assert marked(coded, "another") == coded


@pytest.mark.parametrize("engine", available())
def test_a_pdf_says_what_it_is_and_nobodys_name(engine: Engine, tmp_path: Path):
    made = fill_paper(some_certificates(), (TEMPLATES,))
    to_pdf(made.docx, tmp_path / "x.pdf", engines=(engine,))
    with pikepdf.open(tmp_path / "x.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "Giấy chứng nhận sáng kiến"
        assert not {"/Author", "/Keywords", "/Subject"} & set(pdf.docinfo.keys())
        assert str(pdf.Root.Lang) == "vi-VN"
        assert "/Metadata" not in pdf.Root


def test_a_file_that_is_no_pdf_is_refused():
    with pytest.raises(Refused, match=r"pdf\.damaged"):
        named(b"%PDF-1.4 rubbish", "x")
