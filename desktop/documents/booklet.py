"""The files of a meeting in one PDF: a bookmark for each initiative, one below it for each of its files.

PDFs are taken in page by page without what could act (links, scripts, forms), pictures each on a page of A4; what
cannot be shown on a page is named on a page of its own. A foot on every page says whose copy it is, and pages with
protected content are marked.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import Image, ImageOps

PDF = "application/pdf"
_PICTURES = frozenset({"image/jpeg", "image/png"})
_A4 = (595.28, 841.89)
_MARGIN = 42.5
_ACTING = ("/Annots", "/AA", "/B")
_SMALL, _PLAIN = 8.5, 12.0
_LARGEST_SIDE = 3_000

Stop = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Piece:
    """One file: what it is called in the bookmarks, its bytes, their kind, and whether it is protected."""

    name: str
    data: bytes
    media_type: str
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """One initiative and its files in order."""

    title: str
    pieces: tuple[Piece, ...]
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What the booklet says itself: `foot` on every page, `protected` on marked ones, `aside` of what is not in it."""

    title: str
    foot: str
    protected: str
    aside: str


@dataclass(frozen=True, slots=True)
class Booklet:
    """The PDF, its pages, and the names of files that could not be shown."""

    pdf: bytes
    pages: int
    left_out: tuple[str, ...]


def booklet(chapters: Sequence[Chapter], words: Words, *, stop: Stop = lambda: None) -> Booklet:
    """All chapters in their order; one without files has no place in it."""
    import pikepdf  # loaded when first needed

    with ExitStack() as opened:
        binder = _Binder(opened.enter_context(pikepdf.new()), opened, words)
        with binder.whole.open_outline() as outline:
            outline.root.extend(binder.bind(chapter, stop) for chapter in chapters if chapter.pieces)
        with binder.whole.open_metadata(set_pikepdf_as_editor=False) as about:
            about["dc:title"] = words.title
        binder.whole.docinfo["/Title"] = words.title
        out = io.BytesIO()
        binder.whole.save(out)
        return Booklet(out.getvalue(), len(binder.whole.pages), tuple(binder.left_out))


class _Binder:
    """Takes files in one by one. What was opened stays open until the whole is saved: pages refer back to it."""

    def __init__(self, whole: Any, opened: ExitStack, words: Words) -> None:
        self.whole = whole
        self.left_out: list[str] = []
        self._opened = opened
        self._words = words

    def bind(self, chapter: Chapter, stop: Stop) -> Any:
        """Add a chapter; gives its bookmark."""
        entry = self._bookmark(chapter.title, marked=chapter.is_protected)
        for piece in chapter.pieces:
            stop()
            marked = piece.is_protected or chapter.is_protected
            entry.children.append(self._bookmark(piece.name, marked=marked))
            self._take_in(piece, marked=marked)
        return entry

    def _bookmark(self, title: str, *, marked: bool) -> Any:
        """Opens the page that comes next."""
        import pikepdf

        shown = f"{title} ({self._words.protected.lower()})" if marked else title
        return pikepdf.OutlineItem(shown, len(self.whole.pages))

    def _take_in(self, piece: Piece, *, marked: bool) -> None:
        """Add a file's pages, or one page with its name."""
        import pikepdf

        first = len(self.whole.pages)
        try:
            for page in self._pages_of(piece):
                self.whole.pages.append(page)
        except (pikepdf.PdfError, Image.DecompressionBombError, OSError, ValueError):
            del self.whole.pages[first:]
        if len(self.whole.pages) == first:
            self.left_out.append(piece.name)
            self.whole.pages.append(self._open(_named(piece.name, self._words.aside)).pages[0])
        for at in range(first, len(self.whole.pages)):
            self._finish(self.whole.pages[at], marked=marked)

    def _pages_of(self, piece: Piece) -> Iterable[Any]:
        if piece.media_type == PDF:
            return self._open(piece.data).pages  # type: ignore[no-any-return]  # pikepdf's own list
        if piece.media_type in _PICTURES:
            return (self._open(_pictured(piece.data, piece.name)).pages[0],)
        return ()

    def _open(self, pdf: bytes) -> Any:
        import pikepdf

        return self._opened.enter_context(pikepdf.open(io.BytesIO(pdf)))

    def _finish(self, page: Any, *, marked: bool) -> None:
        """Take out what acts, put in whose copy it is."""
        for key in _ACTING:
            if key in page.obj:
                del page.obj[key]
        box = page.mediabox
        size = (float(box[2]) - float(box[0]), float(box[3]) - float(box[1]))
        if int(page.obj.get("/Rotate", 0)) % 180:
            size = (size[1], size[0])
        mark = self._words.protected if marked else ""
        page.add_overlay(self._open(_overlay(size, self._words.foot, mark)).pages[0])


# Drawing --------------------------------------------------------------------------------------


@cache
def _font(*, bold: bool) -> str:
    from word2pdf.fonts import FontManager

    fonts: Any = FontManager(default_family="Times New Roman")  # type: ignore[no-untyped-call]  # half-typed
    return str(fonts.resolve("Times New Roman", bold, False).name)


def _canvas(size: tuple[float, float]) -> tuple[Any, io.BytesIO]:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.invariant = 1
    out = io.BytesIO()
    return Canvas(out, pagesize=size), out


@cache
def _overlay(size: tuple[float, float], foot: str, mark: str) -> bytes:
    canvas, out = _canvas(size)
    canvas.setFont(_font(bold=False), _SMALL)
    canvas.drawCentredString(size[0] / 2, 14, foot)
    if mark:
        canvas.setFont(_font(bold=True), _SMALL)
        wide = canvas.stringWidth(mark, _font(bold=True), _SMALL)
        canvas.rect(size[0] - wide - 30, size[1] - 24, wide + 12, 14)
        canvas.drawString(size[0] - wide - 24, size[1] - 20, mark)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _named(name: str, aside: str) -> bytes:
    """A page that names what is not shown."""
    canvas, out = _canvas(_A4)
    canvas.setFont(_font(bold=True), _PLAIN)
    canvas.drawString(_MARGIN, _A4[1] - 90, name)
    canvas.setFont(_font(bold=False), _PLAIN)
    canvas.drawString(_MARGIN, _A4[1] - 110, aside)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _pictured(data: bytes, name: str) -> bytes:
    """A picture upright on a page, as large as it can be, its name below."""
    from reportlab.lib.utils import ImageReader

    with Image.open(io.BytesIO(data)) as opened:
        opened.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE))
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    across = picture.width > picture.height
    size = (_A4[1], _A4[0]) if across else _A4
    room = (size[0] - 2 * _MARGIN, size[1] - 2 * _MARGIN - 20)
    scale = min(room[0] / picture.width, room[1] / picture.height)
    wide, high = picture.width * scale, picture.height * scale
    canvas, out = _canvas(size)
    left, low = (size[0] - wide) / 2, _MARGIN + 20 + (room[1] - high) / 2
    canvas.drawImage(ImageReader(picture), left, low, wide, high)
    canvas.setFont(_font(bold=False), _SMALL)
    canvas.drawCentredString(size[0] / 2, low - 14, name)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
