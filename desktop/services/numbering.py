"""Numbers of the intake book: given when a form is stored, to a pile at once for an earlier day, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desktop.domain.access import Right
from desktop.domain.house import HouseFact, in_force
from desktop.domain.intake_number import IntakeRule, demand_received
from desktop.domain.problems import Refused
from desktop.services.desk import Look, Work, order, question
from desktop.store import house, initiatives
from desktop.store.house import HOUSE_FACTS
from desktop.store.initiatives import INITIATIVES


@question()
def rule(look: Look, day: date | None = None) -> IntakeRule:
    """Whether forms are numbered here on a day (today where none is given)."""
    held: IntakeRule | None = in_force(house.dated(look.session, "intake"), day or look.today())
    return held or IntakeRule()


@order(Right.ARRANGE, "office.intake")
def put_rule(work: Work, said: IntakeRule) -> None:
    """Number forms from today on, or leave the book to paper. Numbers that were given stay."""
    today = work.today()
    known = [fact for fact in house.facts_of(work.session, "intake") if fact.valid_from == today]
    work.save(HOUSE_FACTS, HouseFact(known[0].id if known else work.new_id(), "intake", today, said))


@order(Right.ENTER, "initiative.number")
def number(work: Work, records: Sequence[str], received_on: date) -> int:
    """Enter a pile into the book for a day, also an earlier one, in the order given; gives how many changed.

    A number of that day's year stays; others get the next ones. Raises `intake.in_future`, `initiative.missing`.
    """
    demand_received(received_on, work.today())
    found = initiatives.load_many(work.session, list(records))
    following = initiatives.next_number(work.session, received_on.year)
    pairs = []
    for record in dict.fromkeys(records):
        value = found.get(record)
        if value is None:
            raise Refused("initiative.missing", id=record)
        stays = value.number is not None and value.entered_on and value.entered_on.year == received_on.year
        changed = replace(value, entered_on=received_on, number=value.number if stays else following)
        following += 0 if stays else 1
        if changed != value:
            pairs.append((value, changed))
    work.save_changed(INITIATIVES, pairs)
    return len(pairs)


def next_number(look: Look, year: int) -> int | None:
    """The number that the next form of a year gets; None where forms are not numbered here."""
    return initiatives.next_number(look.session, year) if rule(look).numbered else None
