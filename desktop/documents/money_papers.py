"""Papers of the union's money: the signed list of a round, and the letter that asks the body above for the money.

The list is broken into pages here, so that each page can carry its own sum. No voucher of HD 47/HD-TLĐ is made for
initiatives: the list goes with the cash voucher (phiếu chi). Words and figures come from the same integer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Annotated

from desktop.documents import letters
from desktop.documents.naming import Name, Repeat
from desktop.documents.packing import read_package, write_package
from desktop.documents.paper_forms import Addressed
from desktop.documents.paper_parts import Letterhead, Signature
from desktop.documents.rooms import Rooms, cell_width
from desktop.documents.stylebook import StyleBook
from desktop.documents.wordml import Element, node, parse, q, serialised, set_property, text_node
from desktop.domain.money import dong_in_words, figures
from desktop.domain.payment import subtotals

_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
LEAST_ROW = 9 * 72 / 25.4
"""Points of a row that somebody signs in: a little over the 8 mm that a signature needs."""
_SUM_ROW = 20.0
_SPARE = 12.0
"""Points of a page that stay free: engines differ by a border here and there."""
_AMOUNT = 5
"""The column of the amount, counted from 0."""


@dataclass(frozen=True, slots=True)
class PayListRow:
    """One author's part: `proof` is the decision's number or the portal's code, `note` who takes it instead."""

    name: Annotated[str, Name("HO_TEN")]
    workshop: Annotated[str, Name("DON_VI")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    proof: Annotated[str, Name("SO_QUYET_DINH")]
    amount: Annotated[int, Name("SO_TIEN", figures)]
    note: Annotated[str, Name("GHI_CHU")]


@dataclass(frozen=True, slots=True)
class PayListFacts:
    """Danh sách chi có ký nhận: one round of one purse. `total` is printed in figures and in words."""

    letterhead: Letterhead
    title: Annotated[str, Name("TEN_DANH_SACH")]
    subject: Annotated[str, Name("TRICH_YEU")]
    basis: Annotated[tuple[str, ...], Name("CAN_CU", letters.listed)]
    total: Annotated[int, Name("TONG_TIEN", figures)]
    words: Annotated[str, Name("BANG_CHU")]
    count: Annotated[str, Name("SO_NGUOI")]
    dated: Annotated[str, Name("DIA_DANH_NGAY")]
    signature: Signature
    rows: Annotated[tuple[PayListRow, ...], Repeat.ROW]


@dataclass(frozen=True, slots=True)
class AskingRow:
    """One initiative that the body above is asked to support."""

    code: Annotated[str, Name("MA_SANG_KIEN")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    authors: Annotated[str, Name("TAC_GIA")]
    decision: Annotated[str, Name("SO_QUYET_DINH")]
    portal_code: Annotated[str, Name("MA_TREN_CONG")]
    amount: Annotated[int, Name("SO_TIEN", figures)]


@dataclass(frozen=True, slots=True)
class AskingFacts(Addressed):
    """Công văn đề nghị hỗ trợ kinh phí, with the list of initiatives and their codes on the portal."""

    body: Annotated[tuple[str, ...], Name("NOI_DUNG")]
    total: Annotated[int, Name("TONG_TIEN", figures)]
    words: Annotated[str, Name("BANG_CHU")]
    rows: Annotated[tuple[AskingRow, ...], Repeat.ROW]


def in_words(total: int) -> str:
    """For a voucher: "Mười triệu đồng chẵn"."""
    return dong_in_words(total, even=True)


def paged(docx: bytes, amounts: Sequence[int], label: str) -> bytes:
    """Break the filled list into pages, each with its header and the sum of its rows; `label` names that sum."""
    parts = read_package(docx)
    root = parse(parts[_DOCUMENT], _DOCUMENT)
    table = next(
        one for one in root.iter(q("tbl")) if one.find(f"{q('tr')}/{q('trPr')}/{q('tblHeader')}") is not None
    )
    header, *rows = table.findall(q("tr"))
    book = StyleBook(parse(parts[_STYLES], _STYLES))
    rooms = Rooms(root)
    heights = [max(LEAST_ROW, _height(row)) for row in rows]
    for row, height in zip(rows, heights, strict=True):
        row.find(f"{q('trPr')}/{q('trHeight')}").set(q("val"), str(round(height * 20)))
    page = rooms.page(root.find(q("body")).find(q("sectPr")))[1] - _SPARE - _height(header) - _SUM_ROW
    above = _taken(table.itersiblings(preceding=True), book, rooms)
    below = _taken(table.itersiblings(), book, rooms)
    counts = _breaks(heights, page, page - above, below)
    sums = subtotals(amounts, counts)
    start = 0
    for at, (count, amount) in enumerate(zip(counts, sums, strict=True)):
        piece = _piece(table, header, rows[start : start + count])
        if len(counts) > 1:
            piece.append(_sum_row(header, f"{label} {at + 1}", figures(amount)))
        if at:
            table.addprevious(_page_break())
        table.addprevious(piece)
        start += count
    table.getparent().remove(table)
    return write_package(parts | {_DOCUMENT: serialised(root)})


def _breaks(heights: Sequence[float], page: float, first: float, below: float) -> list[int]:
    """How many rows go on each page; the last one leaves room for what stands below, and has a row at least."""
    counts: list[int] = []
    count, room = 0, first
    for height in heights:
        if height > room and count:
            counts.append(count)
            count, room = 0, page
        count += 1
        room -= height
    if count > 1 and room < below:
        counts.append(count - 1)
        count = 1
    return [*counts, count] if count else counts


def _height(row: Element) -> float:
    return int(row.find(f"{q('trPr')}/{q('trHeight')}").get(q("val"))) / 20


def _taken(elements: Iterator[Element], book: StyleBook, rooms: Rooms) -> float:
    """Points that paragraphs and tables take."""
    taken = 0.0
    for one in elements:
        if one.tag == q("p"):
            taken += book.block(one).height(rooms.width(one))
        elif one.tag == q("tbl"):
            for row in one.findall(q("tr")):
                taken += max(
                    sum(book.block(p).height(cell_width(cell)) for p in cell.findall(q("p")))
                    for cell in row.findall(q("tc"))
                )
    return taken


def _piece(table: Element, header: Element, rows: Sequence[Element]) -> Element:
    made = node("tbl", *(deepcopy(table.find(q(name))) for name in ("tblPr", "tblGrid")), deepcopy(header))
    made.extend(rows)
    return made


def _sum_row(header: Element, label: str, amount: str) -> Element:
    """One row: the label over the columns before the amount, the amount, an empty rest."""
    widths = [int(cell.find(f"{q('tcPr')}/{q('tcW')}").get(q("w"))) for cell in header.findall(q("tc"))]
    groups = ((0, _AMOUNT, label), (_AMOUNT, _AMOUNT + 1, amount), (_AMOUNT + 1, len(widths), ""))
    cells = [
        node(
            "tc",
            node(
                "tcPr",
                node("tcW", w=sum(widths[start:end]), type="dxa"),
                node("gridSpan", val=end - start),
                node("vAlign", val="center"),
            ),
            node(
                "p",
                node("pPr", node("pStyle", val="OBangPhai")),
                node("r", node("rPr", node("b"), node("bCs")), text_node(text)),
            ),
        )
        for start, end, text in groups
    ]
    properties = node("trPr", node("cantSplit"), node("trHeight", val=round(_SUM_ROW * 20), hRule="atLeast"))
    return node("tr", properties, *cells)


def _page_break() -> Element:
    made = node("p", node("pPr", node("pStyle", val="Moc")))
    set_property(made, node("pageBreakBefore"))
    return made


def amounts_of(facts: PayListFacts) -> tuple[int, ...]:
    """The amounts of a list in its order."""
    return tuple(row.amount for row in facts.rows)
