"""Holds the papers beside the decision against the same rules of form, with the same other eyes.

A paper of a body (number, place, date, recipients) gets all of them; one that a person writes, or that stays in the
house, those that bind any paper: letters, margins, country and motto, dates, lists, the signature block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from helpers.papercheck import (
    COUNTRY,
    DATE,
    MOTTO,
    OPEN_DATE,
    Page,
    Reader,
    _country,
    _end,
    _head,
    _letters,
    _mm,
    _must,
    _paper,
    _rule,
    _text_form,
    read_pages,
    width_mm,
)

NAMES = ("Họ và tên", "Tác giả")
LEAST_NAME = 38.0
_FULL = 0.45
"""A page that another one follows is filled at least so far; less is a break in the wrong place."""
CELL_MARGINS = 2.4
"""Left and right of a list's cell together, mm."""


def formal_faults(data: bytes, kind: str) -> list[str]:
    """What a paper of a body with this name of its kind does against the rules."""
    reader = Reader(data)
    return [
        *_paper(reader),
        *_letters(reader),
        *_head(reader),
        *_kind(reader, kind, has_subject=True),
        *_bases(reader),
        *_end(reader),
        *_annexed(reader),
        *_lists(reader),
    ]


def letter_faults(data: bytes) -> list[str]:
    """What a letter (công văn) does against the rules: it has no name of its kind, its subject is under the number."""
    reader = Reader(data)
    subject = reader.starting("V/v ")
    faults = list(_must(reader, "subject", subject, 12, 13, align="center"))
    if subject is not None:
        head = next(subject._p.iterancestors(qn("w:tbl")), None)
        if head is None or COUNTRY not in "".join(t.text or "" for t in head.iter(qn("w:t"))):
            faults.append("subject: not under the number")
    head = [*_paper(reader), *_letters(reader), *_head(reader)]
    return [*head, *faults, *_bases(reader), *_end(reader), *_annexed(reader), *_lists(reader)]


def own_faults(data: bytes, kind: str) -> list[str]:
    """What a paper without number and recipients does against the rules that bind any."""
    reader = Reader(data)
    country = reader.starting(COUNTRY)
    in_table = country is not None and next(country._p.iterancestors(qn("w:tc")), None) is not None
    return [
        *_paper(reader),
        *_letters(reader),
        *(_country(reader) if in_table else _written_head(reader)),
        *_kind(reader, kind, has_subject=False),
        *_issuers(reader),
        *_dates(reader),
        *_lists(reader),
        *_block(reader),
    ]


def slip_faults(data: bytes) -> list[str]:
    """What slips do against the rules: letters, dates as ledgers write them, rows that stay whole."""
    reader = Reader(data)
    (table,) = reader.document.tables
    rows = table._tbl.findall(qn("w:tr"))
    split = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None]
    return [*_letters(reader), *("slip: may be split" for _ in split)]


def list_faults(data: bytes) -> list[str]:
    """What the lists of any paper do against the rules: whole rows, whole words, room for names, the margins."""
    return list(_lists(Reader(data)))


def _written_head(reader: Reader) -> Iterator[str]:
    """Country and motto over the whole width, where a person writes."""
    country, motto = reader.starting(COUNTRY), reader.starting(MOTTO)
    if country is None and motto is None:
        return  # an unceremonious paper of the house
    yield from _must(reader, "country", country, 12, 13, bold=True, upper=True, align="center")
    yield from _must(reader, "motto", motto, 13, 14, bold=True, align="center")
    if motto is not None:
        yield from _rule(reader, "motto", motto, 1.0, 1.0)


def _kind(reader: Reader, kind: str, *, has_subject: bool) -> Iterator[str]:
    name = reader.starting(kind)
    yield from _must(reader, "kind", name, 13, 14, bold=True, upper=True, align="center")
    subject = reader.starting("Về việc")
    if has_subject and name is not None:
        below = name._p.getnext()
        subject = Paragraph(below, reader.document) if below.tag == qn("w:p") else None
        if subject is None or not subject.text:
            yield "subject: missing"
    if subject is not None:
        yield from _must(reader, "subject", subject, 13, 14, bold=True, align="center")
        yield from _rule(reader, "subject", subject, 1 / 3, 1 / 2)


def _annexed(reader: Reader) -> Iterator[str]:
    annex = reader.starting("Phụ lục")
    if annex is None:
        return
    yield from _must(reader, "annex", annex, 14, 14, bold=True, align="center")
    title = Paragraph(annex._p.getnext(), reader.document)
    yield from _must(reader, "annex title", title, 13, 14, bold=True, upper=True, align="center")
    source = reader.starting("(Kèm theo")
    yield from _must(reader, "annex source", source, 13, 14, italic=True, align="center")
    numbering = reader.document.sections[-1]._sectPr.find(qn("w:pgNumType"))
    if len(reader.document.sections) < 2 or numbering is None or numbering.get(qn("w:start")) != "1":
        yield "annex: pages not numbered apart"
    if reader.document.tables[-1]._tbl.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
        yield "list: header does not repeat"


def _bases(reader: Reader) -> Iterator[str]:
    bases = [p for p in reader.everywhere() if re.match(r"(Căn cứ|Xét|Theo đề nghị) ", p.text)]
    for at, base in enumerate(bases):
        yield from _must(reader, "basis", base, 13, 14, italic=True, align="both")
        yield from _text_form(reader, "basis", base)
        if not base.text.endswith(";" if at < len(bases) - 1 else "."):
            yield f"basis: ends {base.text[-3:]}"
    if not any(p.text.endswith("./.") for p in reader.everywhere()):
        yield "end: no ./."


def _issuers(reader: Reader) -> Iterator[str]:
    for p in reader.everywhere():
        if _style(p._p) == "CoQuanBanHanh" and p.text != p.text.upper():
            yield f"issuer: {p.text} is not in capitals"


def _dates(reader: Reader) -> Iterator[str]:
    for paragraph in reader.everywhere():
        for found in re.finditer(r"ngày[ \u00a0]+[\d\u00a0]*[ ]?tháng", paragraph.text):
            rest = paragraph.text[found.start() :]
            if not DATE.match(rest) and not OPEN_DATE.match(rest):
                yield f"date: {rest[:30]}"


def _lists(reader: Reader) -> Iterator[str]:
    for table in reader.document.tables:
        rows = table._tbl.findall(qn("w:tr"))
        if rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            continue
        if any(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None for row in rows):
            yield "list: rows may be split"
        grid = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
        for cell, width in zip(rows[0].findall(qn("w:tc")), grid, strict=True):
            title = "".join(t.text or "" for t in cell.iter(qn("w:t")))
            yield from _whole_words(reader, cell, width / 1440 * 25.4)
            if title.startswith(NAMES) and width / 1440 * 25.4 < LEAST_NAME - 0.05:
                yield f"list: {title} under 38 mm"
        widest = max(
            _mm(one.page_width) - _mm(one.left_margin) - _mm(one.right_margin)
            for one in reader.document.sections
        )
        if sum(grid) / 1440 * 25.4 > widest + 0.2:
            yield "list: wider than the text"


def _whole_words(reader: Reader, cell: object, room: float) -> Iterator[str]:
    """No word of a column's title is broken: the column is as wide as its longest word, cell margins aside."""
    for p in cell.iter(qn("w:p")):  # type: ignore[attr-defined]  # lxml has no types
        paragraph = Paragraph(p, reader.document)
        look = reader.look(paragraph)
        for word in paragraph.text.split():
            if width_mm(word, look) > room - CELL_MARGINS:
                yield f"list: {word} does not fit its column"


def _block(reader: Reader) -> Iterator[str]:
    tables = [Table(one, reader.document) for one in reader.document.element.body.iter(qn("w:tbl"))]
    for table in tables:
        posts = [p for p in table._tbl.iter(qn("w:p")) if _style(p) == "QuyenHanKy"]
        for post in posts:
            yield from _must(
                reader,
                "post",
                Paragraph(post, reader.document),
                13,
                14,
                bold=True,
                upper=True,
                align="center",
            )
        for cell in table._tbl.iter(qn("w:tc")):
            yield from _who_signs(cell)
        if not posts:
            continue
        row = next(posts[0].iterancestors(qn("w:tr")))
        if row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None:
            yield "signature: may be split"
        above = table._tbl.getprevious()
        if above.tag != qn("w:p") or not reader.switched(Paragraph(above, reader.document), "w:keepNext"):
            yield "signature: may stand alone"


def _who_signs(cell: object) -> Iterator[str]:
    """Under a post stands a name, or whoever signs is told to write it."""
    lines = [(_style(p), "".join(t.text or "" for t in p.iter(qn("w:t")))) for p in cell.iter(qn("w:p"))]  # type: ignore[attr-defined]  # lxml has no types
    post = next((text for style, text in lines if style == "QuyenHanKy" and text), "")
    if not post or any(style == "NguoiKy" and text for style, text in lines):
        return
    if not any(text.startswith("(Ký") for _style_of, text in lines):
        yield f"signature: nobody's name under {post}"


def page_faults(pdf: bytes) -> list[str]:
    """What an eye finds on the pages of any paper, whichever way made them."""
    pages = read_pages(pdf)
    return [fault for at, page in enumerate(pages, 1) for fault in _page_faults(at, page, pages[at : at + 1])]


def _page_faults(at: int, page: Page, following: list[Page]) -> Iterator[str]:
    rows = page.rows()
    if rows and "Nơi nhận:" in rows[-1]:
        yield f"page {at}: the recipients are on the next one"
    for row in rows:
        if re.search(r"(^| ), ngày", row):
            yield f"page {at}: no place before the date"
        if "{{" in row or "[[" in row:
            yield f"page {at}: {row} was not filled in"
    for word in page.words:
        if word.right > page.width - 4 or word.left < 4 or word.bottom > page.height - 4:
            yield f"page {at}: {word.text} is cut off"
    goes_on = following and following[0].width == page.width and "Phụ lục" not in following[0].rows()[0]
    if goes_on and max(word.bottom for word in page.words) < page.height * _FULL:
        yield f"page {at}: nearly empty, and another one follows"


def _style(paragraph: object) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")  # type: ignore[attr-defined]  # lxml has no types
    return "" if found is None else str(found.get(qn("w:val")))
