"""A picture of every screen with real data, for the demonstration and for people who look at them."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop.preferences import PreferencesFile
from desktop.services import councils, decisions, initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.ui.decisions.screen import DecisionsScreen
from desktop.ui.initiatives.screen import InitiativesScreen
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look
from desktop.ui.main_window import MainWindow
from desktop.ui.places import Place
from desktop.ui.rail import SCREENS

SIZES = ((1093, 614), (1920, 1080))
"""An old PC's 1366x768 at 125 %, and a wide screen."""
_PATIENCE = 60_000


class Camera:
    """A window at a desk that somebody else opened; takes one picture a size."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        existing = QApplication.instance()
        self.app = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0]])
        look.dress(self.app)
        self.failed: list[BaseException] = []
        self.jobs = Jobs(self.failed.append)
        self.folder = folder
        self.taken: list[Path] = []
        self.window = MainWindow(desk.folder, self.jobs, PreferencesFile(folder / "preferences.toml"))
        self.window.show()
        self.window.enter(desk)
        self.settle()

    def settle(self) -> None:
        """Wait until every job has come home and what it brought is painted."""
        loop = QEventLoop()
        poll = QTimer(interval=20)
        calm = 0

        def look_again() -> None:
            nonlocal calm
            calm = calm + 1 if self.jobs.is_idle else 0
            if calm > 8:
                loop.quit()

        poll.timeout.connect(look_again)
        poll.start()
        QTimer.singleShot(_PATIENCE, loop.quit)
        loop.exec()  # there is no running application to wait in

    def take(self, name: str) -> None:
        """One picture a size."""
        for wide, high in SIZES:
            self.window.resize(wide, high)
            self.settle()
            path = self.folder / f"{name}-{wide}x{high}.png"
            self.window.grab().save(str(path))
            self.taken.append(path)

    def end(self) -> None:
        """Leave the desk as it was."""
        self.jobs.stop_all()
        self.window.hide()
        self.window.deleteLater()
        if self.failed:
            raise self.failed[0]


def take_screenshots(desk: Desk, folder: Path) -> list[Path]:
    """Open each screen offscreen at a desk and save what it shows as PNG; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    camera = Camera(desk, folder)
    frame = camera.window.frame
    if frame is None:
        return []
    for name in (entry.id for entry in SCREENS):
        frame.open_place(Place(name))
        camera.settle()
        camera.take(name)
    first = desk.look(initiatives.page, ListQuery(limit=1)).rows
    screen = frame.screen("initiatives")
    if first and isinstance(screen, InitiativesScreen):
        frame.open_place(Place("initiatives", first[0].row.id))
        camera.settle()
        camera.take("initiative")
        screen.form.close_form()
    _papers(desk, camera)
    (folder / "preferences.toml").unlink(missing_ok=True)
    camera.end()
    return camera.taken


def _papers(desk: Desk, camera: Camera) -> None:
    frame = camera.window.frame
    rows = desk.look(decisions.listing)
    screen = frame.screen("decisions") if frame else None
    if not rows or frame is None or not isinstance(screen, DecisionsScreen):
        return
    frame.open_place(Place("decisions", rows[0].id))
    camera.settle()
    screen.preview()
    camera.settle()
    camera.take("decision")
    if desk.look(councils.listing):
        meeting = frame.screen("councils")
        frame.open_place(Place("councils"))
        camera.settle()
        tabs = getattr(meeting, "tabs", None)
        if tabs is not None:
            tabs.setCurrentWidget(getattr(meeting, "meetings", None))
            camera.settle()
            camera.take("meetings")
