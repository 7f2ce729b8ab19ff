"""People and workshops: found while typing, never keyed by name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.builders import a_person

from desktop.domain.problems import Refused
from desktop.domain.workshop import Workshop
from desktop.services import people
from desktop.services.desk import Desk


def test_people_are_found_by_the_start_of_any_word_or_by_code(office: Desk) -> None:
    office.do(people.save_person, a_person("", "Nguyễn Thị Hằng", staff_code="MNV-12"))
    office.do(people.save_person, a_person("", "Đặng Hoà"))

    def names(typed: str) -> list[str]:
        return [person.name for person in office.look(people.find_people, typed)]

    assert names("hang") == ["Nguyễn Thị Hằng"]
    assert names("ĐẶNG") == ["Đặng Hoà"]
    assert names("mnv-1") == ["Nguyễn Thị Hằng"]
    assert names("h") == ["Nguyễn Thị Hằng", "Đặng Hoà"]
    assert names("ang") == []
    assert names("%") == names("") == []


def test_a_person_is_changed_in_place(office: Desk) -> None:
    record = office.do(people.save_person, a_person("", " Nguyễn  Thị Hằng ")).value
    office.do(people.save_person, a_person(record, "Nguyễn Thị Hằng", phone="0912"))
    (found,) = office.look(people.find_people, "hang")
    assert (found.name, found.phone) == ("Nguyễn Thị Hằng", "0912")


def test_workshops_keep_their_other_spellings(office: Desk) -> None:
    record = office.do(people.save_workshop, Workshop("", " Chuyền  3 ", ("C3",))).value
    office.do(people.save_workshop, Workshop(record, "Chuyền 3", ("C3", "chuyền ba")))
    assert office.look(people.workshops) == (Workshop(record, "Chuyền 3", ("C3", "chuyền ba")),)


def test_names_are_needed(office: Desk) -> None:
    with pytest.raises(Refused, match=r"person\.name_missing"):
        office.do(people.save_person, replace(a_person(""), name=" "))
    with pytest.raises(Refused, match=r"workshop\.name_missing"):
        office.do(people.save_workshop, Workshop("", " "))
