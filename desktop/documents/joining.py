"""Several papers of one kind in one Word file, each from its own first page.

Papers that are joined were filled from the same template, so that styles, headers and their relations are the same
and only the content is added: a section for each, whose pages are numbered from 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from desktop.documents.packing import read_package, write_package
from desktop.documents.wordml import Element, node, parse, q, serialised

_DOCUMENT = "word/document.xml"


def joined(papers: Sequence[bytes]) -> bytes:
    """One .docx of many that the same template made, in their order; a lone one stays as it is."""
    if len(papers) == 1:
        return papers[0]
    parts = read_package(papers[0])
    root = parse(parts[_DOCUMENT], _DOCUMENT)
    body = root.find(q("body"))
    for paper in papers[1:]:
        _end_section(body)
        other = parse(read_package(paper)[_DOCUMENT], _DOCUMENT)
        for child in list(other.find(q("body"))):
            body.append(child)
    return write_package(parts | {_DOCUMENT: serialised(root)})


def _end_section(body: Element) -> None:
    """The last section of a body moves into a paragraph, too low to start a page of its own."""
    section = body.find(q("sectPr"))
    end = node("p", node("pPr", node("pStyle", val="Moc"), deepcopy(section)))
    section.getparent().replace(section, end)
