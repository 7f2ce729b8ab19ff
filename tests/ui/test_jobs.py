"""Lanes: answers come home on the main thread, once, to owners that are still there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest
from helpers.builders import an_initiative
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop.domain.changes import Changes
from desktop.domain.problems import Refused, Stopped
from desktop.services import initiatives
from desktop.services.desk import Desk
from desktop.ui.jobs import Jobs


def raising(error: BaseException) -> Callable[[], None]:
    def run() -> None:
        raise error

    return run


def test_an_answer_comes_home_on_the_main_thread(qtbot: QtBot, jobs: Jobs) -> None:
    owner = QObject()
    came: list[tuple[str, str]] = []

    def work() -> str:
        return threading.current_thread().name

    def then(name: str) -> None:
        came.append((name.split("_", maxsplit=1)[0], threading.current_thread().name))

    jobs.run(work, owner=owner, then=then)
    qtbot.waitUntil(lambda: bool(came), timeout=60_000)
    assert came == [("work", "MainThread")]


def test_an_owner_that_is_gone_hears_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    owner = QObject()
    go, came = threading.Event(), []
    jobs.run(go.wait, 120, owner=owner, then=came.append)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    go.set()
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=60_000)
    assert came == []


def test_a_later_question_of_the_same_name_silences_the_earlier(qtbot: QtBot, jobs: Jobs) -> None:
    owner = QObject()
    go, came = threading.Event(), []

    def slow(word: str) -> str:
        go.wait(120)
        return word

    jobs.run(slow, "Par", owner=owner, then=came.append, exclusive="search")
    jobs.run(slow, "Paris", owner=owner, then=came.append, exclusive="search")
    go.set()
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=60_000)
    assert came == ["Paris"]


def test_a_refusal_takes_its_own_road(qtbot: QtBot, jobs: Jobs) -> None:
    owner = QObject()
    told: list[str] = []
    jobs.run(raising(Refused("disk.full")), owner=owner, refused=lambda refused: told.append(refused.code))
    qtbot.waitUntil(lambda: told == ["disk.full"], timeout=60_000)


def test_a_stop_is_shown_to_nobody(qtbot: QtBot, jobs: Jobs) -> None:
    owner = QObject()
    came: list[object] = []
    jobs.run(raising(Stopped()), owner=owner, then=came.append)
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=60_000)
    assert came == []


def test_a_bug_ends_in_the_crash_dialog(qtbot: QtBot) -> None:
    crashes: list[BaseException] = []
    own = Jobs(crashes.append)
    owner = QObject()
    own.run(raising(ZeroDivisionError()), owner=owner)
    qtbot.waitUntil(lambda: len(crashes) == 1, timeout=60_000)
    own.stop_all()
    assert isinstance(crashes[0], ZeroDivisionError)


def test_a_job_with_a_label_is_listed_counted_and_stopped(qtbot: QtBot, jobs: Jobs) -> None:
    owner = QObject()
    halfway = threading.Event()

    def work(stop: Callable[[], bool], progress: Callable[[int, int], None]) -> str:
        progress(3, 10)
        halfway.set()
        while not stop():
            threading.Event().wait(0.01)
        raise Stopped

    ticket = jobs.run(work, owner=owner, label="Đọc", stop="flag", counted=True)
    qtbot.waitUntil(halfway.is_set, timeout=60_000)
    qtbot.waitUntil(lambda: ticket.done == 3, timeout=60_000)
    assert [(item.label, item.total) for item in jobs.running] == [("Đọc", 10)]
    ticket.stop()
    qtbot.waitUntil(lambda: jobs.running == (), timeout=60_000)


def test_an_order_tells_what_it_touched(qtbot: QtBot, jobs: Jobs, desk: Desk) -> None:
    jobs.serve(desk)
    owner = QObject()
    heard: list[Changes] = []
    jobs.changed.connect(heard.append)
    came: list[str] = []
    jobs.order(initiatives.save, an_initiative("Một"), owner=owner, then=came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=60_000)
    assert heard[0].concerns("initiative", came[0])


def test_orders_keep_their_order(qtbot: QtBot, jobs: Jobs, desk: Desk) -> None:
    jobs.serve(desk)
    owner = QObject()
    for number in range(5):
        jobs.order(initiatives.save, an_initiative(f"Sáng kiến {number}"), owner=owner)
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=60_000)
    rows = desk.look(initiatives.page, initiatives.ListQuery(descending=False)).rows
    assert [item.row.title for item in rows] == [f"Sáng kiến {number}" for number in range(5)]


def test_quitting_waits_for_what_was_typed(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.ui.jobs.QUIT_SECONDS", 120.0)  # a busy machine writes slowly
    own = Jobs(lambda error: None)
    own.serve(desk)
    owner = QObject()
    for number in range(20):
        own.order(initiatives.save, an_initiative(f"Sáng kiến {number}"), owner=owner)
    assert own.stop_all() == ()
    assert desk.look(initiatives.page, initiatives.ListQuery()).total == 20


def test_quitting_says_what_does_not_stop(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Jobs(lambda error: None)
    owner = QObject()
    go = threading.Event()
    own.run(partial(go.wait, 120), owner=owner, label="Việc dài")
    monkeypatch.setattr("desktop.ui.jobs.QUIT_SECONDS", 0.2)
    assert own.stop_all() == ("Việc dài",)
    go.set()


def test_what_a_timer_asks_for_after_the_end_is_dropped(qtbot: QtBot) -> None:
    own = Jobs(lambda error: None)
    assert own.stop_all() == ()
    ticket = own.run(raising(ZeroDivisionError()), owner=QObject(), label="Việc muộn")
    assert ticket.is_stopped and own.is_idle


def test_answers_come_one_at_a_turn_in_their_order(qtbot: QtBot, jobs: Jobs) -> None:
    turns: list[int] = []
    heard: list[tuple[int, int]] = []

    def answer(number: int, _value: object) -> None:
        heard.append((number, len(turns)))
        QTimer.singleShot(0, lambda: turns.append(number))

    for number in range(4):
        jobs._post(partial(answer, number, None))
    qtbot.waitUntil(lambda: len(turns) == 4, timeout=60_000)
    assert [number for number, _ in heard] == [0, 1, 2, 3]
    assert heard[3][1] > 0  # what was due meanwhile came between them
