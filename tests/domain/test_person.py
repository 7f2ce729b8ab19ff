"""A person needs a name, and no more."""

from __future__ import annotations

import pytest
from helpers.builders import a_person

from desktop.domain.person import check_person


@pytest.mark.parametrize(("name", "codes"), [("H'Hen Niê", []), (" ", ["person.name_missing"])])
def test_a_person_needs_a_name(name: str, codes: list[str]) -> None:
    assert [problem.code for problem in check_person(a_person(name=name))] == codes


def test_a_name_is_at_most_120_letters() -> None:
    assert check_person(a_person(name="a" * 120)) == ()
    assert [problem.code for problem in check_person(a_person(name="a" * 121))] == ["person.name_long"]
