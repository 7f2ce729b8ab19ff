"""The window signed in at a folder: how long from asking for the list until its first page is painted.

Prints seconds from the key to the painted page, and the most memory in MB after a look at its far end too.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.folders import opened, resident
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop import i18n
from desktop.preferences import PreferencesFile
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look
from desktop.ui.main_window import MainWindow
from desktop.ui.memory import QuietMemory
from desktop.ui.places import Place

folder = Path(sys.argv[1])


def crashed(error: BaseException) -> None:
    raise error


i18n.choose("vi")
application = QApplication(sys.argv[:1])
look.dress(application)
jobs = Jobs(crashed)
window = MainWindow(folder, jobs, PreferencesFile(Path(sys.argv[2])))
window.show()
QuietMemory(jobs, window)


def until_idle() -> None:
    quiet = 0
    while quiet < 5:
        application.processEvents()
        quiet = quiet + 1 if jobs.is_idle else 0
        time.sleep(0.01)


until_idle()
window.enter(opened(folder))
until_idle()
frame = window.frame
assert frame is not None


def show_list() -> None:
    began = time.perf_counter()
    frame.open_place(Place("initiatives"))
    screen = frame.screen("initiatives")

    def painted(_total: int) -> None:
        screen.model.loaded.disconnect(painted)
        window.repaint()
        print(f"usable {time.perf_counter() - began}", flush=True)
        QTimer.singleShot(0, far_end)

    screen.model.loaded.connect(painted)


def far_end() -> None:
    screen = frame.screen("initiatives")
    for place in range(0, screen.model.total, max(1, screen.model.total // 20)):
        screen.table.scrollTo(screen.model.index(place, 0))
        until_idle()
    print(f"memory {resident()}", flush=True)
    window.close()
    application.quit()


QTimer.singleShot(0, show_list)
sys.exit(application.exec())
