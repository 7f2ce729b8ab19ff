"""Nộp cổng by keys, against a real portal on loopback."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from helpers.builders import an_initiative, drafted, stored
from helpers.hand import Hand, aside

from desktop.services import decisions, handing_over
from desktop.services.desk import Desk
from desktop.ui.frame import Frame
from desktop.ui.handover.screen import HandoverScreen
from sync.portal import house
from sync.portal.serving import Served, serve_in_thread


@pytest.fixture
def portal(tmp_path: Path, desk: Desk) -> Iterator[Served]:
    folder = tmp_path / "portal"
    house.make(folder, "Cổng mẫu", desk.clock, desk.random)
    with serve_in_thread(folder, clock=desk.clock) as served:
        yield served


def recognised(desk: Desk) -> None:
    ids = stored(desk, *(an_initiative(f"Sáng kiến {n}") for n in range(3)))
    decisions.sign(desk, drafted(desk, ids), "05", desk.clock.now().date())


@pytest.fixture
def screen(desk: Desk, frame: Frame, hand: Hand) -> HandoverScreen:
    with ThreadPoolExecutor(1) as other:
        other.submit(recognised, desk).result()
    hand.press("Alt+7")
    screen = frame.screen("handover")
    assert isinstance(screen, HandoverScreen)
    hand.until(lambda: len(screen._ready) == 3)
    return screen


def test_frozen_enrolled_sent_and_receipts_verified(
    hand: Hand, screen: HandoverScreen, portal: Served, desk: Desk
) -> None:
    hand.press("Ctrl+Return")  # all are ticked at first
    hand.until(lambda: len(screen._ready) == 0)
    assert "3 sáng kiến chưa gửi" in screen.sentence.text()
    hand.press("Ctrl+R")
    hand.fill(portal.url, house.enrol_code(portal.portal, "Công đoàn cơ sở Công ty May Hạ Long"))
    hand.settle()
    assert (screen.enrol_card.url_field.problem.text(), screen.enrol_card.code_field.problem.text()) == (
        "",
        "",
    )
    hand.until(lambda: screen.acts["handover.send"].isEnabled())
    hand.press("Ctrl+G")
    hand.until(lambda: len(screen._receipts) == 3, timeout=30_000)
    assert all(item.receipt.verified for item in screen._receipts)
    assert "Không còn gì chờ gửi" in screen.sentence.text()
    assert house.stats(portal.portal)["records"] == 3
    hand.press("Ctrl+G")
    hand.settle()
    assert house.stats(portal.portal)["changes"] == 3
    hand.press("Ctrl+P")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)


def test_only_what_is_ticked_is_frozen(hand: Hand, screen: HandoverScreen, desk: Desk) -> None:
    hand.press("Space")  # take the first one out
    hand.press("Ctrl+Return")
    hand.until(lambda: len(screen._ready) == 1)
    assert len(aside(desk, handing_over.handed_over)) == 2


def test_a_mistyped_code_is_told_beside_its_field(hand: Hand, screen: HandoverScreen) -> None:
    hand.press("Ctrl+R")
    hand.fill("http://127.0.0.1:9", "không phải mã")
    hand.until(lambda: bool(screen.enrol_card.code_field.problem.text()))
    assert "." not in screen.enrol_card.code_field.problem.text().split()[0]


def test_a_portal_that_is_down_is_a_sentence(
    hand: Hand, screen: HandoverScreen, portal: Served, desk: Desk, frame: Frame
) -> None:
    hand.press("Ctrl+Return", "Ctrl+R")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        hand.fill(address, house.enrol_code(portal.portal, "Công đoàn cơ sở Công ty May Hạ Long"))
        hand.until(
            lambda: bool(
                screen.enrol_card.url_field.problem.text() or screen.enrol_card.code_field.problem.text()
            ),
            timeout=30_000,
        )
    assert len(aside(desk, handing_over.handed_over)) == 3


def test_the_pack_is_written_into_an_empty_folder(
    hand: Hand, screen: HandoverScreen, tmp_path: Path, frame: Frame
) -> None:
    screen.pack_into(tmp_path / "goi")
    hand.until(lambda: frame.note.isVisible())
    assert list((tmp_path / "goi").rglob("*.xlsx"))
