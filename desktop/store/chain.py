"""The audit chain: one link an operation over the link before, and anchors that hold it from outside.

A chain shows an entry that was edited, cut out or moved. A tail that was cut off, or a whole chain that was computed
anew, shows only against an anchor: what somebody else wrote down of it at a time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import rfc8785
from sqlalchemy import func, select

from desktop.store import tables
from sync import outbox_questions
from sync.database import Session

_o = tables.operation
_h = tables.history

FORM = 2
"""What a link made now covers. Form 1 left out the number, the learned clock and whether it may be undone."""

Step = tuple[str, str, bytes | None, bytes | None]
"""Kind, record, before, after."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who does an operation, where and when; `at` as `sync.clock.stamp` writes it."""

    id: str
    at: str
    user: str
    replica: str


@dataclass(frozen=True, slots=True)
class Entry:
    """All of an operation that its link covers. `skew_ms`: this PC's clock minus the portal's, where learned."""

    seq: int
    stamp: Stamp
    label: str
    undoes: int | None
    is_final: bool
    skew_ms: int | None
    steps: Sequence[Step]
    form: int = FORM


@dataclass(frozen=True, slots=True)
class Anchor:
    """The chain as it stood once: how many operations, the last link in hex, at which replica; `source` has it."""

    operations: int
    head: str
    replica: str
    source: str = ""

    def __str__(self) -> str:
        """As it travels, and as it may be typed off a paper."""
        return f"{self.operations}:{self.head}:{self.replica}"

    @classmethod
    def parse(cls, text: str, source: str = "") -> Anchor | None:
        """The anchor again, or None where this is none."""
        count, _, rest = text.strip().partition(":")
        head, _, replica = rest.partition(":")
        if not count.isdecimal() or len(head) not in (0, 64):
            return None
        return cls(int(count), head.lower(), replica, source)


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry that is not as it was. With an anchor the bad one may lie anywhere from `since` to `at`.

    `code`: `audit.link` (edited, or one before it was cut or moved), `audit.number`, `audit.undone`, `audit.cut` (the
    end is missing), `audit.rewritten` (fits in itself, not with what `source` wrote down).
    """

    code: str
    at: int
    since: int
    source: str = ""


def link(previous: bytes, entry: Entry) -> bytes:
    """SHA-256 over the link before and everything that history holds of an operation."""
    said: dict[str, Any] = {
        "id": entry.stamp.id,
        "at": entry.stamp.at,
        "user": entry.stamp.user,
        "replica": entry.stamp.replica,
        "label": entry.label,
        "undoes": entry.undoes,
        "steps": [[kind, record, _hash(before), _hash(after)] for kind, record, before, after in entry.steps],
    }
    if entry.form != 1:
        said |= {"form": entry.form, "seq": entry.seq, "final": entry.is_final, "skew_ms": entry.skew_ms}
    return hashlib.sha256(previous + rfc8785.dumps(said)).digest()


def _hash(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


def head(session: Session) -> Anchor:
    """The chain as it stands."""
    count = session.execute(select(func.count()).select_from(_o)).scalar() or 0
    row = session.execute(select(_o.c.chain, _o.c.replica).order_by(_o.c.seq.desc()).limit(1)).first()
    return Anchor(count, row.chain.hex(), row.replica) if row else Anchor(0, "", "")


def began(session: Session) -> str:
    """When the first operation was done, as a stamp; "" before it."""
    return session.execute(select(_o.c.at).order_by(_o.c.seq).limit(1)).scalar() or ""


def agrees(session: Session, anchor: Anchor) -> bool:
    """Whether the chain holds what an anchor wrote down; one look, no walk."""
    if not anchor.operations:
        return True
    found = session.execute(select(_o.c.chain).where(_o.c.seq == anchor.operations)).scalar()
    return found is not None and found.hex() == anchor.head


def of_receipts(session: Session) -> tuple[Anchor, ...]:
    """What portals signed of this chain: one anchor for each head that a receipt with a good signature names."""
    found: dict[str, Anchor] = {}
    for stored in outbox_questions.receipts(session):
        said = stored.receipt.head
        anchor = None if said in found else Anchor.parse(said, "receipt")
        if anchor is not None and outbox_questions.verify_receipt(stored):
            found[said] = anchor
    return tuple(found.values())


def verify(session: Session, anchors: Iterable[Anchor] = ()) -> Fault | None:
    """Walk the chain and hold it against anchors; the first fault, or None.

    An anchor of a replica that is no longer ours (the folder was restored since, and its history forked) is held
    against what that replica itself wrote.
    """
    held: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        held.setdefault(anchor.operations, []).append(anchor)
    previous, number, good, replica = b"", 0, 0, ""
    undone: dict[int, int] = {}
    said: dict[int, int] = {}
    for row, steps in _walk(session):
        number += 1
        if row is None or row.seq != number or row.steps != len(steps):
            return Fault("audit.number", number if row is None else row.seq, number)
        if link(previous, _entry(row, steps)) != row.chain:
            return Fault("audit.link", row.seq, row.seq)
        previous, replica = row.chain, row.replica
        if row.undoes is not None:
            undone[row.undoes] = row.seq
        if row.undone_by is not None:
            said[row.seq] = row.undone_by
        for anchor in held.get(number, ()):
            if anchor.head == row.chain.hex():
                good = number
            elif anchor.replica == row.replica:
                return Fault("audit.rewritten", number, good + 1, anchor.source)
    beyond = [anchor for count, some in held.items() for anchor in some if count > number]
    for anchor in beyond:
        if anchor.replica == replica or not number:
            return Fault("audit.cut", number + 1, number + 1, anchor.source)
    wrong = {seq for seq in {*undone, *said} if undone.get(seq) != said.get(seq)}
    return Fault("audit.undone", min(wrong), min(wrong)) if wrong else None


def _walk(session: Session) -> Iterator[tuple[Any, list[Step]]]:
    """Operations in their order, each with its steps; None for steps that no operation owns."""
    rows = session.execute(select(_h).order_by(_h.c.operation, _h.c.step).execution_options(yield_per=500))
    groups = groupby(rows, key=lambda step: step.operation)
    owner, steps = _next(groups)
    operations = session.execute(select(_o).order_by(_o.c.seq).execution_options(yield_per=500))
    for row in operations:
        if owner is not None and owner < row.seq:
            yield None, steps
            return
        if owner == row.seq:
            yield row, steps
            owner, steps = _next(groups)
        else:
            yield row, []
    if owner is not None:
        yield None, steps


def _next(groups: Iterator[tuple[int, Iterable[Any]]]) -> tuple[int | None, list[Step]]:
    owner, steps = next(groups, (None, ()))
    return owner, [(step.kind, step.record, step.before, step.after) for step in steps]


def _entry(row: Any, steps: Sequence[Step]) -> Entry:
    stamp = Stamp(row.id, row.at, row.user, row.replica)
    return Entry(row.seq, stamp, row.label, row.undoes, not row.undoable, row.skew_ms, steps, row.form)
