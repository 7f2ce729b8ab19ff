"""A clerk types into a form and the power goes: run as a program of its own, it ends without closing anything."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from helpers.builders import PASSPHRASE
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.preferences import PreferencesFile
from desktop.services import folders
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look
from desktop.ui.main_window import MainWindow


def main(folder: Path) -> None:
    """Sign in, open a new form, type, wait as long as a draft takes, and die."""
    app = QApplication([])
    look.dress(app)
    jobs = Jobs(lambda error: os._exit(3))
    window = MainWindow(folder, jobs, PreferencesFile(folder.parent / "p.toml"))
    window.show()

    def until(is_so: Callable[[], bool]) -> None:
        turns = 0
        while turns < 3 or not (is_so() and jobs.is_idle):  # what was put off for a turn is done too
            app.processEvents()
            time.sleep(0.01)
            turns += 1

    while not window.isActiveWindow():  # coming to the front moves the focus
        window.activateWindow()
        until(lambda: True)
    window.enter(folders.sign_in(folder, PASSPHRASE))
    assert window.frame is not None
    frame = window.frame

    def press(keys: str) -> None:
        combination = QKeySequence(keys)[0]
        QTest.keyClick(
            QApplication.focusWidget() or window, combination.key(), combination.keyboardModifiers()
        )
        until(lambda: True)

    def write(text: str) -> None:
        for letter in text:
            target = QApplication.focusWidget() or window
            QApplication.sendEvent(
                target, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            )

    press("Alt+2")
    press("Ctrl+N")
    form = frame.screen("entry").form  # type: ignore[attr-defined]  # this screen has one
    until(lambda: form.fields.title.edit.hasFocus())
    write("Cải tiến cữ may viền cổ giày mã 2217")
    press("Return")
    write("Nguyễn Thị Hằng")
    keeper = form.keeper
    until(lambda: not keeper._idle.isActive() and not keeper._longest.isActive())
    print("typed", flush=True)
    os.kill(os.getpid(), 9)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
