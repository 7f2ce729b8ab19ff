"""Layout that depends on the words: done after filling, from the width of the text.

- Names of bodies, subjects and titles are broken on purpose (`wrapping`).
- The rule under the motto is as long as the motto, those under issuer and subject a part of the line.
- Rows of a list get a height of their own, so that every way to PDF breaks pages at the same row.
- Two lines at least go with the signature block.

Styles say what a paragraph is (`drawing.looks`); a template without these styles is left as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Container, Sequence

from desktop.documents.profile import DECREE_30
from desktop.documents.rooms import Rooms, cell_width
from desktop.documents.stylebook import StyleBook, lines_of, style_of
from desktop.documents.template import inside
from desktop.documents.wordml import Element, node, put_text, q, reached, set_property, text_node
from desktop.documents.wrapping import wrapped

_BROKEN_ON_PURPOSE = frozenset(
    {
        "CoQuanCapTren",
        "CoQuanBanHanh",
        "TrichYeu",
        "TrichYeuCongVan",
        "ThamQuyen",
        "TenPhuLuc",
        "KemTheo",
        "QuyenHanKy",
        "ChungNhanAi",
    }
)
_RULES = {"KeBangDong": 1.0, "KeNgan": DECREE_30.short_rule, "KeTrichYeu": DECREE_30.short_rule}
_SIGNATURE = frozenset({"QuyenHanKy"})
_MEANT = _BROKEN_ON_PURPOSE | _RULES.keys() | _SIGNATURE
_ROW_ROOM = 6.0
"""Points that a row is higher than its lines: cell margins, borders and what engines differ in."""


def fit_document(root: Element, book: StyleBook) -> None:
    """Fit a filled document part in place."""
    rooms = Rooms(root)
    meant = [(style_of(one), one) for one in _styled(root, _MEANT)]
    _break_names([one for style, one in meant if style in _BROKEN_ON_PURPOSE], book, rooms)
    _cut_rules([one for style, one in meant if style in _RULES], book, rooms)
    _set_row_heights(root, book)
    _keep_with_signature([one for style, one in meant if style in _SIGNATURE], book, rooms)


def leans_on(block: Element) -> int:
    """How many blocks above one it is fitted with: a rule with one, a section's end with all of them."""
    if reached(block, "pPr", "sectPr") is not None:
        return sys.maxsize
    return int(block.tag == q("p") and style_of(block) in _RULES)


def is_signature(block: Element) -> bool:
    """Whether a block is the table that is signed in."""
    return block.tag == q("tbl") and bool(_styled(block, _SIGNATURE))


def keep_with_next(paragraph: Element) -> None:
    """Let no page end inside a paragraph, nor between it and what follows."""
    set_property(paragraph, node("keepNext"))
    set_property(paragraph, node("keepLines"))


def is_fitted(block: Element) -> bool:
    """Whether fitting may change a block, whatever its names say."""
    return block.tag != q("p") or bool(_styled(block, _BROKEN_ON_PURPOSE | _RULES.keys()))


def table_height(table: Element, book: StyleBook) -> float:
    """Height of a table's rows; points."""
    rows = table.findall(q("tr"))
    return sum(_row_height(row, [cell_width(cell) for cell in row.findall(q("tc"))], book) for row in rows)


# Names and rules ----------------------------------------------------------------------------


def _break_names(names: Sequence[Element], book: StyleBook, rooms: Rooms) -> None:
    for paragraph in names:
        looks = book.of(paragraph)
        text = lines_of(paragraph)
        broken = wrapped(text, looks.face, looks.size, rooms.width(paragraph) - 1)
        if broken != text:
            _write(paragraph, broken)


def _styled(root: Element, styles: Container[str]) -> list[Element]:
    """The paragraphs that have one of these styles."""
    value = q("val")
    return [one.getparent().getparent() for one in root.iter(q("pStyle")) if one.get(value) in styles]


def _write(paragraph: Element, text: str) -> None:
    """Put lines into the first run of a paragraph and take the other words away."""
    first, *others = list(paragraph.iter(q("t")))
    for other in others:
        other.getparent().remove(other)
    head, *rest = text.split("\n")
    put_text(first, head)
    at = first
    for line in rest:
        made = text_node(line)
        at.addnext(node("br"))
        at.getnext().addnext(made)
        at = made


def _cut_rules(rules: Sequence[Element], book: StyleBook, rooms: Rooms) -> None:
    for paragraph in rules:
        part = _RULES[style_of(paragraph)]
        above = paragraph.getprevious()
        if above is None or above.tag != q("p"):
            continue
        room = rooms.width(paragraph)
        length = min(room, max(book.widths(above)) * part)
        side = round((room - length) / 2 * 20)
        set_property(paragraph, node("ind", left=side, right=side))


# Lists --------------------------------------------------------------------------------------


def _set_row_heights(root: Element, book: StyleBook) -> None:
    for table in root.iter(q("tbl")):
        rows = table.findall(q("tr"))
        if rows and rows[0].find(f"{q('trPr')}/{q('tblHeader')}") is not None:
            rooms = [cell_width(cell) for cell in rows[0].findall(q("tc"))]
            for row in rows:
                _set_height(row, _row_height(row, rooms, book) + _ROW_ROOM)


def _row_height(row: Element, rooms: Sequence[float], book: StyleBook) -> float:
    cells = row.findall(q("tc"))
    if len(cells) != len(rooms):
        rooms = [cell_width(cell) for cell in cells]
    return max(
        sum(book.block(paragraph).height(room - 0.5) for paragraph in cell.findall(q("p")))
        for cell, room in zip(cells, rooms, strict=True)
    )


def _set_height(row: Element, height: float) -> None:
    properties = row.find(q("trPr"))
    if properties is None:
        properties = node("trPr")
        row.insert(0, properties)
    for old in properties.findall(q("trHeight")):
        properties.remove(old)
    properties.append(node("trHeight", val=round(height * 20), hRule="atLeast"))


# Signature ----------------------------------------------------------------------------------


def _keep_with_signature(posts: Sequence[Element], book: StyleBook, rooms: Rooms) -> None:
    for table in {inside(post, "tbl") for post in posts}:
        lines = 0
        for above in table.itersiblings(q("p"), preceding=True):
            keep_with_next(above)
            lines += book.block(above).lines(rooms.width(above))
            if lines > 1:
                break
