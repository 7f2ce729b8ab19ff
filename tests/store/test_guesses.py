"""Waiting after wrong passphrases: longer each time, past a restart, whatever the wall clock says, never for ever."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from helpers.builders import MORNING
from hypothesis import given
from hypothesis import strategies as st

from desktop.store import guesses
from sync.clock import FixedClock


def test_slips_of_the_finger_cost_nothing_and_then_it_grows(tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    waits = []
    for _ in range(11):
        waits.append(guesses.failed(tmp_path, "u1", clock))
        clock.sleep(waits[-1])
    assert waits == [0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60]


def test_it_survives_a_restart_of_the_program_and_of_the_pc(tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    clock.sleep(1_000)
    for _ in range(6):
        guesses.failed(tmp_path, "u1", clock)
    clock.sleep(3)
    assert guesses.waiting(tmp_path, "u1", clock) == 5
    restarted = FixedClock(MORNING)
    restarted.sleep(2)
    assert guesses.waiting(tmp_path, "u1", restarted) == 6


def test_setting_the_clock_opens_nothing_and_shuts_nothing(tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    for _ in range(5):
        guesses.failed(tmp_path, "u1", clock)
    later = FixedClock(MORNING + timedelta(days=3_000))
    earlier = FixedClock(MORNING - timedelta(days=3_000))
    assert guesses.waiting(tmp_path, "u1", later) == guesses.waiting(tmp_path, "u1", earlier) == 4


def test_one_user_does_not_wait_for_another_and_the_right_one_forgets(tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    for _ in range(9):
        guesses.failed(tmp_path, "u1", clock)
    assert guesses.waiting(tmp_path, "u2", clock) == 0
    guesses.passed(tmp_path, "u1")
    assert guesses.waiting(tmp_path, "u1", clock) == 0


def test_a_torn_file_is_no_wait(tmp_path: Path) -> None:
    (tmp_path / guesses.FILE).write_text("{ đứt", encoding="utf-8")
    assert guesses.waiting(tmp_path, "u1", FixedClock(MORNING)) == 0


@given(failures=st.integers(0, 10_000))
def test_nobody_is_locked_out_for_ever(failures: int) -> None:
    assert 0 <= guesses.delay(failures) <= guesses.LONGEST
    assert guesses.delay(failures) <= guesses.delay(failures + 1)
