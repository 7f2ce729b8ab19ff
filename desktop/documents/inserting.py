"""Tables and pictures put into a filled paper, where its template marks the place with `[[KEY]]`.

The marking paragraph is replaced. A key that nothing is given for goes away with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from desktop.documents.drawing.looks import twips
from desktop.documents.metrics import POINTS_PER_MM
from desktop.documents.packing import read_package, write_package
from desktop.documents.rooms import Rooms
from desktop.documents.template import paragraphs, text_of
from desktop.documents.wordml import Element, node, parse, q, serialised, text_node

_DOCUMENT, _RELATIONS, _TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_PLACE = re.compile(r"\s*\[\[([A-Z0-9_]+)\]\]\s*")
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_EMU_PER_MM = 36_000
_SLACK = 0.1
"""Millimetres that a table may be wider than its place, for roundings; one that is wider yet gets smaller."""
_ROW = 17.0
"""Points of a row of figures."""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of figures; `widths` in millimetres, all smaller where margins leave less.

    The first `words` columns are text, the others numbers.
    """

    widths: Sequence[float]
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] = ()
    """A last row in bold."""
    words: int = 1


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture (PNG) and its size on paper in millimetres; `words` say what it shows to who cannot see it."""

    png: bytes
    width: float
    height: float
    words: str


Block = TableBlock | PictureBlock


def inserted(docx: bytes, blocks: Mapping[str, Block]) -> bytes:
    """The paper with its tables and pictures."""
    parts = read_package(docx)
    root = parse(parts[_DOCUMENT], _DOCUMENT)
    pictures: dict[str, bytes] = {}
    rooms = Rooms(root)
    for paragraph in paragraphs(root):
        found = _PLACE.fullmatch(text_of(paragraph))
        if found is None:
            continue
        block = blocks.get(found[1])
        if isinstance(block, TableBlock):
            paragraph.addprevious(_table(block, rooms.width(paragraph) / POINTS_PER_MM))
            _empty(paragraph)
        elif isinstance(block, PictureBlock):
            relation = f"rIdPicture{len(pictures) + 1}"
            pictures[relation] = block.png
            _put_picture(paragraph, relation, len(pictures), block)
        else:
            paragraph.getparent().remove(paragraph)
    parts |= {_DOCUMENT: serialised(root)}
    return write_package(_with_pictures(parts, pictures))


def _table(block: TableBlock, room: float) -> Element:
    smaller = min(1.0, (room + _SLACK) / sum(block.widths))
    grid = [twips(width * smaller) for width in block.widths]
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = node("tblBorders", *(node(side, val="single", sz=4, space=0, color="000000") for side in edges))
    margins = node(
        "tblCellMar",
        *(
            node(side, w=width, type="dxa")
            for side, width in (("top", 10), ("left", 68), ("bottom", 10), ("right", 68))
        ),
    )
    properties = node(
        "tblPr",
        node("tblW", w=sum(grid), type="dxa"),
        node("tblInd", w=0, type="dxa"),
        borders,
        node("tblLayout", type="fixed"),
        margins,
    )
    rows = [_row(block.header, grid, block.words, header=True)]
    rows += [_row(cells, grid, block.words) for cells in block.rows]
    if block.total:
        rows.append(_row(block.total, grid, block.words, bold=True))
    return node("tbl", properties, node("tblGrid", *(node("gridCol", w=width) for width in grid)), *rows)


def _row(
    cells: Sequence[str], grid: Sequence[int], words: int, *, header: bool = False, bold: bool = False
) -> Element:
    made = []
    for at, (text, width) in enumerate(zip(cells, grid, strict=True)):
        style = "DauCot" if header else "OBang" if at < words else "OBangPhai"
        run = node("r", node("rPr", node("b"), node("bCs")) if bold else None)
        for place, line in enumerate(text.split("\n")):
            run.extend([node("br")] * bool(place) + [text_node(line)])
        made.append(
            node(
                "tc",
                node("tcPr", node("tcW", w=width, type="dxa"), node("vAlign", val="center")),
                node("p", node("pPr", node("pStyle", val=style)), run),
            )
        )
    height = None if header else node("trHeight", val=round(_ROW * 20), hRule="atLeast")
    return node("tr", node("trPr", node("cantSplit"), height, node("tblHeader") if header else None), *made)


def _empty(paragraph: Element) -> None:
    """What follows a table has to be a paragraph; it stays, as low as a marker."""
    for run in paragraph.findall(q("r")):
        paragraph.remove(run)
    paragraph.find(f"{q('pPr')}/{q('pStyle')}").set(q("val"), "KeBangDongTrong")


def _put_picture(paragraph: Element, relation: str, number: int, block: PictureBlock) -> None:
    width, height = round(block.width * _EMU_PER_MM), round(block.height * _EMU_PER_MM)
    words = block.words.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    drawing = (
        '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="picture{number}" descr="{words}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="picture{number}.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
    for run in paragraph.findall(q("r")):
        paragraph.remove(run)
    paragraph.find(f"{q('pPr')}/{q('pStyle')}").set(q("val"), "BieuDo")
    paragraph.append(node("r", etree.fromstring(drawing)))


def _with_pictures(parts: dict[str, bytes], pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    if not pictures:
        return parts
    relations = parse(parts[_RELATIONS], _RELATIONS)
    types = parse(parts[_TYPES], _TYPES)
    space = etree.QName(relations).namespace
    for relation in pictures:
        one = etree.SubElement(relations, f"{{{space}}}Relationship")
        one.set("Id", relation)
        one.set("Type", _IMAGE)
        one.set("Target", f"media/{relation}.png")
    kind = etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Default")
    kind.set("Extension", "png")
    kind.set("ContentType", "image/png")
    types.insert(0, kind)
    images = {f"word/media/{relation}.png": png for relation, png in pictures.items()}
    return parts | images | {_RELATIONS: serialised(relations), _TYPES: serialised(types)}
