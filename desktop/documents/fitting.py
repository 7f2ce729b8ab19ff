"""Layout that depends on the words: done after filling, from the width of the text.

- Names of bodies, subjects and titles are broken on purpose (`wrapping`).
- The rule under the motto is as long as the motto, those under issuer and subject a part of the line.
- Rows of a list get a height of their own, so that every way to PDF breaks pages at the same row.
- Two lines at least go with the signature block.
- A certificate is scaled to fill its page, and never runs onto a second.

Styles say what a paragraph is (`drawing.looks`); a template without these styles is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.documents.naming import Repeat
from desktop.documents.profile import DECREE_30
from desktop.documents.stylebook import StyleBook, lines_of, style_of
from desktop.documents.template import closest, inside
from desktop.documents.wordml import Element, node, put_text, q, text_node
from desktop.documents.wrapping import wrapped
from desktop.domain.problems import Refused

_BROKEN_ON_PURPOSE = frozenset(
    {
        "CoQuanCapTren",
        "CoQuanBanHanh",
        "TrichYeu",
        "ThamQuyen",
        "TenPhuLuc",
        "KemTheo",
        "QuyenHanKy",
        "ChungNhanAi",
    }
)
_RULES = {"KeBangDong": 1.0, "KeNgan": DECREE_30.short_rule, "KeTrichYeu": DECREE_30.short_rule}
_SIGNATURE = "QuyenHanKy"
_ROW_ROOM = 6.0
"""Points that a row is higher than its lines: cell margins, borders and what engines differ in."""
_LARGEST, _SMALLEST, _STEP = 1.12, 0.62, 0.02
_PAGE_ROOM = 6.0
"""Points of a certificate's page that stay free, so that no engine runs over."""


def fit_document(root: Element, styles: Element, repeat: Repeat | None) -> None:
    """Fit a filled document part in place."""
    book = StyleBook(styles)
    _break_names(root, book)
    _cut_rules(root, book)
    _set_row_heights(root, book)
    _keep_with_signature(root, book)
    if repeat is Repeat.PAGE:
        _fill_each_page(root, book)


# Room ---------------------------------------------------------------------------------------


def room_for(paragraph: Element) -> float:
    """Width in points between the edges that a paragraph stands in: its cell, or its section's text."""
    cell = closest(paragraph, "tc")
    if cell is not None:
        return _cell_room(cell)
    return _section_size(_section_of(paragraph))[0]


def _cell_room(cell: Element) -> float:
    width = cell.find(f"{q('tcPr')}/{q('tcW')}")
    table = inside(cell, "tbl")
    sides = (table.find(f"{q('tblPr')}/{q('tblCellMar')}/{q(side)}") for side in ("left", "right"))
    return _measure(width) - sum(_measure(side) for side in sides)


def _measure(element: Element | None) -> float:
    return 0.0 if element is None else int(element.get(q("w"), "0")) / 20


def _section_of(inner: Element) -> Element:
    """The section properties that an element stands under: those that come next."""
    path = [inner, *inner.iterancestors()]
    body = next(one for one in path if one.tag == q("body"))
    top = path[path.index(body) - 1]
    for one in (top, *top.itersiblings()):
        found = one if one.tag == q("sectPr") else one.find(f"{q('pPr')}/{q('sectPr')}")
        if found is not None:
            return found
    return body.find(q("sectPr"))


def _section_size(section: Element) -> tuple[float, float]:
    """Width and height in points of the text of a page."""
    page, margins = section.find(q("pgSz")), section.find(q("pgMar"))
    width, height = (int(page.get(q(side))) for side in ("w", "h"))
    left, right, top, bottom = (int(margins.get(q(side), "0")) for side in ("left", "right", "top", "bottom"))
    return (width - left - right) / 20, (height - top - bottom) / 20


# Names and rules ----------------------------------------------------------------------------


def _break_names(root: Element, book: StyleBook) -> None:
    for paragraph in root.iter(q("p")):
        if style_of(paragraph) in _BROKEN_ON_PURPOSE:
            looks = book.of(paragraph)
            text = lines_of(paragraph)
            broken = wrapped(text, looks.face, looks.size, room_for(paragraph) - 1)
            if broken != text:
                _write(paragraph, broken)


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


def _cut_rules(root: Element, book: StyleBook) -> None:
    for paragraph in root.iter(q("p")):
        part = _RULES.get(style_of(paragraph))
        above = paragraph.getprevious()
        if part is None or above is None or above.tag != q("p"):
            continue
        room = room_for(paragraph)
        length = min(room, max(book.widths(above)) * part)
        side = round((room - length) / 2 * 20)
        properties = paragraph.find(q("pPr"))
        for old in properties.findall(q("ind")):
            properties.remove(old)
        # the schema wants it before w:jc, which our styles carry and the paragraph does not
        properties.append(node("ind", left=side, right=side))


# Lists --------------------------------------------------------------------------------------


def _set_row_heights(root: Element, book: StyleBook) -> None:
    for table in root.iter(q("tbl")):
        rows = table.findall(q("tr"))
        if rows and rows[0].find(f"{q('trPr')}/{q('tblHeader')}") is not None:
            rooms = [_cell_room(cell) for cell in rows[0].findall(q("tc"))]
            for row in rows:
                _set_height(row, _row_height(row, rooms, book) + _ROW_ROOM)


def _row_height(row: Element, rooms: Sequence[float], book: StyleBook) -> float:
    cells = row.findall(q("tc"))
    if len(cells) != len(rooms):
        rooms = [_cell_room(cell) for cell in cells]
    return max(
        sum(book.height(paragraph, room - 0.5) for paragraph in cell.findall(q("p")))
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


def _keep_with_signature(root: Element, book: StyleBook) -> None:
    for table in root.iter(q("tbl")):
        if any(style_of(paragraph) == _SIGNATURE for paragraph in table.iter(q("p"))):
            lines = 0
            for above in table.itersiblings(q("p"), preceding=True):
                _keep(above)
                lines += book.lines(above, room_for(above))
                if lines > 1:
                    break


def _keep(paragraph: Element) -> None:
    """Whole, and on the page of what follows."""
    properties = paragraph.find(q("pPr"))
    at = 0 if properties.find(q("pStyle")) is None else 1
    for tag in ("keepLines", "keepNext"):
        if properties.find(q(tag)) is None:
            properties.insert(at, node(tag))


# Certificates -------------------------------------------------------------------------------


def _fill_each_page(root: Element, book: StyleBook) -> None:
    body = root.find(q("body"))
    width, height = _section_size(body.find(q("sectPr")))
    for page in _pages(body):
        fixed = sum(_table_height(table, book) for table in page if table.tag == q("tbl"))
        words = [one for one in page if one.tag == q("p") and style_of(one) != "Moc"]
        _scale(words, _best_scale(words, width, height - fixed - _PAGE_ROOM, book), book)


def _pages(body: Element) -> Iterator[list[Element]]:
    page: list[Element] = []
    for child in body:
        if child.find(f"{q('pPr')}/{q('pageBreakBefore')}") is not None or child.tag == q("sectPr"):
            yield page
            page = []
        page.append(child)


def _table_height(table: Element, book: StyleBook) -> float:
    rows = table.findall(q("tr"))
    return sum(_row_height(row, [_cell_room(cell) for cell in row.findall(q("tc"))], book) for row in rows)


def _best_scale(words: Sequence[Element], width: float, room: float, book: StyleBook) -> float:
    scale = _LARGEST
    while scale >= _SMALLEST:
        # narrower paper at full size has the same lines as full paper at the smaller size
        if sum(book.height(one, width / scale) for one in words) * scale <= room:
            return scale
        scale -= _STEP
    raise Refused("paper.too_long")


def _scale(words: Sequence[Element], scale: float, book: StyleBook) -> None:
    for paragraph in words:
        looks = book.of(paragraph)
        properties = paragraph.find(q("pPr"))
        after, line = (round(points * scale * 20) for points in (looks.after, looks.line_height))
        properties.append(node("spacing", before=0, after=after, line=line, lineRule="exact"))
        for run in paragraph.iter(q("r")):
            _resize(run, int(looks.size * scale * 2))


def _resize(run: Element, half_points: int) -> None:
    properties = run.find(q("rPr"))
    if properties is None:
        properties = node("rPr")
        run.insert(0, properties)
    properties.extend((node("sz", val=half_points), node("szCs", val=half_points)))
