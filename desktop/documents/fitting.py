"""Layout that depends on the words: done after filling, from the width of the text.

- Names of bodies, subjects and titles are broken on purpose (`wrapping`).
- The rule under the motto is as long as the motto, those under issuer and subject a part of the line.
- Rows of a list get a height of their own, so that every way to PDF breaks pages at the same row.
- Two lines at least go with the signature block.
- A certificate is scaled to fill its page, and never runs onto a second.

Styles say what a paragraph is (`drawing.looks`); a template without these styles is left as it is.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from desktop.documents.naming import Repeat
from desktop.documents.profile import DECREE_30
from desktop.documents.rooms import Rooms, cell_width
from desktop.documents.stylebook import StyleBook, lines_of, style_of
from desktop.documents.template import inside
from desktop.documents.wordml import Element, node, put_text, q, set_property, text_node
from desktop.documents.wrapping import wrapped
from desktop.domain.problems import Refused

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
_ROW_ROOM = 6.0
"""Points that a row is higher than its lines: cell margins, borders and what engines differ in."""
_LARGEST, _SMALLEST, _STEP = 1.2, 0.62, 0.02
_PAGE_ROOM = 6.0
"""Points of a certificate's page that stay free, so that no engine runs over."""


def fit_document(root: Element, styles: Element, repeat: Repeat | None) -> None:
    """Fit a filled document part in place."""
    book, rooms = StyleBook(styles), Rooms(root)
    _break_names(root, book, rooms)
    _cut_rules(root, book, rooms)
    _set_row_heights(root, book)
    _keep_with_signature(root, book, rooms)
    if repeat is Repeat.PAGE:
        _fill_each_page(root, book, rooms)


# Names and rules ----------------------------------------------------------------------------


def _break_names(root: Element, book: StyleBook, rooms: Rooms) -> None:
    for paragraph in _styled(root, _BROKEN_ON_PURPOSE):
        looks = book.of(paragraph)
        text = lines_of(paragraph)
        broken = wrapped(text, looks.face, looks.size, rooms.width(paragraph) - 1)
        if broken != text:
            _write(paragraph, broken)


def _styled(root: Element, styles: Container[str]) -> list[Element]:
    """The paragraphs that have one of these styles."""
    return [one.getparent().getparent() for one in root.iter(q("pStyle")) if one.get(q("val")) in styles]


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


def _cut_rules(root: Element, book: StyleBook, rooms: Rooms) -> None:
    for paragraph in _styled(root, _RULES):
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


def _keep_with_signature(root: Element, book: StyleBook, rooms: Rooms) -> None:
    for table in {inside(paragraph, "tbl") for paragraph in _styled(root, _SIGNATURE)}:
        lines = 0
        for above in table.itersiblings(q("p"), preceding=True):
            set_property(above, node("keepNext"))
            set_property(above, node("keepLines"))
            lines += book.block(above).lines(rooms.width(above))
            if lines > 1:
                break


# Certificates -------------------------------------------------------------------------------


def _fill_each_page(root: Element, book: StyleBook, rooms: Rooms) -> None:
    body = root.find(q("body"))
    width, height = rooms.page(body.find(q("sectPr")))
    for number, page in enumerate(_pages(body), 1):
        fixed = sum(_table_height(table, book) for table in page if table.tag == q("tbl"))
        words = [one for one in page if one.tag == q("p") and style_of(one) != "Moc"]
        scale = _best_scale(words, width, height - fixed - _PAGE_ROOM, book)
        if not scale:
            raise Refused("paper.too_long", page=number)
        _scale(words, scale, book)


def _pages(body: Element) -> Iterator[list[Element]]:
    page: list[Element] = []
    for child in body:
        if child.find(f"{q('pPr')}/{q('pageBreakBefore')}") is not None or child.tag == q("sectPr"):
            yield page
            page = []
        page.append(child)


def _table_height(table: Element, book: StyleBook) -> float:
    rows = table.findall(q("tr"))
    return sum(_row_height(row, [cell_width(cell) for cell in row.findall(q("tc"))], book) for row in rows)


def _best_scale(words: Sequence[Element], width: float, room: float, book: StyleBook) -> float:
    """The largest scale at which the words fit, 0 when none does."""
    blocks = [book.block(one) for one in words]
    for step in range(round((_LARGEST - _SMALLEST) / _STEP) + 1):
        scale = _LARGEST - step * _STEP
        # narrower paper at full size has the same lines as full paper at the smaller size
        if sum(block.height(width / scale) for block in blocks) * scale <= room:
            return scale
    return 0.0


def _scale(words: Sequence[Element], scale: float, book: StyleBook) -> None:
    for paragraph in words:
        looks = book.of(paragraph)
        after, line = (round(points * scale * 20) for points in (looks.after, looks.line_height))
        set_property(paragraph, node("spacing", before=0, after=after, line=line, lineRule="exact"))
        for run in paragraph.iter(q("r")):
            _resize(run, int(looks.size * scale * 2))


def _resize(run: Element, half_points: int) -> None:
    properties = run.find(q("rPr"))
    if properties is None:
        properties = node("rPr")
        run.insert(0, properties)
    for tag in ("sz", "szCs"):
        for old in properties.findall(q(tag)):
            properties.remove(old)
    # what the schema wants behind a size is rare in runs: underline, language and the like
    later = (at for at, one in enumerate(properties) if one.tag in _AFTER_SIZE)
    at = next(later, len(properties))
    properties[at:at] = [node("sz", val=half_points), node("szCs", val=half_points)]


_AFTER_SIZE = frozenset(
    q(tag)
    for tag in ("highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
                "eastAsianLayout", "specVanish", "oMath", "rPrChange")
)  # fmt: skip
