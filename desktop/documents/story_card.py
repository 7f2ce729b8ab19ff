"""A story card: a poster for the notice board (A4, A5) or a picture for a chat group, drawn as one picture.

Nothing is drawn that was not handed in: what is protected, and names that are to be left out, never come here.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps, UnidentifiedImageError

from desktop.domain.problems import Refused

_GROUND, _INK, _MUTED, _ACCENT, _SOFT = "#FFFFFF", "#1A2330", "#566173", "#0F5EA8", "#E5F0FA"
_MOST_PIXELS = 80_000_000
_LEAST_LINES = 4
"""Lines of the summary that a photo leaves room for."""


class CardSize(StrEnum):
    """What the card is for."""

    A4 = "a4"
    A5 = "a5"
    CHAT = "chat"


_PIXELS = {CardSize.A4: (2480, 3508), CardSize.A5: (1748, 2480), CardSize.CHAT: (1080, 1350)}
"""A4 and A5 at 300 dots an inch."""
_DOTS = {CardSize.A4: 300, CardSize.A5: 300, CardSize.CHAT: 96}


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a card says; `authors` empty where names are left out, `photo` empty where nobody agreed to one."""

    union: str
    heading: str
    title: str
    authors: str
    workshop: str
    summary: str
    effect: str
    photo: bytes = b""


def card(facts: CardFacts, size: CardSize) -> Image.Image:
    """The card. Raises `picture.unreadable` for a photo that is none."""
    width, height = _PIXELS[size]
    image = Image.new("RGB", (width, height), _GROUND)
    draw = ImageDraw.Draw(image)
    edge, unit = width // 14, width // 40
    draw.rectangle((0, 0, width, unit * 7), fill=_ACCENT)
    _text(draw, facts.union, edge, unit * 2, width - 2 * edge, "SemiBold", unit, _GROUND, lines=2)
    _text(draw, facts.heading, edge, unit * 4.6, width - 2 * edge, "Regular", unit, _SOFT, lines=1)
    y = unit * 9.0
    y = _text(draw, facts.title, edge, y, width - 2 * edge, "Bold", round(unit * 1.9), _INK, lines=5)
    said = ", ".join(part for part in (facts.authors, facts.workshop) if part)
    y = _text(draw, said, edge, y + unit, width - 2 * edge, "SemiBold", round(unit * 1.15), _ACCENT, lines=3)
    small = round(unit * 1.2)
    box = height - unit * 6.5
    room = (box if facts.effect else height - unit * 3) - unit
    if facts.photo:
        tall = min(height * 0.36, room - y - unit - small * 1.4 * _LEAST_LINES)
        y = _photo(image, facts.photo, edge, y + unit, width - 2 * edge, max(unit, tall))
    lines = max(0, int((room - y - unit * 1.4) / (small * 1.4)))
    _text(draw, facts.summary, edge, y + unit * 1.4, width - 2 * edge, "Regular", small, _INK, lines=lines)
    if facts.effect:
        draw.rounded_rectangle((edge, box, width - edge, height - unit * 3), unit, fill=_SOFT)
        _text(draw, facts.effect, edge + unit, box + unit, width - 2 * edge - 2 * unit, "SemiBold", small, _ACCENT,
              lines=1)  # fmt: skip
    return image


def as_png(facts: CardFacts, size: CardSize) -> bytes:
    """The card as a picture."""
    stream = io.BytesIO()
    card(facts, size).save(stream, "PNG", dpi=(_DOTS[size], _DOTS[size]), optimize=True)
    return stream.getvalue()


def as_pdf(facts: CardFacts, size: CardSize) -> bytes:
    """The card as one page to print."""
    stream = io.BytesIO()
    card(facts, size).save(stream, "PDF", resolution=_DOTS[size])
    return stream.getvalue()


def _text(
    draw: ImageDraw.ImageDraw,
    text: str,
    x: float,
    y: float,
    width: float,
    weight: str,
    size: int,
    ink: str,
    *,
    lines: int,
) -> float:
    """Wrapped words, at most so many lines; gives the height under them."""
    if not text or lines < 1:
        return y
    font = _font(weight, size)
    for line in _wrapped(text, font, width, lines):
        draw.text((x, y), line, fill=ink, font=font)
        y += size * 1.4
    return y


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: float, most: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) <= width or not line:
            line = longer
            continue
        lines.append(line)
        line = word
    lines.append(line)
    if len(lines) > most:
        lines = lines[:most]
        while font.getlength(lines[-1] + "…") > width:
            lines[-1] = lines[-1].rpartition(" ")[0] or lines[-1][:-1]
        lines[-1] += "…"
    return lines


def _photo(image: Image.Image, data: bytes, x: float, y: float, width: float, height: float) -> float:
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise Refused("picture.unreadable")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise Refused("picture.unreadable") from error
    fitted = ImageOps.fit(upright, (round(width), round(height)))
    image.paste(fitted, (round(x), round(y)))
    return y + height


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    folder = Path(str(resources.files("fontpkg_be_vietnam_pro") / "files"))
    return ImageFont.truetype(str(folder / f"BeVietnamPro-{weight}.ttf"), size)
