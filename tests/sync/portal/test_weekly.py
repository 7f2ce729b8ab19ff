"""The weekly cut-off by the portal itself: at its hour, once, also when it starts late, also by several at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.clock import FixedClock
from sync.portal import house, serving, storage_counts, weekly
from sync.portal.house import Portal, PortalRefused
from tests.sync.conftest import seeded

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 3, 6, 10, 0, tzinfo=UTC)
"""17:00 in Vietnam."""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY)


@pytest.fixture
def portal(tmp_path: Path, clock: FixedClock) -> Iterator[Portal]:
    house.make(tmp_path / "portal", "Cổng tỉnh", clock, seeded(7))
    opened = house.open_portal(tmp_path / "portal", clock, seeded(8))
    weekly.run(opened)  # its first look
    yield opened
    opened.close()


def names(portal: Portal) -> list[str]:
    with portal.database.read() as session:
        return sorted(one.name for one in storage_counts.cut_offs(session))


def test_at_its_hour_and_once(portal: Portal, clock: FixedClock) -> None:
    clock.move(FRIDAY - MONDAY - timedelta(minutes=1))
    assert weekly.run(portal) is None

    clock.move(timedelta(minutes=1))
    made = weekly.run(portal)
    assert made is not None
    assert (made.name, weekly.run(portal)) == ("2026-W10", None)

    clock.move(timedelta(days=7))
    weekly.run(portal)
    assert names(portal) == ["2026-W10", "2026-W11"]


def test_a_late_start_catches_up_with_the_newest_hour(portal: Portal, clock: FixedClock) -> None:
    clock.move(timedelta(days=16))
    made = weekly.run(portal)
    assert made is not None
    assert names(portal) == ["2026-W11"]


def test_the_hour_is_the_officer_s_to_set(portal: Portal, clock: FixedClock) -> None:
    assert weekly.when(portal) == "fri 17:00"
    weekly.set_when(portal, "Tue 08:30")
    clock.move(timedelta(days=1))
    assert weekly.run(portal) is not None

    weekly.set_when(portal, "off")
    clock.move(timedelta(days=30))
    assert weekly.run(portal) is None
    with pytest.raises(PortalRefused, match=r"cut-off\.when"):
        weekly.set_when(portal, "thứ sáu")


def test_a_clock_set_back_freezes_nothing_again(portal: Portal, clock: FixedClock) -> None:
    clock.move(FRIDAY - MONDAY)
    weekly.run(portal)
    clock.move(timedelta(days=-3000))
    assert weekly.run(portal) is None
    clock.move(timedelta(days=3000))
    assert weekly.run(portal) is None


def test_several_at_once_freeze_it_once(portal: Portal, clock: FixedClock) -> None:
    clock.move(FRIDAY - MONDAY)
    with ThreadPoolExecutor(4) as workers:
        made = list(workers.map(lambda _: weekly.run(portal), range(4)))
    assert len([one for one in made if one]) == 1
    assert len(names(portal)) == 1


def test_a_portal_that_serves_does_it_by_itself(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """On its own account, with nobody asking; a look that fails does not end the later ones."""
    looked: list[Portal] = []
    twice = threading.Event()

    def fails(asked: Portal) -> None:
        looked.append(asked)
        if len(looked) == 2:
            twice.set()
        raise OSError("No space left on device")

    monkeypatch.setattr(weekly, "run", fails)
    monkeypatch.setattr(serving, "CUT_OFF_SECONDS", 0.01)
    with serving.cutting_off(portal):
        assert twice.wait(20)
    assert {id(one) for one in looked} == {id(portal)}
