"""Many workshops or bodies renamed, merged or ended on one day: planned first, then one order and one undo.

What was before the day stays: initiatives keep the workshop that was written on them, papers their letterhead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from desktop.domain.access import Right
from desktop.domain.body import Body
from desktop.domain.person import Person, moved
from desktop.domain.problems import Refused
from desktop.domain.reorganisation import Change, Plan, Row, day_before, plan, read_rows
from desktop.domain.sheets.cells import text_of
from desktop.domain.sheets.workshops import workshop_key
from desktop.domain.succession import holds_on
from desktop.domain.text import fold
from desktop.domain.workshop import Workshop
from desktop.services import bodies, import_source, office
from desktop.services.desk import Look, Work, order, question
from desktop.store import people
from desktop.store.people import PEOPLE, WORKSHOPS

Stop = Callable[[], object]


class UnitKind(StrEnum):
    """What is reorganised."""

    WORKSHOP = "workshop"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a table would do, and how many people would change their workshop with it."""

    plan: Plan
    people: int


def rows_of_file(path: Path, *, stop: Stop = lambda: None) -> tuple[Row, ...]:
    """The first two columns of a workbook's first visible sheet. Blocking. Raises `workbook.…`."""
    source = import_source.read_file(path, stop=stop)
    sheet = next((one for one in source.sheets if not one.is_hidden), source.sheets[0])
    return read_rows([[text_of(cell) for cell in row] for row in sheet.rows])


def rows_of_text(text: str) -> tuple[Row, ...]:
    """Copied cells, or lines with "old => new". Raises `workbook.empty`, `workbook.too_many_rows`."""
    spaced = "\n".join("\t".join(part.strip() for part in line.split("=>", 1)) for line in text.splitlines())
    source = import_source.read_text(spaced, name="")
    return read_rows([[text_of(cell) for cell in row] for row in source.sheets[0].rows])


@question()
def preview(look: Look, kind: UnitKind, rows: Sequence[Row], day: date) -> Preview:
    """What a table would do on a day; nothing is written."""
    made = _plan(look, kind, rows, day)
    if kind is UnitKind.BODY:
        return Preview(made, 0)
    leaving = {move.unit for move in made.sound if move.new}
    gone = [one for one in people.workshops(look.session) if one.id in leaving]
    return Preview(made, len(_people_of(look, gone)))


@order(Right.ARRANGE, "unit.reorganise")
def reorganise(work: Work, kind: UnitKind, rows: Sequence[Row], day: date) -> Plan:
    """Carry out the sound rows of a table; faulty ones are left out and named in the answer.

    People of a workshop go along from that day on. Where the body above this union changes its name, so does the
    union's letterhead from that day on. Raises `unit.nothing` where no row changes anything.
    """
    made = _plan(work, kind, rows, day)
    if not made.sound:
        raise Refused("unit.nothing", faults=len(made.faults))
    if kind is UnitKind.WORKSHOP:
        _change_workshops(work, made)
    else:
        _change_bodies(work, made)
    return made


@order(Right.ARRANGE, "workshop.rename")
def rename_workshop(work: Work, workshop: str, name: str, day: date) -> str:
    """One workshop has a new name from a day on; gives the id of the new row.

    Raises `workshop.missing`, `workshop.name_missing`, `unit.begun_later`, `unit.taken` for a name in use.
    """
    known = WORKSHOPS.load_many(work.session, (workshop,)).get(workshop)
    if known is None:
        raise Refused("workshop.missing", id=workshop)
    if not name.strip():
        raise Refused("workshop.name_missing")
    if not holds_on(known, day) or known.since == day:
        raise Refused("unit.begun_later", name=known.name, since=known.since)
    made = plan(read_rows([[known.name, name]]), people.workshops(work.session), day, workshop_key)
    (move,) = made.moves
    if move.problem:
        raise Refused(move.problem.code, **move.problem.facts)
    if move.unit != workshop or move.into not in ("", workshop):
        raise Refused("unit.taken", name=name)
    if move.change is Change.SAME:
        return workshop
    return _change_workshops(work, made)[workshop]


def _plan(look: Look, kind: UnitKind, rows: Sequence[Row], day: date) -> Plan:
    if kind is UnitKind.WORKSHOP:
        return plan(rows, people.workshops(look.session), day, workshop_key)
    return plan(rows, bodies.bodies(look), day, fold)


def _change_workshops(work: Work, made: Plan) -> dict[str, str]:
    known = {one.id: one for one in people.workshops(work.session)}
    began = _new_names(made, workshop_key, work.new_id)
    fresh = [Workshop(record, name, (), made.day) for name, record in began.values()]
    goals = _goals(made, began, workshop_key)
    pairs = [
        (old, replace(old, until=day_before(made.day), successor=goals.get(old.id, "")))
        for move in made.sound
        if (old := known.get(move.unit)) is not None
    ]
    moving = _people_of(work, [before for before, after in pairs if after.successor])
    names = {one.id: one.name for one in (*known.values(), *fresh)}
    work.save_new(WORKSHOPS, fresh)
    work.save_changed(WORKSHOPS, pairs)
    by_key = {workshop_key(one): before.id for before, _ in pairs for one in (before.name, *before.aliases)}
    gone = [
        (person, moved(person, names[goals[by_key[workshop_key(person.workshop)]]], made.day))
        for person in moving
    ]
    work.save_changed(PEOPLE, gone)
    return goals


def _change_bodies(work: Work, made: Plan) -> None:
    known = {one.id: one for one in bodies.bodies(work)}
    began = _new_names(made, fold, work.new_id)
    goals = _goals(made, began, fold)
    first: dict[str, Body] = {}
    for move in made.sound:
        if move.unit:
            first.setdefault(goals.get(move.unit, ""), known[move.unit])
    fresh = [
        replace(
            first.get(record, Body("", name)),
            id=record,
            name=name,
            aliases=(),
            since=made.day,
            until=None,
            successor="",
        )
        for name, record in began.values()
    ]
    ended = [
        replace(known[move.unit], until=day_before(made.day), successor=goals.get(move.unit, ""))
        for move in made.sound
        if move.unit
    ]
    bodies.store(work, (*fresh, *ended))
    union = office.facts(work, made.day).union
    if union is None:
        return
    names = {one.id: one.name for one in (*known.values(), *fresh)}
    for body in ended:
        spellings = {fold(one) for one in (body.name, *body.aliases)}
        if body.successor and fold(union.superior) in spellings:
            office.put_union(work, replace(union, superior=names[body.successor]), made.day)


def _new_names(
    made: Plan, key: Callable[[str], str], new_id: Callable[[], str]
) -> dict[str, tuple[str, str]]:
    """By the key of a name that begins on the day: the name and the id of its row."""
    began: dict[str, tuple[str, str]] = {}
    for move in made.sound:
        if move.new and not move.into and key(move.new) not in began:
            began[key(move.new)] = (move.new, new_id())
    return began


def _goals(made: Plan, began: dict[str, tuple[str, str]], key: Callable[[str], str]) -> dict[str, str]:
    """For each unit that goes over into another the id of that one."""
    return {move.unit: move.into or began[key(move.new)][1] for move in made.sound if move.unit and move.new}


def _people_of(look: Look, workshops: Sequence[Workshop]) -> list[Person]:
    """Everyone who works in these now, whatever spelling stands on their entry."""
    keys = {workshop_key(name) for one in workshops for name in (one.name, *one.aliases)}
    return [
        one for one in people.load_all(look.session) if one.workshop and workshop_key(one.workshop) in keys
    ]
