"""Take back and do again, by whole operations; survives a restart, since it reads history."""

from __future__ import annotations

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services.desk import Look, Work, order, question
from desktop.store import history
from desktop.store.history import UNDO, Undoable


@question()
def last(look: Look) -> Undoable | None:
    """What the user's next undo would take back."""
    return history.last_of(look.session, look.user.id)


@question()
def next_redo(look: Look) -> Undoable | None:
    """What the user's next redo would do again."""
    return history.next_redo(look.session, look.user.id)


@order(Right.READ, UNDO)
def undo(work: Work) -> Undoable:
    """Take back the user's last operation.

    Raises `undo.nothing`, `undo.final` (a number was given, a paper issued), `undo.changed_since`, `undo.erased`.
    """
    found = history.last_of(work.session, work.user.id)
    if found is None:
        raise Refused("undo.nothing")
    if not found.allowed:
        raise Refused("undo.final", label=found.label)
    _reverse(work, found, UNDO)
    return found


@order(Right.READ, "redo")
def redo(work: Work) -> Undoable:
    """Do again what was taken back last. Raises `redo.nothing`, `undo.changed_since`, `undo.erased`."""
    found = history.next_redo(work.session, work.user.id)
    if found is None:
        raise Refused("redo.nothing")
    _reverse(work, found, found.label)
    return found


def _reverse(work: Work, found: Undoable, label: str) -> None:
    work.operation.reverses(found.seq, label)
    for kind, record in history.take_back(work.operation, work.folder.payloads, found.seq):
        work.touch(kind, record)
