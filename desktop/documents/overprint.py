"""Words alone on bought forms: text at places measured in millimetres, and the sheet that calibrates a printer.

There is no Word file behind it: the form is paper already. Letters are those that the built-in way to PDF finds
(Times New Roman, or one as wide).
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from desktop.documents.metrics import POINTS_PER_MM, Face, text_width
from desktop.documents.naming import Text, values_of
from desktop.documents.wrapping import wrapped
from desktop.domain.problems import Refused
from desktop.domain.text import normal

FILE = "overprint.toml"
_SMALLEST = 0.6
"""Part of its size that a text may shrink to before it is refused as too long."""
_LINE = 1.25
_MARKS = (20.0, 100.0)
"""Millimetres from the paper's edges at which the calibration sheet has its crosses."""


class Align(StrEnum):
    """Where a text stands in its width."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Field:
    """One place on the form: millimetres from the left and upper edge to the first baseline; size in points."""

    name: str
    x: float
    y: float
    width: float
    size: float = 13
    bold: bool = False
    italic: bool = False
    align: Align = Align.LEFT
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Form:
    """A bought form: its paper in millimetres and the places on it."""

    width: float
    height: float
    field: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Offset:
    """How far one printer prints beside the place, to be taken back: millimetres to the right and down."""

    right: float = 0.0
    down: float = 0.0


def read_form(folders: Sequence[Path]) -> Form:
    """The first form that the folders hold. Raises `overprint.unreadable` with the file's name."""
    return form_from(form_bytes(folders))


def form_bytes(folders: Sequence[Path]) -> bytes:
    """Its file as it lies there, to be kept. Raises `overprint.unreadable`."""
    for folder in folders:
        path = folder / FILE
        if path.is_file():
            try:
                return path.read_bytes()
            except OSError as error:
                raise Refused("overprint.unreadable", file=path.name) from error
    raise Refused("overprint.unreadable", file=FILE)


def form_from(data: bytes) -> Form:
    """The form that a file's bytes say. Raises `overprint.unreadable`."""
    try:
        return msgspec.convert(tomllib.loads(normal(data.decode("utf-8-sig"))), Form)
    except ValueError as error:
        raise Refused("overprint.unreadable", file=FILE) from error


def overprinted(pages: Sequence[object], form: Form, offset: Offset, title: str) -> bytes:
    """A PDF with a page for each facts object. Raises `overprint.unknown_name`, `paper.too_long` with the page."""
    sheet = _Sheet(form.width, form.height, offset, title)
    for number, facts in enumerate(pages, 1):
        values = values_of(facts).once
        for field in form.field:
            if field.name not in values:
                raise Refused("overprint.unknown_name", name=field.name)
            lines, size = _fitted(_one_line(values[field.name]), field, number)
            for at, line in enumerate(lines):
                sheet.write(line, field, size, at)
        sheet.next_page()
    return sheet.done()


def calibration(form: Form, offset: Offset, words: Mapping[str, str], title: str) -> bytes:
    """One page with crosses at known places and a ruler on two edges: what is measured there is the printer's own."""
    sheet = _Sheet(form.width, form.height, offset, title)
    for x in _MARKS:
        for y in _MARKS:
            sheet.cross(x, y)
            told = words["cross"].replace("$x", f"{x:.0f}").replace("$y", f"{y:.0f}")
            sheet.write(told, Field("", x + 6, y - 2, 70, 10), 10, 0)
    sheet.rulers()
    for at, line in enumerate(words["how"].split("\n")):
        sheet.write(line, Field("", 60, 130, form.width - 80, 12), 12, at)
    sheet.next_page()
    return sheet.done()


def _one_line(value: Text) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ", ".join(value)


def _fitted(text: str, field: Field, page: int) -> tuple[list[str], float]:
    face = Face.of(bold=field.bold, italic=field.italic)
    width = field.width * POINTS_PER_MM
    size = field.size
    while size >= field.size * _SMALLEST:
        lines = wrapped(text, face, size, width).split("\n")
        if len(lines) <= field.lines and all(text_width(line, face, size) <= width for line in lines):
            return lines, size
        size -= 0.5
    raise Refused("paper.too_long", page=page)


class _Sheet:
    """A canvas in millimetres from the upper left corner."""

    def __init__(self, width: float, height: float, offset: Offset, title: str) -> None:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        rl_config.invariant = 1
        self._out = io.BytesIO()
        self._height = height
        self._width = width
        self._offset = offset
        self._canvas = Canvas(self._out, pagesize=(width * POINTS_PER_MM, height * POINTS_PER_MM))
        self._canvas.setTitle(title)

    def write(self, text: str, field: Field, size: float, at: int) -> None:
        """One line, `at` lines below the field's first."""
        font = _font(field.bold, field.italic)
        self._canvas.setFont(font, size)
        wide = self._canvas.stringWidth(text, font, size) / POINTS_PER_MM
        spare = {Align.LEFT: 0.0, Align.CENTRE: (field.width - wide) / 2, Align.RIGHT: field.width - wide}
        down = field.y + at * size * _LINE / POINTS_PER_MM
        self._canvas.drawString(*self._place(field.x + spare[field.align], down), text)

    def cross(self, x: float, y: float) -> None:
        """A thin cross whose middle is at a place."""
        self._line(x - 5, y, x + 5, y)
        self._line(x, y - 5, x, y + 5)

    def rulers(self) -> None:
        """Millimetres along the upper and the left edge, longer at every tenth."""
        for at in range(10, int(self._width) - 5):
            self._line(at, 10, at, 10 + (5 if at % 10 == 0 else 2.5 if at % 5 == 0 else 1.5))
        for at in range(10, int(self._height) - 5):
            self._line(10, at, 10 + (5 if at % 10 == 0 else 2.5 if at % 5 == 0 else 1.5), at)

    def next_page(self) -> None:
        """This one is full."""
        self._canvas.showPage()

    def done(self) -> bytes:
        """The PDF."""
        self._canvas.save()
        return self._out.getvalue()

    def _line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self._canvas.setLineWidth(0.4)
        self._canvas.line(*self._place(x1, y1), *self._place(x2, y2))

    def _place(self, x: float, y: float) -> tuple[float, float]:
        moved = x + self._offset.right, self._height - y - self._offset.down
        return moved[0] * POINTS_PER_MM, moved[1] * POINTS_PER_MM


@cache
def _fonts() -> Any:
    from word2pdf.fonts import FontManager

    return FontManager(default_family="Times New Roman")  # type: ignore[no-untyped-call]  # word2pdf: half-typed


def _font(bold: bool, italic: bool) -> str:
    """ReportLab's name of a face."""
    return str(_fonts().resolve("Times New Roman", bold, italic).name)
