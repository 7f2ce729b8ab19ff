"""What a person has to choose: both values of a record that two PCs of the union changed, and who, where, when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import insert, select, update

from desktop.store import tables
from desktop.store.columns import need_json, to_json
from sync.clock import stamp, unstamp
from sync.database import Session

_t = tables.merge_task


class Choice(StrEnum):
    """What is to be chosen: fields, a whole record that was issued, or whether it is to be deleted."""

    FIELDS = "fields"
    WHOLE = "whole"
    DELETION = "deletion"


@dataclass(frozen=True, slots=True)
class Clash:
    """One field (names from the outside in, empty for the whole record) with both values; None: not there."""

    path: tuple[str, ...]
    ours: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class MergeTask:
    """`ours` stands in the register meanwhile; `theirs` is None where they deleted it.

    `merged` is ours with all that they alone changed. `by` is their user's id, `replica` their PC, `at`
    when they saved.
    """

    id: str
    what: Choice
    kind: str
    record: str
    ours: dict[str, Any] | None
    theirs: dict[str, Any] | None
    merged: dict[str, Any] | None
    conflicts: tuple[Clash, ...]
    theirs_fingerprint: str
    by: str
    replica: str
    at: datetime


def put(session: Session, task: MergeTask) -> None:
    """Keep a task in the place of an older one on the same record: newer values ask the newer question."""
    open_one = (_t.c.kind == task.kind, _t.c.record == task.record, _t.c.decided_at == "")
    session.execute(update(_t).where(*open_one).values(decided_at=stamp(task.at), decided_by=""))
    session.execute(
        insert(_t).values(
            id=task.id,
            what=task.what,
            kind=task.kind,
            record=task.record,
            ours=to_json(task.ours),
            theirs=to_json(task.theirs),
            merged=to_json(task.merged),
            conflicts=to_json(task.conflicts),
            theirs_fingerprint=task.theirs_fingerprint,
            by=task.by,
            replica=task.replica,
            at=stamp(task.at),
        )
    )


def still_open(session: Session) -> tuple[MergeTask, ...]:
    """Those that nobody decided, the oldest first."""
    rows = session.execute(select(_t).where(_t.c.decided_at == "").order_by(_t.c.at, _t.c.id))
    return tuple(_task(row) for row in rows)


def find(session: Session, task: str) -> MergeTask | None:
    """An open task by its id."""
    row = session.execute(select(_t).where(_t.c.id == task, _t.c.decided_at == "")).first()
    return None if row is None else _task(row)


def close(session: Session, tasks: Sequence[str], user: str, at: datetime) -> None:
    """They are decided; what was on the table is kept."""
    session.execute(update(_t).where(_t.c.id.in_(tasks)).values(decided_at=stamp(at), decided_by=user))


def _task(row: Any) -> MergeTask:
    return MergeTask(
        row.id,
        Choice(row.what),
        row.kind,
        row.record,
        msgspec.json.decode(row.ours),
        msgspec.json.decode(row.theirs),
        msgspec.json.decode(row.merged),
        need_json(row.conflicts, tuple[Clash, ...]),
        row.theirs_fingerprint,
        row.by,
        row.replica,
        unstamp(row.at),
    )
