"""Sáng kiến: entered, found, edited and taken back by keys alone."""

from __future__ import annotations

from helpers.builders import an_author, an_initiative
from helpers.hand import Hand, aside, order_aside
from PySide6.QtWidgets import QLabel

from desktop.domain.initiative import Initiative, Stage
from desktop.services import drafts, initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.ui.frame import Frame
from desktop.ui.initiatives.form import InitiativeForm
from desktop.ui.initiatives.screen import InitiativesScreen
from desktop.ui.typing.drafting import is_new


def screen_of(frame: Frame) -> InitiativesScreen:
    screen = frame.screen("initiatives")
    assert isinstance(screen, InitiativesScreen)
    return screen


def stored(desk: Desk) -> list[Initiative]:
    rows = aside(desk, initiatives.page, ListQuery(descending=False)).rows
    return [aside(desk, initiatives.get, item.row.id) for item in rows]


def test_search_as_you_type_needs_no_marks(hand: Hand, frame: Frame, desk: Desk) -> None:
    for title in ("Chế tạo xe đẩy phom", "Bảng Excel tồn kho", "Xe đẩy hai tầng"):
        order_aside(desk, initiatives.save, an_initiative(title))
    hand.press("Alt+2", "Ctrl+F")
    hand.type("xe day")
    hand.settle(200)
    screen = screen_of(frame)
    assert screen.model.total == 2
    hand.press("Return")
    assert screen.table.hasFocus()
    hand.press("F2")
    hand.until(
        lambda: (
            "Xe đẩy" in screen.form.fields.title.edit.text()
            or "xe đẩy" in screen.form.fields.title.edit.text()
        )
    )


def test_a_chip_filters_by_stage(hand: Hand, frame: Frame, desk: Desk) -> None:
    order_aside(desk, initiatives.save, an_initiative("Đủ hồ sơ"))
    order_aside(desk, initiatives.save, an_initiative("Còn thiếu xưởng", workshop=""))
    hand.press("Alt+2")
    screen = screen_of(frame)
    hand.until(lambda: screen.model.total == 2)
    screen.list_page.chips[Stage.INCOMPLETE].setFocus()
    hand.press("Space")
    hand.until(lambda: screen.model.total == 1)
    row = screen.model.row(0)
    assert row is not None
    assert row.row.title == "Còn thiếu xưởng"


def test_removal_is_asked_once_and_taken_back(hand: Hand, frame: Frame, desk: Desk) -> None:
    order_aside(desk, initiatives.save, an_initiative("Xóa rồi lấy lại"))
    hand.press("Alt+2")
    hand.until(lambda: screen_of(frame).model.total == 1)
    hand.press("Ctrl+Delete", "Return")
    hand.until(lambda: screen_of(frame).model.total == 0)
    hand.press("Ctrl+Z")
    hand.until(lambda: screen_of(frame).model.total == 1)
    assert [item.title for item in stored(desk)] == ["Xóa rồi lấy lại"]


def test_selection_stays_on_its_record_when_rows_come_in_above(hand: Hand, frame: Frame, desk: Desk) -> None:
    for number in range(5):
        order_aside(desk, initiatives.save, an_initiative(f"Sáng kiến {number}"))
    hand.press("Alt+2")
    table = screen_of(frame).table
    hand.until(lambda: table.model_.total == 5)
    hand.press("Down", "Down")
    before = table.current().row.id
    order_aside(desk, initiatives.save, an_initiative("Mới nhất"))
    hand.press("F5")
    hand.until(lambda: table.model_.total == 6)
    assert table.current().row.id == before
    assert table.currentIndex().row() == 3


def changed_title(hand: Hand, frame: Frame, desk: Desk) -> InitiativeForm:
    """A stored form with another title typed into it, left with Esc."""
    order_aside(desk, initiatives.save, an_initiative("Xe đẩy phom"))
    hand.press("Alt+2")
    hand.until(lambda: screen_of(frame).model.total == 1)
    hand.press("F2")
    form = screen_of(frame).form
    hand.until(lambda: form.fields.title.edit.text() == "Xe đẩy phom")
    hand.type(" có khóa")
    hand.press("Esc")
    hand.press("F2")
    hand.until(lambda: form.recovery.isVisible())
    return form


def test_what_was_typed_into_a_stored_form_is_shown_against_it(hand: Hand, frame: Frame, desk: Desk) -> None:
    form = changed_title(hand, frame, desk)
    shown = [label.text() for label in form.recovery.findChildren(QLabel)]
    assert {"Xe đẩy phom", "Xe đẩy phom có khóa"} <= set(shown)
    assert form.recovery.restore_button.hasFocus()
    hand.press("Return")
    assert form.fields.title.edit.text() == "Xe đẩy phom có khóa"
    hand.press("Ctrl+S")
    assert [item.title for item in stored(desk)] == ["Xe đẩy phom có khóa"]
    assert aside(desk, drafts.find) == ()


def test_a_draft_is_dropped_and_the_stored_form_stays(hand: Hand, frame: Frame, desk: Desk) -> None:
    form = changed_title(hand, frame, desk)
    form.recovery.drop_button.setFocus()
    hand.press("Return")
    assert form.fields.title.edit.text() == "Xe đẩy phom"
    assert aside(desk, drafts.find) == ()


def test_both_are_kept_as_two_forms(hand: Hand, frame: Frame, desk: Desk) -> None:
    form = changed_title(hand, frame, desk)
    form.recovery.both_button.setFocus()
    hand.press("Return")
    assert form.fields.title.edit.text() == "Xe đẩy phom"
    assert [is_new(draft.form) for draft in aside(desk, drafts.find)] == [True]
    hand.press("Esc", "Ctrl+N")
    hand.press("Return")
    hand.press("Ctrl+Return")
    assert sorted(item.title for item in stored(desk)) == ["Xe đẩy phom", "Xe đẩy phom có khóa"]


def test_the_whole_form_keeps_what_is_known_of_an_author(hand: Hand, frame: Frame, desk: Desk) -> None:
    order_aside(desk, initiatives.save, an_initiative(authors=(an_author(birth="1990", staff_code="HL-1"),)))
    hand.press("Alt+2")
    hand.until(lambda: screen_of(frame).model.total == 1)
    hand.press("F2")
    form = screen_of(frame).form
    hand.until(lambda: bool(form.fields.title.edit.text()))
    hand.press("F6")
    assert (form.person.code.edit.text(), form.person.birth.edit.text()) == ("HL-1", "1990")
    form.person.title.edit.setFocus()
    hand.type("Tổ trưởng")
    hand.press("Esc", "Ctrl+S")
    author = stored(desk)[0].authors[0]
    assert (author.birth, author.staff_code, author.title) == ("1990", "HL-1", "Tổ trưởng")
