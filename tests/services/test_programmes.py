"""Programmes come as data, the unit's own file first; an initiative is held against the one it falls into."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from helpers.builders import an_initiative, stored

from desktop.domain.initiative import Benefit
from desktop.domain.problems import Refused
from desktop.domain.programme import Programme
from desktop.services import programmes
from desktop.services.desk import Desk

SPRING = Programme("xuan", "Mùa xuân 2026", "2026-03-01", "2026-03-05T09:30", required=("benefit",))


def test_the_programmes_that_come_along_are_whole(office: Desk) -> None:
    found = programmes.samples(office)
    assert [item.code for item in found] == ["thuong-xuyen-2026", "mot-trieu-sang-kien"]
    assert office.do(programmes.put, found).value == 2
    assert set(office.look(programmes.listing)) == set(found)
    assert office.do(programmes.put, found).operation is None  # nothing changed, nothing written


def test_an_initiative_is_held_against_the_one_that_runs(office: Desk) -> None:
    office.do(programmes.put, [SPRING, replace(SPRING, code="he", name="Hè", opens="2026-06-01", closes="")])
    bare = an_initiative(benefit=Benefit())
    found = office.look(programmes.check, bare)  # it is 09:00 and some seconds in Vietnam
    assert [(problem.code, problem.field) for problem in found] == [("programme.demands", "benefit")]
    summer = office.look(programmes.check, replace(bare, programme="he"))
    assert {problem.code for problem in summer} == {"programme.not_open", "programme.demands"}


def test_without_a_programme_nothing_is_demanded(office: Desk) -> None:
    assert office.look(programmes.check, an_initiative(benefit=Benefit())) == ()


def test_the_units_own_file_comes_first(office: Desk) -> None:
    own = office.folder / "templates"
    own.mkdir()
    (own / programmes.FILE).write_text('[[programme]]\ncode = "x"\nname = "Xưởng"\n', encoding="utf-8")
    assert [item.name for item in programmes.samples(office)] == ["Xưởng"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "programme = 3",
        '[[programme]]\nname = "x"',
        "[[programme",
        '[[programme]]\ncode = 1\nname = ["x"]',
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "p.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        programmes.read(file)
    assert refused.value.code == "programmes.unreadable"


def test_a_programme_is_looked_over_first(office: Desk) -> None:
    with pytest.raises(Refused) as refused:
        office.do(programmes.put, [replace(SPRING, closes="hôm nào đó")])
    assert refused.value.code == "programme.window_unreadable"


def test_where_an_initiative_stands_with_its_programme(office: Desk) -> None:
    (old,) = [item for item in programmes.samples(office) if item.ended]
    office.do(programmes.put, [SPRING, old])
    (record,) = stored(office, an_initiative(benefit=Benefit(), programme="xuan"))
    found = office.look(programmes.standing, record)
    assert (found.programme.code, found.phase, found.counts) == ("xuan", "", False)  # not recognised yet
    assert [problem.field for problem in found.problems] == ["benefit"]
    assert office.look(programmes.running) == {"xuan": (True, ""), old.code: (False, "")}
