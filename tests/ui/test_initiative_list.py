"""The list at work: what is chosen and in view survives, filters and views, many changed at once, out as a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.builders import an_author, an_initiative
from helpers.hand import Hand, aside, order_aside
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from python_calamine import CalamineWorkbook

from desktop.domain.initiative import Field
from desktop.services import initiatives, likenesses
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.ui.frame import Frame
from desktop.ui.initiatives.list_alike import AlikeDialog
from desktop.ui.initiatives.list_bulk import BulkDialog
from desktop.ui.initiatives.list_page import ListPage
from desktop.ui.kit import look

MANY = 130


def kept(desk: Desk, title: str, **more: object) -> str:
    return str(order_aside(desk, initiatives.save, an_initiative(title, **more)))


@pytest.fixture
def page(frame: Frame, hand: Hand, desk: Desk) -> ListPage:
    for number in range(8):
        field = Field.SAFETY if number % 2 else Field.TOOLING
        kept(desk, f"Gá kẹp kiểu {number}", field=field, workshop="Gò A" if number < 3 else "May 2")
    hand.press("Alt+2")
    screen = frame.screen("initiatives")
    hand.until(lambda: screen.model.total == 8)  # type: ignore[attr-defined]
    return screen.list_page  # type: ignore[attr-defined, no-any-return]


def titles(page: ListPage) -> list[str]:
    return [row.row.title for row in page.model.loaded_rows()]


def chosen_titles(page: ListPage) -> set[str]:
    keys = set(page.table.selected_keys())
    return {row.row.title for row in page.model.loaded_rows() if row.row.id in keys}


def test_the_same_records_stay_chosen_when_others_come_above_them(
    hand: Hand, page: ListPage, desk: Desk
) -> None:
    page.table.choose(1)
    page.table.setFocus()
    hand.press("Shift+Down", "Shift+Down")
    before = chosen_titles(page)
    assert before == {"Gá kẹp kiểu 6", "Gá kẹp kiểu 5", "Gá kẹp kiểu 4"}
    kept(desk, "Chen lên đầu")
    page.reload()
    hand.until(lambda: page.model.total == 9)
    assert chosen_titles(page) == before
    shown = {page.model.row(index.row()).row.title for index in page.table.selectionModel().selectedRows()}
    assert shown == before


def test_what_is_in_view_stays_where_it_is(hand: Hand, page: ListPage, desk: Desk) -> None:
    for number in range(MANY):
        kept(desk, f"Kệ số {number}")
    page.reload()
    hand.until(lambda: page.model.total == MANY + 8)
    page.table.verticalScrollBar().setValue(20 * look.ROW + 7)
    hand.settle(30)
    top = page.model.row(page.table.rowAt(0)).row.title
    kept(desk, "Chen lên đầu")
    page.reload()
    hand.until(lambda: page.model.total == MANY + 9)
    assert page.model.row(page.table.rowAt(0)).row.title == top
    assert page.table.verticalScrollBar().value() == 21 * look.ROW + 7


def test_filters_hold_together_and_are_cleared_by_one_button(hand: Hand, page: ListPage) -> None:
    hand.press("Ctrl+B")
    assert page.filters.isVisible()
    page.filters.workshop.set_value("May 2")
    hand.settle()
    assert page.model.total == 5
    page.filters.field.set_value(Field.SAFETY)
    hand.settle()
    assert titles(page) == ["Gá kẹp kiểu 7", "Gá kẹp kiểu 5", "Gá kẹp kiểu 3"]
    hand.press("Ctrl+B")
    assert "May 2" in page.kept_chip.text()
    page.kept_chip.setFocus()
    hand.press("Space")
    hand.until(lambda: page.model.total == 8)
    assert page.kept_chip.isHidden()


def test_a_view_is_saved_under_a_name_and_comes_back_by_its_chip(hand: Hand, page: ListPage) -> None:
    hand.press("Ctrl+F")
    hand.type("kiểu")
    hand.press("Ctrl+B")
    page.filters.workshop.set_value("Gò A")
    page.filters.name.setFocus()
    hand.type("Gò A còn lại")
    hand.press("Return")
    hand.settle()
    (chip,) = page.strip.findChildren(QPushButton, "view")
    page.filters.clear_button.click()
    page.search_edit.clear()
    hand.until(lambda: page.model.total == 8)
    chip.setFocus()
    hand.press("Space")
    hand.until(lambda: page.model.total == 3)
    assert page.search_edit.text() == "kiểu"


def test_a_saved_view_gets_another_name_and_goes_by_keys_and_comes_back_by_undo(
    hand: Hand, page: ListPage
) -> None:
    def names() -> list[str]:
        hand.settle()
        return [chip.text() for chip in page.strip.findChildren(QPushButton, "view") if chip.isVisible()]

    for name in ("Gò A", "Gò B"):
        page.filters.saved.emit(name)
        hand.settle()
    first, _second = page.strip.findChildren(QPushButton, "view")
    first.setFocus()
    hand.press("F2")
    assert page.filters.name.hasFocus() and page.filters.name.selectedText() == "Gò A"
    hand.type("Gò C")
    hand.press("Return")
    hand.until(lambda: names() == ["Gò B", "Gò C"])
    next(chip for chip in page.strip.findChildren(QPushButton, "view") if chip.text() == "Gò B").setFocus()
    hand.press("Delete")
    hand.until(lambda: names() == ["Gò C"])
    hand.press("Ctrl+Z")
    hand.until(lambda: names() == ["Gò B", "Gò C"])


def test_the_author_column_sorts_by_given_name(hand: Hand, page: ListPage, desk: Desk) -> None:
    for name in ("Trần Bình", "Lê Văn An", "Ưng Đức"):
        kept(desk, f"Riêng {name}", authors=(an_author(name),))
    hand.press("Ctrl+F")
    hand.type("rieng")
    page.table.horizontalHeader().sectionClicked.emit(2)
    hand.until(lambda: titles(page) == ["Riêng Lê Văn An", "Riêng Trần Bình", "Riêng Ưng Đức"])


def dialog() -> object:
    return QApplication.activeModalWidget()


def test_many_change_at_once_after_a_look_and_come_back_by_one_undo(
    hand: Hand, page: ListPage, desk: Desk
) -> None:
    page.table.setFocus()
    hand.press("Ctrl+A")
    assert page.table.has_all
    hand.press("Ctrl+H")
    asked = dialog()
    assert isinstance(asked, BulkDialog)
    hand.press("Tab")
    hand.type("Cơ điện")
    hand.press("Return")
    hand.until(lambda: all(line.is_changed for line in asked.lines))
    assert len(asked.lines) == 8
    asked.write_button.setFocus()
    hand.press("Space")
    hand.until(lambda: dialog() is None)
    assert aside(desk, initiatives.page, ListQuery(workshop="Cơ điện")).total == 8
    hand.press("Ctrl+Z")
    hand.until(lambda: aside(desk, initiatives.page, ListQuery(workshop="Cơ điện")).total == 0)


def test_the_list_goes_out_as_it_is_shown(hand: Hand, page: ListPage, desk: Desk, tmp_path: Path) -> None:
    kept(desk, '=HYPERLINK("http://x";"Bấm")', workshop="Gò A")
    hand.press("Ctrl+B")
    page.filters.workshop.set_value("Gò A")
    hand.until(lambda: page.model.total == 4)
    page.exporting.start(page.query, page.model.total)
    hand.press("Esc")
    for as_shown in (True, False):
        out = tmp_path / f"{as_shown}.xlsx"
        page.exporting.write(out, as_shown=as_shown)
        hand.settle()
        rows = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()
        assert len(rows) == 5
        assert rows[1][1].startswith("=HYPERLINK")
    assert CalamineWorkbook.from_path(tmp_path / "True.xlsx").get_sheet_by_index(0).to_python()[0] == [
        "Số", "Tên sáng kiến", "Tác giả", "Xưởng", "Giai đoạn", "Cổng",
    ]  # fmt: skip


def test_the_councils_view_of_a_likeness_is_said_by_keys(hand: Hand, page: ListPage, desk: Desk) -> None:
    old = kept(desk, "Chế tạo xe đẩy phom có khóa bánh")
    new = kept(desk, "Làm xe đẩy khuôn phom có khoá bánh xe")
    page.reload()
    hand.until(lambda: page.model.total == 10)
    page.table.choose(0)
    page.table.setFocus()
    hand.press("Ctrl+D")
    asked = dialog()
    assert isinstance(asked, AlikeDialog)
    hand.until(lambda: bool(asked.found))
    assert [one.id for one in asked.found] == [old]
    asked.note.setFocus()
    hand.type("Khác mã phom")
    asked.other_button.setFocus()
    hand.press("Space")
    hand.until(lambda: asked.found[0].view is not None)
    hand.press("Esc")
    (hint,) = aside(desk, likenesses.alike_to, new)
    assert (hint.view.is_same, hint.view.note) == (False, "Khác mã phom")


def test_the_row_that_a_search_leaves_under_the_hand_is_the_chosen_one(
    hand: Hand, page: ListPage, desk: Desk
) -> None:
    kept(desk, "Bàn xoay")
    page.reload()
    hand.until(lambda: page.model.total == 9)
    page.table.setFocus()
    hand.press("Ctrl+A")
    hand.press("Ctrl+F")
    hand.type("bàn xoay")
    hand.press("Return")
    hand.until(lambda: titles(page) == ["Bàn xoay"])
    assert chosen_titles(page) == {"Bàn xoay"}
    hand.press("Ctrl+F")
    hand.type("kẹp")
    hand.press("Return")
    hand.until(lambda: page.model.total == 8)
    assert len(page.table.selectionModel().selectedRows()) == 1
    assert len(page.table.selected_keys()) == 1
    assert not page.table.has_all


def test_rows_that_were_never_in_view_are_chosen_too(hand: Hand, page: ListPage, desk: Desk) -> None:
    for number in range(3 * MANY):
        kept(desk, f"Kệ số {number}")
    page.reload()
    hand.until(lambda: page.model.total == 3 * MANY + 8)
    page.table.setFocus()
    hand.press("Home", "Down", "Shift+End")
    assert page.table.currentIndex().row() == 3 * MANY + 7, "the hand stays at the end"
    assert page.table.lacks_keys and not page.table.has_all
    given: list[tuple[str, ...]] = []
    page.with_chosen(given.append)
    hand.until(lambda: bool(given))
    assert len(set(given[0])) == 3 * MANY + 7
    assert given[0][-1] == aside(desk, initiatives.ids, page.query)[-1]


def test_rows_are_taken_away_one_after_the_other(hand: Hand, page: ListPage) -> None:
    page.table.choose(0)
    page.table.setFocus()
    for left in (7, 6):
        hand.press("Ctrl+Delete")
        asked = dialog()
        assert isinstance(asked, QDialog)
        next(button for button in asked.findChildren(QPushButton) if button.text() == "Xóa").setFocus()
        hand.press("Space")
        hand.until(lambda left=left: page.model.total == left)
        assert chosen_titles(page) == {titles(page)[0]}


def test_all_stay_chosen_when_others_come(hand: Hand, page: ListPage, desk: Desk) -> None:
    page.table.setFocus()
    hand.press("Ctrl+A")
    kept(desk, "Chen lên đầu")
    page.reload()
    hand.until(lambda: page.model.total == 9)
    assert page.table.has_all
