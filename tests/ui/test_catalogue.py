"""Người và đơn vị by keys: people move by a day, workshops get new names, many units change at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from helpers.builders import a_person
from helpers.hand import Hand, aside, order_aside
from helpers.lookover import clipped, nameless, outside
from helpers.window import SMALL, WIDE

from desktop import i18n
from desktop.domain.body import Body, BodyLevel
from desktop.domain.person import workshop_on
from desktop.domain.workshop import Workshop
from desktop.services import bodies, people
from desktop.services.desk import Desk
from desktop.ui.catalogue.screen import CatalogueScreen
from desktop.ui.frame import Frame
from desktop.ui.main_window import MainWindow
from desktop.ui.places import Place

OUT = Path(__file__).parents[2] / "test-output" / "screens"
NAMES = ("Nguyễn Thị Hằng", "Trần Văn Nam", "Lê Thuý")


@pytest.fixture
def filled(desk: Desk) -> Desk:
    for name, aliases in (("May 1", ()), ("May 2", ("Px.May II", "xưởng may2")), ("Gò A", ())):
        order_aside(desk, people.save_workshop, Workshop("", name, aliases))
    for at, name in enumerate(NAMES):
        person = a_person("", name, staff_code=f"HL-{at:05d}", workshop="May 1" if at else "May 2")
        order_aside(desk, people.save_person, person)
    top = order_aside(desk, bodies.save, Body("", "Tổng Liên đoàn Lao động Việt Nam", BodyLevel.TOP))
    order_aside(desk, bodies.save, Body("", "LĐLĐ tỉnh Hà Nam", BodyLevel.PROVINCE, top))
    return desk


def screen_at(frame: Frame, hand: Hand, page: str) -> CatalogueScreen:
    frame.open_place(Place("catalogue", facts={"page": page}))
    hand.settle(50)
    screen = frame.screen("catalogue")
    assert isinstance(screen, CatalogueScreen)
    return screen


def looked_over(window: MainWindow, name: str, hand: Hand) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for size in (WIDE, SMALL):
        window.resize(*size)
        hand.settle(80)
        window.grab().save(str(OUT / f"{name}-{window.width()}x{window.height()}.png"))
        assert clipped(window) == []
        assert nameless(window) == []
        assert outside(window) == []


def test_a_person_is_found_and_moved_by_a_day(
    hand: Hand, frame: Frame, window: MainWindow, filled: Desk
) -> None:
    screen = screen_at(frame, hand, "people")
    hand.until(lambda: screen.people.table.model_.total == 3)
    hand.press("Ctrl+F")
    hand.type("hang")
    hand.until(lambda: screen.people.table.model_.total == 1)
    looked_over(window, "catalogue-people", hand)
    field = screen.people.form.fields
    field["workshop"].setFocus()
    field["workshop"].edit.selectAll()  # type: ignore[attr-defined]  # a line
    hand.type("Gò A")
    field["since"].setFocus()
    hand.type("5/1/2026")
    hand.press("Ctrl+S")
    (person,) = aside(filled, people.page, "hang").rows
    assert (person.workshop, workshop_on(person, date(2026, 1, 4))) == ("Gò A", "May 2")
    hand.until(lambda: "Từ 05/01/2026: Gò A" in screen.people.story.text())


def test_several_people_move_at_once_and_undo_brings_them_back(
    hand: Hand, frame: Frame, filled: Desk
) -> None:
    screen = screen_at(frame, hand, "people")
    hand.until(lambda: screen.people.table.model_.total == 3)
    screen.people.table.setFocus()
    hand.press("Ctrl+A")
    screen.people.move_to.setFocus()
    hand.fill("Kho")
    hand.type("1/3/2026")
    screen.people.move_button.setFocus()
    hand.press("Space")
    hand.until(lambda: {one.workshop for one in aside(filled, people.page).rows} == {"Kho"})
    hand.press("Ctrl+Z")
    hand.until(lambda: {one.workshop for one in aside(filled, people.page).rows} == {"May 1", "May 2"})


def test_who_was_chosen_before_a_search_does_not_move_unseen(hand: Hand, frame: Frame, filled: Desk) -> None:
    screen = screen_at(frame, hand, "people")
    hand.until(lambda: screen.people.table.model_.total == 3)
    screen.people.table.setFocus()
    hand.press("Home", "Shift+Down")
    hand.press("Ctrl+F")
    hand.type("thuy")
    hand.until(lambda: screen.people.table.model_.total == 1)
    screen.people.move_to.setFocus()
    hand.fill("Kho")
    hand.type("1/3/2026")
    screen.people.move_button.setFocus()
    hand.press("Space")
    hand.until(lambda: any(one.workshop == "Kho" for one in aside(filled, people.page).rows))
    assert [one.name for one in aside(filled, people.page).rows if one.workshop == "Kho"] == ["Lê Thuý"]


def test_a_new_person_is_typed(hand: Hand, frame: Frame, filled: Desk) -> None:
    screen_at(frame, hand, "people")
    hand.press("Ctrl+N")
    hand.fill("Giàng A Dế", "HL-00900")
    hand.press("Ctrl+S")
    assert [one.name for one in aside(filled, people.page, "giang").rows] == ["Giàng A Dế"]


def test_a_workshop_has_a_new_name_from_a_day_on(
    hand: Hand, frame: Frame, window: MainWindow, filled: Desk
) -> None:
    screen = screen_at(frame, hand, "workshops")
    hand.until(lambda: screen.workshops.table.model_.total == 3)
    screen.workshops.table.choose(2)
    hand.press("Return")
    looked_over(window, "catalogue-workshops", hand)
    field = screen.workshops.form.fields
    field["name"].edit.selectAll()  # type: ignore[attr-defined]  # a line
    hand.fill("May số 2", "1/1/2026")
    hand.press("Ctrl+S")
    hand.until(lambda: screen.workshops.table.model_.total == 4)
    names = {one.name: one for one in aside(filled, people.workshops)}
    assert names["May 2"].until == date(2025, 12, 31)
    assert names["May 2"].successor == names["May số 2"].id
    field["name"].edit.selectAll()  # type: ignore[attr-defined]  # a line
    field["name"].setFocus()


def test_many_units_change_at_once(hand: Hand, frame: Frame, window: MainWindow, filled: Desk) -> None:
    screen = screen_at(frame, hand, "workshops")
    hand.until(lambda: screen.workshops.table.model_.total == 3)
    screen.workshops.many_button.setFocus()
    hand.press("Space")
    hand.fill("1/1/2026")
    screen.many.text_field.setFocus()
    screen.many.text_field.set_value("May 1\tMay A\nxưởng may2\tMay A\nGò A\t\nKho 9\tKho")
    hand.until(lambda: screen.many.table.model_.total == 4)
    assert screen.many.told.text() == "3 thay đổi, 3 người chuyển theo, 1 dòng chưa làm được"
    looked_over(window, "catalogue-reorganise", hand)
    hand.press("Ctrl+S")
    hand.until(lambda: screen.stack.currentWidget() is screen.tabs)
    assert {one.workshop for one in aside(filled, people.page).rows} == {"May A"}
    hand.press("Ctrl+Z")
    hand.until(lambda: {one.workshop for one in aside(filled, people.page).rows} == {"May 1", "May 2"})


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_in_both_languages(
    hand: Hand, frame: Frame, window: MainWindow, filled: Desk, language: str
) -> None:
    i18n.choose(language)
    for page in ("people", "workshops", "bodies", "names"):
        screen_at(frame, hand, page)
        looked_over(window, f"catalogue-{page}-{language}", hand)


def test_a_body_is_mended(hand: Hand, frame: Frame, filled: Desk) -> None:
    screen = screen_at(frame, hand, "bodies")
    hand.until(lambda: screen.bodies.table.model_.total == 2)
    screen.bodies.table.choose(0)
    hand.press("Return")
    field = screen.bodies.form.fields
    field["bloc"].setFocus()
    hand.type("Doanh nghiệp")
    hand.press("Ctrl+S")
    hand.until(lambda: "Doanh nghiệp" in {one.bloc for one in aside(filled, bodies.bodies)})


def test_empty_pages_teach(hand: Hand, frame: Frame, window: MainWindow) -> None:
    for page in ("people", "workshops", "bodies"):
        screen_at(frame, hand, page)
        looked_over(window, f"catalogue-{page}-empty", hand)


def test_danh_muc_leads_here(hand: Hand, frame: Frame) -> None:
    frame.open_place(Place("office"))
    hand.settle()
    hand.press("Ctrl+D")
    hand.until(lambda: frame.stack.currentWidget() is frame.screen("catalogue"))
