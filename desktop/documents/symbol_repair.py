"""A symbol under dirt: found by the corners that are left of it, read dot by dot, and drawn anew for the reader.

A reader of codes needs all three corner marks and reads the middle of each dot. But every symbol of ours is of one
size, and a third of its dots is alike in all of them: so two corner marks are enough to say where all dots lie, each is
read as the mean of its surface, and those that are known are put right. Whether a code comes out is still decided by
the symbol's own check.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from PIL import Image, ImageChops, ImageFilter

SIDE = 25
"""Dots of a side: what `symbols.symbol_png` draws for every code."""
_APART = 18
"""Dots between the middles of two corner marks."""
_MARK = ("#######.", "#.....#.", "#.###.#.", "#.###.#.", "#.###.#.", "#.....#.", "#######.", "........")
_RUNS = re.compile(rb"(?<=\x00)(?=(\xff{1,18})(\x00{1,18})(\xff{4,45})(\x00{1,18})(\xff{1,18})\x00)")
_CELL = 16
_MOST_MARKS = 14
_MOST_GRIDS = 6
"""Grids that are read closely: those that show best what is known."""
_LEAST_ALIKE = 0.7
"""Share of the known dots that a grid must show: chance shows half."""

_SOFT = 0.9
"""Dots of the scan that are mixed: more than grain, less than a dot of a small symbol."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a symbol's dots lie: the middle of its first corner mark, and the step from dot to dot along a row."""

    x: float
    y: float
    right: float
    down: float

    def middle(self) -> Point:
        """Of the whole symbol."""
        half = _APART / 2
        return self.x + half * (self.right - self.down), self.y + half * (self.right + self.down)

    def reach(self) -> float:
        """Half of the symbol's diagonal."""
        return math.hypot(self.right, self.down) * SIDE / math.sqrt(2)

    def turn(self) -> float:
        """In degrees, clockwise."""
        return math.degrees(math.atan2(self.down, self.right))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A corner mark: its middle, the width of a dot, in how many lines it was seen."""

    x: float
    y: float
    dot: float
    votes: int = 1


def grid_at(x: float, y: float, turn: float, reach: float) -> Grid:
    """The grid of a symbol of which the middle, the turn in degrees and half the diagonal are known."""
    dot = reach * math.sqrt(2) / SIDE
    return _around(x, y, dot * math.cos(math.radians(turn)), dot * math.sin(math.radians(turn)))


def _around(x: float, y: float, right: float, down: float) -> Grid:
    half = _APART / 2
    return Grid(x - half * (right - down), y - half * (right + down), right, down)


def repaired(grey: Image.Image, seen: Iterable[Grid]) -> Iterator[tuple[Image.Image, Grid]]:
    """Symbols drawn anew, likeliest first: from places where one was seen, and from corner marks on the page.

    A dot of the symbol should be 3 to 12 dots of the scan wide.
    """
    soft = grey.filter(ImageFilter.GaussianBlur(_SOFT))
    marks = _marks(soft)
    guesses = {grid: _look(soft, grid) for grid in (*seen, *_grids(marks))}
    likely = sorted(
        (grid for grid in guesses if guesses[grid].alike >= _LEAST_ALIKE), key=lambda g: -guesses[g].alike
    )
    for grid in likely[:_MOST_GRIDS]:
        best = _settled(soft, grid)
        yield _drawn(_look(soft, best)), best


# The page's corner marks ---------------------------------------------------------------------


def _marks(soft: Image.Image) -> list[_Mark]:
    """Where rows and columns both show dark and light as 1 : 1 : 3 : 1 : 1."""
    around = soft.filter(ImageFilter.BoxBlur(25))
    inked = ImageChops.subtract(around, soft).point([0] * 24 + [255] * 232)
    near: dict[tuple[int, int], list[_Mark]] = {}
    for one in _in_rows(inked.transpose(Image.Transpose.TRANSPOSE)):  # its x runs down the page
        near.setdefault((int(one.y) // _CELL, int(one.x) // _CELL), []).append(_Mark(one.y, one.x, one.dot))
    crossed = [
        _Mark(row.x, column.y, (row.dot + column.dot) / 2)
        for row in _in_rows(inked)
        for dx, dy in product((-1, 0, 1), repeat=2)
        for column in near.get((int(row.x) // _CELL + dx, int(row.y) // _CELL + dy), ())
        if math.dist((row.x, row.y), (column.x, column.y)) < 1.6 * row.dot
    ]
    return _gathered(crossed)


def _in_rows(inked: Image.Image) -> Iterator[_Mark]:
    width, data = inked.width, inked.tobytes()
    for y in range(0, inked.height, 2):
        for found in _RUNS.finditer(data, y * width, (y + 1) * width):
            runs = [found.end(part) - found.start(part) for part in range(1, 6)]
            dot = sum(runs) / 7
            slack = 0.5 * dot + 0.8
            if abs(runs[2] - 3 * dot) <= slack and all(
                abs(run - dot) <= slack for run in (*runs[:2], *runs[3:])
            ):
                middle = (found.start(3) + found.end(3)) / 2
                yield _Mark(middle - y * width, y + 0.5, dot)


def _gathered(crossed: list[_Mark]) -> list[_Mark]:
    """One mark for all that lie together; those seen in most lines first."""
    kept: list[_Mark] = []
    for one in crossed:
        for place, known in enumerate(kept):
            if math.dist((one.x, one.y), (known.x, known.y)) < 2.5 * known.dot:
                kept[place] = _both(known, one)
                break
        else:
            kept.append(one)
    return sorted(kept, key=lambda one: -one.votes)[:_MOST_MARKS]


def _both(known: _Mark, one: _Mark) -> _Mark:
    votes = known.votes + 1
    return _Mark(
        known.x + (one.x - known.x) / votes,
        known.y + (one.y - known.y) / votes,
        known.dot + (one.dot - known.dot) / votes,
        votes,
    )


def _grids(marks: list[_Mark]) -> Iterator[Grid]:
    """Every way in which two marks can be corners of one symbol."""
    for one, other in combinations(marks, 2):
        dx, dy = other.x - one.x, other.y - one.y
        slant = math.atan2(abs(dy), abs(dx))
        dots = math.hypot(dx, dy) / ((one.dot + other.dot) / 2)
        yield from _as_neighbours(one, other, dots * max(math.cos(slant), math.sin(slant)))
        yield from _as_opposites(one, other, dots)


def _as_neighbours(one: _Mark, other: _Mark, dots: float) -> Iterator[Grid]:
    if not 0.8 * _APART < dots < 1.25 * _APART:
        return
    for first, second in ((one, other), (other, one)):
        x, y = (second.x - first.x) / _APART, (second.y - first.y) / _APART
        yield Grid(first.x, first.y, x, y)  # in a row
        yield Grid(first.x, first.y, y, -x)  # in a column


def _as_opposites(one: _Mark, other: _Mark, dots: float) -> Iterator[Grid]:
    if not 0.95 * _APART < dots < 1.7 * _APART:
        return
    for first, second in ((one, other), (other, one)):
        x, y = (first.x - second.x) / _APART / 2, (first.y - second.y) / _APART / 2
        right, down = x - y, y + x
        yield Grid(first.x - _APART * right, first.y - _APART * down, right, down)


# A symbol's dots -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Look:
    """A grid's dots as they look (0 dark to 255), how dark is told from light, how much of the known is there."""

    dots: bytes
    between: float
    contrast: float
    alike: float


@cache
def _known() -> dict[int, bool]:
    """Which dots are alike in all symbols, by place: whether they are dark."""
    known = {6 * SIDE + n: n % 2 == 0 for n in range(SIDE)} | {n * SIDE + 6: n % 2 == 0 for n in range(SIDE)}
    for y, line in enumerate(_MARK):
        for x, sign in enumerate(line):
            for place in (y * SIDE + x, y * SIDE + SIDE - 1 - x, (SIDE - 1 - y) * SIDE + x):
                known[place] = sign == "#"
    for y in range(-2, 3):
        for x in range(-2, 3):
            known[(_APART + y) * SIDE + _APART + x] = max(abs(x), abs(y)) != 1
    known[(SIDE - 8) * SIDE + 8] = True
    return known


def _look(soft: Image.Image, grid: Grid) -> _Look:
    right, down = grid.right, grid.down
    x, y = grid.x - 3.5 * (right - down), grid.y - 3.5 * (right + down)
    on_page, mixed = (right, -down, x, down, right, y), Image.Resampling.BILINEAR
    dots = soft.transform((SIDE, SIDE), Image.Transform.AFFINE, on_page, mixed, fillcolor=255).tobytes()
    dark = [dots[place] for place, is_dark in _known().items() if is_dark]
    light = [dots[place] for place, is_dark in _known().items() if not is_dark]
    low, high = sum(dark) / len(dark), sum(light) / len(light)
    between = (low + high) / 2
    right_ones = sum(dot < between for dot in dark) + sum(dot >= between for dot in light)
    return _Look(dots, between, high - low, right_ones / len(_known()))


def _settled(soft: Image.Image, grid: Grid) -> Grid:
    """The grid moved, turned and stretched a little, to where the known dots stand out most."""
    best, most = grid, _look(soft, grid).contrast
    for step in (0.5, 0.25, 0.12):
        is_better = True
        while is_better:
            is_better = False
            for tried in _beside(best, step):
                contrast = _look(soft, tried).contrast
                if contrast > most + 0.05:
                    best, most, is_better = tried, contrast, True
    return best


def _beside(grid: Grid, step: float) -> Iterator[Grid]:
    """The grids next to one: `step` is in dots at the symbol's rim."""
    x, y, right, down = grid.x, grid.y, grid.right, grid.down
    middle_x, middle_y = grid.middle()
    for move in (step, -step):
        yield Grid(x + move * right, y + move * down, right, down)
        yield Grid(x - move * down, y + move * right, right, down)
        part = 2 * move / SIDE
        yield _around(middle_x, middle_y, right + part * right, down + part * down)
        yield _around(middle_x, middle_y, right - part * down, down + part * right)


def _drawn(look: _Look) -> Image.Image:
    """The dots in black and white, the known ones put right, with the light rim that readers want."""
    clean = bytearray(0 if dot < look.between else 255 for dot in look.dots)
    for place, is_dark in _known().items():
        clean[place] = 0 if is_dark else 255
    page = Image.new("L", (SIDE + 8, SIDE + 8), 255)
    page.paste(Image.frombytes("L", (SIDE, SIDE), bytes(clean)), (4, 4))
    return page.resize((page.width * 4, page.height * 4), Image.Resampling.NEAREST)
