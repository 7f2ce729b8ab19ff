"""Undo and a record's own story, read from the rows that operations wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from desktop.domain.problems import Refused
from desktop.store import tables
from desktop.store.accounts import USERS
from desktop.store.agendas import AGENDAS
from desktop.store.decisions import DECISIONS
from desktop.store.house import HOUSE_FACTS
from desktop.store.ideas import IDEAS
from desktop.store.initiatives import INITIATIVES
from desktop.store.intakes import INTAKES
from desktop.store.issued import ISSUED_PAPERS
from desktop.store.likeness_views import LIKENESS_VIEWS
from desktop.store.meetings import MEETINGS
from desktop.store.paper_forms import PAPER_FORMS, SCANS
from desktop.store.payloads import Payloads
from desktop.store.payments import CORRECTIONS, LINES, REMUNERATIONS, ROUNDS
from desktop.store.people import PEOPLE, PERSON_ALIASES, WORKSHOPS
from desktop.store.personal import CHECKS, CONSENTS, ERASURES
from desktop.store.portal_words import PORTAL_WORDS
from desktop.store.praise import PRAISE_DECISIONS
from desktop.store.question_sheets import QUESTION_SHEETS
from desktop.store.records import Noun, Operation, Synced, in_parts
from desktop.store.reports import REPORTS
from desktop.store.saved_views import SAVED_VIEWS
from desktop.store.seats import MEMBERS
from desktop.store.sheets import SHEETS
from desktop.store.unit_reports import JOINT_REPORTS, UNIT_REPORTS
from sync.clock import unstamp
from sync.database import Session

NOUNS: Mapping[str, Noun[Any]] = {
    noun.kind: noun
    for noun in (
        PORTAL_WORDS, UNIT_REPORTS, JOINT_REPORTS, PRAISE_DECISIONS,
        INITIATIVES, PEOPLE, PERSON_ALIASES, WORKSHOPS, MEETINGS, DECISIONS, HOUSE_FACTS, USERS,
        ROUNDS, LINES, CORRECTIONS, REMUNERATIONS, REPORTS, SAVED_VIEWS, LIKENESS_VIEWS, ISSUED_PAPERS,
        INTAKES, MEMBERS, AGENDAS, SHEETS,
        PAPER_FORMS, SCANS, IDEAS, QUESTION_SHEETS, CHECKS, CONSENTS, ERASURES,
    )
}  # fmt: skip

UNDO = "undo"
"""The label of an operation that takes back another; one that does it again carries the first one's label."""

_o = tables.operation
_h = tables.history


@dataclass(frozen=True, slots=True)
class Undoable:
    """An operation that can be taken back (or done again)."""

    seq: int
    label: str
    steps: int
    allowed: bool


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """One thing that happened to a record."""

    at: datetime
    label: str
    user: str
    created: bool
    removed: bool


def last_of(session: Session, user: str) -> Undoable | None:
    """The newest operation of a user that is not taken back and is no undo itself."""
    row = session.execute(
        select(_o)
        .where(_o.c.user == user, _o.c.undone_by.is_(None), _o.c.label != UNDO)
        .order_by(_o.c.seq.desc())
        .limit(1)
    ).first()
    return None if row is None else Undoable(row.seq, row.label, row.steps, row.undoable)


def next_redo(session: Session, user: str) -> Undoable | None:
    """The newest undo, as long as nothing fresh was done after it; its label is what would be done again."""
    undo = session.execute(
        select(_o)
        .where(_o.c.user == user, _o.c.undone_by.is_(None), _o.c.label == UNDO)
        .order_by(_o.c.seq.desc())
        .limit(1)
    ).first()
    if undo is None:
        return None
    fresh = session.execute(
        select(_o.c.seq).where(_o.c.user == user, _o.c.seq > undo.seq, _o.c.undoes.is_(None)).limit(1)
    ).first()
    if fresh is not None:
        return None
    label = session.execute(select(_o.c.label).where(_o.c.seq == undo.undoes)).scalar() or ""
    return Undoable(undo.seq, label, undo.steps, undo.undoable)


def take_back(operation: Operation[Any], payloads: Payloads, seq: int) -> set[tuple[str, str]]:
    """Reverse an operation; gives the (kind, record) pairs it touched.

    Raises `Refused("undo.changed_since")` where a record is no longer what that operation left.
    """
    session = operation.session
    steps = session.execute(select(_h).where(_h.c.operation == seq).order_by(_h.c.step)).all()
    net: dict[str, dict[str, _Net]] = defaultdict(dict)
    for step in steps:
        known = net[step.kind].get(step.record)
        net[step.kind][step.record] = _Net(known.before if known else step.before, step.after)
    for kind, records in net.items():
        _demand_untouched(session, payloads, NOUNS[kind], records)
        _hide_created(operation, NOUNS[kind], records)
        _restore(operation, payloads, NOUNS[kind], records)
    return {(step.kind, step.record) for step in steps}


@dataclass(frozen=True, slots=True)
class _Net:
    """A record before and after a whole operation, as packed bytes; None where it was not there."""

    before: bytes | None
    after: bytes | None


def _demand_untouched(
    session: Session, payloads: Payloads, noun: Noun[Any], records: Mapping[str, _Net]
) -> None:
    """Each record still is what the operation left: the same content, or still hidden."""
    now = noun.load_many(session, list(records))
    changed = sum(
        (record in now)
        if net.after is None
        else now.get(record) != payloads.unpack(noun.kind, net.after, noun.type)
        for record, net in records.items()
    )
    if changed:
        raise Refused("undo.changed_since", kind=noun.kind, changed=changed)


def _restore(
    operation: Operation[Any], payloads: Payloads, noun: Noun[Any], records: Mapping[str, _Net]
) -> None:
    olds = {record: net for record, net in records.items() if net.before is not None}
    if not olds:
        return
    values = [payloads.unpack(noun.kind, net.before or b"", noun.type) for net in olds.values()]
    revisions = operation.revisions(noun, list(olds))
    synced = [Synced(revisions[record] + 1, operation.seq) for record in olds]
    noun.write(operation.session, values, synced, new=False)
    for record, net in olds.items():
        operation.note(noun.kind, record, net.after, net.before)


def _hide_created(operation: Operation[Any], noun: Noun[Any], records: Mapping[str, _Net]) -> None:
    """Mark everything of one kind that an operation made, in bulk: row by row takes seconds for an import."""
    made = {record: net for record, net in records.items() if net.before is None}
    if not made:
        return
    session, table = operation.session, noun.table
    for part in in_parts(list(made)):
        noun.hide(session, part)
        session.execute(
            update(table)
            .where(table.c.id.in_(part))
            .values(tombstone=True, revision=table.c.revision + 1, operation=operation.seq)
        )
    for record, net in made.items():
        operation.note(noun.kind, record, net.after, None)


def events_of(session: Session, record: str) -> tuple[RecordedEvent, ...]:
    """What happened to a record here, oldest first."""
    query = (
        select(_o.c.at, _o.c.label, _o.c.user, _h.c.before.is_(None), _h.c.after.is_(None))
        .join(_o, _o.c.seq == _h.c.operation)
        .where(_h.c.record == record)
        .order_by(_o.c.seq)
    )
    return tuple(
        RecordedEvent(unstamp(at), label, user, bool(created), bool(removed))
        for at, label, user, created, removed in session.execute(query)
    )
