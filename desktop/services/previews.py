"""Pages of a paper as pictures, for the window's preview and for printing page by page. Blocking."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.documents import preview


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: size in pixels, and its rows of RGB bytes without padding."""

    width: int
    height: int
    rgb: bytes


def pages(pdf: bytes) -> int:
    """How many pages a PDF has. Raises `pdf.damaged`."""
    return preview.page_count(pdf)


def render(pdf: bytes, page: int, dpi: int) -> Picture:
    """One page, counted from 0. Raises `pdf.damaged`."""
    with preview.PdfPages(pdf) as document:
        image = document.render(page, dpi=dpi)
    return Picture(image.width, image.height, image.rgb)
