"""Counts and lists come from one set of conditions: grouped, listed and as members they agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from helpers.builders import a_recognition, a_stored_initiative
from helpers.portal_rows import answered
from sqlalchemy import event

from desktop.domain.access import Right
from desktop.domain.initiative import Field
from desktop.domain.person import Gender
from desktop.domain.report import COUNTED, Bloc, Division, listed, tally
from desktop.services.desk import Desk, Work, order
from desktop.store import counting
from desktop.store.counting import Scope
from desktop.store.initiatives import INITIATIVES
from sync.database import fetch

STATES = ("frozen", "received", "complete", "approved", "returned", "parked")


@order(Right.ENTER, "initiative.save")
def put(work: Work, values: list[object]) -> None:
    """Store these as they are."""
    work.save_new(INITIATIVES, values)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    random = Random(2026)
    values = []
    for n in range(120):
        value = a_stored_initiative(
            f"i{n:03d}",
            title=f"Gá kẹp {n}",
            workshop=random.choice(("May 2", "Gò A", "")),
            field=random.choice(list(Field)),
            programme=random.choice(("", "tx", "cu")),
            entered_on=date(2026, random.randint(1, 6), 3),
            recognition=a_recognition(signed_on=date(2026, random.randint(1, 12), 2)) if n % 3 else None,
        )
        author = replace(value.authors[0], gender=random.choice(list(Gender)))
        values.append(replace(value, authors=(author,)))
    desk.do(put, values)
    for state in STATES:
        chosen = [value.id for value in values if value.id[-1] == str(STATES.index(state))]
        answered(desk, chosen, state)
    return desk


SCOPES = {
    "the year": Scope(date(2026, 1, 1), date(2026, 12, 31), Bloc.ENTERPRISE),
    "a quarter": Scope(date(2026, 4, 1), date(2026, 6, 30), Bloc.ENTERPRISE),
    "one day of the portal": Scope(date(2026, 3, 4), date(2026, 3, 4), Bloc.ADMINISTRATION),
    "a phase": Scope(
        date(2026, 1, 1), date(2026, 12, 31), Bloc.ENTERPRISE, "tx", date(2026, 2, 1), date(2026, 4, 30)
    ),
}


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES.keys())
def test_every_number_is_the_length_of_its_list(filled: Desk, scope: Scope) -> None:
    with filled.database.read() as session:
        groups = counting.grouped(session, scope)
        members = counting.members(session, scope)
        for place, division in enumerate(Division):
            counts = tally(members, division)
            for name in {group.groups[place] for group in groups}:
                for at, measure in enumerate(COUNTED):
                    number = sum(group.counts[at] for group in groups if group.groups[place] == name)
                    ids = counting.ids(session, scope, measure, division, name)
                    assert number == len(ids) == counts.get(name, {}).get(measure, 0)
                    assert ids == listed(members, measure, division, name)


def test_a_day_begins_at_midnight_in_vietnam(filled: Desk) -> None:
    day = SCOPES["one day of the portal"]
    with filled.database.read() as session:
        assert counting.ids(session, day, COUNTED[1])
        later = replace(day, since=date(2026, 3, 5), until=date(2026, 3, 5))
        assert counting.ids(session, later, COUNTED[1]) == ()


def test_the_one_pass_reads_rows_as_they_lie(filled: Desk) -> None:
    """By an index on workshops each page of a large file would be read and decrypted many times."""
    asked: list[tuple[str, object]] = []
    with filled.database.read() as session:
        engine = filled.database.engine

        def note(_c: object, _k: object, sql: str, values: object, *_more: object) -> None:
            asked.append((sql, values))

        event.listen(engine, "before_cursor_execute", note)
        counting.grouped(session, SCOPES["the year"])
        event.remove(engine, "before_cursor_execute", note)
        ((sql, values),) = asked
        told = [row[3] for row in fetch(session, f"EXPLAIN QUERY PLAN {sql}", values)]  # type: ignore[arg-type]
    assert "SCAN initiative" in told, told
