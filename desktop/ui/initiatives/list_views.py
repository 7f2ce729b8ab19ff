"""A saved view of the list as a button: pressed it is applied, F2 gives it another name, Delete takes it away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QPushButton

from desktop.i18n import _
from desktop.services.saved_views import SavedView
from desktop.ui.kit import look

Act = Callable[[SavedView], None]


class ViewChip(QPushButton):
    """One view; its keys work while it has the hand, and stand in its menu for the mouse."""

    def __init__(self, view: SavedView, apply: Act, rename: Act, remove: Act) -> None:
        super().__init__(look.icon("search"), view.name)
        self.setObjectName("view")
        self.setProperty("chip", True)
        self.setAccessibleName(_("Bộ lọc đã lưu: {name}").format(name=view.name))
        self.setToolTip(_("F2: đổi tên · Delete: xóa bộ lọc này"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.clicked.connect(partial(_unchecked, apply, view))
        self._by_key: dict[int, QAction] = {}
        for key, words, act in (
            (Qt.Key.Key_F2, _("Đổi tên bộ lọc"), rename),
            (Qt.Key.Key_Delete, _("Xóa bộ lọc"), remove),
        ):
            action = QAction(words, self)
            action.triggered.connect(partial(_unchecked, act, view))
            self.addAction(action)
            self._by_key[key] = action

    def event(self, event: QEvent) -> bool:
        """While it has the hand its keys are its own, whatever they mean elsewhere in the window."""
        is_asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and event.key() in self._by_key:  # type: ignore[attr-defined]  # a key event then
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 and Delete."""
        action = self._by_key.get(event.key())
        if action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)


def _unchecked(act: Act, view: SavedView, _checked: bool = False) -> None:
    act(view)
