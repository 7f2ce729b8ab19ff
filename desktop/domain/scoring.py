"""Marks become a result: sheets, their sums, and what all of them together come to.

A sheet that has not come is missing and never counts as 0. Means are fractions until they are shown; they are
compared with the pass mark unrounded. The score advises; what a council proposes follows its vote.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from desktop.domain.council import passes
from desktop.domain.house import EmployerKind
from desktop.domain.initiative import Outcome
from desktop.domain.problems import Problem
from desktop.domain.rubric import POINT, Family, Rubric


@dataclass(frozen=True, slots=True)
class Sheet:
    """One member's marks on one initiative, with the rubric as it was when they were given.

    `marks` holds points (in hundredths) by criterion, or 1 for yes and 0 for no by pair; a line that is not in it
    has not been marked.
    """

    member: str
    initiative: str
    rubric: Rubric
    marks: Mapping[str, int]
    note: str = ""
    meeting: str = ""
    id: str = ""
    """As it is stored, one for each member and initiative of a meeting."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the sheets on one initiative come to. `mean` and `verdict` are None while a sheet is missing."""

    given: tuple[str, ...]
    missing: tuple[str, ...]
    trimmed: tuple[str, ...] = ()
    mean: Fraction | None = None
    shown: int | None = None
    """The mean in hundredths of a point, rounded as the rubric says."""
    below_floor: tuple[str, ...] = ()
    """Criteria whose mean is below their floor."""
    verdict: Outcome | None = None


def check_sheet(sheet: Sheet, authors: Collection[str] = ()) -> tuple[Problem, ...]:
    """Whether a sheet can count; `authors` are the persons behind the initiative."""
    problems: list[Problem] = []
    if sheet.member in authors:
        problems.append(Problem("sheet.own_work", "member"))
    for code in sheet.rubric.codes:
        if code not in sheet.marks:
            problems.append(Problem("sheet.line_missing", code, warns_only=True))
        elif not 0 <= sheet.marks[code] <= _most(sheet.rubric, code):
            problems.append(
                Problem("sheet.out_of_range", code, {"maximum": _most(sheet.rubric, code) // POINT})
            )
    if set(sheet.marks) - set(sheet.rubric.codes):
        problems.append(Problem("sheet.unknown_line", "marks"))
    return tuple(problems)


def _most(rubric: Rubric, code: str) -> int:
    if rubric.family is Family.PAIRS:
        return 1
    return next(criterion.maximum for criterion in rubric.criteria if criterion.code == code)


def is_whole(sheet: Sheet) -> bool:
    """Every line is marked, each inside its range."""
    codes = sheet.rubric.codes
    return set(sheet.marks) == set(codes) and all(
        0 <= sheet.marks[code] <= _most(sheet.rubric, code) for code in codes
    )


def total(sheet: Sheet) -> int | None:
    """The sum of a whole sheet with points, in hundredths; None for one that is not whole."""
    if not is_whole(sheet) or sheet.rubric.family is not Family.POINTS:
        return None
    return sum(sheet.marks.values())


def sheet_verdict(sheet: Sheet) -> Outcome | None:
    """What one member's sheet says; None while it is not whole."""
    if not is_whole(sheet):
        return None
    rubric = sheet.rubric
    if rubric.family is Family.PAIRS:
        noes = [pair for pair in rubric.pairs if not sheet.marks[pair.code]]
        if any(pair.decisive for pair in noes):
            return Outcome.NOT_RECOGNISED
        return Outcome.AFTER_COMPLETION if noes else Outcome.PROPOSED
    below = any(sheet.marks[criterion.code] < criterion.floor for criterion in rubric.criteria)
    return Outcome.NOT_RECOGNISED if below else _by_mark(rubric, Fraction(sum(sheet.marks.values())))


def _by_mark(rubric: Rubric, mean: Fraction) -> Outcome:
    if mean >= rubric.pass_mark:
        return Outcome.PROPOSED
    if rubric.completion_mark is not None and mean >= rubric.completion_mark:
        return Outcome.AFTER_COMPLETION
    return Outcome.NOT_RECOGNISED


def tally(
    rubric: Rubric,
    sheets: Sequence[Sheet],
    *,
    members: Sequence[str],
    authors: Collection[str] = (),
    excused: Collection[str] = (),
) -> Tally:
    """What the members' sheets on one initiative come to.

    Counted are whole sheets by this version of the rubric, of members who are no author; authors and those who are
    `excused` owe none. With pairs, two thirds of all members have to carry a result (Circular 18/2013, article 8).
    """
    owing = [member for member in members if member not in authors and member not in excused]
    counted = {
        sheet.member: sheet
        for sheet in sheets
        if sheet.member in owing and sheet.rubric == rubric and is_whole(sheet)
    }
    given = tuple(member for member in owing if member in counted)
    missing = tuple(member for member in owing if member not in counted)
    if missing or not given:
        return Tally(given, missing)
    chosen = [counted[member] for member in given]
    if rubric.family is Family.PAIRS:
        return Tally(given, missing, verdict=_carried(chosen, len(members)))
    kept, trimmed = _trim(chosen, rubric.trim_from)
    mean = Fraction(sum(sum(sheet.marks.values()) for sheet in kept), len(kept))
    below = tuple(
        criterion.code
        for criterion in rubric.criteria
        if sum(sheet.marks[criterion.code] for sheet in kept) < criterion.floor * len(kept)
    )
    verdict = Outcome.NOT_RECOGNISED if below else _by_mark(rubric, mean)
    names = tuple(sheet.member for sheet in trimmed)
    return Tally(given, missing, names, mean, rounded(mean, rubric.decimals), below, verdict)


def _carried(sheets: Sequence[Sheet], members: int) -> Outcome:
    said = [sheet_verdict(sheet) for sheet in sheets]
    if passes(said.count(Outcome.PROPOSED), members):
        return Outcome.PROPOSED
    agreeing = len(said) - said.count(Outcome.NOT_RECOGNISED)
    return Outcome.AFTER_COMPLETION if passes(agreeing, members) else Outcome.NOT_RECOGNISED


def _trim(sheets: Sequence[Sheet], trim_from: int) -> tuple[list[Sheet], list[Sheet]]:
    """Without the highest and the lowest sum, one of each, where there are sheets enough."""
    ranked = sorted(sheets, key=lambda sheet: sum(sheet.marks.values()))
    if not trim_from or len(ranked) < max(trim_from, 3):
        return list(ranked), []
    return ranked[1:-1], [ranked[0], ranked[-1]]


def rounded(mean: Fraction, decimals: int) -> int:
    """A mean in hundredths of a point with so many decimals of a point (0 to 2); a half goes up."""
    step: int = POINT // 10**decimals
    return floor(mean / step + Fraction(1, 2)) * step


# Who may sit ----------------------------------------------------------------------------------


def may_sit(person: str, *, head: str, kind: EmployerKind, authors: Collection[str]) -> bool:
    """In a state-funded unit the head who is an author of what is considered has no seat (Circular 18/2013, 8)."""
    return not (kind is EmployerKind.STATE_FUNDED and person == head and head in authors)
