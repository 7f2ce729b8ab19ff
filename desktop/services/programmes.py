"""Programmes: which there are, which one an initiative falls into, and what that one still misses in it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from desktop.disk import SMALL, read_small
from desktop.domain.access import Right
from desktop.domain.demands import check_programme, counts, demands
from desktop.domain.initiative import Initiative
from desktop.domain.problems import Problem, Refused
from desktop.domain.programme import Programme, is_open, phase_at
from desktop.domain.text import clean_line, normal
from desktop.services import initiatives, office, targets
from desktop.services.desk import Desk, Look, Work, order, question
from desktop.services.printing import shelf

FILE = "programmes.toml"


@question()
def listing(look: Look) -> tuple[Programme, ...]:
    """Every programme that is known today."""
    return office.facts(look).programmes


@question()
def of(look: Look, value: Initiative) -> Programme:
    """The programme that an initiative names, else the one that runs on the day it was received (or today)."""
    named = [item for item in listing(look) if value.programme and item.code == value.programme]
    return named[0] if named else targets.phase(look, value.entered_on or look.today())


@question()
def check(look: Look, value: Initiative) -> tuple[Problem, ...]:
    """What its programme demands and it lacks, at this very minute; all of them warnings."""
    return demands(of(look, value), value, look.clock.now())


@dataclass(frozen=True, slots=True)
class Standing:
    """How an initiative stands with its programme now: in which phase ("" between them), whether it is counted."""

    programme: Programme
    phase: str
    counts: bool
    problems: tuple[Problem, ...]


@question()
def standing(look: Look, record: str) -> Standing:
    """Where a stored initiative stands with the programme that it falls into. Raises `initiative.missing`."""
    value, now = initiatives.get(look, record), look.clock.now()
    programme = of(look, value)
    phase = phase_at(programme, now)
    return Standing(
        programme, phase.code if phase else "", counts(programme, value), demands(programme, value, now)
    )


@question()
def running(look: Look) -> Mapping[str, tuple[bool, str]]:
    """By code: whether a programme's window is open at this minute, and the phase that runs."""
    now = look.clock.now()
    found = {}
    for programme in listing(look):
        phase = phase_at(programme, now)
        found[programme.code] = (is_open(programme, now), phase.code if phase else "")
    return found


@order(Right.ARRANGE, "office.programme")
def put(work: Work, programmes: Sequence[Programme]) -> int:
    """Add programmes, or change those with the same codes; gives how many. Raises the first problem's code."""
    for programme in programmes:
        problems = check_programme(programme)
        if problems:
            raise Refused(problems[0].code, problems=problems, **problems[0].facts)
        known = {item.code: item for item in listing(work)}
        if known.get(programme.code) != programme:
            day = None if programme.code in known else _known_from(programme, work)
            office.put_programme(work, programme, day)
    return len(programmes)


def _known_from(programme: Programme, look: Look) -> date:
    """A programme is known from the day it opens on, so that a phase of the past can be reported on."""
    return min(look.today(), targets.opening_day(programme) or look.today())


def read(file: Path) -> tuple[Programme, ...]:
    """Programmes from a file of ours (TOML). Raises `programmes.unreadable`, `file.missing`."""
    try:
        said = tomllib.loads(normal(read_small(file, SMALL).decode("utf-8-sig")))
        found = msgspec.convert(said.get("programme", []), tuple[Programme, ...], strict=False)
    except OSError as error:
        raise Refused("file.missing", file=file.name) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Refused("programmes.unreadable", file=file.name, why=clean_line(str(error))) from error
    if not found:
        raise Refused("programmes.unreadable", file=file.name, why="programme")
    return found


def samples(desk: Desk) -> tuple[Programme, ...]:
    """The programmes that come as data, the unit's own file before the one of the program."""
    for folder in shelf(desk):
        if (folder / FILE).is_file():
            return read(folder / FILE)
    raise Refused("file.missing", file=FILE)
