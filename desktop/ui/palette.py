"""Ctrl+K: find a screen, an action or an initiative by typing without accents; Enter goes there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.access import Right
from desktop.domain.text import fold
from desktop.i18n import _
from desktop.services import initiatives
from desktop.ui.actions import ACTIONS, Action
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look
from desktop.ui.kit.editors import LineEdit
from desktop.ui.places import Go, Place
from desktop.ui.rail import SCREENS
from desktop.ui.rights import needed

LIMIT = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found and what choosing it does."""

    words: str
    icon: str
    go: Callable[[], None]


class Palette(QWidget):
    """The search field at the top and the list that hangs from it."""

    def __init__(
        self, jobs: Jobs, go: Go, act: Callable[[Action], None], may: Callable[[Right], bool]
    ) -> None:
        super().__init__()
        self._may = may
        self._jobs = jobs
        self._go = go
        self._act = act
        self._hits: list[Hit] = []
        self._came_from: QWidget | None = None
        self.edit = LineEdit()
        self.edit.setObjectName("search")
        self.edit.setPlaceholderText(_("Tìm mọi thứ") + "   Ctrl+K")
        self.edit.setAccessibleName(_("Tìm mọi thứ"))
        self.edit.addAction(look.icon("search"), LineEdit.ActionPosition.LeadingPosition)
        self.edit.setFixedWidth(340)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.edit)
        self.popup = QFrame()
        self.popup.setObjectName("popup")
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Kết quả tìm"))
        self.list.itemClicked.connect(self._clicked)
        inner = QVBoxLayout(self.popup)
        inner.setContentsMargins(4, 4, 4, 4)
        inner.addWidget(self.list)
        self.popup.hide()
        self._soon = QTimer(self, interval=120, singleShot=True)
        self._soon.timeout.connect(self._search)
        self.edit.textChanged.connect(self._typed)
        self.edit.left.connect(self.popup.hide)
        self.edit.installEventFilter(self)

    def open(self) -> None:
        """Take the focus, remembering where it was."""
        here = self.window().focusWidget()
        self._came_from = here if here is not self.edit else self._came_from
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self._search()

    def _typed(self, _text: str) -> None:
        self._soon.start()

    def _search(self) -> None:
        if not self.edit.hasFocus():
            return
        typed = self.edit.text()
        words = fold(typed).split()
        near = self._near(words)
        self._offer(near)
        if words:
            query = initiatives.ListQuery(search=typed, limit=LIMIT)
            self._jobs.ask(
                initiatives.page, query, owner=self, then=self._adding(typed, near), exclusive="palette"
            )

    def _adding(self, typed: str, near: list[Hit]) -> Callable[[initiatives.Page], None]:
        def add(page: initiatives.Page) -> None:
            if self.edit.text() != typed:
                return
            found = [
                Hit(
                    f"#{item.row.number} · {item.row.title} · {wording.label(item.row.stage)}",
                    "initiative",
                    self._goer(Place("initiatives", item.row.id)),
                )
                for item in page.rows
            ]
            self._offer([*near, *found])

        return add

    def _near(self, words: list[str]) -> list[Hit]:
        hits = [
            Hit(_(entry.words), entry.icon, self._goer(Place(entry.id)))
            for entry in SCREENS
            if _matches(words, _(entry.words))
        ]
        if words:
            hits += [
                Hit(_(action.words), action.icon, self._actor(action))
                for action in ACTIONS
                if "." not in action.where
                and action.id != "find"
                and _matches(words, _(action.words))
                and self._may(needed(action.id))
            ]
        return hits[:LIMIT]

    def _goer(self, place: Place) -> Callable[[], None]:
        def run() -> None:
            self._go(place)

        return run

    def _actor(self, action: Action) -> Callable[[], None]:
        def run() -> None:
            self._act(action)

        return run

    def _offer(self, hits: list[Hit]) -> None:
        self._hits = hits
        self.list.clear()
        for hit in hits:
            self.list.addItem(QListWidgetItem(look.icon(hit.icon), hit.words))
        self.list.setCurrentRow(0 if hits else -1)
        window = self.window()
        if self.popup.parentWidget() is not window:
            self.popup.setParent(window)
        corner = self.edit.mapTo(window, QPoint(0, self.edit.height() + 4))
        width = min(560, window.width() - 16)
        left = min(corner.x(), window.width() - width - 8)
        self.popup.setGeometry(left, corner.y(), width, max(1, len(hits)) * 34 + 14)
        self.popup.setVisible(bool(hits))
        self.popup.raise_()

    def _clicked(self, item: QListWidgetItem) -> None:
        self._take(self.list.row(item))

    def _take(self, place: int) -> None:
        if not 0 <= place < len(self._hits):
            return
        hit = self._hits[place]
        self._close()
        hit.go()

    def _close(self) -> None:
        self.popup.hide()
        self.edit.blockSignals(True)
        self.edit.clear()
        self.edit.blockSignals(False)
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()
        else:
            self.edit.clearFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down choose, Enter goes, Esc gives the focus back."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        here = self.list.currentRow()
        if event.key() == Qt.Key.Key_Down:
            self.list.setCurrentRow(min(here + 1, self.list.count() - 1))
        elif event.key() == Qt.Key.Key_Up:
            self.list.setCurrentRow(max(here - 1, 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(here)
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            return False
        return True


def _matches(words: list[str], told: str) -> bool:
    held = fold(told)
    return all(word in held for word in words)
