"""Consents, erasures, checks, and what the register holds on one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, exists, func, select, text, update

from desktop.domain.checking import Checked
from desktop.domain.personal import ERASED, Consent, Erasure
from desktop.store import tables
from desktop.store.columns import from_date, to_date
from desktop.store.nouns import RowNoun
from desktop.store.records import in_parts
from desktop.store.tables import alive
from sync.clock import stamp, unstamp
from sync.database import Session

_author, _initiative, _person = tables.author, tables.initiative, tables.person
_consent, _operation, _draft = tables.consent, tables.operation, tables.draft


class Consents(RowNoun[Consent]):
    """The noun."""

    kind = "consent"
    type = Consent
    table = tables.consent

    def columns(self, value: Consent) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "person": value.person,
            "given_on": value.given_on.isoformat(),
            "paper": value.paper,
            "scan": value.scan,
            "withdrawn_on": from_date(value.withdrawn_on),
        }

    def value(self, row: Row[Any]) -> Consent:
        """As it stands in the row."""
        given = date.fromisoformat(row.given_on)
        return Consent(row.id, row.person, given, row.paper, row.scan, to_date(row.withdrawn_on))


class Erasures(RowNoun[Erasure]):
    """The noun; a person's id is its own."""

    kind = "erasure"
    type = Erasure
    table = tables.erasure

    def columns(self, value: Erasure) -> dict[str, object]:
        """The row."""
        return {"id": value.id, "at": value.at, "user": value.user, "reason": value.reason}

    def value(self, row: Row[Any]) -> Erasure:
        """As it stands in the row."""
        return Erasure(row.id, row.at, row.user, row.reason)


class Checks(RowNoun[Checked]):
    """The noun; an initiative's id is its own."""

    kind = "check"
    type = Checked
    table = tables.initiative_check

    def columns(self, value: Checked) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "user": value.user,
            "at": stamp(value.at),
            "content": value.content,
        }

    def value(self, row: Row[Any]) -> Checked:
        """As it stands in the row."""
        return Checked(row.id, row.user, unstamp(row.at), row.content)


CONSENTS = Consents()
ERASURES = Erasures()
CHECKS = Checks()


@dataclass(frozen=True, slots=True)
class Idle:
    """A person and the day of their last initiative (None: they have none)."""

    id: str
    name: str
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Unasked:
    """An author of whom no paper says that they agreed, as a list names them; the day of their last initiative."""

    id: str
    name: str
    staff_code: str
    birth: str
    workshop: str
    last_on: date | None


def consents_of(session: Session, person: str) -> tuple[Consent, ...]:
    """A person's consents, oldest first."""
    query = select(_consent).where(_consent.c.person == person, alive(_consent)).order_by(_consent.c.given_on)
    return tuple(CONSENTS.value(row) for row in session.execute(query))


def consenting(session: Session, day: date) -> frozenset[str]:
    """Ids of all who have agreed and not withdrawn by a day."""
    rows = session.execute(select(_consent).where(alive(_consent)))
    return frozenset(row.person for row in rows if CONSENTS.value(row).holds_on(day))


def authors_without(session: Session, day: date) -> tuple[Unasked, ...]:
    """Authors who never agreed, or withdrew, by name; where no workshop is known, that of the last initiative."""
    agreed = consenting(session, day)
    last = func.max(_initiative.c.entered_on)  # with it SQLite gives the other columns of that same row
    query = (
        select(_person, last, _author.c.workshop, _initiative.c.workshop)
        .join(_author, _author.c.person == _person.c.id)
        .join(_initiative, _initiative.c.seq == _author.c.initiative)
        .where(alive(_person), alive(_initiative), _person.c.name != ERASED)
        .group_by(_person.c.id)
        .order_by(_person.c.name_key, _person.c.id)
    )
    return tuple(
        Unasked(
            row.id, row.name, row.staff_code, row.birth, row.workshop or row[-2] or row[-1], to_date(row[-3])
        )
        for row in session.execute(query)
        if row.id not in agreed
    )


def ids_of(session: Session, person: str) -> tuple[str, ...]:
    """The person's id and those of entries that were merged into it."""
    alias = tables.person_alias
    merged = select(alias.c.id).where(alias.c.person == person, alive(alias))
    return person, *session.execute(merged).scalars()


def initiatives_of(session: Session, people: Sequence[str]) -> tuple[str, ...]:
    """Ids of the initiatives that these people are authors of, those taken back too."""
    named = select(_author.c.initiative).where(_author.c.person.in_(list(people)))
    query = select(_initiative.c.id).where(_initiative.c.seq.in_(named)).order_by(_initiative.c.seq)
    return tuple(session.execute(query).scalars())


def ideas_of(session: Session, people: Sequence[str]) -> tuple[str, ...]:
    """Ids of the ideas that these people are authors of."""
    table = tables.idea
    found: dict[str, None] = {}
    for person in people:
        query = (
            select(table.c.id).where(table.c.authors.contains(person, autoescape=True)).order_by(table.c.id)
        )
        found.update(dict.fromkeys(session.execute(query).scalars()))
    return tuple(found)


def rows_about(session: Session, people: Sequence[str]) -> dict[str, list[dict[str, object]]]:
    """Every row of every table that names one of these people: also of tables that somebody adds later."""
    found: dict[str, list[dict[str, object]]] = {}
    for table in tables.metadata.sorted_tables:
        column = "id" if table is _person else "person"
        if column not in table.columns or table is tables.person_alias:
            continue
        rows = session.execute(select(table).where(table.c[column].in_(list(people)))).mappings()
        told = [{name: value for name, value in row.items() if name not in _INNER} for row in rows]
        if told:
            found[table.name] = told
    return found


_INNER = frozenset(
    {"revision", "head", "shared_body", "extra", "tombstone", "operation", "name_key", "folded"}
)


def forget_shared(session: Session, records: Sequence[str]) -> None:
    """Whatever was shared of these is no longer what a later change is measured by: it held the name."""
    for part in in_parts(list(records)):
        session.execute(update(_initiative).where(_initiative.c.id.in_(part)).values(shared_body=None))


def forget_words(session: Session) -> None:
    """Let the search index drop the letters of what was taken out of it, at once."""
    session.execute(text("INSERT INTO initiative_search (initiative_search) VALUES ('optimize')"))


def drop_drafts_about(session: Session, people: Sequence[str]) -> int:
    """Drafts that name one of these people by id; gives how many there were."""
    gone = 0
    for person in people:
        gone += session.execute(
            delete(_draft).where(_draft.c.body.contains(person, autoescape=True))
        ).rowcount
    return gone


def drafts_before(session: Session, moment: str) -> int:
    """How many drafts are older than a stamp."""
    return session.execute(select(func.count()).select_from(_draft).where(_draft.c.at < moment)).scalar() or 0


def drop_drafts_before(session: Session, moment: str) -> None:
    """Forget them."""
    session.execute(delete(_draft).where(_draft.c.at < moment))


def idle_since(session: Session, day: date) -> tuple[Idle, ...]:
    """People whose last initiative was entered before a day, or who have none and were stored before it."""
    last = func.max(_initiative.c.entered_on)
    query = (
        select(_person.c.id, _person.c.name, last)
        .join(_operation, _operation.c.seq == _person.c.operation)
        .outerjoin(_author, _author.c.person == _person.c.id)
        .outerjoin(_initiative, (_initiative.c.seq == _author.c.initiative) & alive(_initiative))
        .where(alive(_person), _person.c.name != ERASED)
        .group_by(_person.c.id)
        .having(func.coalesce(last, func.substr(func.max(_operation.c.at), 1, 10)) < day.isoformat())
        .order_by(_person.c.name_key, _person.c.id)
    )
    return tuple(Idle(row[0], row[1], to_date(row[2])) for row in session.execute(query))


def erased(session: Session) -> tuple[Erasure, ...]:
    """Everybody who was erased, oldest first."""
    table = tables.erasure
    return tuple(ERASURES.value(row) for row in session.execute(select(table).order_by(table.c.at)))


def has_namesake(session: Session, name: str, people: Sequence[str]) -> bool:
    """Whether somebody else bears a name, as `people` (ids) did."""
    known = select(_person.c.id).where(
        _person.c.name == name, _person.c.id.not_in(list(people)), alive(_person)
    )
    return session.execute(known.limit(1)).first() is not None


def still_named(session: Session, people: Sequence[str]) -> tuple[str, ...]:
    """Which of these people (who were erased) a restored register names again."""
    found: list[str] = []
    for part in in_parts(list(people)):
        by_author = exists().where(_author.c.person == _person.c.id, _author.c.name != ERASED)
        query = select(_person.c.id).where(_person.c.id.in_(part), (_person.c.name != ERASED) | by_author)
        found.extend(session.execute(query).scalars())
    return tuple(found)
