"""Scanned sheets: QR symbols on them are found, sheets lying on one page are cut apart and turned upright; no Qt.

Scanners in offices give 150 dots per inch, crooked, grey, with dirt on the glass. So a page is tried as it is first
and then in ways that each mend one fault, until a symbol is found. What is in a symbol is believed only where its
own check holds; the caller looks it up in what was printed.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image, ImageFilter, ImageOps, ImageSequence, UnidentifiedImageError

from desktop.documents.preview import open_pdf
from desktop.documents.symbol_repair import grid_at, repaired
from desktop.domain.paper_form import read_symbol
from desktop.domain.problems import Refused

DPI = 200
"""Dots per inch at which pages of a PDF are drawn: enough for the symbol, and to be read."""
MOST_PAGES = 1_000
_JPEG = 80
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_LONG_SIDE = 2_339
"""Dots of a kept sheet's long side: A4 at 200 dots per inch."""
_SHEET = 277
"""A sheet's surface in squares of its symbol's reach: A4, and a symbol of 28 mm with its light rim."""
_ROOM = 1.6
"""So much more than its sheets a page is before another is looked for: a crooked page has white corners."""

Stop = Callable[[], object]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """One symbol: the code in it, its middle and its turn in degrees (clockwise), in the page's own dots."""

    code: str
    x: float
    y: float
    turn: float
    reach: float
    """Half of the symbol's diagonal."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet out of a scanned file: upright JPEG bytes, its page (from 1), the code on it ("" for none)."""

    jpeg: bytes
    page: int
    code: str


def sheets_of(
    file: Path,
    *,
    stop: Stop = lambda: None,
    progress: Progress = lambda _done, _total: None,
) -> Iterator[Sheet]:
    """Every sheet of a scanned file (PDF, JPEG, PNG, TIFF), page by page.

    Raises `scan.kind`, `scan.damaged`, `scan.too_long` (over `MOST_PAGES`), `pdf.damaged`.
    """
    for page, total, image in _pages(file):
        stop()
        yield from sheets_on(image, page)
        progress(page, total)


def sheets_on(image: Image.Image, page: int = 1) -> list[Sheet]:
    """The sheets of one page: one for each code of ours on it, or the page whole."""
    grey = image.convert("L")
    found = find_codes(grey)
    if not found:
        return [Sheet(_as_jpeg(image), page, "")]
    turn = _common_turn(found)
    upright, placed = _turned(image, found, turn)
    parts = _cut(upright, placed)
    return [Sheet(_as_jpeg(part), page, one.code) for part, one in zip(parts, placed, strict=True)]


# Finding ------------------------------------------------------------------------------------


def find_codes(grey: Image.Image) -> tuple[Found, ...]:
    """The codes of ours on a page, each once.

    Three quick ways of looking are tried in any case, for where one sheet was found a second may lie. Symbols are drawn
    anew only while nothing was found, a symbol was seen that could not be read, or there is room for another sheet.
    """
    found: dict[str, Found] = {}
    unread: list[Found] = []
    for mend in (_as_it_is, _smaller, _softer):
        mended, scale = mend(grey)
        for binarizer in (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram):
            for one in _symbols(mended, binarizer=binarizer, return_errors=True):
                code = read_symbol(one.text) if one.valid else ""
                if code:
                    found.setdefault(code, _placed(code, one, scale))
                elif not one.valid:
                    unread.append(_placed("", one, scale))
    unread = [one for one in unread if not _is_near(one, found.values())]
    if unread or _has_room(grey, found.values()):
        for anew in _found_anew(grey, unread):
            found.setdefault(anew.code, anew)
    return tuple(found.values())


def _symbols(image: Image.Image, **options: Any) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(image, formats=_QR, try_invert=False, **options)


def _found_anew(grey: Image.Image, unread: Iterable[Found]) -> Iterator[Found]:
    """Codes of symbols that are dirty, drawn anew."""
    scale = min(1.0, _LONG_SIDE / max(grey.size))
    page = grey if scale == 1 else grey.resize((round(grey.width * scale), round(grey.height * scale)))
    seen = [grid_at(one.x * scale, one.y * scale, one.turn, one.reach * scale) for one in unread if one.reach]
    for symbol, grid in repaired(page, seen):
        for one in _symbols(symbol, is_pure=True):
            code = read_symbol(one.text)
            if code:
                x, y = grid.middle()
                yield Found(code, x / scale, y / scale, grid.turn(), grid.reach() / scale)


def _is_near(unread: Found, found: Iterable[Found]) -> bool:
    """Whether an unread symbol is one that was read in another way."""
    return any(math.hypot(unread.x - one.x, unread.y - one.y) < 2 * one.reach for one in found)


def _has_room(grey: Image.Image, found: Iterable[Found]) -> bool:
    """Whether the sheets that were found leave room for one more; a sheet is as large as its symbol says."""
    taken = sum(_SHEET * one.reach**2 for one in found)
    return grey.width * grey.height > _ROOM * taken


def _as_it_is(grey: Image.Image) -> tuple[Image.Image, float]:
    return grey, 1.0


def _smaller(grey: Image.Image) -> tuple[Image.Image, float]:
    """For specks: half the size swallows them."""
    return grey.resize((grey.width // 2 or 1, grey.height // 2 or 1), Image.Resampling.BOX), 0.5


def _softer(grey: Image.Image) -> tuple[Image.Image, float]:
    """For grain: each dot becomes the mean of its neighbours."""
    return grey.filter(ImageFilter.BoxBlur(1)), 1.0


def _placed(code: str, one: zxingcpp.Barcode, scale: float) -> Found:
    at = one.position
    corners = [
        (p.x / scale, p.y / scale) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    ]
    x, y = (sum(values) / 4 for values in zip(*corners, strict=True))
    (left, top), (right, level) = corners[0], corners[1]
    turn = math.degrees(math.atan2(level - top, right - left))
    return Found(code, x, y, turn, math.hypot(left - x, top - y))


# Turning and cutting --------------------------------------------------------------------------


def _common_turn(found: tuple[Found, ...]) -> float:
    """The turn of the page in degrees: the mean of its symbols' directions."""
    east = sum(math.cos(math.radians(one.turn)) for one in found)
    south = sum(math.sin(math.radians(one.turn)) for one in found)
    return math.degrees(math.atan2(south, east))


def _turned(
    image: Image.Image, found: tuple[Found, ...], turn: float
) -> tuple[Image.Image, tuple[Found, ...]]:
    """The page turned back, with where its symbols are now."""
    white = 255 if image.mode == "L" else (255, 255, 255)
    page = image if image.mode == "L" else image.convert("RGB")
    upright = page.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=white)
    angle = math.radians(-turn)
    cos, sin = math.cos(angle), math.sin(angle)

    def now(one: Found) -> Found:
        dx, dy = one.x - page.width / 2, one.y - page.height / 2
        x, y = dx * cos - dy * sin, dx * sin + dy * cos
        return Found(one.code, x + upright.width / 2, y + upright.height / 2, 0.0, one.reach)

    return upright, tuple(now(one) for one in found)


def _cut(page: Image.Image, placed: tuple[Found, ...]) -> list[Image.Image]:
    """One part a symbol, by where a symbol stands: in the upper right corner of its sheet.

    Sheets below each other end just above the next one's symbol, sheets beside each other just behind their own.
    """
    if len(placed) == 1:
        return [page]
    xs, ys = [one.x for one in placed], [one.y for one in placed]
    beside = max(xs) - min(xs) > max(ys) - min(ys)
    order = sorted(placed, key=lambda one: one.x if beside else one.y)
    edges = [0.0]
    for one, following in pairwise(order):
        if beside:
            margin = max(page.width - order[-1].x, one.reach)
            edges.append(min(one.x + margin, following.x - following.reach))
        else:
            margin = max(order[0].y, following.reach)
            edges.append(max(following.y - margin, one.y + one.reach))
    edges.append(float(page.width if beside else page.height))
    parts = {
        one.code: page.crop(
            (round(start), 0, round(end), page.height)
            if beside
            else (0, round(start), page.width, round(end))
        )
        for one, (start, end) in zip(order, pairwise(edges), strict=True)
    }
    return [parts[one.code] for one in placed]


# Reading and keeping --------------------------------------------------------------------------


def _pages(file: Path) -> Iterator[tuple[int, int, Image.Image]]:
    if file.suffix.casefold() == ".pdf":
        yield from _pdf_pages(file)
        return
    try:
        with Image.open(file) as opened:
            total = getattr(opened, "n_frames", 1)
            _demand_few(file, total)
            for page, frame in enumerate(ImageSequence.Iterator(opened), start=1):
                yield page, total, _plain(ImageOps.exif_transpose(frame))
    except UnidentifiedImageError as fault:
        raise Refused("scan.kind", file=file.name) from fault
    except (OSError, ValueError, Image.DecompressionBombError) as fault:
        raise Refused("scan.damaged", file=file.name) from fault


def _pdf_pages(file: Path) -> Iterator[tuple[int, int, Image.Image]]:
    with open_pdf(file) as pages:
        _demand_few(file, len(pages))
        for page in range(len(pages)):
            drawn = pages.render(page, DPI)
            yield page + 1, len(pages), Image.frombytes("RGB", (drawn.width, drawn.height), drawn.rgb)


def _demand_few(file: Path, total: int) -> None:
    if total > MOST_PAGES:
        raise Refused("scan.too_long", file=file.name, pages=total, most=MOST_PAGES)


def _plain(frame: Image.Image) -> Image.Image:
    """Grey or colour; a scan of one bit a dot becomes grey, so that it can be turned smoothly."""
    return frame.convert("L" if frame.mode in ("1", "L", "I;16") else "RGB")


def _as_jpeg(image: Image.Image) -> bytes:
    kept = image if image.mode in ("L", "RGB") else image.convert("RGB")
    if max(kept.size) > _LONG_SIDE:
        kept = kept.copy()
        kept.thumbnail((_LONG_SIDE, _LONG_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    kept.save(out, "JPEG", quality=_JPEG, optimize=True)
    return out.getvalue()
