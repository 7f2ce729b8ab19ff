"""Suggestions under a field: a list that never takes the focus and never selects text inside the field.

UniKey and EVKey send Backspace and new letters as keys; a completer that writes into the field would be typed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from desktop.ui.kit.editors import LineEdit

AFTER = 150
"""Milliseconds without a key before anything is looked for."""

Found = Callable[[Sequence[tuple[str, Any]]], None]


class Suggestions(QFrame):
    """Hangs under a line and offers (words, value) pairs that `find(text, then)` brings."""

    taken = Signal(object)

    def __init__(
        self, edit: LineEdit, find: Callable[[str, Found], None], *, from_the_start: bool = False
    ) -> None:
        """`from_the_start`: Down opens the list where nothing is typed yet, as a list of choices does."""
        super().__init__(edit.window())
        self._from_the_start = from_the_start
        self.setObjectName("popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._edit = edit
        self._find = find
        self._values: list[Any] = []
        self._asked_for = ""
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(edit.accessibleName())
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._clicked)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        box.addWidget(self.list)
        self._soon = QTimer(self, interval=AFTER, singleShot=True)
        self._soon.timeout.connect(self._ask)
        edit.textEdited.connect(self._typed)
        edit.left.connect(self._close)
        edit.installEventFilter(self)
        self.hide()

    def _typed(self, _text: str) -> None:
        self._soon.start()

    def _ask(self) -> None:
        self._asked_for = self._edit.text()
        if not self._asked_for.strip() and not self._from_the_start:
            self._close()
            return
        self._find(self._asked_for, self._offer)

    def _offer(self, found: Sequence[tuple[str, Any]]) -> None:
        if not self._edit.hasFocus() or self._edit.text() != self._asked_for or not found:
            self._close()
            return
        self._values = [value for _words, value in found]
        self.list.clear()
        for words, _value in found:
            self.list.addItem(QListWidgetItem(words))
        self.list.setCurrentRow(-1)
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        window = self._edit.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = self._edit.mapTo(window, QPoint(0, self._edit.height() + 2))
        margins = self.layout().contentsMargins()
        around = 2 * (self.frameWidth() + self.list.frameWidth()) + margins.top() + margins.bottom()
        rows = sum(self.list.sizeHintForRow(place) for place in range(self.list.count()))
        width, height = max(self._edit.width(), self.list.sizeHintForColumn(0) + 32), rows + around
        top = corner.y()
        if top + height > window.height():  # a field at the foot of the window: the list stands above it
            top = max(0, top - self._edit.height() - 4 - height)
        left = max(0, min(corner.x(), window.width() - width - 8))
        self.setGeometry(left, top, min(width, window.width() - left - 8), height)

    def _close(self) -> None:
        self._soon.stop()
        self.hide()

    def _clicked(self, item: QListWidgetItem) -> None:
        self._take(self.list.row(item))

    def _take(self, place: int) -> None:
        value = self._values[place]
        self._close()
        self.taken.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Up choose, Enter takes what was chosen that way, Esc closes the list alone."""
        if not self.isVisible():
            return self._opened_by(event)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event.key())
        return False

    def _opened_by(self, event: QEvent) -> bool:
        is_down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if not (self._from_the_start and is_down and event.type() == QEvent.Type.KeyPress):
            return False
        self._ask()
        return True

    def _key(self, key: int) -> bool:
        here = self.list.currentRow()
        if key == Qt.Key.Key_Down:
            self.list.setCurrentRow(min(here + 1, self.list.count() - 1))
        elif key == Qt.Key.Key_Up:
            self.list.setCurrentRow(max(here - 1, 0))
        elif key == Qt.Key.Key_Escape:
            self._close()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here >= 0:
            self._take(here)
        else:
            return False
        return True
