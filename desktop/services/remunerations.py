"""The ledger of remuneration: what the employer owes for each year of use, until when, and what was paid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.access import Right
from desktop.domain.initiative import Initiative, Stage
from desktop.domain.problems import Refused, blocking
from desktop.domain.remuneration import Remuneration, check_remuneration, due_on, expected_benefit, owed
from desktop.domain.text import clean_line
from desktop.services import purses
from desktop.services.desk import Look, Work, order, question
from desktop.store import initiatives, lists, payments
from desktop.store.lists import ListQuery
from desktop.store.payments import REMUNERATIONS


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


@question()
def tracker(look: Look) -> tuple[YearRow, ...]:
    """Every year of use of recognised initiatives, the earliest day to pay first."""
    rule = purses.remuneration_rule(look)
    wanted = lists.ids(look.session, ListQuery(stages=(Stage.RECOGNISED,), descending=False))
    entered = payments.remunerations(look.session)
    rows: list[YearRow] = []
    for value in initiatives.load_many(look.session, wanted).values():
        if value.first_used is None:
            continue
        known = {entry.year: entry for entry in entered.get(value.id, ())}
        for year in range(1, rule.years + 1):
            benefit = expected_benefit(value)
            guess = Remuneration(
                "", value.id, year, benefit, owed(benefit, rule), due_on(value.first_used, year, rule)
            )
            rows.append(_row(value, known.get(year, guess), look.today(), entered=year in known))
    return tuple(sorted(rows, key=lambda row: (row.due_on, row.number or 0, row.year)))


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


def _row(value: Initiative, entry: Remuneration, today: date, *, entered: bool) -> YearRow:
    return YearRow(
        value.id,
        value.number,
        value.title,
        entry.year,
        entry.benefit,
        entry.due,
        entry.due_on,
        entry.paid,
        entered,
        entry.paid < entry.due and entry.due_on < today,
    )
