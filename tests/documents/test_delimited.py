"""Cells that were copied in a spreadsheet come out as they stood there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.containers import Limits
from desktop.documents.delimited import read_pasted
from desktop.domain.problems import Refused

cells = st.text(st.sampled_from('aộĐ"\t\n ,;5'), max_size=12)


def copied(cell: str) -> str:
    """As a spreadsheet puts a cell on the clipboard."""
    if any(sign in cell for sign in '\t\n"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_was_copied_comes_out(rows: list[list[str]]) -> None:
    rows = [["TT", *row] for row in rows]
    text = "\r\n".join("\t".join(map(copied, row)) for row in rows)
    assert read_pasted(text, Limits()) == rows


@pytest.mark.parametrize("cell", ['"Xe" ba tầng', '5" ống', '"Kệ', 'dày 2" x 3"'])
def test_marks_of_quotation_that_quote_nothing_stay(cell: str) -> None:
    assert read_pasted(f"1\t{cell}\t2\n3\t{cell}", Limits()) == [["1", cell, "2"], ["3", cell]]


@pytest.mark.parametrize(
    ("text", "limits", "code"),
    [
        (" \n\t\n", Limits(), "workbook.empty"),
        ("1\n2\n3\n", Limits(rows=2), "workbook.too_many_rows"),
        ("x" * 11, Limits(file=10), "workbook.too_large"),
    ],
)
def test_too_little_and_too_much_are_refused(text: str, limits: Limits, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_pasted(text, limits, "Dán")
    assert (refusal.value.code, refusal.value.facts["file"]) == (code, "Dán")
