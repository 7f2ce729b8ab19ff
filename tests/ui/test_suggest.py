"""The list of suggestions under a field: as high as its rows, so that nothing scrolls."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit import look
from desktop.ui.kit.editors import LineEdit
from desktop.ui.kit.suggest import Suggestions

LONG = "Nguyễn Thị Hằng  HL-00412  Xưởng May 2, chuyền 5, tổ hoàn thiện và đóng gói cuối chuyền"


@pytest.mark.parametrize("count", [1, 2, 8])
@pytest.mark.parametrize("words", ["Nguyễn Thị Hằng", LONG])
def test_every_row_is_seen_without_scrolling(qtbot: QtBot, count: int, words: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    edit = LineEdit()
    box = QVBoxLayout(window)
    box.addWidget(edit)
    box.addStretch(1)
    hang = Suggestions(edit, lambda _typed, then: then([(words, place) for place in range(count)]))
    window.resize(340, 480)
    window.show()
    window.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    QTest.keyClicks(edit, "han")
    qtbot.waitUntil(hang.isVisible)
    assert hang.list.count() == count
    assert not hang.list.verticalScrollBar().isVisible()
    assert not hang.list.horizontalScrollBar().isVisible()
    last = hang.list.visualItemRect(hang.list.item(count - 1))
    assert 0 <= hang.list.viewport().height() - last.bottom() - 1 <= look.XS
    QTest.keyClick(edit, Qt.Key.Key_Escape)
