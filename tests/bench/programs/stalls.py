"""The window at a large folder: for how long it ever stood still, at the first look at each screen and in an import.

A timer ticks every 5 ms; the longest gap between two ticks is how long nobody could have typed. Prints a word and
seconds a line: the longest gap on the wall (`-wall`), and the most processor time that the main thread spent between
two ticks, which is what the gap would be on a machine with nothing else to do (`-work`).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.folders import opened
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop import i18n
from desktop.preferences import PreferencesFile
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look
from desktop.ui.main_window import MainWindow
from desktop.ui.memory import QuietMemory
from desktop.ui.places import Place
from desktop.ui.rail import SCREENS

folder, preferences, workbook = (Path(word) for word in sys.argv[1:4])


def crashed(error: BaseException) -> None:
    raise error


i18n.choose("vi")
application = QApplication(sys.argv[:1])
look.dress(application)
jobs = Jobs(crashed)
window = MainWindow(folder, jobs, PreferencesFile(preferences))
window.show()
QuietMemory(jobs, window)


class Probe:
    """The longest gaps since it was last asked."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self.begin()
        self._timer.start()

    def begin(self) -> None:
        self._wall, self._work = time.perf_counter(), time.thread_time()
        self.wall = self.work = 0.0

    def _tick(self) -> None:
        wall, work = time.perf_counter(), time.thread_time()
        self.wall = max(self.wall, wall - self._wall)
        self.work = max(self.work, work - self._work)
        self._wall, self._work = wall, work

    def tell(self, word: str) -> None:
        print(f"{word}-wall {self.wall}\n{word}-work {self.work}", flush=True)
        self.begin()


def until_idle(least: float = 0.15) -> None:
    began, quiet = time.perf_counter(), 0
    while quiet < 5 or time.perf_counter() - began < least:
        application.processEvents()
        quiet = quiet + 1 if jobs.is_idle else 0
        time.sleep(0.002)


probe = Probe()
until_idle()
probe.tell("sign-in")
desk = opened(folder)
probe.begin()
QTimer.singleShot(0, lambda: window.sign_in.opened.emit(desk, ()))
until_idle(2.0)
probe.tell("enter")
frame = window.frame
assert frame is not None
for entry in SCREENS:
    QTimer.singleShot(0, lambda name=entry.id: frame.open_place(Place(name)))
    until_idle(0.3)
    probe.tell(f"screen-{entry.id}")
QTimer.singleShot(0, lambda: frame.open_place(Place("importing")))
until_idle(0.3)
probe.tell("screen-importing")
screen = frame.screen("importing")
screen.path_field.set_value(str(workbook))
screen.read()
until_idle()
probe.tell("import-plan")
screen.run()
until_idle()
probe.tell("import-run")
window.close()
