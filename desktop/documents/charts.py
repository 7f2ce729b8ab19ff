"""Charts for print: bars in black and grey that a laser printer keeps apart, each with its number beside it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

DOTS_PER_MM = 300 / 25.4
_INK, _DARK, _LIGHT, _LINE = "#000000", "#1F4E79", "#B9C9DA", "#8A8A8A"
_LABELS = 42.0
_NUMBERS = 12.0
_TEXT = 3.0


@dataclass(frozen=True, slots=True)
class _Pace:
    """Millimetres: a bar, the gap inside a pair, the gap between groups."""

    bar: float
    gap: float
    pad: float

    @property
    def row(self) -> float:
        """One group."""
        return 2 * self.bar + self.gap + self.pad


_ROOMY, _TIGHT = _Pace(3.0, 1.0, 2.5), _Pace(2.2, 0.4, 1.4)


@dataclass(frozen=True, slots=True)
class Bars:
    """One group: its name, what was reached, what lies behind it, and the target where there is one."""

    name: str
    dark: int
    light: int
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished chart; millimetres on paper."""

    png: bytes
    width: float
    height: float


def bar_chart(
    groups: Sequence[Bars], dark: str, light: str, target: str, width: float = 165.0, *, tight: bool = False
) -> Chart:
    """Bars by group, two each: `dark` and `light` name the counts, `target` the stroke across them.

    `tight` is for a page that has to hold more beside it.
    """
    pace = _TIGHT if tight else _ROOMY
    top = 6.0
    height = top + pace.row * len(groups) + 1
    image = Image.new("RGB", (_dots(width), _dots(height)), "white")
    draw = ImageDraw.Draw(image)
    room = width - _LABELS - _NUMBERS
    most = max([1, *(max(one.dark, one.light, one.target or 0) for one in groups)])
    _legend(draw, dark, light, target if any(one.target is not None for one in groups) else "")
    for at, one in enumerate(groups):
        y = top + at * pace.row
        _label(draw, one.name, y + pace.bar + pace.gap / 2)
        for place, (number, colour) in enumerate(((one.dark, _DARK), (one.light, _LIGHT))):
            upper = y + place * (pace.bar + pace.gap)
            long = room * number / most
            draw.rectangle(_box(_LABELS, upper, _LABELS + long, upper + pace.bar), fill=colour, outline=_INK)
            _write(draw, str(number), _LABELS + long + 1, upper + pace.bar / 2)
        if one.target is not None:
            x = _LABELS + room * one.target / most
            foot = y + 2 * pace.bar + pace.gap
            draw.line(_box(x, y - 0.5, x, foot + 0.5), fill=_INK, width=_dots(0.5))
    draw.line(_box(_LABELS, top - 1, _LABELS, height - 1), fill=_LINE, width=_dots(0.3))
    stream = io.BytesIO()
    image.save(stream, "PNG", dpi=(300, 300))
    return Chart(stream.getvalue(), width, height)


def _legend(draw: ImageDraw.ImageDraw, dark: str, light: str, target: str) -> None:
    x = _LABELS
    for words, colour in ((dark, _DARK), (light, _LIGHT)):
        draw.rectangle(_box(x, 1, x + 3, 4), fill=colour, outline=_INK)
        _write(draw, words, x + 4, 2.5)
        x += 8 + _font().getlength(words) / DOTS_PER_MM
    if target:
        draw.line(_box(x + 1, 0.6, x + 1, 4.4), fill=_INK, width=_dots(0.5))
        _write(draw, target, x + 3, 2.5)


def _label(draw: ImageDraw.ImageDraw, name: str, y: float) -> None:
    """A name that is too long loses its middle: what tells neighbours apart stands at its end."""
    text, kept = name, len(name)
    while _font().getlength(text) > (_LABELS - 2) * DOTS_PER_MM and kept > 4:
        kept -= 1
        text = f"{name[: kept // 2].rstrip()}…{name[len(name) - (kept - kept // 2) :].lstrip()}"
    draw.text((_dots(_LABELS - 1.5), _dots(y)), text, fill=_INK, font=_font(), anchor="rm")


def _write(draw: ImageDraw.ImageDraw, text: str, x: float, y: float) -> None:
    draw.text((_dots(x), _dots(y)), text, fill=_INK, font=_font(), anchor="lm")


def _box(x0: float, y0: float, x1: float, y1: float) -> tuple[int, int, int, int]:
    return _dots(x0), _dots(y0), _dots(x1), _dots(y1)


def _dots(millimetres: float) -> int:
    return round(millimetres * DOTS_PER_MM)


@cache
def _font(weight: str = "Regular", size: float = _TEXT) -> ImageFont.FreeTypeFont:
    folder = Path(str(resources.files("fontpkg_be_vietnam_pro") / "files"))
    return ImageFont.truetype(str(folder / f"BeVietnamPro-{weight}.ttf"), _dots(size))
