"""The audit chain finds what somebody did behind the program's back; undo finds what changed since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from helpers import orders
from helpers.builders import a_person

from desktop.domain.problems import Refused
from desktop.services import undo
from desktop.services.desk import Desk
from desktop.store import history
from desktop.store.people import PEOPLE


def behind_its_back(desk: Desk, *statements: str) -> None:
    """What somebody with the key and a tool for SQLite might do."""
    connection = desk.database.engine.raw_connection()
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        cursor.execute(statement)
    cursor.execute("PRAGMA foreign_keys = ON")
    connection.close()


def last_three(desk: Desk) -> tuple[int, int, int]:
    one, two, three = (
        desk.do(orders.put, PEOPLE, a_person(record, name)).operation
        for record, name in (("p1", "Lê An"), ("p2", "Trần Bình"), ("p3", "Hà Chi"))
    )
    assert one and two and three
    return one, two, three


def test_an_honest_chain_holds(desk: Desk) -> None:
    last_three(desk)
    assert desk.look(orders.broken_at) is None


def swap(first: int, second: int) -> tuple[str, ...]:
    return tuple(
        statement
        for old, new in ((first, 900), (second, first), (900, second))
        for statement in (
            f"UPDATE operation SET seq = {new} WHERE seq = {old}",
            f"UPDATE history SET operation = {new} WHERE operation = {old}",
        )
    )


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param(
            lambda n: (f"UPDATE history SET after = x'7b7d' WHERE operation = {n}",), id="a payload edited"
        ),
        pytest.param(lambda n: (f"UPDATE operation SET user = 'x' WHERE seq = {n}",), id="another user"),
        pytest.param(lambda n: (f"UPDATE operation SET at = '2020' WHERE seq = {n}",), id="another time"),
        pytest.param(lambda n: (f"UPDATE operation SET label = 'x' WHERE seq = {n}",), id="another label"),
        pytest.param(lambda n: (f"DELETE FROM history WHERE operation = {n}",), id="a step cut out"),
        pytest.param(
            lambda n: (f"UPDATE history SET record = 'p9' WHERE operation = {n}",), id="another record"
        ),
    ],
)
def test_an_edit_is_found_where_it_was_made(desk: Desk, deed: Callable[[int], tuple[str, ...]]) -> None:
    _, two, _ = last_three(desk)
    behind_its_back(desk, *deed(two))
    assert desk.look(orders.broken_at) == two


def test_an_operation_cut_from_the_middle_is_found_at_the_next(desk: Desk) -> None:
    _, two, three = last_three(desk)
    behind_its_back(
        desk, f"DELETE FROM history WHERE operation = {two}", f"DELETE FROM operation WHERE seq = {two}"
    )
    assert desk.look(orders.broken_at) == three


def test_two_operations_in_the_other_order_are_found(desk: Desk) -> None:
    _, two, three = last_three(desk)
    behind_its_back(desk, *swap(two, three))
    assert desk.look(orders.broken_at) == two


def test_undo_refuses_what_was_changed_since_by_somebody_else(desk: Desk) -> None:
    desk.do(orders.put, PEOPLE, a_person("p1"))
    other = Desk(desk.opened, replace(desk.user, id="u-other"), desk.replica, desk.clock, desk.random)
    other.do(orders.put, PEOPLE, a_person("p1", "Trần Nam"))
    with pytest.raises(Refused, match=r"undo\.changed_since"):
        desk.do(undo.undo)
    assert desk.look(orders.find, PEOPLE, "p1").name == "Trần Nam"


def test_one_user_does_not_undo_anothers_work(desk: Desk) -> None:
    other = Desk(desk.opened, replace(desk.user, id="u-other"), desk.replica, desk.clock, desk.random)
    other.do(orders.put, PEOPLE, a_person("p1"))
    mine = desk.look(undo.last)
    assert mine is None or mine.label != "test.put"
    with pytest.raises(Refused, match=r"undo\.final"):  # what is left is making the folder
        desk.do(undo.undo)
    with pytest.raises(Refused, match=r"redo\.nothing"):
        desk.do(undo.redo)


def test_a_records_story_is_told_oldest_first(desk: Desk) -> None:
    desk.do(orders.put, PEOPLE, a_person("p1"))
    desk.do(orders.take, PEOPLE, "p1")
    desk.do(undo.undo)
    with desk.database.read() as session:
        story = history.events_of(session, "p1")
    assert [(event.label, event.created, event.removed) for event in story] == [
        ("test.put", True, False),
        ("test.take", False, True),
        ("undo", True, False),
    ]
