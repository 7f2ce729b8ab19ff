"""Tabs whose pages are built when somebody first turns to them: a screen opens in the time of its shown page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

W = TypeVar("W", bound=QWidget)


class LaterTabs(QTabWidget):
    """Tabs that know how to make their pages; asked about a page, they answer as ever.

    `made` is told of each page that was built, be it with its screen or later.
    """

    def __init__(self, name: str, made: Callable[[QWidget], object]) -> None:
        super().__init__()
        self._made = made
        self._makers: list[Callable[[], QWidget]] = []
        self._pages: dict[int, QWidget] = {}
        self.setDocumentMode(True)
        self.tabBar().setAccessibleName(name)
        self.currentChanged.connect(self._turned)

    def add_later(self, make: Callable[[], W], words: str) -> Callable[[], W]:
        """One more tab. What is given back answers with its page, made now where it was not."""
        index = len(self._makers)
        known: list[W] = []

        def page() -> W:
            if not known:
                known.append(make())
                self._pages[index] = known[0]
                layout = super(LaterTabs, self).widget(index).layout()
                assert layout is not None, "it has one from the start"
                layout.addWidget(known[0])
                known[
                    0
                ].show()  # at once, so that it takes the hand; a layout shows what it is given a turn later
                self._made(known[0])
            return known[0]

        holder = QWidget()
        QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
        self._makers.append(page)
        self.addTab(holder, words)
        return page

    @property
    def built(self) -> tuple[QWidget, ...]:
        """The pages that were made so far, in their order."""
        return tuple(self._pages[index] for index in sorted(self._pages))

    def widget(self, index: int) -> QWidget:
        """The page of a tab, made now where it was not."""
        return self._makers[index]()

    def currentWidget(self) -> QWidget:
        """The page that is shown."""
        return self.widget(self.currentIndex())

    def indexOf(self, page: QWidget) -> int:
        """Where a page stands, -1 for one that is no tab's."""
        return next((index for index, known in self._pages.items() if known is page), -1)

    def setCurrentWidget(self, page: QWidget) -> None:
        """Turn to a page."""
        self.setCurrentIndex(self.indexOf(page))

    def showEvent(self, event: QShowEvent) -> None:
        """Now the page that was turned to meanwhile is needed."""
        self._turned(self.currentIndex())
        super().showEvent(event)

    def _turned(self, index: int) -> None:
        if self.isVisible() and index >= 0:
            self.widget(index)
