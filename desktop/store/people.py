"""People, their earlier ids after a merge, and workshops."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from desktop.domain.person import Gender, Person, PersonAlias, Posting, WorkerKind
from desktop.domain.text import fold, name_key
from desktop.domain.workshop import Workshop
from desktop.store import tables
from desktop.store.columns import from_date, need_json, to_date, to_json
from desktop.store.nouns import RowNoun
from desktop.store.records import in_parts
from desktop.store.tables import alive
from sync.database import Session

_p = tables.person
_w = tables.workshop
_a = tables.person_alias


class People(RowNoun[Person]):
    """The noun: a person's row with sort key and folded name."""

    kind = "person"
    type = Person
    table = tables.person

    def columns(self, value: Person) -> dict[str, object]:
        """The row."""
        return _columns(value)

    def value(self, row: Row[Any]) -> Person:
        """As it stands in the row."""
        return _person(row)


class Workshops(RowNoun[Workshop]):
    """The noun: a workshop's row."""

    kind = "workshop"
    type = Workshop
    table = tables.workshop

    def columns(self, value: Workshop) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "name": value.name,
            "folded": fold(value.name),
            "aliases": to_json(value.aliases),
            "since": from_date(value.since),
            "until": from_date(value.until),
            "successor": value.successor,
        }

    def value(self, row: Row[Any]) -> Workshop:
        """As it stands in the row."""
        return _workshop(row)


class PersonAliases(RowNoun[PersonAlias]):
    """The noun: one entry that was merged into another."""

    kind = "person_alias"
    type = PersonAlias
    table = tables.person_alias

    def columns(self, value: PersonAlias) -> dict[str, object]:
        """The row."""
        return {"id": value.id, "person": value.person}

    def value(self, row: Row[Any]) -> PersonAlias:
        """As it stands in the row."""
        return PersonAlias(row.id, row.person)


PEOPLE = People()
WORKSHOPS = Workshops()
PERSON_ALIASES = PersonAliases()


def find(session: Session, typed: str, limit: int) -> tuple[Person, ...]:
    """People by a few letters of the name without marks, at the start of any word, or by staff code."""
    folded = fold(typed)
    if not folded:
        return ()
    condition = _typed(typed, folded)
    rows = session.execute(select(_p).where(condition, alive(_p)).order_by(_p.c.name_key).limit(limit))
    return tuple(_person(row) for row in rows)


def page(
    session: Session, typed: str, workshop: str, offset: int, limit: int
) -> tuple[tuple[Person, ...], int]:
    """People by name, by what is typed of name or code and of one workshop; with how many there are in all."""
    conditions = _sought(typed, workshop)
    total = session.execute(select(func.count()).select_from(_p).where(*conditions)).scalar() or 0
    query = select(_p).where(*conditions).order_by(_p.c.name_key, _p.c.id).offset(offset).limit(limit)
    return tuple(_person(row) for row in session.execute(query)), total


def ids(session: Session, typed: str, workshop: str) -> list[str]:
    """The ids of all those, in the same order."""
    found = select(_p.c.id).where(*_sought(typed, workshop)).order_by(_p.c.name_key, _p.c.id)
    return list(session.execute(found).scalars())


def _sought(typed: str, workshop: str) -> list[ColumnElement[bool]]:
    conditions = [alive(_p)]
    folded = fold(typed)
    if folded:
        conditions.append(_typed(typed, folded))
    if workshop:
        conditions.append(_p.c.workshop == workshop)
    return conditions


def headcounts(session: Session) -> dict[str, int]:
    """How many people there are by the workshop on their entries."""
    query = select(_p.c.workshop, func.count()).where(alive(_p)).group_by(_p.c.workshop)
    return {name: count for name, count in session.execute(query) if name}


def with_codes(session: Session, codes: Iterable[str]) -> dict[str, Person]:
    """People by staff code; the code of an entry that was merged leads to the one it was merged into."""
    wanted = sorted({code for code in codes if code})
    found = {person.staff_code: person for person in _where_in(session, _p.c.staff_code, wanted)}
    for part in in_parts([code for code in wanted if code not in found]):
        was = (
            select(_p.c.staff_code, _a.c.person).select_from(_p).join(_a, and_(_a.c.id == _p.c.id, alive(_a)))
        )
        codes_of = {
            row.person: row.staff_code for row in session.execute(was.where(_p.c.staff_code.in_(part)))
        }
        found.update({codes_of[person.id]: person for person in _where_in(session, _p.c.id, codes_of)})
    return found


def now_known_as(session: Session, records: Iterable[str]) -> dict[str, str]:
    """For ids of people that were merged, whom they were merged into; others are left out."""
    found: dict[str, str] = {}
    for part in in_parts(sorted(set(records))):
        rows = session.execute(select(_a.c.id, _a.c.person).where(_a.c.id.in_(part), alive(_a)))
        found.update({row.id: row.person for row in rows})
    return found


def merged_into(session: Session, record: str) -> tuple[str, ...]:
    """The entries that were merged into a person."""
    rows = session.execute(select(_a.c.id).where(_a.c.person == record, alive(_a)).order_by(_a.c.id))
    return tuple(rows.scalars())


def with_folded_names(session: Session, names: Iterable[str]) -> dict[str, list[Person]]:
    """People by folded name; several may share one."""
    found: dict[str, list[Person]] = {}
    for person in _where_in(session, _p.c.folded, names):
        found.setdefault(fold(person.name), []).append(person)
    return found


def load_all(session: Session) -> tuple[Person, ...]:
    """Everyone, in the order of Vietnamese names."""
    return tuple(_person(row) for row in session.execute(select(_p).where(alive(_p)).order_by(_p.c.name_key)))


def staff_codes(session: Session) -> tuple[str, ...]:
    """Every staff code, of people who left or were merged too: a lost zero finds its way by them."""
    rows = session.execute(select(_p.c.staff_code).where(_p.c.staff_code != "").order_by(_p.c.staff_code))
    return tuple(rows.scalars())


def workshops(session: Session) -> tuple[Workshop, ...]:
    """Every workshop by name."""
    return tuple(_workshop(row) for row in session.execute(select(_w).where(alive(_w)).order_by(_w.c.folded)))


def _where_in(session: Session, column: Any, wanted: Iterable[str]) -> Iterable[Person]:
    ordered = sorted({value for value in wanted if value})
    for part in in_parts(ordered):
        query = select(_p).where(column.in_(part), alive(_p)).order_by(_p.c.id)
        for row in session.execute(query):
            yield _person(row)


def _typed(typed: str, folded: str) -> ColumnElement[bool]:
    """The start of any word of the name without marks, or a part of the staff code."""
    return or_(
        _p.c.folded.like(f"{_like(folded)}%", escape="\\"),
        _p.c.folded.like(f"% {_like(folded)}%", escape="\\"),
        _p.c.staff_code.like(f"%{_like(typed.strip())}%", escape="\\"),
    )


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _columns(value: Person) -> dict[str, object]:
    return {
        "id": value.id,
        "name": value.name,
        "name_key": name_key(f"{value.name} {value.given_name}" if value.given_name else value.name),
        "folded": fold(value.name),
        "staff_code": value.staff_code,
        "birth": value.birth,
        "gender": value.gender.value,
        "title": value.title,
        "qualification": value.qualification,
        "workshop": value.workshop,
        "union_member": value.union_member,
        "worker_kind": value.worker_kind.value,
        "phone": value.phone,
        "given_name": value.given_name,
        "postings": to_json(value.postings),
        "left_on": from_date(value.left_on),
    }


def _person(row: Row[Any]) -> Person:
    return Person(
        row.id,
        row.name,
        row.staff_code,
        row.birth,
        Gender(row.gender),
        row.title,
        row.qualification,
        row.workshop,
        row.union_member,
        WorkerKind(row.worker_kind),
        row.phone,
        row.given_name,
        need_json(row.postings, tuple[Posting, ...]),
        to_date(row.left_on),
    )


def _workshop(row: Row[Any]) -> Workshop:
    return Workshop(
        row.id,
        row.name,
        need_json(row.aliases, tuple[str, ...]),
        to_date(row.since),
        to_date(row.until),
        row.successor,
    )
