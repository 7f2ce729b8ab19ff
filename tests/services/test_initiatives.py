"""Storing initiatives: people made on the spot, numbers by the year, what a signed paper names stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from helpers import orders
from helpers.builders import (
    a_protected_initiative,
    a_recognition,
    an_author,
    an_initiative,
    as_role,
    authors,
    drafted,
    stored,
)

from desktop.domain.access import Role
from desktop.domain.house import Release
from desktop.domain.initiative import Benefit, BenefitKind, Section, Stage
from desktop.domain.problems import Refused
from desktop.services import drafts, initiatives, people
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.store.initiatives import INITIATIVES


def test_a_new_one_gets_id_number_and_day(office: Desk) -> None:
    (record,) = stored(office, an_initiative("Gá kẹp"))
    value = office.look(initiatives.get, record)
    assert (value.number, value.entered_on) == (1, date(2026, 3, 5))
    assert value.authors[0].person


def test_text_is_cleaned_at_the_door(office: Desk) -> None:
    typed = an_initiative(
        "  Ga\u0301   kẹp\u00a0vải ",
        workshop=" Chuyền  3",
        summary="một\r\nhai\x07 ",
        authors=(an_author(" Ðỗ  An ", qualification="Ba\u0323c  5 "),),
    )
    value = office.look(initiatives.get, stored(office, typed)[0])
    assert (value.title, value.workshop, value.summary) == ("Gá kẹp vải", "Chuyền 3", "một\nhai")
    assert (value.authors[0].name, value.authors[0].qualification) == ("Đỗ An", "Bạc 5")


def test_people_are_made_on_the_spot_and_found_again_by_staff_code(office: Desk) -> None:
    first = an_initiative("Một", authors=(an_author("Nguyễn Thị Hằng", staff_code="MNV-12"),))
    again = an_initiative("Hai", authors=(an_author("NGUYỄN THỊ HẰNG", staff_code="MNV-12"),))
    other = an_initiative("Ba", authors=(an_author("Nguyễn Thị Hằng"),))
    ids = stored(office, first, again, other)
    one, two, three = (office.look(initiatives.get, record).authors[0].person for record in ids)
    assert one == two  # the code says so
    assert three != one  # a name alone is no key
    assert len(office.look(people.find_people, "hang")) == 2


def test_a_staff_code_with_another_name_makes_another_person(office: Desk) -> None:
    first = an_initiative("Một", authors=(an_author("Nguyễn Thị Hằng", staff_code="12"),))
    other = an_initiative("Hai", authors=(an_author("Trần Văn Nam", staff_code="12"),))
    one, two = (
        office.look(initiatives.get, record).authors[0].person for record in stored(office, first, other)
    )
    assert one != two


def test_saving_again_keeps_people_number_and_day(office: Desk) -> None:
    (record,) = stored(office, an_initiative("Gá kẹp"))
    before = office.look(initiatives.get, record)
    stored(office, replace(before, title="Gá kẹp mới", number=77, entered_on=date(2020, 1, 1)))
    after = office.look(initiatives.get, record)
    assert after == replace(before, title="Gá kẹp mới")


def test_numbers_run_by_the_year(office: Desk) -> None:
    ids = stored(
        office,
        an_initiative("Năm ngoái", entered_on=date(2025, 12, 30)),
        an_initiative("Năm ngoái nữa", entered_on=date(2025, 12, 31)),
        an_initiative("Năm nay"),
    )
    assert [office.look(initiatives.get, record).number for record in ids] == [1, 2, 1]


def test_the_number_of_one_that_was_removed_is_not_given_again(office: Desk) -> None:
    ids = stored(office, an_initiative("Một"))
    office.do(initiatives.remove, ids)
    (record,) = stored(office, an_initiative("Hai"))
    assert office.look(initiatives.get, record).number == 2


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": " "}, "title.missing"),
        ({"authors": authors("A", "B")[:1]}, "share.sum_not_100"),
        ({"authors": (an_author(" "),)}, "author.name_missing"),
        ({"benefit": Benefit(BenefitKind.AMOUNT, -5)}, "benefit.negative"),
        ({"id": "no such"}, "initiative.missing"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_its_code(
    office: Desk, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        stored(office, an_initiative(**changed))
    assert refused.value.code == code
    assert office.look(initiatives.page, ListQuery()).total == 0
    assert office.look(people.find_people, "a") == ()


def test_all_problems_are_told_at_once(office: Desk) -> None:
    with pytest.raises(Refused) as refused:
        stored(office, an_initiative(" ", benefit=Benefit(BenefitKind.AMOUNT, -5)))
    told = refused.value.facts["problems"]
    assert isinstance(told, tuple)
    assert {problem.code for problem in told} == {"title.missing", "benefit.negative"}


def test_what_a_signed_paper_names_stays(office: Desk) -> None:
    (record,) = stored(office, an_initiative("Gá kẹp"))
    value = replace(office.look(initiatives.get, record), recognition=a_recognition())
    office.do(orders.put, INITIATIVES, value)
    with pytest.raises(Refused, match=r"initiative\.issued"):
        stored(office, replace(value, title="Tên khác"))
    with pytest.raises(Refused, match=r"initiative\.issued"):
        stored(office, replace(value, authors=authors("Người khác")))
    stored(office, replace(value, summary="Kể rõ hơn", benefit=Benefit(BenefitKind.AMOUNT, 1)))
    assert office.look(initiatives.get, record).summary == "Kể rõ hơn"


def test_facts_of_council_and_decision_are_not_the_forms_to_change(settled_office: Desk) -> None:
    ids = stored(settled_office, an_initiative("Gá kẹp"))
    drafted(settled_office, ids)
    value = settled_office.look(initiatives.get, ids[0])
    stored(settled_office, replace(value, council=None, decision="", summary="Khác"))
    after = settled_office.look(initiatives.get, ids[0])
    assert (after.council, after.decision, after.summary) == (value.council, value.decision, "Khác")


def test_one_in_a_decision_is_not_removed_and_neither_are_the_others(settled_office: Desk) -> None:
    listed, free = stored(settled_office, an_initiative("Gá kẹp"), an_initiative("Còn lại"))
    drafted(settled_office, [listed])
    with pytest.raises(Refused, match=r"initiative\.issued"):
        settled_office.do(initiatives.remove, [free, listed])
    assert settled_office.look(initiatives.page, ListQuery()).total == 2


def test_the_list_finds_pages_and_sorts(office: Desk) -> None:
    stored(office, *(an_initiative(f"Gá kẹp {n}", workshop=f"Tổ {n % 2}") for n in range(5)))
    stored(office, an_initiative("Nhuộm lại", authors=authors("Đặng Thùy")))
    assert office.look(initiatives.page, ListQuery(search="ga kep")).total == 5
    assert office.look(initiatives.page, ListQuery(search="dang thuy nhuom")).total == 1
    assert office.look(initiatives.page, ListQuery(search="không có")).total == 0
    assert office.look(initiatives.page, ListQuery(workshop="Tổ 1")).total == 2
    page = office.look(initiatives.page, ListQuery(sort="number", descending=False, offset=2, limit=2))
    assert [line.row.number for line in page.rows] == [3, 4]
    assert page.total == 6
    assert page.rows[0].portal == ""


def test_counts_by_stage(office: Desk) -> None:
    stored(office, an_initiative("Đủ"), an_initiative("Thiếu", authors=()))
    counts = office.look(initiatives.counts)
    assert counts[Stage.PENDING] == 1
    assert counts[Stage.INCOMPLETE] == 1
    assert counts[Stage.RECOGNISED] == 0


def test_a_protected_one_is_missing_for_those_without_the_right(office: Desk) -> None:
    (record,) = stored(office, a_protected_initiative("bảy phần ba"))
    with pytest.raises(Refused, match=r"initiative\.missing"):
        as_role(office, Role.READER).look(initiatives.get, record)
    assert office.look(initiatives.get, record).sections[Section.CONTENT] == "Pha theo bảy phần ba."


def test_protected_text_is_not_searched(office: Desk) -> None:
    stored(office, a_protected_initiative("bảy phần ba"))
    assert office.look(initiatives.page, ListQuery(search="bay phan ba")).total == 0


def test_release_and_public_title_are_said_for_many_at_once(office: Desk) -> None:
    ids = stored(office, an_initiative("Một"), an_initiative("Hai"))
    assert office.do(initiatives.set_release, ids, Release.NONE).value == 2
    assert office.do(initiatives.set_release, ids, Release.NONE).value == 0
    office.do(initiatives.set_release, ids[:1], Release.TITLE, public_title=" Cải  tiến ")
    value = office.look(initiatives.get, ids[0])
    assert (value.release, value.public_title) == (Release.TITLE, "Cải tiến")


def test_the_story_of_one(settled_office: Desk) -> None:
    ids = stored(settled_office, an_initiative("Gá kẹp"))
    drafted(settled_office, ids)
    story = settled_office.look(initiatives.timeline, ids[0])
    assert [event.code for event in story] == ["initiative.create", "council.record", "decision.draft"]
    assert {event.who for event in story} == {"Lê Thị Mai"}
    assert [event.at for event in story] == sorted(event.at for event in story)


def test_a_draft_goes_with_the_save(office: Desk) -> None:
    office.do(drafts.keep, "initiative", "{}")
    office.do(initiatives.save, an_initiative(), draft_form="initiative")
    assert office.look(drafts.find) == ()


def test_one_that_is_not_there(office: Desk) -> None:
    with pytest.raises(Refused, match=r"initiative\.missing"):
        office.look(initiatives.get, "nothing")
    assert office.look(initiatives.problems_of, "nothing") == ()
