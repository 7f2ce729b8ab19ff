"""A panel that hangs over a form and takes a few fields: no dialog, Esc closes it, Enter on the last field takes it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop.ui.kit import look, parts
from desktop.ui.kit.editors import is_plain_enter
from desktop.ui.kit.forms import Field


class Panel(QFrame):
    """Fields in columns under a heading. `taken` when the last one was passed, `closed` when it went either way."""

    taken = Signal()
    closed = Signal()

    def __init__(self, page: QWidget, words: str, fields: Sequence[Field], *, columns: int = 2) -> None:
        super().__init__(page)
        self._page = page
        self.setObjectName("popup")
        self.fields = tuple(fields)
        self._came_from: QWidget | None = None
        self.foot = parts.heading("", "secondary")
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.L)
        grid.setVerticalSpacing(look.XS)
        for place, field in enumerate(self.fields):
            field.make_compact()
            grid.addWidget(field, place // columns, place % columns)
            for child in (field, *field.findChildren(QWidget)):
                child.installEventFilter(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.L, look.M, look.L, look.M)
        box.setSpacing(look.S)
        box.addWidget(parts.heading(words, "strong"))
        box.addLayout(grid)
        box.addWidget(self.foot)
        for before, after in pairwise(self.fields):
            QWidget.setTabOrder(before.editor, after.editor)
        self.hide()

    def open_at(self, anchor: QWidget, *, width: int) -> None:
        """Hang under a widget (over it where there is no room), with the focus in the first field."""
        page = self._page
        self._came_from = page.window().focusWidget()
        self.setFixedWidth(min(width, page.width() - 2 * look.S))
        self.adjustSize()
        below = anchor.mapTo(page, QPoint(0, anchor.height() + look.XS))
        above = anchor.mapTo(page, QPoint(0, 0)).y() - self.height() - look.XS
        fits = below.y() + self.height() <= page.height() or above < 0
        x = max(look.S, min(below.x(), page.width() - self.width() - look.S))
        y = below.y() if fits else above
        self.move(x, max(0, min(y, page.height() - self.height())))
        self.show()
        self.raise_()
        self.fields[0].setFocus(Qt.FocusReason.TabFocusReason)

    def close_panel(self) -> None:
        """Go, and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        self.closed.emit()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.TabFocusReason)

    def _enter(self) -> None:
        self.taken.emit()
        self.close_panel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc belongs to the panel while it is open; Enter goes on, and out of the last field."""
        if not isinstance(event, QKeyEvent):
            return False
        is_pressed = event.type() == QEvent.Type.KeyPress
        if is_pressed and watched is self.fields[-1].editor and is_plain_enter(event):
            self._enter()
            return True
        if event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if is_pressed:
                self.close_panel()
                return True
        return False
