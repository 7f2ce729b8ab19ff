"""A real window at a real folder, with somebody at the keyboard and a watch on the main thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.builders import a_ready_folder, settled
from helpers.display import own_display
from helpers.hand import Hand
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from desktop import i18n
from desktop.preferences import PreferencesFile
from desktop.services.desk import Desk
from desktop.ui.frame import Frame
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look
from desktop.ui.main_window import MainWindow

own_display()  # before the first window of this process

SMALL, WIDE = (1093, 614), (1920, 1080)
_PROGRAM = (".py", ".pyc", ".so", ".pyd")


class Watch:
    """Notes what the main thread opens while it is armed; an audit hook cannot be taken back."""

    def __init__(self) -> None:
        self.armed = False
        self.opened: list[str] = []
        sys.addaudithook(self._heard)

    def _heard(self, name: str, arguments: tuple[object, ...]) -> None:
        if not self.armed or name != "open" or threading.current_thread() is not threading.main_thread():
            return
        path = str(arguments[0])
        is_program = path.endswith(_PROGRAM) or "__pycache__" in path or path.startswith("/proc/")
        if not is_program and by_the_window():
            self.opened.append(path)


_watch = Watch()


def by_the_window() -> bool:
    """Whether code of the window is at work, and not the test itself."""
    frame = sys._getframe(1)
    while frame is not None:
        if "/desktop/ui/" in frame.f_code.co_filename:
            return True
        frame = frame.f_back  # type: ignore[assignment]  # None ends the loop
    return False


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Letters, colours and the first language."""
    i18n.choose("vi")
    look.dress(qapp)
    yield
    i18n.choose("vi")


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """Lanes whose crashes fail the test."""
    crashes: list[BaseException] = []
    jobs = Jobs(crashes.append)
    yield jobs
    jobs.stop_all()
    for _ in range(3):
        QCoreApplication.processEvents()
    jobs.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if crashes:
        raise crashes[0]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A folder where employer and signer are known."""
    made = a_ready_folder(tmp_path / "data")
    settled(made.desk)
    yield made.desk
    made.desk.close()


@pytest.fixture
def watched(desk: Desk) -> Iterator[list[str]]:
    """Statements that ran on the main thread, and files that it opened: there must be none."""
    found: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if _watch.armed and threading.current_thread() is threading.main_thread() and by_the_window():
            found.append(statement)

    event.listen(desk.database.engine, "before_cursor_execute", heard)
    yield found
    event.remove(desk.database.engine, "before_cursor_execute", heard)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, jobs: Jobs, tmp_path: Path, watched: list[str]) -> Iterator[MainWindow]:
    """The window, signed in, at the size of an old PC."""
    made = MainWindow(desk.folder, jobs, PreferencesFile(tmp_path / "taste" / "preferences.toml"))
    made.resize(*SMALL)
    made.show()
    hand = Hand(qtbot, made, jobs)  # in front before anybody enters: coming there moves the focus
    _watch.opened.clear()
    _watch.armed = True
    made.enter(desk)
    hand.settle()
    yield made
    hand.settle()
    _watch.armed = False
    made.hide()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert watched == [], "SQL on the main thread"
    assert _watch.opened == [], "files on the main thread"


@pytest.fixture
def frame(window: MainWindow) -> Frame:
    """What is around the screens."""
    assert window.frame is not None
    return window.frame


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow, jobs: Jobs) -> Hand:
    """The keyboard."""
    return Hand(qtbot, window, jobs)
