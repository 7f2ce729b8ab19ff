"""Holds a paper against the rules of form, reading it with other eyes than those that made it.

The .docx is read by python-docx, text widths come from the font files by Pillow, positions on the
page from the PDF by pdftotext and PDFium. The numbers are those of Nghị định 30/2020/NĐ-CP, Phụ
lục I, written down here a second time. A fault is a short text; a paper of form gives none.
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pypdfium2
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table
from docx.text.paragraph import Paragraph
from PIL import ImageFont

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
FONTS = Path("/usr/share/fonts/truetype/liberation2")
DATE = re.compile(r"ngày (0[1-9]|[12]\d|3[01]) tháng (0[12]|[3-9]|1[0-2]) năm 20\d\d")
OPEN_DATE = re.compile(r"ngày\u00a0{4,}tháng\u00a0{4,}năm 20\d\d")
POINT_MM = 25.4 / 72


@dataclass(frozen=True)
class Look:
    """What a run comes to through style and document defaults; sizes in points."""

    fonts: frozenset[str]
    size: float
    bold: bool
    italic: bool


class Reader:
    """A .docx with its looks resolved."""

    def __init__(self, data: bytes) -> None:
        self.document = docx.Document(io.BytesIO(data))
        defaults = self.document.styles.element.find(
            f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
        )
        self.default = [defaults] if defaults is not None else []

    def chain(self, paragraph: Paragraph) -> Iterator[object]:
        """Style elements of a paragraph, the nearest first."""
        style = paragraph.style
        while style is not None:
            yield style.element
            style = style.base_style

    def look(self, paragraph: Paragraph, at: int = 0) -> Look:
        """Look of a paragraph's run; of its style when it has none."""
        levels = [run.find(qn("w:rPr")) for run in paragraph._p.iter(qn("w:r"))][at : at + 1]
        levels += [style.find(qn("w:rPr")) for style in self.chain(paragraph)]
        levels = [level for level in levels + self.default if level is not None]
        size = self._first(levels, "w:sz", "w:val")
        return Look(
            frozenset(
                str(self._first(levels, "w:rFonts", f"w:{script}"))
                for script in ("ascii", "hAnsi", "cs", "eastAsia")
            ),
            int(size or 0) / 2,
            self._on(levels, "w:b"),
            self._on(levels, "w:i"),
        )

    @staticmethod
    def _first(levels: list, tag: str, attribute: str) -> str | None:
        for level in levels:
            found = level.find(qn(tag))
            if found is not None and found.get(qn(attribute)) is not None:
                return found.get(qn(attribute))
        return None

    @staticmethod
    def _on(levels: list, tag: str) -> bool:
        for level in levels:
            found = level.find(qn(tag))
            if found is not None:
                return found.get(qn("w:val"), "1") not in {"0", "false"}
        return False

    def layout(self, paragraph: Paragraph, tag: str, attribute: str) -> str | None:
        """A paragraph property through its styles."""
        levels = [paragraph._p.pPr, *(style.find(qn("w:pPr")) for style in self.chain(paragraph))]
        return self._first([level for level in levels if level is not None], tag, attribute)

    def switched(self, paragraph: Paragraph, tag: str) -> bool:
        """A paragraph switch through its styles."""
        levels = [paragraph._p.pPr, *(style.find(qn("w:pPr")) for style in self.chain(paragraph))]
        return self._on([level for level in levels if level is not None], tag)

    def everywhere(self) -> list[Paragraph]:
        """Paragraphs of the body in their order, those of tables among them."""
        return [Paragraph(p, self.document) for p in self.document.element.body.iter(qn("w:p"))]

    def starting(self, start: str) -> Paragraph | None:
        """The first paragraph whose text starts so."""
        return next((p for p in self.everywhere() if p.text.startswith(start)), None)


@cache
def _font(bold: bool, italic: bool) -> ImageFont.FreeTypeFont:
    name = {
        (False, False): "Regular",
        (True, False): "Bold",
        (False, True): "Italic",
        (True, True): "BoldItalic",
    }
    return ImageFont.truetype(str(FONTS / f"LiberationSerif-{name[bold, italic]}.ttf"), 2048)


def width_mm(text: str, look: Look) -> float:
    """Width of one line of text by the font file."""
    return (
        _font(look.bold, look.italic).getlength(text, features=["-kern", "-liga"])
        / 2048
        * look.size
        * POINT_MM
    )


def _between(low: float, value: float, high: float, slack: float = 0.05) -> bool:
    return low - slack <= value <= high + slack


# Decision -----------------------------------------------------------------------------------


def decision_faults(data: bytes) -> list[str]:
    """What a decision's .docx does against the rules."""
    reader = Reader(data)
    return [
        *_paper(reader),
        *_letters(reader),
        *_head(reader),
        *_body(reader),
        *_end(reader),
        *_annex(reader),
    ]


def certificate_faults(data: bytes) -> list[str]:
    """What a certificates' .docx does against the rules that bind it: paper, letters, head."""
    reader = Reader(data)
    section = reader.document.sections[0]
    faults = [*_letters(reader), *_country(reader)]
    if section.orientation != WD_ORIENT.LANDSCAPE or not _between(297, section.page_width.mm, 297):
        faults.append("paper: not A4 on its side")
    if section._sectPr.find(qn("w:pgBorders")) is None:
        faults.append("paper: no page border")
    return faults


def _mm(length: Length | None) -> float:
    return 0.0 if length is None else length.mm


def _paper(reader: Reader) -> Iterator[str]:
    for at, section in enumerate(reader.document.sections):
        sides = (210, 297) if section.orientation != WD_ORIENT.LANDSCAPE else (297, 210)
        if not (_between(sides[0], _mm(section.page_width), sides[0], 0.2)
                and _between(sides[1], _mm(section.page_height), sides[1], 0.2)):  # fmt: skip
            yield f"paper {at}: not A4"
        for side, low, high in (("top", 20, 25), ("bottom", 20, 25), ("left", 30, 35), ("right", 15, 20)):
            if not _between(low, _mm(getattr(section, f"{side}_margin")), high):
                yield f"paper {at}: {side} margin"
        if not section.different_first_page_header_footer or (
            section.first_page_header.is_linked_to_previous and not at
        ):
            yield f"page number {at}: shown on page 1"
        header = section.header
        field = "".join(one.text or "" for one in header._element.iter(qn("w:instrText")))
        number = header.paragraphs[0]
        if "PAGE" not in field:
            yield f"page number {at}: missing"
        elif reader.layout(number, "w:jc", "w:val") != "center" or not _between(
            13, reader.look(number).size, 14
        ):
            yield f"page number {at}: not centred or not 13-14"
        if any(p.text.strip() for p in section.first_page_header.paragraphs):
            yield f"page number {at}: something over page 1"


def _letters(reader: Reader) -> Iterator[str]:
    for paragraph in reader.everywhere():
        for at, run in enumerate(paragraph._p.iter(qn("w:r"))):
            if run.find(qn("w:t")) is not None and reader.look(paragraph, at).fonts != {"Times New Roman"}:
                yield f"font: {paragraph.text[:30]}"
    language = reader._first(reader.default, "w:lang", "w:val")
    if language != "vi-VN":
        yield "language: not vi-VN"


def _must(
    reader: Reader, what: str, paragraph: Paragraph | None, low: float, high: float, **wanted: object
) -> Iterator[str]:
    """Size in range, and bold, italic, upper and align as wanted."""
    if paragraph is None:
        yield f"{what}: missing"
        return
    look = reader.look(paragraph)
    if not _between(low, look.size, high):
        yield f"{what}: size {look.size}"
    for face in ("bold", "italic"):
        if getattr(look, face) != bool(wanted.get(face)):
            yield f"{what}: {face}"
    if wanted.get("upper") and paragraph.text != paragraph.text.upper():
        yield f"{what}: not in capitals"
    if "align" in wanted and reader.layout(paragraph, "w:jc", "w:val") != wanted["align"]:
        yield f"{what}: not {wanted['align']}"


def _country(reader: Reader) -> Iterator[str]:
    country, motto = reader.starting(COUNTRY), reader.starting(MOTTO)
    yield from _must(reader, "country", country, 12, 13, bold=True, upper=True, align="center")
    yield from _must(reader, "motto", motto, 13, 14, bold=True, align="center")
    if country is None or motto is None:
        return
    cell = next(country._p.iterancestors(qn("w:tc")))
    table = Table(next(cell.iterancestors(qn("w:tbl"))), reader.document)
    row = list(next(cell.iterancestors(qn("w:tr"))).iter(qn("w:tc")))
    grid = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
    widths = [int(one.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) for one in row]
    if grid != widths:
        yield "head: widths of grid and cells differ"
    if widths[1] / 1440 * 25.4 < 93:
        yield "head: right column under 93 mm"
    yield from _rule(reader, "motto", motto, 1.0, 1.0)


def _rule(reader: Reader, what: str, above: Paragraph, low: float, high: float) -> Iterator[str]:
    """The rule under a paragraph: its length against the longest line above."""
    below = above._p.getnext()
    rule = None if below is None else Paragraph(below, reader.document)
    if (
        rule is None
        or rule.text
        or (reader.layout(rule, "w:top", "w:val") is None and not _has_rule(reader, rule))
    ):
        yield f"{what}: no rule"
        return
    cell = next(rule._p.iterancestors(qn("w:tc")), None)
    room = (
        int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w")))
        if cell is not None
        else sum((s.page_width - s.left_margin - s.right_margin) for s in reader.document.sections[:1]) / 635
    )
    left, right = (int(reader.layout(rule, "w:ind", f"w:{side}") or 0) for side in ("left", "right"))
    look = reader.look(above)
    line = max(width_mm(text, look) for text in above.text.split("\n"))
    length = (room - left - right) / 1440 * 25.4
    if not _between(line * low, length, line * high, 0.6):
        yield f"{what}: rule of {length:.1f} mm under {line:.1f} mm"
    if abs(left - right) > 2:
        yield f"{what}: rule not centred"


def _has_rule(reader: Reader, paragraph: Paragraph) -> bool:
    levels = [paragraph._p.pPr, *(style.find(qn("w:pPr")) for style in reader.chain(paragraph))]
    return any(
        level is not None and level.find(f"{qn('w:pBdr')}/{qn('w:top')}") is not None for level in levels
    )


def _head(reader: Reader) -> Iterator[str]:
    yield from _country(reader)
    country = reader.starting(COUNTRY)
    if country is None:
        return
    left = next(next(country._p.iterancestors(qn("w:tr"))).iter(qn("w:tc")))
    lines = [Paragraph(p, reader.document) for p in left.iter(qn("w:p"))]
    *above, issuer, _rule_line = lines
    yield from _must(reader, "issuer", issuer, 12, 13, bold=True, upper=True, align="center")
    yield from _rule(reader, "issuer", issuer, 1 / 3, 1 / 2)
    for superior in above:
        yield from _must(reader, "superior", superior, 12, 13, upper=True, align="center")
    number = reader.starting("Số: ")
    yield from _must(reader, "number", number, 13, 13, align="center")
    if number and not re.fullmatch(r"Số: (\u00a0{4,}|0[1-9]|[1-9]\d+\w*)/[\wĐ]+(-[\wĐ]+)*", number.text):
        yield f"number: {number.text}"
    date = next((p for p in reader.everywhere() if re.search(r", ngày", p.text)), None)
    yield from _must(reader, "date", date, 13, 14, italic=True, align="center")
    for paragraph in reader.everywhere():
        for start in (m.start() for m in re.finditer(r"ngày[ \u00a0]+[\d\u00a0]*[ ]?tháng", paragraph.text)):
            rest = paragraph.text[start:]
            if not DATE.match(rest) and not OPEN_DATE.match(rest):
                yield f"date: {rest[:30]}"


def _body(reader: Reader) -> Iterator[str]:
    kind = reader.starting("QUYẾT ĐỊNH")
    yield from _must(reader, "kind", kind, 13, 14, bold=True, align="center")
    subject = reader.starting("Về việc")
    yield from _must(reader, "subject", subject, 13, 14, bold=True, align="center")
    if subject is not None:
        yield from _rule(reader, "subject", subject, 1 / 3, 1 / 2)
    paragraphs = reader.everywhere()
    bases = [p for p in paragraphs if re.match(r"(Căn cứ|Xét|Theo đề nghị) ", p.text)]
    for at, base in enumerate(bases):
        yield from _must(reader, "basis", base, 13, 14, italic=True, align="both")
        yield from _text_form(reader, "basis", base)
        if not base.text.endswith(";" if at < len(bases) - 1 else "."):
            yield f"basis: ends {base.text[-3:]}"
    articles = [p for p in paragraphs if re.match(r"Điều \d+\.", p.text)]
    for at, article in enumerate(articles, 1):
        if not article.text.startswith(f"Điều {at}. "):
            yield f"article: number of {article.text[:10]}"
        if not reader.look(article, 0).bold or reader.look(article, 1).bold:
            yield "article: bold"
        yield from _text_form(reader, "article", article)
    if not articles or not articles[-1].text.endswith("./."):
        yield "end: no ./."


def _text_form(reader: Reader, what: str, paragraph: Paragraph) -> Iterator[str]:
    indent = int(reader.layout(paragraph, "w:ind", "w:firstLine") or 0) / 1440 * 25.4
    if not _between(10, indent, 10, 0.1) and not _between(12.7, indent, 12.7, 0.1):
        yield f"{what}: first line {indent:.1f} mm"
    gap = max(int(reader.layout(paragraph, "w:spacing", f"w:{side}") or 0) for side in ("before", "after"))
    if gap < 120:
        yield f"{what}: gap under 6 pt"
    look = reader.look(paragraph)
    line = int(reader.layout(paragraph, "w:spacing", "w:line") or 240)
    exact = reader.layout(paragraph, "w:spacing", "w:lineRule") in {"exact", "atLeast"}
    spacing = line / 20 / (look.size * 1.149) if exact else line / 240
    if not _between(1.0, spacing, 1.5, 0.01):
        yield f"{what}: line spacing {spacing:.2f}"
    if reader.layout(paragraph, "w:jc", "w:val") != "both":
        yield f"{what}: not justified"


def _end(reader: Reader) -> Iterator[str]:
    head = reader.starting("Nơi nhận:")
    yield from _must(reader, "recipients", head, 12, 12, bold=True, italic=True)
    if head is None:
        return
    cell = next(head._p.iterancestors(qn("w:tc")))
    lines = [Paragraph(p, reader.document) for p in cell.iter(qn("w:p"))][1:]
    for at, line in enumerate(lines):
        yield from _must(reader, "recipient", line, 11, 11)
        if not line.text.startswith("- ") or not line.text.endswith(";" if at < len(lines) - 1 else "."):
            yield f"recipient: {line.text}"
    articles = [int(found[1]) for p in reader.everywhere() if (found := re.match(r"Điều (\d+)\.", p.text))]
    named = re.match(r"- Như Điều (\d+)", lines[0].text)
    if named and articles and int(named[1]) != articles[-1]:
        yield f"recipient: Điều {named[1]} is not the last article"
    row = next(cell.iterancestors(qn("w:tr")))
    signed = [Paragraph(p, reader.document) for p in list(row.iter(qn("w:tc")))[1].iter(qn("w:p"))]
    written = [p for p in signed if p.text]
    posts = written[:-1]
    if len(posts) > 1 and reader.look(posts[-1]).italic:
        # the post in a second language, for a head who is a foreigner: small, slanted, under the post
        yield from _must(reader, "second post", posts.pop(), 11, 12, italic=True, align="center")
    for post in posts:
        yield from _must(reader, "post", post, 13, 14, bold=True, upper=True, align="center")
    yield from _must(reader, "signer", written[-1], 13, 14, bold=True, align="center")
    if row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None:
        yield "signature: may be split"
    above = Paragraph(next(row.iterancestors(qn("w:tbl"))).getprevious(), reader.document)
    if not reader.switched(above, "w:keepNext"):
        yield "signature: may stand alone"


def _annex(reader: Reader) -> Iterator[str]:
    annex = reader.starting("Phụ lục")
    if annex is None:
        return
    yield from _must(reader, "annex", annex, 14, 14, bold=True, align="center")
    title = Paragraph(annex._p.getnext(), reader.document)
    yield from _must(reader, "annex title", title, 13, 14, bold=True, upper=True, align="center")
    yield from _must(
        reader, "annex source", reader.starting("(Kèm theo"), 13, 14, italic=True, align="center"
    )
    numbering = reader.document.sections[-1]._sectPr.find(qn("w:pgNumType"))
    if len(reader.document.sections) < 2 or numbering is None or numbering.get(qn("w:start")) != "1":
        yield "annex: pages not numbered apart"
    table = reader.document.tables[-1]
    rows = table._tbl.findall(qn("w:tr"))
    if rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
        yield "list: header does not repeat"
    if any(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None for row in rows):
        yield "list: rows may be split"
    grid = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
    titles = ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in rows[0].findall(qn("w:tc"))]
    names = next(at for at, text in enumerate(titles) if "Tác giả" in text)
    if grid[names] / 1440 * 25.4 < 38:
        yield "list: name column under 38 mm"
    section = reader.document.sections[-1]
    if (
        sum(grid) / 1440 * 25.4
        > _mm(section.page_width) - _mm(section.left_margin) - _mm(section.right_margin) + 0.2
    ):
        yield "list: wider than the text"


# Pages --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Word:
    """A word on a page; millimetres from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """A page of a PDF: size in millimetres, words, and level lines as (left, right, y)."""

    width: float
    height: float
    words: tuple[Word, ...]
    lines: tuple[tuple[float, float, float], ...]

    def rows(self) -> list[str]:
        """The page's lines of text, from the top."""
        found: list[list[Word]] = []
        for word in sorted(self.words, key=lambda one: (one.bottom, one.left)):
            if found and abs(found[-1][-1].bottom - word.bottom) < 1.2:
                found[-1].append(word)
            else:
                found.append([word])
        return [" ".join(w.text for w in sorted(row, key=lambda one: one.left)) for row in found]


def read_pages(pdf: bytes) -> list[Page]:
    """The pages of a PDF with positions."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        boxes = subprocess.run(["pdftotext", "-bbox", file.name, "-"], capture_output=True, check=True).stdout
    space = "{http://www.w3.org/1999/xhtml}"
    pages = []
    document = pypdfium2.PdfDocument(pdf)
    for at, page in enumerate(ET.fromstring(boxes).iter(f"{space}page")):
        words = tuple(
            Word(word.text or "", *(float(word.get(k)) * POINT_MM for k in ("xMin", "yMin", "xMax", "yMax")))
            for word in page.iter(f"{space}word")
        )
        width, height = (float(page.get(k)) * POINT_MM for k in ("width", "height"))
        pages.append(Page(width, height, words, tuple(_level_lines(document[at], height))))
    document.close()
    return pages


def _level_lines(page: pypdfium2.PdfPage, height: float) -> Iterator[tuple[float, float, float]]:
    for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH], max_depth=5):
        left, bottom, right, top = (value * POINT_MM for value in one.get_bounds())
        if top - bottom < 1.2 and right - left > 5:
            yield left, right, height - (top + bottom) / 2


def decision_page_faults(pdf: bytes) -> list[str]:
    """What a decision's pages do against the rules, whichever way made them."""
    pages = read_pages(pdf)
    annex = next((at for at, page in enumerate(pages) if "Phụ lục" in page.rows()[0]), len(pages))
    return [
        *_first_page(pages[0]),
        *_numbers(pages[:annex], "text"),
        *_numbers(pages[annex:], "annex"),
        *_signature(pages[:annex]),
        *_list(pages[annex:]),
    ]


def _first_page(page: Page) -> Iterator[str]:
    rows = page.rows()
    if not any(COUNTRY in row for row in rows):
        yield "country: not on one line"
    motto = [word for word in page.words if word.text in MOTTO.split() and word.left > page.width / 3][:8]
    left, right, bottom = motto[0].left, motto[-1].right, motto[0].bottom
    rule = next(
        (line for line in page.lines if 0 < line[2] - motto[0].top < 8 and line[0] > page.width / 3), None
    )
    if rule is None:
        yield "motto: no rule on the page"
    elif abs(rule[0] - left) > 1.5 or abs(rule[1] - right) > 1.5:
        yield f"motto: rule from {rule[0]:.1f} to {rule[1]:.1f} under {left:.1f} to {right:.1f}"
    elif rule[2] < bottom - 1.5:
        yield "motto: rule through the words"


def _numbers(pages: list[Page], what: str) -> Iterator[str]:
    for number, page in enumerate(pages, 1):
        over = [word for word in page.words if word.bottom < 19]
        if number == 1 and over:
            yield f"{what}: something over page 1"
        if number > 1:
            if [word.text for word in over] != [str(number)]:
                yield f"{what}: page {number} says {[word.text for word in over]}"
            else:
                # between the margins, 30 and 15 mm
                middle = (over[0].left + over[0].right) / 2
                if abs(middle - (30 + page.width - 15) / 2) > 1:
                    yield f"{what}: number of page {number} not centred"


def _signature(pages: list[Page]) -> Iterator[str]:
    at, rows = next(
        (at, page.rows()) for at, page in enumerate(pages) if any("Nơi nhận:" in r for r in page.rows())
    )
    place = next(n for n, row in enumerate(rows) if "Nơi nhận:" in row)
    above = rows[1:place] if at else rows[:place]
    if len(above) < 2:
        yield f"signature: {len(above)} lines above it"
    if at != len(pages) - 1:
        yield "signature: not on the last page"


def _list(pages: list[Page]) -> Iterator[str]:
    counted = 0
    for number, page in enumerate(pages, 1):
        rows = page.rows()
        if not any("STT" in row for row in rows):
            yield f"list: no header on page {number}"
        # the first column alone: numbers that stand in it
        for word in sorted(page.words, key=lambda one: one.bottom):
            if word.text.isdecimal() and word.left > 29.5 and word.right < 41 and word.top > 20:
                counted += 1
                if int(word.text) != counted:
                    yield f"list: {word.text} where {counted} was due"
    if any(page.width < page.height for page in pages):
        yield "annex: not on its side"
