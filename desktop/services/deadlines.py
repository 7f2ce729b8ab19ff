"""What falls due: who has to do what by which day, from the days that the records hold."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class DueItem:
    """One initiative and its next duty; `days_left` is negative when the last day has passed."""

    initiative: str
    number: int | None
    title: str
    duty: Duty
    on: date
    days_left: int


@question()
def coming(look: Look, *, ahead: int = AHEAD) -> tuple[DueItem, ...]:
    """What is due within so many days or overdue, the most pressing first.

    The days are those of the register, where a line was written there.
    """
    today = look.today()
    items = []
    for row in deadlines.open_rows(look.session):
        next_due = due(_application(row), STARTING)
        if next_due is not None and (left := days_left(next_due.on, today)) <= ahead:
            items.append(DueItem(row.id, row.number, row.title, next_due.duty, next_due.on, left))
    return tuple(sorted(items, key=lambda item: item.on))


def _application(row: OpenRow) -> Application:
    if row.intake is not None:
        return application(row.intake, first_used=row.first_used, first_use_ended=row.first_use_ended)
    return presumed(
        entered_on=row.entered_on,
        is_complete=row.stage is not Stage.INCOMPLETE or row.is_considered,
        first_used=row.first_used,
        first_use_ended=row.first_use_ended,
    )
