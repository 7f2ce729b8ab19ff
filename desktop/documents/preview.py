"""Pages of a PDF as pictures, for the window's preview and for printing page by page; no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Self

import pypdfium2

from desktop.domain.problems import Refused

_POINTS_PER_INCH = 72
MOST_DPI = 300
"""Printing asks for no more; an A4 page at this density is 26 MB."""

_pdfium = Lock()
"""PDFium may be inside one call at a time in a process, whichever document it is about."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: size in pixels, and its rows of RGB bytes without padding."""

    width: int
    height: int
    rgb: bytes


class PdfPages:
    """An open PDF. Safe to be asked from several threads; close it, or use it in a `with`."""

    def __init__(self, source: bytes | Path) -> None:
        with _pdfium:
            try:
                self._document = pypdfium2.PdfDocument(source)
            except (pypdfium2.PdfiumError, FileNotFoundError) as fault:
                raise Refused("pdf.damaged") from fault
            self._count = len(self._document)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        """Number of pages."""
        return self._count

    def close(self) -> None:
        """Give the memory back."""
        with _pdfium:
            self._document.close()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height in points of a page, counted from 0."""
        with self._page(page) as opened:
            width, height = opened.get_size()
            return float(width), float(height)

    def render(self, page: int, dpi: float = 96) -> PageImage:
        """A page, counted from 0, on white; at most `MOST_DPI`."""
        scale = min(dpi, MOST_DPI) / _POINTS_PER_INCH
        with self._page(page) as opened:
            bitmap = opened.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
            try:
                return PageImage(bitmap.width, bitmap.height, _packed(bitmap))
            finally:
                bitmap.close()

    @contextmanager
    def _page(self, page: int) -> Iterator[Any]:
        if not 0 <= page < self._count:
            raise Refused("pdf.no_page", page=page + 1, pages=self._count)
        with _pdfium:
            opened = self._document[page]
            try:
                yield opened
            finally:
                opened.close()


def _packed(bitmap: Any) -> bytes:
    """The bitmap's rows without what pads them to four bytes."""
    data, wide = bytes(bitmap.buffer), bitmap.width * 3
    if bitmap.stride == wide:
        return data
    return b"".join(data[at : at + wide] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride))


def open_pdf(source: bytes | Path) -> PdfPages:
    """Open a PDF from its bytes or a file; `pdf.damaged` when it is none."""
    return PdfPages(source)


def page_count(source: bytes | Path) -> int:
    """How many pages a PDF has."""
    with open_pdf(source) as pages:
        return len(pages)
