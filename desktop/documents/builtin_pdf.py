"""The built-in way to PDF: word2pdf, with what it does differently from Word put right beforehand.

What is put right (word2pdf 0.1.0, pinned; golden tests watch the page counts):
- A section with another first page but no header for it gets an empty one: word2pdf would show the
  page number on page 1.
- It draws page borders half-way into the margin and moves them out by their distance as well.
- It squeezes justified lines and breaks after a slash; LibreOffice does neither, and then the two
  would break pages at different places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from desktop.documents.packing import read_package, write_package
from desktop.documents.wordml import Element, node, parse, q, serialised
from desktop.domain.problems import Refused

_DOCUMENT = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_HEADER = "word/header_first_empty.xml"
_HEADER_ID = "rIdFirstEmpty"
_HEADER_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_TWINS = {
    "times new roman": ("liberation serif", "tinos"),
    "arial": ("liberation sans", "arimo"),
    "courier new": ("liberation mono", "cousine"),
    "cambria": ("caladea",),
    "calibri": ("carlito",),
}
"""Fonts that are as wide, letter by letter, as one that is missing."""


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A PDF and the fonts that it had to do without."""

    pdf: bytes
    missing_fonts: tuple[str, ...]


def convert(docx: bytes) -> BuiltIn:
    """The PDF of a .docx; `pdf.failed` when the file is beyond the built-in way."""
    import word2pdf
    from reportlab import rl_config
    from word2pdf.layout import engine

    rl_config.invariant = 1  # no time and no random id inside: the same paper gives the same bytes
    engine.JUSTIFY_SHRINK = 0.0
    engine.BREAK_AFTER = "-–—\u00ad"
    converter: Any = word2pdf.Converter(default_font="Times New Roman")  # type: ignore[no-untyped-call]  # word2pdf: half-typed
    try:
        pdf = converter.convert(prepared(docx))
    except (ValueError, KeyError, AttributeError, TypeError, IndexError, SyntaxError) as fault:
        raise Refused("pdf.failed", engine="builtin", error=type(fault).__name__) from fault
    if not isinstance(pdf, bytes):
        raise Refused("pdf.failed", engine="builtin", error="no bytes")
    missing = converter.last_result.missing_fonts
    return BuiltIn(pdf, tuple(font for font in missing if not _has_twin(converter, font)))


def _has_twin(converter: Any, font: str) -> bool:
    return any(converter.fonts.index.has_family(twin) for twin in _TWINS.get(font.lower(), ()))


def prepared(docx: bytes) -> bytes:
    """The same .docx with what word2pdf misreads put right."""
    parts = read_package(docx)
    if _DOCUMENT not in parts:
        raise Refused("pdf.failed", engine="builtin", error="no document")
    root = parse(parts[_DOCUMENT], _DOCUMENT)
    sections = list(root.iter(q("sectPr")))
    for side in (side for section in sections for border in section.iter(q("pgBorders")) for side in border):
        side.set(q("space"), "0")
    bare = [section for section in sections if _lacks_first_header(section)]
    # a later section without one inherits it, so only a first one that no section before has matters
    if bare and not any(_first_headers(section) for section in sections[: sections.index(bare[0])]):
        reference = node("headerReference", type="first")
        reference.set(q("r:id"), _HEADER_ID)
        bare[0].insert(0, reference)
        parts |= _with_empty_header(parts)
    return write_package(parts | {_DOCUMENT: serialised(root)})


def _first_headers(section: Element) -> list[Element]:
    return [one for one in section.findall(q("headerReference")) if one.get(q("type")) == "first"]


def _lacks_first_header(section: Element) -> bool:
    shown = section.find(q("titlePg"))
    off = shown is None or shown.get(q("val"), "1") in {"0", "false", "off"}
    return not off and not _first_headers(section)


def _with_empty_header(parts: dict[str, bytes]) -> dict[str, bytes]:
    relation = f'<Relationship Id="{_HEADER_ID}" Type="{_HEADER_RELATION}" Target="header_first_empty.xml"/>'
    override = f'<Override PartName="/{_HEADER}" ContentType="{_HEADER_TYPE}"/>'
    return {
        _HEADER: serialised(node("hdr", node("p"))),
        _RELATIONS: re.sub(rb"</(\w+:)?Relationships>\s*$", relation.encode() + b"\\g<0>", parts[_RELATIONS]),
        _TYPES: re.sub(rb"</(\w+:)?Types>\s*$", override.encode() + b"\\g<0>", parts[_TYPES]),
    }
