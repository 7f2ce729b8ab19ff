"""One field of many initiatives changed at once: shown before and after, then one order, one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from desktop.domain.access import Right
from desktop.domain.initiative import Field, Initiative, Solution, check
from desktop.domain.problems import Problem, blocking
from desktop.domain.sheets.comparing import ChangedField
from desktop.domain.text import clean_line
from desktop.services import numbering
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.store import initiatives
from desktop.store.initiatives import INITIATIVES

BulkValue = str | date | Field | Solution | None

AT_ONCE = 1_000
"""So many initiatives are held in memory at a time."""


class BulkField(StrEnum):
    """What may be changed of many at once: nothing that makes each of them what it is."""

    WORKSHOP = "workshop"
    FIELD = "field"
    SOLUTION = "solution"
    PROGRAMME = "programme"
    TRIAL_FROM = "trial_from"
    FIRST_USED = "first_used"
    ENTERED_ON = "entered_on"
    """The day of receipt: a pile goes into the intake book of that day's year, numbers and all."""

    @property
    def changed(self) -> ChangedField:
        """The same among all fields that may change; the day of receipt is none that a list brings."""
        return ChangedField(self.value)


@dataclass(frozen=True, slots=True)
class BulkLine:
    """One initiative before and after; `problem` says why it is left as it is."""

    id: str
    number: int | None
    title: str
    before: BulkValue
    after: BulkValue
    problem: Problem | None = None

    @property
    def is_changed(self) -> bool:
        """Whether it would be written."""
        return self.problem is None and self.before != self.after


@dataclass(frozen=True, slots=True)
class BulkPage:
    """Some of the lines, and how many there are in all."""

    rows: tuple[BulkLine, ...]
    total: int


@question(Right.ENTER)
def preview(
    look: Look,
    ids: Sequence[str],
    field: BulkField,
    value: BulkValue,
    offset: int = 0,
    limit: int | None = None,
) -> BulkPage:
    """What would become of each from the offset on, in the order given; writes nothing."""
    lines = _lines(look, ids[offset : offset + (limit or AT_ONCE)], field, value)
    return BulkPage(tuple(line for line, _before, _after in lines), len(ids))


@job(Right.ENTER)
def count(
    desk: Desk,
    ids: Sequence[str],
    field: BulkField,
    value: BulkValue,
    *,
    stop: Callable[[], object] = lambda: None,
    progress: Callable[[int, int], object] = lambda _done, _all: None,
) -> int:
    """How many of them would change. Blocking; `stop` raises `Stopped`."""
    changed = 0
    for start in range(0, len(ids), AT_ONCE):
        stop()
        progress(start, len(ids))
        page = desk.look(preview, ids, field, value, start)
        changed += sum(line.is_changed for line in page.rows)
    progress(len(ids), len(ids))
    return changed


@order(Right.ENTER, "initiative.bulk")
def change(work: Work, ids: Sequence[str], field: BulkField, value: BulkValue) -> int:
    """Change the field of all that it can be changed of; gives how many. Raises `intake.in_future`."""
    if field is BulkField.ENTERED_ON and isinstance(value, date):
        wanted = [line.id for line, _before, _after in _lines(work, ids, field, value) if line.is_changed]
        return numbering.number(work, wanted, value)
    changed = 0
    for start in range(0, len(ids), AT_ONCE):  # a whole register would not fit into the memory of an old PC
        lines = _lines(work, ids[start : start + AT_ONCE], field, value)
        pairs = [(before, after) for line, before, after in lines if line.is_changed]
        work.save_changed(INITIATIVES, pairs)
        changed += len(pairs)
    return changed


def _lines(
    look: Look, ids: Sequence[str], field: BulkField, value: BulkValue
) -> list[tuple[BulkLine, Initiative, Initiative]]:
    said = clean_line(value) if type(value) is str else value
    found = initiatives.load_many(look.session, list(ids))
    lines = []
    for before in (found[record] for record in dict.fromkeys(ids) if record in found):
        after = _changed(before, field, said)
        known = {problem.code for problem in blocking(check(before))}
        new = [problem for problem in blocking(check(after)) if problem.code not in known]
        was = getattr(before, field.value)
        if field is BulkField.ENTERED_ON:
            new = _not_received_on(look, said)
        line = BulkLine(before.id, before.number, before.title, was, said, new[0] if new else None)
        lines.append((line, before, after))
    return lines


def _not_received_on(look: Look, said: BulkValue) -> list[Problem]:
    if isinstance(said, date) and said <= look.today():
        return []
    return [Problem("intake.in_future", facts={"day": said}) if said else Problem("intake.no_day")]


def _changed(value: Initiative, field: BulkField, said: BulkValue) -> Initiative:
    values: dict[str, Any] = {field.value: said}
    if field is BulkField.WORKSHOP and said != value.workshop:
        values["workshop_id"] = ""
    return replace(value, **values)
