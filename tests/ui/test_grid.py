"""The grid by keys: Enter goes on, a block from Excel is laid over the cells, what cannot be read is marked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.kit.grid import Grid, GridColumn, GridModel


def numbers_only(text: str) -> str:
    return "" if text.isdecimal() else "Gõ một số."


@pytest.fixture
def grid(qtbot: QtBot) -> Grid:
    model = GridModel(
        [GridColumn("Tên", typed=False), GridColumn("Một", 60, check=numbers_only), GridColumn("Hai", 60)]
    )
    model.show_rows([["a", "", ""], ["b", "", ""], ["c", "", ""]], locked=[1])
    grid = Grid(model, "Phiếu")
    qtbot.addWidget(grid)
    grid.resize(400, 200)
    grid.show()
    grid.activateWindow()
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus, timeout=60_000)
    grid.begin()
    return grid


def type_in(text: str) -> None:
    for letter in text:
        target = QApplication.focusWidget()
        QApplication.sendEvent(
            target, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        )


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, *modifiers)
    QApplication.processEvents()  # an editor hands its text over once the key is done with


def here(grid: Grid) -> tuple[int, int]:
    return grid.currentIndex().row(), grid.currentIndex().column()


def test_enter_goes_to_the_next_cell_that_takes_something(grid: Grid) -> None:
    assert here(grid) == (0, 1)
    type_in("7")
    press(Qt.Key.Key_Return)
    assert (grid.model_.cells[0], here(grid)) == (["a", "7", ""], (0, 2))
    press(Qt.Key.Key_Return)  # an empty cell is passed over; the locked row too
    assert here(grid) == (2, 1)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert here(grid) == (2, 2)  # the end


def test_what_unikey_sends_arrives_as_it_was_meant(grid: Grid) -> None:
    grid.go_to(0, 2)
    type_in("tot")
    for _ in range(2):
        press(Qt.Key.Key_Backspace)
    type_in("ốt")
    press(Qt.Key.Key_Return)
    assert grid.model_.cells[0][2] == "tốt"


def test_a_block_is_laid_over_the_cells_that_take_it(grid: Grid, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("1\thai\n2\tba\n3\t bốn  năm \textra\n4\tno row\n")
    with qtbot.waitSignal(grid.pasted) as told:
        press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [4]
    assert grid.model_.cells == [["a", "1", "hai"], ["b", "", ""], ["c", "3", "bốn năm"]]


def test_what_cannot_be_read_stays_as_typed_and_is_marked(grid: Grid) -> None:
    type_in("bảy")
    press(Qt.Key.Key_Return)
    assert grid.model_.cells[0][1] == "bảy"
    assert grid.model_.faults() == [(0, 1)]
    index = grid.model_.index(0, 1)
    assert grid.model_.data(index, Qt.ItemDataRole.ToolTipRole) == "Gõ một số."
    grid.go_to(0, 1)
    press(Qt.Key.Key_Delete)
    assert grid.model_.faults() == []


def test_a_block_can_be_copied(grid: Grid) -> None:
    grid.model_.show_rows([["a", "1", "x"], ["b", "2", "y"]])
    grid.selectAll()
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "a\t1\tx\nb\t2\ty"


def test_other_columns_can_be_shown(grid: Grid) -> None:
    grid.model_.show_rows([["x"]], columns=[GridColumn("Chỉ một")])
    assert (grid.model_.rowCount(), grid.model_.columnCount()) == (1, 1)
    head = grid.model_.headerData(0, Qt.Orientation.Horizontal)
    assert head == "Chỉ một"
