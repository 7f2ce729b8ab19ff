"""A rubric: what a council marks by. It is data with a version, and each sheet carries its own copy.

No split of points is a standard, so none is built in. Points are whole hundredths of a point (8,5 is 850), as shares
are; a band only says in words what a range of points means.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.problems import Problem

POINT = 100
"""One point in the unit that points are kept in."""


class Family(StrEnum):
    """How a council marks: with points, or by pairs of yes and no."""

    POINTS = "points"
    PAIRS = "pairs"


@dataclass(frozen=True, slots=True)
class Band:
    """What points from `low` to `high` mean."""

    low: int
    high: int
    words: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric with points. Below `floor` the initiative fails whatever its sum is."""

    code: str
    title: str
    maximum: int
    floor: int = 0
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """One question with two boxes. A `decisive` no refuses; another no asks for the papers to be completed."""

    code: str
    yes: str
    no: str
    decisive: bool = True


@dataclass(frozen=True, slots=True)
class Rubric:
    """A rubric, whole.

    `pass_mark` and `completion_mark` are sums: from the first an initiative is proposed, from the second (None: no
    such result) proposed once its papers are complete. `trim_from` sheets or more lose the highest and the lowest
    one (0: never). `decimals` is how the mean is shown; it is compared unrounded.
    """

    code: str
    version: int
    title: str
    family: Family = Family.POINTS
    criteria: tuple[Criterion, ...] = ()
    pairs: tuple[Pair, ...] = ()
    pass_mark: int = 0
    completion_mark: int | None = None
    trim_from: int = 0
    decimals: int = 2
    basis: str = ""

    @property
    def maximum(self) -> int:
        """The most that a sheet can come to."""
        return sum(criterion.maximum for criterion in self.criteria)

    @property
    def codes(self) -> tuple[str, ...]:
        """The lines of a sheet, in their order."""
        lines = self.criteria if self.family is Family.POINTS else self.pairs
        return tuple(line.code for line in lines)


def check_rubric(rubric: Rubric) -> tuple[Problem, ...]:
    """What keeps a council from marking by it."""
    problems: list[Problem] = []
    codes = rubric.codes
    if not codes or not all(codes) or len(set(codes)) != len(codes):
        problems.append(Problem("rubric.lines", "criteria"))
    for criterion in rubric.criteria:
        if not 0 <= criterion.floor <= criterion.maximum or criterion.maximum <= 0:
            problems.append(Problem("rubric.floor", criterion.code, {"title": criterion.title}))
        if not _fills(criterion):
            problems.append(Problem("rubric.bands", criterion.code, {"title": criterion.title}))
    if rubric.family is Family.POINTS:
        marks = [mark for mark in (rubric.completion_mark, rubric.pass_mark) if mark is not None]
        if marks != sorted(marks) or not 0 <= marks[0] <= marks[-1] <= rubric.maximum:
            problems.append(Problem("rubric.marks", "pass_mark"))
    if not 0 <= rubric.decimals <= 2 or rubric.trim_from in (1, 2) or rubric.trim_from < 0:
        problems.append(Problem("rubric.reckoning", "trim_from"))
    return tuple(problems)


def _fills(criterion: Criterion) -> bool:
    """Bands, where there are any, lie in order inside the criterion and do not overlap."""
    edge = -1
    for band in sorted(criterion.bands, key=lambda one: one.low):
        if band.low <= edge or band.high < band.low or band.high > criterion.maximum:
            return False
        edge = band.high
    return True


def points_text(points: int) -> str:
    """Hundredths of a point as people write them: 850 is "8,5", 2000 is "20"."""
    whole, rest = divmod(points, POINT)
    return str(whole) if not rest else f"{whole},{rest:02d}".rstrip("0")


def read_points(typed: str) -> int | None:
    """Read "8,5" or "8.5" as hundredths of a point; None for what is no such number or has more than two decimals."""
    whole, _, rest = typed.strip().replace(",", ".").partition(".")
    if not (whole + rest).isdecimal() or not whole.isascii() or not rest.isascii() or len(rest) > 2:
        return None
    return int(whole or 0) * POINT + int(f"{rest:0<2}")
