"""A note that slides in at the bottom for six seconds, with its undo. It takes no focus and moves nothing.

The last ones stay in the bell's list.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from desktop.i18n import _
from desktop.ui.kit import look, parts

SHOWN_FOR = 6_000
_CLEAR = 0.61
"""Of the window's width: so far to the right a note reaches, for buttons stand at the bottom right."""
KEPT = 20
_ICONS = {"bad": "bad", "care": "care"}


class Note(QFrame):
    """One note over a window; the newest takes the place of the one before."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("note")
        self._icon = QLabel()
        self.words = QLabel()
        self.undo_button = parts.button(_("Hoàn tác"), flat=True)
        self.undo_button.clicked.connect(self._undo)
        self._undo_it: Callable[[], None] | None = None
        self.kept: deque[tuple[str, str]] = deque(maxlen=KEPT)
        """(words, tone), the newest first."""
        box = QHBoxLayout(self)
        box.setContentsMargins(look.L, look.S, look.M, look.S)
        box.setSpacing(look.M)
        box.addWidget(self._icon)
        box.addWidget(self.words)
        box.addWidget(self.undo_button)
        self._until = QTimer(self, interval=SHOWN_FOR, singleShot=True)
        self._until.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def say(self, words: str, *, tone: str = "good", undo: Callable[[], None] | None = None) -> None:
        """Show a sentence; with `undo` a button for it."""
        self.kept.appendleft((words, tone))
        self._icon.setPixmap(look.pixmap(_ICONS.get(tone, "good"), "surface", 16))
        self.words.setText(words)
        self._undo_it = undo
        self.undo_button.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._until.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        window = self.parentWidget()
        middle = (window.width() - self.width()) // 2
        clear = int(window.width() * _CLEAR) - self.width()  # what acts stands at the bottom right
        self.move(max(look.RAIL_NARROW, min(middle, clear)), window.height() - self.height() - 48)

    def _undo(self, _checked: bool = False) -> None:
        self.hide()
        if self._undo_it:
            self._undo_it()


class Bell(QToolButton):
    """Shows the last notes again."""

    def __init__(self, note: Note) -> None:
        super().__init__()
        self._note = note
        self.setIcon(look.icon("bell"))
        self.setToolTip(_("Thông báo gần đây"))
        self.setAccessibleName(_("Thông báo gần đây"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.list = QMenu(self)
        self.list.aboutToShow.connect(self._fill)
        self.setMenu(self.list)

    def _fill(self) -> None:
        self.list.clear()
        for words, tone in self._note.kept:
            self.list.addAction(look.icon(_ICONS.get(tone, "good"), tone), words)
        if not self._note.kept:
            self.list.addAction(_("Chưa có thông báo nào"))
