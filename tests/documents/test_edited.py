"""A Word file that the office edited is read before it becomes the issued text."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from desktop.documents.edited import read_lines, says
from desktop.domain.problems import Refused


def a_word_file() -> bytes:
    """As an office writes: the number in a table, a name in NFD, odd spaces."""
    document = docx.Document()
    head = document.add_table(rows=1, cols=2)
    head.cell(0, 0).text = "Số:  05/QĐ-HL"
    document.add_paragraph("Công nhận sáng kiê\u0301n của bà Hă\u0300ng")
    document.sections[0].header.paragraphs[0].text = "Bản chính"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_body_tables_and_headers_are_read() -> None:
    lines = read_lines(a_word_file())
    assert {"Số: 05/QĐ-HL", "Công nhận sáng kiến của bà Hằng", "Bản chính"} <= set(lines)


def test_a_number_is_found_however_it_is_spaced() -> None:
    assert says(a_word_file(), "05/QĐ-HL")
    assert not says(a_word_file(), "06/QĐ-HL")


@pytest.mark.parametrize("data", [b"", b"not a zip", b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_lines(data)
