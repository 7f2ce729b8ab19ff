"""Word is strict about the order of properties; what we write keeps to the schema (ISO/IEC 29500-1, annex A)."""

from __future__ import annotations

import pytest
from helpers.paper_samples import (
    a_decision,
    printed,
    some_certificates,
    some_minutes,
    some_receipts,
    some_words,
)
from lxml import etree

from desktop.documents.packing import read_package
from desktop.documents.template import template_from

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIDES = ["top", "left", "bottom", "right"]
ORDER = {
    "pPr": [
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "pBdr", "spacing", "ind", "jc", "sectPr",
    ],
    "rPr": ["rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "lang"],
    "tblPr": ["tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar"],
    "tcPr": ["tcW", "vAlign"],
    "tblBorders": [*SIDES, "insideH", "insideV"],
    "tblCellMar": SIDES,
    "pgBorders": SIDES,
    "sectPr": ["headerReference", "type", "pgSz", "pgMar", "pgBorders", "pgNumType", "titlePg"],
    "style": ["name", "basedOn", "semiHidden", "qFormat", "pPr", "rPr", "tblPr"],
    "tbl": ["tblPr", "tblGrid", "tr"],
    "tr": ["trPr", "tc"],
    "settings": [
        "zoom", "hideSpellingErrors", "hideGrammaticalErrors", "defaultTabStop", "characterSpacingControl", "compat",
        "themeFontLang", "decimalSymbol", "listSeparator",
    ],
    "compat": ["doNotExpandShiftReturn", "compatSetting"],
}  # fmt: skip
PAPERS = {
    "decision": a_decision(3, superior="TỔNG CÔNG TY"),
    "certificates": some_certificates(2),
    "minutes": some_minutes(),
    "words": some_words(),
    "receipts": some_receipts(),
}


@pytest.mark.parametrize("name", PAPERS)
def test_elements_stand_in_the_order_of_the_schema(name):
    wrong = []
    for part, data in read_package(printed(PAPERS[name])).items():
        if not part.startswith("word/") or part.endswith(".rels"):
            continue
        for element in etree.fromstring(data).iter(*(W + tag for tag in ORDER)):
            order = ORDER[etree.QName(element).localname]
            found = [etree.QName(child).localname for child in element]
            places = [order.index(tag) for tag in found if tag in order]
            if places != sorted(places) or set(found) - set(order):
                wrong.append((part, element.tag, found))
    assert wrong == []


@pytest.mark.parametrize("name", PAPERS)
def test_each_cell_ends_with_a_paragraph_and_no_property_comes_twice(name):
    root = template_from(printed(PAPERS[name])).roots["word/document.xml"]
    assert all(cell[-1].tag == W + "p" for cell in root.iter(W + "tc"))
    for properties in root.iter(W + "pPr", W + "rPr"):
        tags = [child.tag for child in properties]
        assert len(tags) == len(set(tags))
