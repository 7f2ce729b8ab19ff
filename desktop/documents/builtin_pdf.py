"""The built-in way to PDF: word2pdf, with what it does differently from Word put right beforehand.

What is put right (word2pdf 0.1.0, pinned; golden tests watch the page counts):
- A section with another first page but no header for it gets an empty one: word2pdf would show the
  page number on page 1.
- It draws page borders half-way into the margin and moves them out by their distance as well; the
  corners of a double one stay open (`builtin_frame`).
- It forgets the gap after a paragraph when it looks whether that one and its successor fit a page
  together: the gap is moved in front of the successor.
- A gap given to a paragraph by hand makes it read an exact line height of the style as a multiple.
- It squeezes justified lines and breaks after a slash; LibreOffice does neither, and then the two
  would break pages at different places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from desktop.documents.builtin_frame import close_frames
from desktop.documents.builtin_speed import hasten
from desktop.documents.builtin_watch import Stop, watched
from desktop.documents.packing import read_package, write_package
from desktop.documents.stylebook import StyleBook
from desktop.documents.wordml import Element, node, parse, q, serialised
from desktop.domain.problems import Refused

SECONDS = 600.0
"""Time limit; longer than that of the other ways, for no other comes after it. A list of 3,000 rows takes a minute."""
_DOCUMENT = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_STYLES = "word/styles.xml"
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


def convert(docx: bytes, stop: Stop = lambda: None, seconds: float = SECONDS) -> BuiltIn:
    """The PDF of a .docx; `pdf.failed` when the file is beyond the built-in way, `pdf.too_slow` at the limit."""
    import word2pdf
    from reportlab import rl_config
    from word2pdf.layout import engine

    hasten()
    close_frames()
    rl_config.invariant = 1  # no time and no random id inside: the same paper gives the same bytes
    rl_config.useA85 = 0  # streams as they are: a tenth smaller than written in letters
    engine.JUSTIFY_SHRINK = 0.0
    engine.BREAK_AFTER = "-–—\u00ad"
    converter: Any = word2pdf.Converter(default_font="Times New Roman")  # type: ignore[no-untyped-call]  # word2pdf: half-typed
    try:
        with watched(stop, seconds):
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
    if _STYLES in parts:
        book = StyleBook(parse(parts[_STYLES], _STYLES))
        _move_gaps(root, book)
        _say_line_heights(root, book)
    bare = [section for section in sections if _lacks_first_header(section)]
    # a later section without one inherits it, so only a first one that no section before has matters
    if bare and not any(_first_headers(section) for section in sections[: sections.index(bare[0])]):
        reference = node("headerReference", type="first")
        reference.set(q("r:id"), _HEADER_ID)
        bare[0].insert(0, reference)
        parts |= _with_empty_header(parts)
    return write_package(parts | {_DOCUMENT: serialised(root)})


def _move_gaps(root: Element, book: StyleBook) -> None:
    for keep in list(root.iter(q("keepNext"))):
        paragraph = keep.getparent().getparent()
        follower: Element = paragraph.getnext() if paragraph.tag == q("p") else None
        gap = round(book.of(paragraph).after * 20) if follower is not None else 0
        if not gap:
            continue
        first_row = follower.find(q("tr")) if follower.tag == q("tbl") else None
        tops = [follower] if first_row is None else [cell.find(q("p")) for cell in first_row.findall(q("tc"))]
        for top in tops:
            if top.tag == q("p"):
                _set_spacing(top, before=round(book.of(top).before * 20) + gap)
        _set_spacing(paragraph, after=0)


def _say_line_heights(root: Element, book: StyleBook) -> None:
    for spacing in root.iter(q("spacing")):
        paragraph = spacing.getparent().getparent()
        line = book.of(paragraph).line if paragraph.tag == q("p") else 0
        if line and spacing.get(q("line")) is None:
            spacing.set(q("line"), str(round(line * 20)))
            spacing.set(q("lineRule"), "exact")


def _set_spacing(paragraph: Element, **twentieths: int) -> None:
    properties = paragraph.find(q("pPr"))
    if properties is None:
        properties = node("pPr")
        paragraph.insert(0, properties)
    spacing = properties.find(q("spacing"))
    if spacing is None:
        spacing = node("spacing")
        properties.append(spacing)
    for side, value in twentieths.items():
        spacing.set(q(side), str(value))


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
