"""A person needs a name, and no more."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.builders import a_person

from desktop.domain.person import Person, check_person, moved, workshop_on


@pytest.mark.parametrize(("name", "codes"), [("H'Hen Niê", []), (" ", ["person.name_missing"])])
def test_a_person_needs_a_name(name: str, codes: list[str]) -> None:
    assert [problem.code for problem in check_person(a_person(name=name))] == codes


def test_a_name_is_at_most_120_letters() -> None:
    assert check_person(a_person(name="a" * 120)) == ()
    assert [problem.code for problem in check_person(a_person(name="a" * 121))] == ["person.name_long"]


def test_a_move_leaves_the_days_before_it_alone() -> None:
    person = moved(Person("p1", "Hằng", workshop="May 1"), "May 2", date(2026, 1, 5))
    assert person.workshop == "May 2"
    assert [workshop_on(person, day) for day in (date(2025, 12, 31), date(2026, 1, 5))] == ["May 1", "May 2"]
    again = moved(person, "Gò A", date(2025, 6, 1))
    assert again.workshop == "May 2"
    assert [workshop_on(again, day) for day in (date(2025, 5, 31), date(2025, 6, 1))] == ["May 1", "Gò A"]


def test_who_never_moved_is_where_they_are() -> None:
    assert workshop_on(Person("p1", "Hằng", workshop="May 1"), date(1999, 1, 1)) == "May 1"
