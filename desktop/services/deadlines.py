"""What falls due: who has to do what by which day, from the days that the records hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from desktop.domain.deadlines import STARTING, Application, Duty, days_left, due
from desktop.domain.initiative import Stage
from desktop.domain.intake import application, presumed
from desktop.services.desk import Look, question
from desktop.store import deadlines
from desktop.store.deadlines import OpenRow

AHEAD = 30
"""Days before a last day from which it is worth telling."""
TOGETHER = 4
"""So many of one duty and day are one line: a batch typed on one day falls due on one day."""


@dataclass(frozen=True, slots=True)
class DueItem:
    """One initiative and its next duty; `days_left` is negative when the last day has passed."""

    initiative: str
    number: int | None
    title: str
    duty: Duty
    on: date
    days_left: int


@dataclass(frozen=True, slots=True)
class DueLine:
    """A single initiative, or several of one duty and day: `count` of them, `item` for all."""

    item: DueItem
    count: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """The first lines of the calendar; `rest`: how many initiatives stand in those after them."""

    lines: tuple[DueLine, ...]
    rest: int


@question()
def coming(look: Look, *, ahead: int = AHEAD) -> tuple[DueItem, ...]:
    """What is due within so many days or overdue, the most pressing first.

    The days are those of the register, where a line was written there.
    """
    return tuple(sorted(_items(look, ahead), key=lambda item: item.on))


@question()
def nearest(look: Look, most: int, *, ahead: int = AHEAD) -> Nearest:
    """The same as at most so many lines. It holds few of them at a time, however many are due."""
    return arranged(_items(look, ahead), most)


def arranged(items: Iterable[DueItem], most: int) -> Nearest:
    """Items in the order of their days, duties and numbers; many of one duty and day together."""
    counts = Counter[tuple[date, Duty]]()
    found: dict[tuple[date, Duty], list[DueItem]] = {}
    for item in items:
        key = item.on, item.duty
        counts[key] += 1
        if counts[key] <= TOGETHER:
            found.setdefault(key, []).append(item)
    lines: list[DueLine] = []
    for key in sorted(found, key=lambda key: (key[0], key[1].value)):
        alike = sorted(found[key], key=lambda item: item.number or 0)
        together = counts[key] >= TOGETHER
        lines += [DueLine(alike[0], counts[key])] if together else [DueLine(item, 1) for item in alike]
    return Nearest(tuple(lines[:most]), sum(line.count for line in lines[most:]))


def _items(look: Look, ahead: int) -> Iterator[DueItem]:
    today = look.today()
    for row in deadlines.open_rows(look.session):
        next_due = due(_application(row), STARTING)
        if next_due is not None and (left := days_left(next_due.on, today)) <= ahead:
            yield DueItem(row.id, row.number, row.title, next_due.duty, next_due.on, left)


def _application(row: OpenRow) -> Application:
    if row.intake is not None:
        return application(row.intake, first_used=row.first_used, first_use_ended=row.first_use_ended)
    return presumed(
        entered_on=row.entered_on,
        is_complete=row.stage is not Stage.INCOMPLETE or row.is_considered,
        first_used=row.first_used,
        first_use_ended=row.first_use_ended,
    )
