"""Time is asked for in one place; ids sort by when they were made."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sync.clock import FixedClock, SystemClock, local_date, new_id, stamp, unstamp
from tests.sync.conftest import NOON, seeded

moments = st.integers(315_532_800, 4_102_444_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(moments, moments)
def test_stamps_are_text_that_sorts_as_time_and_comes_back(one, other):
    assert unstamp(stamp(one)) == one
    assert (stamp(one) < stamp(other)) == (one < other)


def test_ids_are_uuid7_and_sort_by_time():
    clock, random = FixedClock(NOON, timedelta(milliseconds=1)), seeded(1)
    ids = [new_id(clock, random) for _ in range(200)]

    assert ids == sorted(ids)
    assert len(set(ids)) == 200
    assert {(uuid.UUID(id_).version, uuid.UUID(id_).variant) for id_ in ids} == {(7, uuid.RFC_4122)}


def test_the_day_changes_at_midnight_in_vietnam():
    assert local_date(datetime(2026, 3, 4, 16, 59, tzinfo=UTC)) == date(2026, 3, 4)
    assert local_date(datetime(2026, 3, 4, 17, 0, tzinfo=UTC)) == date(2026, 3, 5)


def test_a_fixed_clock_moves_when_told_and_monotonic_never_goes_back():
    clock = FixedClock(NOON)
    clock.move(timedelta(days=-9))
    assert (clock.now(), clock.monotonic()) == (NOON - timedelta(days=9), 0.0)
    clock.sleep(5)
    assert clock.monotonic() == 5.0


def test_the_systems_clock_is_aware_and_runs():
    clock = SystemClock()
    before = clock.monotonic()
    clock.sleep(0.001)

    assert clock.now().tzinfo is UTC
    assert clock.monotonic() > before
