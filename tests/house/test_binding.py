"""The window's binding: PySide6 6.12.0 on Python 3.11 loses a reference at every signal and then aborts."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class Bell(QObject):
    rung = Signal(bool)


def test_emitting_a_signal_keeps_the_references_of_true_and_none() -> None:
    bell = Bell()
    heard: list[bool] = []
    bell.rung.connect(heard.append)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(200):
        bell.rung.emit(True)
    heard.clear()
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert abs(after[0] - before[0]) < 20
    assert abs(after[1] - before[1]) < 20
