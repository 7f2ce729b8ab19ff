"""A page each: whatever earlier pages said, a page says and looks as it would alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from helpers.paper_samples import TEMPLATES, a_certificate
from helpers.word_files import body_of, line, run, table, word_file
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.fill import fill
from desktop.documents.naming import Name, Repeat
from desktop.documents.papers import CertificatesFacts
from desktop.documents.template import template_from
from desktop.documents.templates import fill_paper

BREAK = "<w:pageBreakBefore/>"


@dataclass(frozen=True)
class Sheet:
    who: Annotated[str, Name("TEN")]
    what: Annotated[str, Name("VIEC")] = ""
    items: Annotated[tuple[str, ...], Name("MUC")] = ()


@dataclass(frozen=True)
class Sheets:
    pages: Annotated[tuple[Sheet, ...], Repeat.PAGE]


SHEET = word_file(
    line(run("{{MOI_TRANG}}")),
    line(run("Đơn vị chung")),
    line(run("Ông {{TEN}} làm {{VIEC}}")),
    line(run("Việc: {{VIEC}}")),
    line(run("{{STT}}. {{MUC}}")),
    table(["Việc chung: {{VIEC}}", "{{TEN}}"], ["{{MUC}}", "{{VIEC}}, {{TEN}}"]),
)
TITLE = "Giấy chứng nhận"
words = st.text("ab <&\n", max_size=12) | st.sampled_from(["{{TEN}}", "{{", "}}", "{VIEC}"])
sheets = st.builds(Sheet, words, words, st.lists(words, max_size=3).map(tuple))


def pages_of(sheets: list[Sheet]) -> list[str]:
    body = body_of(fill(template_from(SHEET), Sheets(tuple(sheets)), title=TITLE))
    inner = body.split("<w:body>")[1].split("<w:sectPr")[0]
    first, *later = re.split(r"(?=<w:p><w:pPr>" + BREAK + ")", inner)
    return [first, *(page.replace(f"<w:pPr>{BREAK}</w:pPr>", "") for page in later)]


@given(st.lists(sheets, min_size=1, max_size=6))
def test_each_page_is_what_it_would_be_alone(many):
    assert pages_of(many) == [page for one in many for page in pages_of([one])]


def test_a_certificate_is_scaled_by_its_own_words_alone():
    short, long = a_certificate(1, title="Cữ may"), a_certificate(2, title="Cữ may liền có lò xo " * 12)
    together = body_of(fill_paper(CertificatesFacts((short, long, short)), (TEMPLATES,)).docx)
    alone = [body_of(fill_paper(CertificatesFacts((one,)), (TEMPLATES,)).docx) for one in (short, long)]

    def sizes(body: str) -> list[str]:
        return re.findall(r'<w:sz w:val="(\d+)"/>', body)

    assert sizes(alone[0]) != sizes(alone[1])
    assert sizes(together) == [*sizes(alone[0]), *sizes(alone[1]), *sizes(alone[0])]


def test_words_that_look_like_a_declaration_are_printed_as_typed():
    typed = ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    assert typed in pages_of([Sheet("Hằng" + typed)])[0]


def test_no_page_says_nothing():
    assert pages_of([]) == [""]
