"""A note that slides in at the bottom for six seconds, with its undo. It takes no focus and moves nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.i18n import _
from desktop.ui.kit import look, parts

SHOWN_FOR = 6_000


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
        name = {"bad": "bad", "care": "care"}.get(tone, "good")
        self._icon.setPixmap(look.pixmap(name, "surface", 16))
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
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - 48)

    def _undo(self, _checked: bool = False) -> None:
        self.hide()
        if self._undo_it:
            self._undo_it()
