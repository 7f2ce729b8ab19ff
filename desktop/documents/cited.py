"""What a filled paper may cite: the lines of its text, not those of its lists."""

from __future__ import annotations

from desktop.documents.packing import read_package
from desktop.documents.template import text_of
from desktop.documents.wordml import parse, q

_DOCUMENT = "word/document.xml"


def cited_in(docx: bytes) -> tuple[str, ...]:
    """Each line of a paper's text once, in its order; tables are left out, for nothing is cited in them."""
    body = parse(read_package(docx)[_DOCUMENT], _DOCUMENT).find(q("body"))
    return tuple(dict.fromkeys(line for one in body.findall(q("p")) if (line := text_of(one).strip())))
