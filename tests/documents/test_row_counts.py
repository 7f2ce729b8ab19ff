"""Every paper with a list at 0, 1, 49 and 300 rows: one structure, and pages that break alike both ways."""

from __future__ import annotations

import dataclasses
from typing import Any, get_type_hints

import pytest
from helpers.paper_samples import a_decision, printed
from helpers.word_files import body_of
from lxml import etree

from desktop.documents import builtin_pdf
from desktop.documents.naming import Repeat, names_of
from desktop.documents.papers import PAPERS, PaperKind
from desktop.documents.preview import page_count
from desktop.documents.samples import sample_of
from desktop.documents.wordml import q

LISTS = [kind for kind in PaperKind if names_of(PAPERS[kind].facts).repeat is Repeat.ROW]


def with_rows(kind: PaperKind, count: int) -> Any:
    """Sample facts of a paper with so many rows."""
    facts = sample_of(kind)
    hints = get_type_hints(PAPERS[kind].facts, include_extras=True)
    (field,) = (
        one.name
        for one in dataclasses.fields(facts)
        if Repeat.ROW in getattr(hints[one.name], "__metadata__", ())
    )
    return dataclasses.replace(facts, **{field: getattr(facts, field)[:1] * count})


def skeleton(element: Any) -> tuple[Any, ...]:
    """Tags and styles without words, breaks and measures."""
    style = element.get(q("val")) if element.tag == q("pStyle") else ""
    inside = tuple(skeleton(one) for one in element if one.tag not in (q("t"), q("br"), q("rPr")))
    return (etree.QName(element).localname, style, inside)


def rows_of(root: Any) -> list[Any]:
    """The rows of the list: those of the table that repeats its header, without the header."""
    for table in root.iter(q("tbl")):
        rows = table.findall(q("tr"))
        if rows and rows[0].find(f"{q('trPr')}/{q('tblHeader')}") is not None:
            return rows[1:]
    return max((table.findall(q("tr")) for table in root.iter(q("tbl"))), key=len, default=[])


@pytest.mark.parametrize("kind", LISTS)
def test_rows_are_added_and_nothing_else_changes(kind: PaperKind):
    def read(count: int) -> Any:
        return etree.fromstring(body_of(printed(with_rows(kind, count))).encode())

    one = read(1)
    pattern = skeleton(rows_of(one)[0])
    for count in (49, 300):
        many = read(count)
        rows = rows_of(many)
        alike = [row for row in rows if skeleton(row) == pattern]
        assert len(alike) >= count, kind
        for row in alike[1:]:
            row.getparent().remove(row)
        assert skeleton(many) == skeleton(one)
    none, single = (sum(skeleton(row) == pattern for row in read(count).iter(q("tr"))) for count in (0, 1))
    assert none == single - 1


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_3000_rows_break_within_one_page_in_a_hundred(in_libreoffice):
    docx = printed(a_decision(3_000))
    office = page_count(in_libreoffice({"long": docx})["long"])
    assert abs(page_count(builtin_pdf.convert(docx).pdf) - office) <= office / 100
