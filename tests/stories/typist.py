"""Clerks who type form after form until the power goes: run as a program of its own, it kills its own children.

Everything heavy is loaded once; each clerk is a fork of it, made before Qt begins, with a folder, a window and a seed
of its own. A clerk notes each key in a file before pressing it; the note outlives the kill, so that what was typed two
seconds before it is known, and nothing is stored that nobody noted. Arguments: a folder for all of it, the first seed,
how many clerks.

Time is told in keys, so that a machine with much else to do is no other test: it types slower, and a hand rests while
the disk has not answered for half a second.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from helpers.builders import PASSPHRASE, a_folder
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.preferences import PreferencesFile
from desktop.services import folders
from desktop.ui.jobs import Jobs, Ticket
from desktop.ui.kit import look
from desktop.ui.main_window import MainWindow
from desktop.ui.places import Place

AT_ONCE = 2
KEYS = (20, 330)
"""A clerk is killed after so many: forms have sixty to two hundred."""
BETWEEN_KEYS = 15
"""Milliseconds: three times as fast as the best typist."""
DISK = 0.5
"""Seconds after which a write that has not ended is the machine's lateness and not the program's."""
WORDS = "cải tiến cữ may viền cổ giày chế tạo xe đẩy phom có khóa bánh tận dụng nhiệt máy sấy keo để hong đế".split()  # noqa: SIM905 - a list of words reads best as a text


class Clerk:
    """Types forms of three fields, each longer than what two seconds hold."""

    def __init__(self, room: Path, seed: int, jobs: Jobs) -> None:
        self.random = random.Random(seed)
        self.jobs = jobs
        self.waits: tuple[Ticket | None, float] = (None, 0.0)
        self.notes = os.open(room / "notes.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.form = 0
        self.pressed = 0
        self.keys = self._keys()
        self.typed = {"form": 0, "title": "", "author": "", "workshop": "", "handed": False}

    def _keys(self):  # type: ignore[no-untyped-def]  # a generator of (field, key)
        while True:
            self.form += 1
            self.typed = {"form": self.form, "title": "", "author": "", "workshop": "", "handed": False}
            title = f"Phiếu {self.form}: " + " ".join(
                self.random.choices(WORDS, k=self.random.randint(6, 30))
            )
            texts = [("title", title), ("author", f"Nguyễn Thị Hằng {self.form}")]
            if self.form == 1:  # it is carried over from then on
                texts.append(("workshop", "May 2"))
            else:
                self.typed["workshop"] = "May 2"
            for field, text in texts:
                for letter in text:
                    yield field, letter
                yield "", "Return"
            yield "handed", "Ctrl+Return"

    def press(self) -> None:
        """One note, then its key."""
        if self.is_disk_late():
            return
        field, key = next(self.keys)
        target = QApplication.focusWidget()
        assert target is not None
        if field:
            self.typed[field] = True if field == "handed" else f"{self.typed[field]}{key}"
        self.pressed += 1
        self.note({**self.typed, "focus": target.accessibleName()})
        if len(key) == 1:
            QApplication.sendEvent(
                target, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, key)
            )
        else:
            combination = QKeySequence(key)[0]
            QTest.keyClick(target, combination.key(), combination.keyboardModifiers())

    def is_disk_late(self) -> bool:
        """Whether the oldest write has waited long."""
        oldest = next((ticket for ticket in self.jobs._running if ticket.is_order), None)
        if oldest is None or oldest is not self.waits[0]:
            self.waits = (oldest, time.monotonic())
        return oldest is not None and time.monotonic() - self.waits[1] > DISK

    def note(self, said: dict[str, object]) -> None:
        """A line that is in the file before anything else happens."""
        line = json.dumps({"key": self.pressed, **said}, ensure_ascii=False)
        os.write(self.notes, f"{line}\n".encode())


def gave_up(error: BaseException) -> None:
    """A bug: told to whoever started the clerks."""
    traceback.print_exception(error)
    sys.stderr.flush()
    os._exit(3)


def clerk(room: Path, seed: int) -> None:
    """A window of one's own, and keys until the end."""
    made = a_folder(room / "data", seed=seed)
    made.desk.close()
    app = QApplication([])
    look.dress(app)
    jobs = Jobs(gave_up)
    window = MainWindow(room / "data", jobs, PreferencesFile(room / "p.toml"))
    window.show()
    while not window.isActiveWindow() or not jobs.is_idle:  # coming to the front moves the focus
        window.activateWindow()
        app.processEvents()
    window.enter(folders.sign_in(room / "data", PASSPHRASE))
    window.frame.open_place(Place("entry"))
    while not jobs.is_idle:
        app.processEvents()
    hand = Clerk(room, seed, jobs)
    hand.note({"form": 0})
    timer = QTimer(interval=BETWEEN_KEYS)
    timer.timeout.connect(hand.press)
    timer.start()
    app.exec()


def main(out: Path, first: int, count: int) -> None:
    """So many clerks, two at a time; each is killed after as many keys as its seed says."""
    waiting = list(range(first, first + count))
    running: dict[int, tuple[Path, int]] = {}
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            seed = waiting.pop(0)
            room = out / f"{seed:04d}"
            room.mkdir(parents=True)
            child = os.fork()
            if child == 0:
                clerk(room, seed)
                os._exit(0)
            running[child] = (room, random.Random(seed).randint(*KEYS))
        time.sleep(0.005)
        for child, (room, after) in list(running.items()):
            gone, status = os.waitpid(child, os.WNOHANG)
            if gone:
                raise SystemExit(
                    f"the clerk of {room.name} went by itself: {os.waitstatus_to_exitcode(status)}"
                )
            notes = room / "notes.jsonl"
            if notes.exists() and notes.read_bytes().count(b"\n") > after:
                time.sleep(BETWEEN_KEYS / 1_000 * random.Random(after).random())  # also between two keys
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                del running[child]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
