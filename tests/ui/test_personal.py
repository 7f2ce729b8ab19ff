"""Danh mục, Dữ liệu cá nhân: consents, one person, periods, who looked; by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.builders import an_author, an_initiative
from helpers.hand import Hand, aside, order_aside
from PySide6.QtWidgets import QApplication

from desktop.domain.retention import Kept
from desktop.services import initiatives, people, personal
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.ui.frame import Frame
from desktop.ui.initiatives.screen import InitiativesScreen
from desktop.ui.office.personal import PersonalPage
from desktop.ui.office.screen import OfficeScreen
from desktop.ui.places import Place


@pytest.fixture
def page(desk: Desk, frame: Frame, hand: Hand) -> PersonalPage:
    """The page, where two authors are known."""
    for name, title in (("Nguyễn Thị Hằng", "Gá kẹp vải"), ("Trần Văn Nam", "Xe đẩy phom")):
        order_aside(
            desk, initiatives.save, an_initiative(title, authors=(an_author(name, birth="1990-05-17"),))
        )
    frame.open_place(Place("office", facts={"page": "personal"}))
    screen = frame.screen("office")
    assert isinstance(screen, OfficeScreen)
    hand.until(lambda: screen.personal.consents.model.total == 2)
    return screen.personal


def test_a_signed_list_is_recorded_for_those_that_are_ticked(
    page: PersonalPage, hand: Hand, desk: Desk
) -> None:
    hand.press("Ctrl+A")
    page.consents.form.fields["given_on"].setFocus()
    hand.fill("1/3/2026", "Danh sách số 3, tủ văn phòng")
    hand.press("Ctrl+Return")
    hand.until(lambda: page.consents.stack.currentWidget() is page.consents.empty)
    assert aside(desk, personal.without_consent) == ()
    page.tabs.tabBar().setFocus()  # a field keeps Ctrl+Z for its own letters
    hand.press("Ctrl+Z")
    hand.until(lambda: len(aside(desk, personal.without_consent)) == 2)


def test_a_list_without_a_paper_is_not_recorded(page: PersonalPage, hand: Hand) -> None:
    hand.press("Ctrl+A", "Ctrl+Return")
    hand.until(lambda: bool(page.consents.form.fields["paper"].problem.text()))


def test_the_list_to_be_signed_is_printed_for_one_workshop_and_blank(
    page: PersonalPage, hand: Hand, frame: Frame
) -> None:
    hand.press("Ctrl+P")
    screen = frame.screen("office")
    assert isinstance(screen, OfficeScreen)
    hand.until(lambda: screen.paper_page.rendered is not None)
    assert screen.paper_page.title.text() == "Danh sách đồng ý"
    hand.press("Esc")
    hand.until(lambda: screen.stack.currentWidget() is screen.main)
    page.consents.workshop.set_value("May 2")
    hand.press("Ctrl+B")
    hand.until(lambda: screen.paper_page.rendered is not None)
    assert screen.paper_page.rendered is not None and screen.paper_page.rendered.pages == 2


def test_a_workshop_narrows_who_is_ticked(page: PersonalPage, hand: Hand, desk: Desk) -> None:
    author = an_author("Hà Văn Bảo", workshop="Đế")
    order_aside(desk, initiatives.save, an_initiative("Hong đế", authors=(author,), workshop="Đế"))
    page.reload()
    hand.until(lambda: page.consents.model.total == 3)
    hand.press("Ctrl+A")
    page.consents.workshop.set_value("Đế")
    hand.until(lambda: page.consents.model.total == 1)
    assert len(page.consents.model.ticked or ()) == 1
    page.consents.form.fields["given_on"].setFocus()
    hand.fill("1/3/2026", "Danh sách số 4")
    hand.press("Ctrl+Return")
    hand.until(lambda: len(aside(desk, personal.without_consent)) == 2)


def found(page: PersonalPage, hand: Hand) -> None:
    page.tabs.setCurrentWidget(page.person)
    page.person.begin()
    hand.type("hang")
    hand.until(lambda: page.person.model.total == 1)
    hand.until(lambda: page.person.title.text() == "Nguyễn Thị Hằng")


def test_what_is_held_on_a_person_is_shown_and_handed_out(
    page: PersonalPage, hand: Hand, tmp_path: Path
) -> None:
    found(page, hand)
    assert "Gá kẹp vải" in page.person.initiatives.text()
    page.person.export_to(tmp_path / "ra")
    hand.until(lambda: (tmp_path / "ra.xlsx").exists() and (tmp_path / "ra.json").exists())


def test_a_person_is_erased_after_it_was_said_what_stays(page: PersonalPage, hand: Hand, desk: Desk) -> None:
    found(page, hand)
    page.person.reason_field.setFocus()
    hand.type("theo đơn ngày 05/03/2026")
    hand.press("Ctrl+Delete")
    hand.until(lambda: QApplication.activeModalWidget() is not None)
    hand.press("Return")  # what cannot be undone is never what Enter takes
    hand.until(lambda: QApplication.activeModalWidget() is None)
    assert len(aside(desk, people.find_people, "hang")) == 1
    hand.press("Ctrl+Delete")
    hand.until(lambda: QApplication.activeModalWidget() is not None)
    hand.press("Tab", "Space")
    hand.until(lambda: aside(desk, people.find_people, "hang") == ())
    (row,) = aside(desk, initiatives.page, ListQuery(search="ga kep")).rows
    assert "Hằng" not in row.row.authors


def test_an_erasure_without_a_reason_asks_for_it(page: PersonalPage, hand: Hand, desk: Desk) -> None:
    found(page, hand)
    hand.press("Ctrl+Delete")
    hand.until(lambda: bool(page.person.reason_field.problem.text()))
    assert QApplication.activeModalWidget() is None
    assert len(aside(desk, people.find_people, "hang")) == 1


def test_what_still_names_an_erased_person_is_listed_with_the_way_there(
    page: PersonalPage, hand: Hand, desk: Desk, frame: Frame
) -> None:
    told = an_initiative(
        "Xe nâng phom", authors=(an_author("Lò Thị Inh"),), summary="Chị Nguyễn Thị Hằng gợi ý"
    )
    order_aside(desk, initiatives.save, told)
    found(page, hand)
    hand.press("Ctrl+M")
    hand.until(lambda: page.person.mentions.model.total == 1)
    hand.press("Esc")
    page.person.reason_field.setFocus()
    hand.type("theo đơn")
    hand.press("Ctrl+Delete")
    hand.until(lambda: QApplication.activeModalWidget() is not None)
    hand.press("Tab", "Space")
    card = page.person.mentions
    hand.until(card.table.isVisible)
    assert "Nguyễn Thị Hằng" in card.title.text()
    hand.press("Return")
    screen = frame.screen("initiatives")
    assert isinstance(screen, InitiativesScreen)
    hand.until(lambda: screen.form.isVisible() and screen.form.fields.title.value() == "Xe nâng phom")


def test_a_period_is_set_by_keys(page: PersonalPage, hand: Hand, desk: Desk) -> None:
    page.tabs.setCurrentWidget(page.periods)
    page.periods.months[Kept.DRAFT].setFocus()
    hand.fill("6", "quy chế của đơn vị")
    hand.press("Space")
    hand.until(lambda: len(aside(desk, personal.periods)) == 1)
    hand.until(lambda: "đến hạn" in page.periods.told[Kept.DRAFT].text())


def test_who_looked_is_listed(page: PersonalPage, hand: Hand) -> None:
    found(page, hand)
    page.tabs.setCurrentWidget(page.looks)
    hand.until(lambda: page.looks.model.total == 1)
