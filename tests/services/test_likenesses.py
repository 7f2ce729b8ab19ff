"""What looks alike is a hint across years; what the council holds of a pair is kept, and taken back by undo."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.builders import an_initiative, authors

from desktop.domain.access import Role, User
from desktop.domain.problems import Refused
from desktop.services import initiatives, likenesses, undo
from desktop.services.desk import Desk

CONTENT = "Lắp thêm thanh chặn bằng inox dưới bàn cắt, giữ tấm da không trượt khi dao đi hết hành trình."


def stored(desk: Desk, title: str, **more: object) -> str:
    return desk.do(initiatives.save, an_initiative(title, **more)).value


def found(desk: Desk, record: str) -> list[tuple[str, bool | None]]:
    return [(one.id, one.view and one.view.is_same) for one in desk.look(likenesses.alike_to, record)]


@pytest.fixture
def pair(office: Desk) -> tuple[str, str]:
    old = stored(office, "Chế tạo xe đẩy phom có khóa bánh", entered_on=date(2024, 5, 1))
    return old, stored(office, "Làm xe đẩy khuôn phom có khoá bánh xe")


def test_alike_is_found_across_years_and_never_itself(office: Desk, pair: tuple[str, str]) -> None:
    old, new = pair
    assert found(office, new) == [(old, None)]
    assert found(office, old) == [(new, None)]


def test_the_councils_view_is_kept_with_its_note_and_said_of_either(
    office: Desk, pair: tuple[str, str]
) -> None:
    old, new = pair
    office.do(likenesses.say, new, old, is_same=False, note="Khác mã phom")
    (hint,) = office.look(likenesses.alike_to, old)
    assert hint.view is not None
    assert (hint.view.is_same, hint.view.note, hint.view.said_on) == (False, "Khác mã phom", date(2026, 3, 5))
    assert found(office, new) == [(old, False)]


def test_a_view_said_again_replaces_the_first_and_undo_brings_it_back(
    office: Desk, pair: tuple[str, str]
) -> None:
    old, new = pair
    office.do(likenesses.say, new, old, is_same=False)
    office.do(likenesses.say, old, new, is_same=True)
    assert found(office, new) == [(old, True)]
    office.do(undo.undo)
    assert found(office, new) == [(old, False)]
    office.do(likenesses.forget, old, new)
    assert found(office, new) == [(old, None)]


def test_what_was_held_to_be_no_duplicate_stands_last(office: Desk, pair: tuple[str, str]) -> None:
    old, new = pair
    third = stored(office, "Xe đẩy phom có khóa bánh và tay vịn")
    likest = found(office, new)[0][0]
    office.do(likenesses.say, new, likest, is_same=False)
    assert [record for record, _ in found(office, new)][-1] == likest
    assert {record for record, _ in found(office, new)} == {old, third}


def test_the_same_content_lifts_titles_that_are_nearly_alike(office: Desk) -> None:
    stored(office, "Thanh chặn da cho bàn cắt dập số 4", summary=CONTENT, authors=authors("Vũ Đức Thắng"))
    near = "Làm thanh giữ tấm da không trượt bàn cắt dập"
    assert office.look(likenesses.alike, near, ["Lê Hoa"]) == ()
    (found,) = office.look(likenesses.alike, near, ["Lê Hoa"], CONTENT)
    assert found.why == ("title", "content")


def test_only_those_of_the_council_say_so(office: Desk, pair: tuple[str, str]) -> None:
    office.user = User(office.user.id, office.user.name, (Role.CLERK,))
    with pytest.raises(Refused, match=r"right\.missing"):
        office.do(likenesses.say, *pair, is_same=True)


def test_one_record_is_no_pair(office: Desk, pair: tuple[str, str]) -> None:
    for other in (pair[0], "nobody"):
        with pytest.raises(Refused, match=r"initiative\.missing"):
            office.do(likenesses.say, pair[0], other, is_same=True)


def test_a_number_comes_with_the_year_of_its_book(office: Desk, pair: tuple[str, str]) -> None:
    old, new = pair
    (hint,) = office.look(likenesses.alike_to, new)
    assert (hint.id, hint.number, hint.year) == (old, 1, 2024)
