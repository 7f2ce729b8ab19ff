"""Erasing a person: history's bytes stay and the chain still holds, but nobody can read them any more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers import orders
from helpers.builders import a_person, a_stored_initiative

from desktop.domain.problems import Refused
from desktop.services import undo
from desktop.services.desk import Desk
from desktop.store import tables
from desktop.store.initiatives import INITIATIVES
from desktop.store.people import PEOPLE
from desktop.store.person_keys import FILE

PERSONAL = "Nguyễn Thị Hằng"


def payloads(desk: Desk, record: str) -> list[bytes]:
    with desk.database.read() as session:
        rows = session.execute(tables.history.select().where(tables.history.c.record == record)).all()
    return [data for row in rows for data in (row.before, row.after) if data]


def test_history_holds_nothing_of_a_person_in_clear(desk: Desk) -> None:
    value = a_stored_initiative("i1")
    desk.do(orders.put, PEOPLE, a_person("p1", PERSONAL, phone="0912345678"))
    desk.do(orders.put, INITIATIVES, value)
    for data in payloads(desk, "p1") + payloads(desk, "i1"):
        assert PERSONAL.encode() not in data
        assert b"0912345678" not in data


def test_an_erased_person_can_no_longer_be_read_and_the_chain_holds(desk: Desk) -> None:
    person = a_person("p1", PERSONAL)
    desk.do(orders.put, PEOPLE, person)
    desk.do(orders.put, PEOPLE, replace(person, phone="0912345678"))
    kept = payloads(desk, "p1")
    desk.opened.person_keys.erase("p1")
    for data in kept:
        with pytest.raises(Refused, match=r"undo\.erased"):
            desk.opened.payloads.unpack("person", data, type(person))
    assert payloads(desk, "p1") == kept
    assert desk.look(orders.broken_at) is None
    with pytest.raises(Refused, match=r"undo\.erased"):
        desk.do(undo.undo)


def test_the_others_of_an_initiative_stay_readable(desk: Desk) -> None:
    keys = desk.opened.person_keys
    sealed = {person: keys.encrypt(person, person.encode()) for person in ("p1", "p2")}
    keys.erase("p1")
    assert keys.decrypt("p1", sealed["p1"]) is None
    assert keys.decrypt("p2", sealed["p2"]) == b"p2"


def test_an_erased_key_is_not_left_in_the_log(desk: Desk) -> None:
    desk.opened.person_keys.ensure(("p1",))
    desk.opened.person_keys.erase("p1")
    assert (desk.folder / f"{FILE}-wal").stat().st_size == 0


def test_a_person_who_comes_back_has_a_new_key(desk: Desk) -> None:
    keys = desk.opened.person_keys
    before = keys.encrypt("p1", b"truoc")
    keys.erase("p1")
    after = keys.encrypt("p1", b"sau")
    assert keys.decrypt("p1", before) is None
    assert keys.decrypt("p1", after) == b"sau"
