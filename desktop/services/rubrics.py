"""Rubrics as dated versions: a new version never touches sheets that carry a copy of an older one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import msgspec

from desktop import paths
from desktop.disk import SMALL, read_small
from desktop.domain.access import Right
from desktop.domain.house import Dated, HouseFact, in_force
from desktop.domain.problems import Refused, blocking
from desktop.domain.rubric import Rubric, check_rubric
from desktop.domain.text import clean_line, fold
from desktop.services.desk import Look, Work, order, question
from desktop.store import house
from desktop.store.house import HOUSE_FACTS

_SAMPLES = "rubrics.toml"


@dataclass(frozen=True, slots=True)
class DatedRubric:
    """One version and the first day that meetings may use it on."""

    rubric: Rubric
    valid_from: date


@order(Right.ARRANGE, "rubric.save")
def save(work: Work, rubric: Rubric, valid_from: date | None = None) -> Rubric:
    """Store a rubric as the next version of its code; gives it with its number.

    Without a code one is made of the title. Raises `rubric.title_missing`, the codes of `domain.rubric.check_rubric`.
    """
    cleaned = _clean(rubric)
    if not cleaned.title:
        raise Refused("rubric.title_missing")
    problems = blocking(check_rubric(cleaned))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    known = [one.value for one in house.dated(work.session, "rubric") if one.value.code == cleaned.code]
    version = max((one.version for one in known), default=0) + 1
    made = replace(cleaned, version=version)
    work.save(HOUSE_FACTS, HouseFact(work.new_id(), "rubric", valid_from or work.today(), made))
    return made


@question()
def listing(look: Look) -> tuple[DatedRubric, ...]:
    """Every version, the newest of each rubric first."""
    found = [DatedRubric(one.value, one.valid_from) for one in house.dated(look.session, "rubric")]
    return tuple(sorted(found, key=lambda one: (fold(one.rubric.title), -one.rubric.version)))


@question()
def in_use(look: Look, day: date | None = None) -> tuple[Rubric, ...]:
    """The version of each rubric that holds on a day (today where none is given)."""
    when = day or look.today()
    by_code: dict[str, list[Dated[Rubric]]] = {}
    for one in house.dated(look.session, "rubric"):
        by_code.setdefault(one.value.code, []).append(one)
    newest = (_newest(versions, when) for versions in by_code.values())
    return tuple(sorted((one for one in newest if one), key=lambda one: fold(one.title)))


def _newest(versions: Iterable[Dated[Rubric]], when: date) -> Rubric | None:
    # two versions of one day: the later one is meant
    return in_force(sorted(versions, key=lambda one: -one.value.version), when)


def samples() -> tuple[Rubric, ...]:
    """Rubrics to begin with, seen in use elsewhere; none of them is a standard."""
    return read_rubrics(paths.templates_folder() / "vi" / _SAMPLES)


def read_rubrics(path: Path) -> tuple[Rubric, ...]:
    """Rubrics of a TOML file, points written as people write them. Raises `rubric.unreadable`."""
    try:
        found = tomllib.loads(read_small(path, SMALL).decode("utf-8"))
        return msgspec.convert(found.get("rubric"), tuple[Rubric, ...])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Refused("rubric.unreadable", file=path.name) from error


def _clean(rubric: Rubric) -> Rubric:
    title = clean_line(rubric.title)
    return replace(
        rubric,
        title=title,
        basis=clean_line(rubric.basis),
        code=rubric.code or "-".join(fold(title).split()),
        criteria=tuple(
            replace(one, code=one.code or f"c{at}", title=clean_line(one.title))
            for at, one in enumerate(rubric.criteria, 1)
        ),
        pairs=tuple(
            replace(one, code=one.code or f"p{at}", yes=clean_line(one.yes), no=clean_line(one.no))
            for at, one in enumerate(rubric.pairs, 1)
        ),
    )
