"""Editors: a line, several lines, a choice. Enter goes on, our own keys are left to the actions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

_OURS = frozenset(
    QKeySequence(f"Ctrl+{key}").toString()
    for key in ("K", "S", "D", "E", "T", "N", "O", "L", "G", "H", "R", "I", "P", "F")
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _is_ours(event: QEvent) -> bool:
    """Whether a key that an editor would take for itself (Ctrl+K cuts a line on X11) is one of our actions'."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and QKeySequence(event.keyCombination()).toString() in _OURS
    )


def is_plain_enter(event: QKeyEvent) -> bool:
    """Enter on either side of the keyboard, with nothing held."""
    return event.key() in _ENTER and event.modifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
    )


class LineEdit(QLineEdit):
    """One line of text. `left` is said when the focus goes elsewhere in the program."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Leave our keys to the actions."""
        if _is_ours(event):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; Esc belongs to the screen."""
        if is_plain_enter(event):
            self.returnPressed.emit()
            if self.hasFocus():  # nobody who heard it sent the hand elsewhere
                self.focusNextPrevChild(True)
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file is for the page that the line stands on; its name is no text to be typed."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by key selects nothing: the hand goes on where the text ends."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.end(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left, but not for a popup or another window."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class BlockEdit(QPlainTextEdit):
    """Several lines of text: Enter goes on, Shift+Enter makes a new line, pasted text comes plain."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def event(self, event: QEvent) -> bool:
        """Leave our keys to the actions."""
        if _is_ours(event):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on."""
        if is_plain_enter(event):
            self.focusNextPrevChild(True)
            return
        if event.key() in _ENTER and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """A file is for the page that the text stands on."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text only."""
        self.insertPlainText(source.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class Combo(QComboBox):
    """A choice; the wheel turns it only where it has the focus."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel over a form scrolls the form."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on."""
        if is_plain_enter(event):
            self.focusNextPrevChild(True)
            return
        super().keyPressEvent(event)
