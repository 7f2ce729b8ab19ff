"""The ledger of remuneration: what the employer owes for each year of use, until when, and what was paid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.access import Right
from desktop.domain.problems import Refused, blocking
from desktop.domain.remuneration import Remuneration, check_remuneration, due_on, owed
from desktop.domain.text import clean_line
from desktop.services import purses
from desktop.services.desk import Look, Work, order, question
from desktop.store import initiatives, payments, uses
from desktop.store.payments import REMUNERATIONS
from desktop.store.uses import Use


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year of one initiative: as it was entered, or as it is expected (`entered` false)."""

    initiative: str
    number: int | None
    title: str
    year: int
    benefit: int | None
    due: int
    due_on: date
    paid: int
    entered: bool
    late: bool
    agreed: int | None = None
    paid_on: date | None = None
    note: str = ""

    @property
    def id(self) -> str:
        """Names the row: an initiative and its year."""
        return f"{self.initiative}/{self.year}"


@dataclass(frozen=True, slots=True)
class YearPage:
    """One page of years, and what all of them together still owe by today."""

    rows: tuple[YearRow, ...]
    total: int
    late: int
    owed: int


@question()
def tracker(look: Look) -> tuple[YearRow, ...]:
    """Every year of use of recognised initiatives, the earliest day to pay first."""
    rule, today = purses.remuneration_rule(look), look.today()
    entered = payments.remunerations(look.session)
    rows: list[YearRow] = []
    for use in uses.recognised(look.session):
        known = {entry.year: entry for entry in entered.get(use.id, ())}
        due = owed(use.benefit, rule)
        for year in range(1, rule.years + 1):
            entry = known.get(year) or Remuneration(
                "", use.id, year, use.benefit, due, due_on(use.first_used, year, rule)
            )
            rows.append(_row(use, entry, today, entered=year in known))
    return tuple(sorted(rows, key=lambda row: (row.due_on, row.number or 0, row.year)))


@question()
def page(look: Look, offset: int = 0, limit: int = 100, *, open_only: bool = True) -> YearPage:
    """One page of the tracker; `open_only` leaves out what is paid."""
    rows = [row for row in tracker(look) if not open_only or row.paid < row.due]
    late = [row for row in rows if row.late]
    owing = sum(row.due - row.paid for row in late)
    return YearPage(tuple(rows[offset : offset + limit]), len(rows), len(late), owing)


@order(Right.PAY, "remuneration.enter")
def enter(
    work: Work,
    initiative: str,
    year: int,
    *,
    benefit: int | None,
    agreed: int | None = None,
    paid: int = 0,
    paid_on: date | None = None,
    note: str = "",
) -> str:
    """Say what a year brought, what was agreed (else the rule decides) and what was paid; gives the entry's id.

    Raises `initiative.missing` and the codes of `domain.remuneration.check_remuneration`.
    """
    value = initiatives.load_many(work.session, (initiative,)).get(initiative)
    if value is None:
        raise Refused("initiative.missing", id=initiative)
    rule = purses.remuneration_rule(work)
    day = due_on(value.first_used, year, rule) if value.first_used else work.today()
    entry = Remuneration(
        "",
        initiative,
        year,
        benefit,
        owed(benefit, rule, agreed),
        day,
        agreed,
        paid,
        paid_on,
        clean_line(note),
    )
    problems = blocking(check_remuneration(value, entry, rule))
    if problems:
        raise Refused(problems[0].code, problems=problems, title=value.title, **problems[0].facts)
    known = {one.year: one.id for one in payments.remunerations(work.session).get(initiative, ())}
    stored = replace(entry, id=known.get(year) or work.new_id())
    work.save(REMUNERATIONS, stored)
    return stored.id


def _row(use: Use, entry: Remuneration, today: date, *, entered: bool) -> YearRow:
    return YearRow(
        use.id,
        use.number,
        use.title,
        entry.year,
        entry.benefit,
        entry.due,
        entry.due_on,
        entry.paid,
        entered,
        entry.paid < entry.due and entry.due_on < today,
        entry.agreed,
        entry.paid_on,
        entry.note,
    )
