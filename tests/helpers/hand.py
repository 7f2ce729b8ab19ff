"""Somebody at the keyboard: types letters as input methods send them, presses keys, waits for the lanes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.exceptions import TimeoutError as NotInTime
from pytestqt.qtbot import QtBot

from desktop.services.desk import Desk
from desktop.ui.jobs import Jobs

A_MOMENT = 400
"""Milliseconds: searches and lists wait less for more keys, drafts and locks longer."""


class Hand:
    """No mouse."""

    def __init__(self, qtbot: QtBot, window: QWidget, jobs: Jobs) -> None:
        self.qtbot = qtbot
        self.window = window
        self.jobs = jobs
        for _ in range(3):
            QApplication.sync()  # what the X server still has to say about the focus of the window before
        self._in_front()

    @property
    def target(self) -> QWidget:
        """What has the focus, in the window that is in front; a dialog stands before all."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            return dialog.focusWidget() or dialog
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window

    def press(self, *keys: str) -> None:
        """Keys by their names: `Ctrl+N`, `Return`."""
        for name in keys:
            self._in_front()
            combination = QKeySequence(name)[0]
            QTest.keyClick(self.target, combination.key(), combination.keyboardModifiers())
        self.settle()

    def _in_front(self) -> None:
        # Without a window manager nobody gives the window back its place after a dialog; and the X server
        # passes over a wish for the focus that carries an old time. A new title brings the time of now.
        title = self.window.windowTitle()
        for _ in range(200):
            if QApplication.activeModalWidget() is not None or QApplication.activeWindow() is not None:
                return
            self.window.setWindowTitle(title + " ")
            QApplication.sync()
            self.window.activateWindow()
            with suppress(NotInTime):
                self.qtbot.waitUntil(lambda: QApplication.activeWindow() is not None, timeout=300)
            self.window.setWindowTitle(title)
        raise AssertionError("the window never came to the front")

    def type(self, text: str) -> None:
        """Letters, each as one key event with its text: so they come from UniKey and from a keyboard alike."""
        self._in_front()
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.target, event)

    def rewrite(self, count: int, text: str) -> None:
        """As UniKey composes: so many Backspaces, then the new letters, in one go."""
        for _ in range(count):
            QTest.keyClick(self.target, Qt.Key.Key_Backspace)
        self.type(text)

    def fill(self, *texts: str) -> None:
        """Type into one field after the other, Enter between them."""
        for text in texts:
            self.type(text)
            self.press("Return")

    def settle(self, milliseconds: int = 0) -> None:
        """Wait until every job has come home, those too that begin in a moment."""
        if milliseconds:
            self.qtbot.wait(milliseconds)
        for _ in range(3):
            self.qtbot.waitUntil(lambda: self.jobs.is_idle and not self._is_put_off(), timeout=90_000)
            QApplication.processEvents()

    def _is_put_off(self) -> bool:
        """Whether something waits for a moment without keys, as a search does: its answer would come in between."""
        return any(
            timer.isActive() and timer.isSingleShot() and timer.interval() <= A_MOMENT
            for timer in self.window.findChildren(QTimer)
        )

    def until(self, holds: Callable[[], bool], timeout: int = 60_000) -> None:
        """Wait for something to become true, and for quiet after it."""
        self.qtbot.waitUntil(holds, timeout=timeout)
        self.settle()


def aside(desk: Desk, question: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Ask from another thread: the window's own may touch no database."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(desk.look, question, *arguments, **named).result()


def order_aside(desk: Desk, order: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Order from another thread."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(desk.do, order, *arguments, **named).result().value
