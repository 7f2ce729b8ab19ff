"""Sending by itself: off until wished, a round where something waits, one quiet line, no dialog."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from helpers.builders import UNION, an_initiative, drafted, stored
from helpers.hand import Hand, aside

from desktop.services import decisions, handing_over, line
from desktop.services.desk import Desk
from desktop.services.line import Line
from desktop.ui.frame import Frame
from desktop.ui.handover.screen import HandoverScreen
from desktop.ui.jobs import Jobs
from desktop.ui.sending import Sending
from sync.portal import house
from sync.portal.serving import Served, serve_in_thread


def elsewhere(work: Any, *arguments: Any) -> Any:
    with ThreadPoolExecutor(1) as other:
        return other.submit(work, *arguments).result()


@pytest.fixture
def portal(tmp_path: Path, desk: Desk) -> Iterator[Served]:
    house.make(tmp_path / "portal", "Cổng mẫu", desk.clock, desk.random)
    with serve_in_thread(tmp_path / "portal", clock=desk.clock) as served:
        yield served


def waiting(desk: Desk, portal: Served) -> None:
    (record,) = stored(desk, an_initiative("Gá kẹp"))
    decisions.sign(desk, drafted(desk, [record]), "05", desk.clock.now().date())
    desk.do(handing_over.submit, [record])
    handing_over.enrol(desk, portal.url, house.enrol_code(portal.portal, UNION.name))


def test_nothing_leaves_until_it_is_wished_and_then_it_does(
    hand: Hand, frame: Frame, desk: Desk, jobs: Jobs, portal: Served
) -> None:
    elsewhere(waiting, desk, portal)
    told: list[str] = []
    sending = Sending(desk, jobs, told.append, frame)
    sending.look()
    hand.settle(50)
    assert house.stats(portal.portal)["records"] == 0
    elsewhere(desk.do, line.set_line, replace(Line(), by_itself=True))
    sending.look()
    hand.until(lambda: bool(told))
    assert house.stats(portal.portal)["records"] == 1
    assert "cổng nhận 1" in told[0]
    sending.look()  # nothing waits any more
    hand.settle(50)
    assert len(told) == 1


def test_the_wish_is_typed_on_the_page_of_the_line(hand: Hand, frame: Frame, desk: Desk) -> None:
    hand.press("Alt+7", "Ctrl+D")
    screen = frame.screen("handover")
    assert isinstance(screen, HandoverScreen)
    page = screen.ways.line
    hand.settle(50)
    page.itself_field.edit.setFocus()
    hand.press("Space", "Ctrl+S")
    hand.until(lambda: aside(desk, line.line).by_itself)
    hand.until(lambda: "Đang tắt" in page.schedule.told.text())
