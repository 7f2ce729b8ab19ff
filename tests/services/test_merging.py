"""Two entries for one human being: merged, found under either id or code, and taken apart again by undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from helpers.builders import an_author, an_initiative

from desktop.domain.person import Person, PersonAlias, Posting
from desktop.domain.problems import Refused
from desktop.services import initiatives, merging, people, undo
from desktop.services.desk import Desk
from desktop.store import people as stored
from desktop.store.people import PEOPLE, PERSON_ALIASES


def a_person(desk: Desk, name: str = "Nguyễn Thị Hằng", **more: str) -> str:
    return desk.do(people.save_person, Person("", name, **more)).value


def all_people(desk: Desk) -> list[Person]:
    with desk.database.read() as session:
        return list(stored.load_all(session))


def test_two_entries_become_one_and_gaps_are_filled(office: Desk) -> None:
    kept, gone = a_person(office, staff_code="HL-00412"), a_person(office, birth="1990", workshop="May 2")
    assert office.do(merging.merge, kept, [gone]).value == 1
    assert [(each.id, each.staff_code, each.birth, each.workshop) for each in all_people(office)] == [
        (kept, "HL-00412", "1990", "May 2")
    ]


def test_an_initiative_stays_as_it_was_and_its_author_is_the_kept_one(office: Desk) -> None:
    kept, gone = a_person(office), a_person(office, birth="1990")
    record = office.do(initiatives.save, an_initiative(authors=(an_author(person=gone),))).value
    office.do(merging.merge, kept, [gone])
    value = office.look(initiatives.get, record)
    assert value.authors[0].person == gone
    with office.database.read() as session:
        assert stored.now_known_as(session, [gone]) == {gone: kept}


def test_the_code_of_the_merged_entry_leads_to_the_kept_one(office: Desk) -> None:
    kept, gone = a_person(office, staff_code="HL-00412"), a_person(office, staff_code="HL-00977")
    office.do(merging.merge, kept, [gone])
    with office.database.read() as session:
        assert {code: person.id for code, person in stored.with_codes(session, ["HL-00977", "HL-00412"]).items()} == {
            "HL-00977": kept, "HL-00412": kept,
        }  # fmt: skip


def test_merging_twice_makes_one_step_of_every_alias(office: Desk) -> None:
    first, second, third = (a_person(office) for _ in range(3))
    office.do(merging.merge, second, [first])
    office.do(merging.merge, third, [second])
    with office.database.read() as session:
        assert stored.now_known_as(session, [first, second]) == {first: third, second: third}


def test_undo_takes_them_apart_and_redo_merges_again(office: Desk) -> None:
    kept, gone = a_person(office, staff_code="HL-00412"), a_person(office, birth="1990")
    before = all_people(office)
    office.do(merging.merge, kept, [gone])
    office.do(undo.undo)
    assert all_people(office) == before
    with office.database.read() as session:
        assert stored.now_known_as(session, [gone]) == {}
    office.do(undo.redo)
    assert [each.id for each in all_people(office)] == [kept]
    with office.database.read() as session:
        assert PERSON_ALIASES.load_many(session, [gone]) == {gone: PersonAlias(gone, kept)}


def test_an_entry_that_is_gone_or_itself_is_refused(office: Desk) -> None:
    kept, gone = a_person(office), a_person(office)
    office.do(merging.merge, kept, [gone])
    for into, others, code in ((kept, [gone], "person.missing"), (kept, [kept], "person.merge_self")):
        with pytest.raises(Refused) as refused:
            office.do(merging.merge, into, others)
        assert refused.value.code == code


def test_what_may_be_one_person_is_shown_surest_first(office: Desk) -> None:
    a_person(office, "Lê Thúy", birth="1990-05-01")
    a_person(office, "Lê Thuý", birth="1990")
    a_person(office, "Trần Văn Nam", staff_code="HL-00001")
    a_person(office, "Trần Văn Nam", staff_code="HL-00002")  # two codes, two people
    a_person(office, "Phạm Hoa", workshop="May 1")
    a_person(office, "Phạm Hoa", workshop="May 1")
    found = office.look(merging.may_be_one)
    assert [(pair.why, pair.people[0].name) for pair in found] == [("birth", "Lê Thúy"), ("name", "Phạm Hoa")]


def test_moves_of_both_entries_join_by_their_days(office: Desk) -> None:
    kept, gone = a_person(office, workshop="May 2"), a_person(office)
    was = Posting("Gò A", date(2025, 1, 1))
    with office.database.read() as session:
        person = PEOPLE.load_many(session, [gone])[gone]
    office.do(people.save_person, replace(person, postings=(was,)))
    office.do(merging.merge, kept, [gone])
    assert all_people(office)[0].postings == (was,)
