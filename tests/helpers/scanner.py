"""An office scanner for tests: crooked, blurred, grainy, dirty, 150 dots per inch, and JPEG at the end."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import NormalDist

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from desktop.documents.floor_papers import RegistrationFacts, RegistrationSheet
from desktop.documents.inserting import inserted
from desktop.documents.pdf import Engine, to_pdf
from desktop.documents.preview import open_pdf
from desktop.documents.symbols import symbols_of
from desktop.documents.templates import fill_paper

SHELF = Path(__file__).parents[2] / "templates" / "vi"
DPI = 150


def printed(sheets: Sequence[RegistrationSheet], folder: Path, dpi: int = DPI) -> list[Image.Image]:
    """The sheets as they come out of the printer: from the real template, through the real PDF."""
    filled = fill_paper(RegistrationFacts(tuple(sheets)), [SHELF]).docx
    out = folder / "forms.pdf"
    to_pdf(
        inserted(filled, symbols_of([sheet.code for sheet in sheets], "QR")), out, engines=(Engine.BUILT_IN,)
    )
    with open_pdf(out) as pages:
        drawn = [pages.render(page, dpi) for page in range(len(pages))]
    return [Image.frombytes("RGB", (page.width, page.height), page.rgb).convert("L") for page in drawn]


def scanned(page: Image.Image, random: Random, *, angle: float | None = None) -> Image.Image:
    """A page as a bad scanner gives it: up to 10 degrees crooked, perhaps on its side or upside down."""
    turn = random.uniform(-10, 10) + random.choice((0, 0, 0, 90, 180, 270)) if angle is None else angle
    made = page.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    made = _smudged(made, random)
    made = made.filter(ImageFilter.GaussianBlur(random.uniform(0.3, 1.3)))
    pale, dark = random.randint(0, 50), random.randint(200, 255)
    made = made.point([round(pale + level * (dark - pale) / 255) for level in range(256)])
    seed = bytes(random.randrange(256) for _ in range(64 * 64))
    grain = Image.frombytes("L", (64, 64), seed).resize(made.size, Image.Resampling.NEAREST)
    noise = ImageChops.add(
        _noise(made.size, random.uniform(5, 40), random), grain.point([v // 16 for v in range(256)])
    )
    made = ImageChops.add(made, noise, scale=1, offset=-128)
    out = io.BytesIO()
    made.save(out, "JPEG", quality=random.randint(35, 80))
    return Image.open(out)


def _noise(size: tuple[int, int], sigma: float, random: Random) -> Image.Image:
    """Gauss's, around the middle; Pillow's own takes its numbers from the C library, in another order at each run."""
    spread = NormalDist(128, sigma)
    levels = [min(255, max(0, round(spread.inv_cdf((level + 0.5) / 256)))) for level in range(256)]
    return Image.frombytes("L", size, random.randbytes(size[0] * size[1])).point(levels)


def _smudged(page: Image.Image, random: Random) -> Image.Image:
    """Fingerprints, a coffee ring, a pen's stroke; some of them on the symbol."""
    made = page.copy()
    draw = ImageDraw.Draw(made)
    for _ in range(random.randint(2, 8)):
        x, y, r = random.randrange(made.width), random.randrange(made.height), random.randint(2, 9)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=random.choice((60, 120, 255)))
    x, y = random.randrange(made.width), random.randrange(made.height)
    draw.line((x, y, x + random.randint(-200, 200), y + random.randint(-200, 200)), fill=90, width=2)
    return made


def on_one_page(left: Image.Image, right: Image.Image, *, beside: bool) -> Image.Image:
    """Two sheets on one page, each shrunk to half an A4."""
    width, height = left.size
    small = [
        one.resize((round(width * 0.707), round(height * 0.707)), Image.Resampling.LANCZOS)
        for one in (left, right)
    ]
    page = Image.new("L", (height, width) if beside else (small[0].width, 2 * small[0].height), 255)
    page.paste(small[0], (0, 0))
    page.paste(small[1], (page.width // 2, 0) if beside else (0, small[0].height))
    return page
