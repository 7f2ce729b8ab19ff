"""The window at a decision of three initiatives: how long from the key until its first page is painted.

Prints a word and seconds a line, after the window warmed up by itself: `wall` and `work` (processor time of the whole
program) until the pages of the quick way stand there, `real` on the wall until those of the first way of the chain do.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.folders import new
from helpers.builders import an_initiative, drafted, stored
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop import i18n
from desktop.preferences import PreferencesFile
from desktop.ui.decisions.screen import DecisionsScreen
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look
from desktop.ui.main_window import MainWindow
from desktop.ui.places import Place

folder = Path(sys.argv[1])


def crashed(error: BaseException) -> None:
    raise error


desk = new(folder)
drafted(desk, stored(desk, *(an_initiative(f"Gá kẹp vải số {number}") for number in range(3))))
i18n.choose("vi")
application = QApplication(sys.argv[:1])
look.dress(application)
jobs = Jobs(crashed)
window = MainWindow(folder, jobs, PreferencesFile(Path(sys.argv[2])))
window.show()


def until_idle() -> None:
    quiet = 0
    while quiet < 5:
        application.processEvents()
        quiet = quiet + 1 if jobs.is_idle else 0
        time.sleep(0.002)


until_idle()
window.enter(desk)
until_idle()
frame = window.frame
assert frame is not None
frame.open_place(Place("decisions"))
until_idle()
screen = frame.screen("decisions")
assert isinstance(screen, DecisionsScreen)
screen.table.choose(0)
until_idle()


def run() -> None:
    began, worked = time.perf_counter(), time.process_time()
    screen.preview()
    page = screen.paper_page
    while not page.view.drawn:
        application.processEvents()
        time.sleep(0.001)
    wall, work = time.perf_counter() - began, time.process_time() - worked
    while page.rendered is None:
        application.processEvents()
        time.sleep(0.005)
    print(f"wall {wall}\nwork {work}\nreal {time.perf_counter() - began}", flush=True)
    window.close()
    application.quit()


QTimer.singleShot(0, run)
sys.exit(application.exec())
