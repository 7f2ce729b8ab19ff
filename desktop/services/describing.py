"""Viết mô tả: the queue of long descriptions, the guide to writing them, and storing what was written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from desktop.disk import write_whole
from desktop.domain.access import Right
from desktop.domain.describing import Guide
from desktop.domain.initiative import SECTION_LIMIT, Initiative, Section
from desktop.domain.problems import Problem, Refused
from desktop.domain.text import clean_block, clean_line, normal
from desktop.services import initiatives, own_templates, programmes
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.services.printing import shelf
from desktop.store import describing as queue_store
from desktop.store import drafts
from desktop.store.describing import ToDescribe
from desktop.store.initiatives import INITIATIVES

__all__ = ["ToDescribe"]

FILE = "describing.toml"


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of what is to be described."""

    rows: tuple[ToDescribe, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Task:
    """One to be described, with what its programme still misses."""

    initiative: Initiative
    problems: tuple[Problem, ...]


@question()
def queue(look: Look, guide: Guide, workshop: str = "", offset: int = 0, limit: int = 100) -> Queue:
    """Those whose needed sections are not all written, by workshop."""
    rows, total = queue_store.page(look.session, guide.needed, workshop, offset, limit)
    return Queue(rows, total)


@question()
def task(look: Look, record: str) -> Task:
    """One, whole. Raises `initiative.missing`, also where its content is not for the asker's eyes."""
    value = initiatives.get(look, record)
    return Task(value, programmes.check(look, value))


@question()
def check(look: Look, record: str, sections: Mapping[Section, str]) -> tuple[Problem, ...]:
    """What the programme would still miss with these sections: asked while somebody writes."""
    value = task(look, record).initiative
    return programmes.check(look, replace(value, sections=_cleaned(sections)))


@order(Right.ENTER, "initiative.describe")
def save(work: Work, record: str, sections: Mapping[Section, str], *, draft_form: str = "") -> None:
    """Store what was written; the draft goes in the same write. Raises `section.long` and the codes of `task`."""
    value = task(work, record).initiative
    cleaned = _cleaned(sections)
    for section, text in cleaned.items():
        if len(text) > SECTION_LIMIT:
            problem = Problem("section.long", section, {"limit": SECTION_LIMIT})
            raise Refused(problem.code, problems=(problem,), **problem.facts)
    if draft_form:
        drafts.drop(work.session, work.user.id, draft_form)
    if cleaned != value.sections:
        work.save(INITIATIVES, replace(value, sections=cleaned))


def _cleaned(sections: Mapping[Section, str]) -> dict[Section, str]:
    return {section: text for section, said in sections.items() if (text := clean_block(said))}


# The guide ------------------------------------------------------------------------------------


def _folders(desk: Desk) -> tuple[Path, ...]:
    """Where a guide is looked for: the unit's own, what came from above, the program's."""
    own, ours = shelf(desk)
    return own, own / own_templates.GUIDANCE, ours


@job(Right.READ)
def guide(desk: Desk) -> Guide:
    """The guide in force: the unit's own (or the one that came from above) before the program's. Blocking."""
    for folder in _folders(desk):
        if (folder / FILE).is_file():
            return read_guide(folder / FILE)
    raise Refused("file.missing", file=FILE)


def read_guide(file: Path) -> Guide:
    """A guide from a file. Raises `guide.unreadable` where it is no TOML, or names no such section or field."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Refused("guide.unreadable", file=file.name, why=clean_line(str(error))) from error
    return guide_from(data, file.name)


def guide_from(data: bytes, name: str) -> Guide:
    """The same from bytes; `name` stands in the refusal."""
    try:
        said = tomllib.loads(normal(data.decode("utf-8-sig")))
        found = msgspec.convert({"parts": said.pop("part", []), **said}, Guide)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Refused("guide.unreadable", file=name, why=clean_line(str(error))) from error
    if not found.needed:
        raise Refused("guide.unreadable", file=name, why="needed")
    return found


@job(Right.ARRANGE)
def put_guide(desk: Desk, file: Path) -> Guide:
    """Make a file the unit's own guide, once it has been read. Raises `guide.unreadable`, `right.missing`."""
    found = read_guide(file)
    own = shelf(desk)[0]
    own.mkdir(parents=True, exist_ok=True)
    write_whole(own / FILE, file.read_bytes())
    return found


@job(Right.READ)
def copy_guide(desk: Desk, out: Path) -> Path:
    """A copy of the guide in force, to be changed and put back."""
    for folder in _folders(desk):
        if (folder / FILE).is_file():
            write_whole(out, (folder / FILE).read_bytes())
            return out
    raise Refused("file.missing", file=FILE)
