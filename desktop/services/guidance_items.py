"""A package's rows beside what the unit has: what is new, what changed, what the unit keeps as its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop.documents.own_shelf import Shelf, Source
from desktop.documents.papers import PaperKind
from desktop.documents.templates import read_note
from desktop.domain.guidance import FILES, Beside, Difference, Given, Guidance, Item, Part
from desktop.domain.house import HouseFact
from desktop.services import guidance_reading, targets
from desktop.services.desk import Work
from desktop.services.guidance_reading import GUIDE, Row
from desktop.store import house
from sync.database import Session

DATED = frozenset({Part.PURSE, Part.THRESHOLD, Part.REMUNERATION_RULE, Part.TARGET})
"""Facts of which the row of the day holds; of the others there is one for each code."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of the package, how it stands, and the fact that it meets here (None for files and for what is new)."""

    row: Row
    item: Item
    fact: HouseFact | None = None


def in_force(session: Session) -> tuple[Guidance, ...]:
    """The packages that were put in place, the newest of each publisher, in the order of applying."""
    newest: dict[str, Guidance] = {}
    for fact in sorted(house.facts_of(session, "guidance"), key=lambda one: (one.valid_from, one.id)):
        newest.pop(fact.value.publisher, None)
        newest[fact.value.publisher] = fact.value
    return tuple(newest.values())


def beside(session: Session, shelf: Shelf, rows: Iterable[Row], day: date) -> tuple[Placed, ...]:
    """Each row beside what holds here on its day (`day` where it names none)."""
    given = {(one.record, one.digest) for package in in_force(session) for one in package.given}
    return tuple(_file(shelf, row) if row.part in FILES else _fact(session, row, day, given) for row in rows)


def _fact(session: Session, row: Row, day: date, given: set[tuple[str, str]]) -> Placed:
    if row.problems or row.value is None:
        return Placed(row, _item(row, Beside.REFUSED))
    known = _known(session, row, day)
    if known is None:
        return Placed(row, _item(row, Beside.NEW))
    ours, theirs = (guidance_reading.digest(row.part, value) for value in (known.value, row.value))
    if ours == theirs:
        return Placed(row, _item(row, Beside.SAME), known)
    how = Beside.CHANGED if (known.id, ours) in given else Beside.OWN
    return Placed(row, _item(row, how, _differences(row, known.value)), known)


def _known(session: Session, row: Row, day: date) -> HouseFact | None:
    """The fact of the same code: of dated ones that which holds on the row's day."""
    found = [
        fact
        for fact in house.facts_of(session, row.part.value)
        if guidance_reading.code_of(row.part, fact.value) == row.code
        and (row.part not in DATED or fact.valid_from <= (row.valid_from or day))
    ]
    if row.part is Part.RUBRIC:
        found.sort(key=lambda fact: fact.value.version)
    return found[-1] if found else None


def _differences(row: Row, ours: Any) -> tuple[Difference, ...]:
    mine, theirs = (guidance_reading.compared(row.part, value) for value in (ours, row.value))
    return tuple(Difference(name, mine[name], theirs[name]) for name in theirs if mine[name] != theirs[name])


def _item(row: Row, how: Beside, differences: tuple[Difference, ...] = ()) -> Item:
    return Item(row.part, row.code, row.title, how, row.valid_from, differences, row.problems)


def _file(shelf: Shelf, row: Row) -> Placed:
    here = path_of(shelf, row.part, row.code)
    title = row.title
    if row.part is Part.TEMPLATE:
        title = read_note(shelf.file(PaperKind(row.code), Source.OURS).with_suffix(".toml")).title
    named = replace(row, title=title)
    if row.problems or row.value is None:
        return Placed(named, _item(named, Beside.REFUSED))
    how = Beside.NEW
    if here.is_file():
        how = Beside.SAME if here.read_bytes() == row.value else Beside.CHANGED
    return Placed(named, _item(named, how))


def path_of(shelf: Shelf, part: Part, code: str) -> Path:
    """Where a file from above lies, there or not."""
    if part is Part.GUIDE:
        return shelf.folder(Source.GUIDANCE) / GUIDE
    return shelf.file(PaperKind(code), Source.GUIDANCE)


def fact_of(work: Work, placed: Placed) -> HouseFact:
    """Part of an order: the fact to store for a row, in place of one from above or of the same day, else new."""
    row, known = placed.row, placed.fact
    day = row.valid_from or work.today()
    value, record = row.value, known.id if known else work.new_id()
    if row.part is Part.PROGRAMME:
        opens = row.valid_from or targets.opening_day(value) or work.today()
        return HouseFact(record, row.part.value, known.valid_from if known else min(opens, day), value)
    if row.part is Part.BODY:
        return HouseFact(value.id, row.part.value, value.since or date.min, value)
    if row.part is Part.RUBRIC:
        version = known.value.version + 1 if known else 1
        return HouseFact(work.new_id(), row.part.value, day, replace(value, version=version))
    if row.part in DATED:
        if row.part is Part.TARGET and known is not None:
            value = replace(value, pledged=known.value.pledged)
        record = known.id if known is not None and known.valid_from == day else work.new_id()
    return HouseFact(record, row.part.value, day, value)


def given_of(placed: Placed, record: str) -> Given:
    """What is noted of a row that was put in place."""
    digest = guidance_reading.digest(placed.row.part, placed.row.value)
    return Given(placed.row.part, placed.row.code, record, digest)


def files_in_force(session: Session) -> Mapping[tuple[Part, str], str]:
    """The files from above that are in force: part and code -> SHA-256; where two bring one, the later."""
    return {
        (one.part, one.code): one.digest
        for package in in_force(session)
        for one in package.given
        if one.part in FILES
    }


def hash_of(path: Path) -> str:
    """SHA-256 of a file, "" where there is none."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
