"""Pieces that drawings are put together from: paragraphs, tables, the head and the signature block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.documents.drawing.looks import run_properties, twips
from desktop.documents.profile import Profile
from desktop.documents.wordml import Element, node, text_node


@dataclass(frozen=True, slots=True)
class Strong:
    """Words in bold inside a paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Slanted:
    """Words in italics inside a paragraph."""

    text: str


Words = str | Strong | Slanted


def paragraph(style: str, *words: Words) -> Element:
    """A paragraph of a style; plain words take the style's own face."""
    return node("p", node("pPr", node("pStyle", val=style)), *(_run(part) for part in words))


def _run(part: Words) -> Element:
    match part:
        case Strong(text):
            return node("r", run_properties(bold=True), *_lines(text))
        case Slanted(text):
            return node("r", run_properties(italic=True), *_lines(text))
        case _:
            return node("r", *_lines(part))


def _lines(text: str) -> Iterator[Element]:
    for at, line in enumerate(text.split("\n")):
        if at:
            yield node("br")
        yield text_node(line)


def mark(words: str = "") -> Element:
    """A paragraph one point high: it ends a section, or carries the page marker."""
    return paragraph("Moc", *([words] if words else []))


def plain_table(widths: Sequence[float], *rows: Sequence[Sequence[Element]]) -> Element:
    """A table without lines or cell margins; widths in millimetres, rows never split."""
    grid = [twips(width) for width in widths]
    lines = (_row([_cell(content, width) for content, width in zip(row, grid, strict=True)]) for row in rows)
    return node("tbl", _table_properties(grid, lined=False), _grid(grid), *lines)


def lined_table(columns: Sequence[Column], width: float = 0) -> Element:
    """A list: its header row repeats on every page, its second row is the one that is repeated.

    The first cell of that row has to hold the row marker. With a `width` in millimetres the list is as wide as that:
    the column that gives has what the others leave.
    """
    spare = width - sum(column.width for column in columns) if width else 0
    grid = [twips(column.width + (spare if column.gives else 0)) for column in columns]
    head = [_cell([paragraph("DauCot", column.title)], width, centred=True)
            for column, width in zip(columns, grid, strict=True)]  # fmt: skip
    body = [_cell([paragraph(column.style, *column.words)], width)
            for column, width in zip(columns, grid, strict=True)]  # fmt: skip
    rows = (_row(head, header=True), _row(body))
    return node("tbl", _table_properties(grid, lined=True), _grid(grid), *rows)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list; width in millimetres."""

    title: str
    width: float
    words: tuple[Words, ...]
    style: str = "OBang"
    gives: bool = False
    """Whether it gets narrower and wider with the margins."""


def _grid(grid: Iterable[int]) -> Element:
    # without it LibreOffice lets the country's name wrap, whatever the cells say
    return node("tblGrid", *(node("gridCol", w=width) for width in grid))


def _table_properties(grid: Sequence[int], *, lined: bool) -> Element:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = node("tblBorders", *(node(side, val="single", sz=4, space=0, color="000000") for side in edges))
    margins = {"top": 30, "left": 68, "bottom": 30, "right": 68} if lined else {}
    return node(
        "tblPr",
        node("tblW", w=sum(grid), type="dxa"),
        node("tblInd", w=0, type="dxa"),
        borders if lined else None,
        node("tblLayout", type="fixed"),
        node("tblCellMar", *(node(side, w=margins.get(side, 0), type="dxa") for side in
                             ("top", "left", "bottom", "right"))),
    )  # fmt: skip


def _row(cells: Iterable[Element], *, header: bool = False) -> Element:
    return node("tr", node("trPr", node("cantSplit"), node("tblHeader") if header else None), *cells)


def _cell(content: Iterable[Element], width: int, *, centred: bool = False) -> Element:
    properties = node(
        "tcPr", node("tcW", w=width, type="dxa"), node("vAlign", val="center") if centred else None
    )
    return node("tc", properties, *content)


# Parts of form ------------------------------------------------------------------------------

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def head(widths: Sequence[float], *, numbered: bool = True, dated: bool = True, subject: str = "") -> Element:
    """Issuer on the left, country and motto on the right; number, place and date under them.

    `subject` stands under the number: a letter (công văn) has it there.
    """
    issuer = [
        paragraph("CoQuanCapTren", "{{CO_QUAN_CAP_TREN}}"),
        paragraph("CoQuanBanHanh", "{{CO_QUAN_BAN_HANH}}"),
        paragraph("KeNgan"),
    ]
    country = [paragraph("QuocHieu", COUNTRY), paragraph("TieuNgu", MOTTO), paragraph("KeBangDong")]
    number = [paragraph("SoKyHieu", "Số: {{SO}}/{{KY_HIEU}}" if numbered else "")]
    if subject:
        number.append(paragraph("TrichYeuCongVan", subject))
    date = [paragraph("DiaDanhNgay", "{{DIA_DANH}}, {{NGAY_KY}}" if dated else "")]
    rows = [(issuer, country)] + ([(number, date)] if numbered or dated else [])
    return plain_table(widths, *rows)


def upright_head(profile: Profile, *, dated: bool = True, subject: str = "") -> Element:
    """The head of an upright page: the right column holds the country's name on one line."""
    left = left_of_head(profile)
    return head((left, profile.text_width - left), dated=dated, subject=subject)


def left_of_head(profile: Profile) -> float:
    """Millimetres of the issuer's column; it gives way where margins are wide or the country's name is large."""
    country = 96.0 if profile.country <= 12 else 103.0
    return min(67.0, profile.text_width - country)


def recipients() -> list[Element]:
    """The list of recipients, a line each."""
    return [paragraph("NoiNhan", "Nơi nhận:"), paragraph("DongNoiNhan", "- {{NOI_NHAN}}")]


def signature(post: str, name: str) -> list[Element]:
    """Post (in a second language too, where there is one), room for signature and stamp, name.

    Where the post comes from facts and no name does, whoever signs is told to write it.
    """
    from_facts = post == "{{QUYEN_HAN_KY}}"
    told = [paragraph("ChucVuHai", "{{CHUC_VU_HAI}}"), paragraph("DiaDanhNgay", "{{CACH_KY}}")]
    return [
        paragraph("QuyenHanKy", post),
        *(told if from_facts else []),
        paragraph("ChoKy"),
        paragraph("NguoiKy", name),
    ]


def by_hand(post: str) -> list[Element]:
    """Post and room for a signature whose name is not known: whoever signs writes it."""
    return [
        paragraph("QuyenHanKy", post),
        paragraph("DiaDanhNgay", "(Ký, ghi rõ họ tên)"),
        paragraph("ChoKy"),
    ]
