"""Questions for the floor: what a form lacks, and how an answer is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from helpers.builders import a_stored_initiative, an_author

from desktop.domain.asking import (
    Asked,
    Question,
    author_of,
    filled,
    is_collective,
    is_open_question,
    questions,
    read_birth,
    read_gender,
)
from desktop.domain.initiative import Benefit, Initiative
from desktop.domain.person import Gender

KNOWN = {"staff_code": "HL-1", "birth": "1990", "gender": Gender.FEMALE}


def with_authors(*named: object, **more: object) -> Initiative:
    return a_stored_initiative("i1", authors=named, **more)


def test_what_only_the_floor_knows_is_asked_in_the_order_of_the_form() -> None:
    value = with_authors(
        an_author("Hằng", 5_000, **KNOWN),
        an_author("Nam", 5_000, staff_code="HL-2"),
        first_used=None,
        sections={},
        summary="",
        benefit=Benefit(),
    )
    nam = value.authors[1].person
    assert [(item.asked, item.person) for item in questions(value)] == [
        (Asked.BIRTH, nam),
        (Asked.GENDER, nam),
        (Asked.FIRST_USED, ""),
        (Asked.KNOWN_SOLUTION, ""),
        (Asked.CONTENT, ""),
        (Asked.BENEFIT, ""),
    ]


@pytest.mark.parametrize("name", ["Tập thể tổ Cơ điện", "Tổ Gò A", "NHÓM 5S", "Phòng IE", "Chuyền 5"])
def test_a_group_has_no_birth_year(name: str) -> None:
    assert is_collective(name)
    asked = {item.asked for item in questions(with_authors(an_author(name)))}
    assert asked.isdisjoint({Asked.BIRTH, Asked.GENDER, Asked.STAFF_CODE})


@pytest.mark.parametrize("name", ["Tống Thị Hằng", "Nguyễn Văn Tổ", "Tô Văn Nhóm", "Bàn Văn Minh"])
def test_a_person_is_no_group(name: str) -> None:
    assert not is_collective(name)


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("1990", "1990"),
        ("5/1990", "1990-05"),
        ("1/5/1990", "1990-05-01"),
        ("01.05.1990", "1990-05-01"),
        ("31/2/1990", None),
        ("90", None),
        ("không biết", None),
    ],
)
def test_a_birth_is_kept_as_far_as_it_is_known(text: str, birth: str | None) -> None:
    assert read_birth(text) == birth


@pytest.mark.parametrize(("text", "gender"), [("nữ", Gender.FEMALE), ("Nam", Gender.MALE), ("?", None)])
def test_a_gender_is_read_without_marks(text: str, gender: Gender | None) -> None:
    assert read_gender(text) == gender


def test_an_answer_goes_to_its_author_wherever_they_stand_now() -> None:
    value = with_authors(an_author("Hằng", 5_000, **KNOWN), an_author("Nam", 5_000))
    asked = Question("i1", Asked.BIRTH, value.authors[1].person)
    turned = replace(value, authors=value.authors[::-1])
    answered = filled(turned, asked, "1988")
    assert [author.birth for author in answered.authors] == ["1988", "1990"]
    assert not is_open_question(answered, asked)
    assert author_of(replace(value, authors=value.authors[:1]), asked) is None


def test_answers_about_the_initiative_fill_its_own_places() -> None:
    value = with_authors(an_author(), first_used=None, workshop="", sections={}, summary="")
    for asked, said in (
        (Asked.FIRST_USED, date(2026, 1, 2)),
        (Asked.WORKSHOP, "May 2"),
        (Asked.CONTENT, "Hai bước."),
        (Asked.BENEFIT, "đỡ 2 người"),
    ):
        value = filled(value, Question("i1", asked), said)
        assert not is_open_question(value, Question("i1", asked))
    assert (value.first_used, value.workshop, value.benefit.note) == (date(2026, 1, 2), "May 2", "đỡ 2 người")
