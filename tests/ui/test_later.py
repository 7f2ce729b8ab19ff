"""Tabs whose pages wait to be built until they are needed; asked about a page, they answer as other tabs do."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.later import LaterTabs


class Pages:
    """Two pages that note when they are made."""

    def __init__(self, qtbot: QtBot) -> None:
        self.made: list[str] = []
        self.tabs = LaterTabs("Trang", lambda page: self.made.append(page.objectName()))
        qtbot.addWidget(self.tabs)
        self.first = self.tabs.add_later(lambda: self._page("first"), "Một")
        self.second = self.tabs.add_later(lambda: self._page("second"), "Hai")

    def _page(self, name: str) -> QLabel:
        page = QLabel(name)
        page.setObjectName(name)
        return page


@pytest.fixture
def pages(qtbot: QtBot) -> Pages:
    return Pages(qtbot)


def test_nothing_is_built_before_it_is_seen(pages: Pages) -> None:
    assert pages.made == [] and pages.tabs.built == ()
    pages.tabs.show()
    assert pages.made == ["first"]
    pages.tabs.setCurrentIndex(1)
    assert pages.made == ["first", "second"]
    assert pages.second().isVisible() and not pages.first().isVisible()


def test_who_asks_for_a_page_gets_it_and_the_tabs_know_it(pages: Pages) -> None:
    second = pages.second()
    assert pages.second() is second and pages.made == ["second"]
    assert (pages.tabs.indexOf(second), pages.tabs.indexOf(QWidget(pages.tabs))) == (1, -1)
    pages.tabs.setCurrentWidget(second)
    assert pages.tabs.currentWidget() is second
    pages.tabs.show()
    assert pages.made == ["second"]
    assert pages.tabs.widget(0) is pages.first()
    assert pages.tabs.built == (pages.first(), second)
