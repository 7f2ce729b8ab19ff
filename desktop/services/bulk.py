"""One field of many initiatives changed at once: shown before and after, then one order, one undo."""

from __future__ import annotations

from collections.abc import Sequence
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
from desktop.services.desk import Look, Work, order, question
from desktop.store import initiatives
from desktop.store.initiatives import INITIATIVES

BulkValue = str | date | Field | Solution | None


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


@question(Right.ENTER)
def preview(look: Look, ids: Sequence[str], field: BulkField, value: BulkValue) -> tuple[BulkLine, ...]:
    """What would become of each, in the order given; writes nothing."""
    return tuple(line for line, _before, _after in _lines(look, ids, field, value))


@order(Right.ENTER, "initiative.bulk")
def change(work: Work, ids: Sequence[str], field: BulkField, value: BulkValue) -> int:
    """Change the field of all that it can be changed of; gives how many. Raises `intake.in_future`."""
    pairs = [(before, after) for line, before, after in _lines(work, ids, field, value) if line.is_changed]
    if field is BulkField.ENTERED_ON and isinstance(value, date):
        return numbering.number(work, [before.id for before, _after in pairs], value)
    work.save_changed(INITIATIVES, pairs)
    return len(pairs)


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
