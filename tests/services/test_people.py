"""People and workshops: found while typing, never keyed by name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.builders import a_person, an_initiative

from desktop.domain.problems import Refused
from desktop.domain.workshop import Workshop
from desktop.services import initiatives, people
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


@pytest.mark.parametrize(
    ("typed", "found"),
    [("HL-00412", "Lò Thị Inh"), ("hl-412", "Lò Thị Inh"), ("412", "Lò Thị Inh"), ("0412", "Lò Thị Inh"),
     ("7", None), ("41", None), ("May 2", None), ("Hằng", None)],
)  # fmt: skip
def test_a_code_is_somebodys_or_nobodys(office: Desk, typed: str, found: str | None) -> None:
    for name, code in (("Lò Thị Inh", "HL-00412"), ("Trần Văn Nam", "HL-00007"), ("Hà Văn Bảo", "QC-00007")):
        office.do(people.save_person, a_person("", name, staff_code=code))
    person = office.look(people.with_code, typed)
    assert (person.name if person else None) == found


def test_a_workshop_is_named_as_it_is_kept_or_as_forms_have_it(office: Desk) -> None:
    office.do(people.save_workshop, Workshop("", "Chuyền 3", ("C3",)))
    for shop in ("Chuyền 3", "Gò A"):
        office.do(initiatives.save, an_initiative(workshop=shop))
    assert office.look(people.workshop_names) == ("Chuyền 3", "Gò A")


def test_ids_stand_in_the_order_of_the_pages(office: Desk) -> None:
    for name in ("Trần Văn Nam", "Lê An", "Đỗ Hằng", "Vũ Nam"):
        office.do(people.save_person, a_person("", name))
    shown = tuple(one.id for one in office.look(people.page).rows)
    assert office.look(people.ids) == shown
    assert office.look(people.ids, "", (range(1, 3),)) == shown[1:3]
    assert len(office.look(people.ids, "nam")) == 2
