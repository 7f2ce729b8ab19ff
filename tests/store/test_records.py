"""Every noun comes back as it was stored, singly and in bulk, also through undo and redo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from helpers import orders, strategies
from helpers.builders import a_folder, a_person
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.services import undo
from desktop.services.desk import Desk
from desktop.store import tables
from desktop.store.accounts import USERS
from desktop.store.agendas import AGENDAS
from desktop.store.decisions import DECISIONS
from desktop.store.history import NOUNS
from desktop.store.house import HOUSE_FACTS
from desktop.store.initiatives import INITIATIVES
from desktop.store.intakes import INTAKES
from desktop.store.meetings import MEETINGS
from desktop.store.people import PEOPLE, WORKSHOPS
from desktop.store.records import Noun, in_parts
from desktop.store.seats import MEMBERS
from desktop.store.sheets import SHEETS
from sync.clock import new_id

STORED: list[tuple[Noun[Any], st.SearchStrategy[Any]]] = [
    (INITIATIVES, strategies.initiatives),
    (PEOPLE, strategies.persons),
    (WORKSHOPS, strategies.workshops),
    (MEETINGS, strategies.meetings),
    (DECISIONS, strategies.decisions),
    (HOUSE_FACTS, strategies.house_facts),
    (USERS, strategies.users),
    (INTAKES, strategies.intakes),
    (MEMBERS, strategies.members),
    (AGENDAS, strategies.agendas),
    (SHEETS, strategies.sheets),
]
KINDS = [noun.kind for noun, _ in STORED]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One folder for all examples: every value has an id of its own."""
    made = a_folder(tmp_path_factory.mktemp("records") / "so")
    yield made.desk
    made.desk.close()


def fresh(desk: Desk) -> str:
    return new_id(desk.clock, desk.random)


def test_undo_knows_every_noun_that_is_tried_here() -> None:
    assert set(KINDS) <= set(NOUNS)


@pytest.mark.parametrize(("noun", "values"), STORED, ids=KINDS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_a_record_comes_back_as_it_was_stored(
    desk: Desk, noun: Noun[Any], values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    value = replace(data.draw(values), id=fresh(desk))
    desk.do(orders.put, noun, value)
    assert desk.look(orders.find, noun, noun.id_of(value)) == value
    desk.do(undo.undo)
    assert desk.look(orders.find, noun, noun.id_of(value)) is None
    desk.do(undo.redo)
    assert desk.look(orders.find, noun, noun.id_of(value)) == value
    desk.do(orders.take, noun, noun.id_of(value))
    assert desk.look(orders.find, noun, noun.id_of(value)) is None
    desk.do(undo.undo)
    assert desk.look(orders.find, noun, noun.id_of(value)) == value


@pytest.mark.parametrize(("noun", "values"), STORED, ids=KINDS)
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_many_records_come_back_as_they_were_stored_at_once(
    desk: Desk, noun: Noun[Any], values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    many = [replace(value, id=fresh(desk)) for value in data.draw(st.lists(values, min_size=1, max_size=4))]
    records = [noun.id_of(value) for value in many]
    desk.do(orders.put_new, noun, many)
    assert [desk.look(orders.find, noun, record) for record in records] == many
    desk.do(undo.undo)
    assert [desk.look(orders.find, noun, record) for record in records] == [None] * len(many)
    desk.do(undo.redo)
    assert [desk.look(orders.find, noun, record) for record in records] == many


def test_each_write_raises_the_revision_and_names_its_operation(desk: Desk) -> None:
    person = a_person("p-revision")
    first = desk.do(orders.put, PEOPLE, person).operation
    second = desk.do(orders.take, PEOPLE, person.id).operation
    third = desk.do(undo.undo).operation
    assert [first, second, third] == sorted({first, second, third})
    with desk.database.read() as session:
        row = session.execute(tables.person.select().where(tables.person.c.id == person.id)).one()
    assert (row.revision, row.operation, row.tombstone) == (3, third, False)


def test_removing_what_is_not_there_writes_nothing(desk: Desk) -> None:
    assert desk.do(orders.take, PEOPLE, "nobody").operation is None


def test_a_long_list_of_ids_is_asked_for_in_parts() -> None:
    parts = list(in_parts([str(n) for n in range(1_201)]))
    assert [len(part) for part in parts] == [500, 500, 201]
