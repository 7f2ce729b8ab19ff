"""A batch with an attachment reaches a real portal over HTTP: typed, attached, recognised, frozen, sent, proven."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from helpers.builders import an_initiative, drafted, stored
from helpers.hand import Hand, aside
from PIL import Image

from desktop.services import decisions, initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.ui.frame import Frame
from desktop.ui.handover.screen import HandoverScreen
from desktop.ui.initiatives.screen import InitiativesScreen
from sync.portal import house
from sync.portal.serving import Served, serve_in_thread


@pytest.fixture
def portal(tmp_path: Path, desk: Desk) -> Iterator[Served]:
    folder = tmp_path / "portal"
    house.make(folder, "Cổng mẫu", desk.clock, desk.random)
    with serve_in_thread(folder, clock=desk.clock) as served:
        yield served


def attach_a_photo(hand: Hand, frame: Frame, photo: Path) -> None:
    hand.press("Alt+2")
    screen = frame.screen("initiatives")
    assert isinstance(screen, InitiativesScreen)
    hand.until(lambda: screen.model.total == 3)
    hand.press("F2")
    hand.until(lambda: screen.form.isVisible() and bool(screen.form.fields.title.edit.text()))
    hand.press("Ctrl+O")
    hand.type(str(photo))
    hand.press("Return")
    hand.until(lambda: len(screen.form.fields.attachments.value()) == 1)
    hand.press("Ctrl+S")
    hand.until(lambda: screen.list_page.isVisible())


def recognise(desk: Desk) -> None:
    ids = [item.row.id for item in desk.look(initiatives.page, ListQuery()).rows]
    decisions.sign(desk, drafted(desk, ids), "05", date(2026, 3, 2))


def test_once_complete_and_proven(
    hand: Hand, frame: Frame, desk: Desk, portal: Served, tmp_path: Path
) -> None:
    photo = tmp_path / "gá kẹp.png"
    Image.effect_noise((600, 400), 80).convert("RGB").save(photo)
    with ThreadPoolExecutor(1) as other:
        other.submit(stored, desk, *(an_initiative(f"Sáng kiến {n}") for n in range(3))).result()
    attach_a_photo(hand, frame, photo)
    with ThreadPoolExecutor(1) as other:
        other.submit(recognise, desk).result()

    hand.press("Alt+7")
    screen = frame.screen("handover")
    assert isinstance(screen, HandoverScreen)
    hand.until(lambda: len(screen._ready) == 3)
    hand.press("Ctrl+Return")
    hand.until(lambda: len(screen._ready) == 0)
    hand.press("Ctrl+R")
    hand.fill(portal.url, house.enrol_code(portal.portal, "Công đoàn cơ sở Công ty May Hạ Long"))
    hand.until(lambda: screen.acts["handover.send"].isEnabled())

    hand.press("Ctrl+T")  # text first, over a thin line
    hand.until(lambda: house.stats(portal.portal)["records"] == 3)
    hand.until(lambda: screen.acts["handover.send"].isEnabled())
    assert house.stats(portal.portal)["missing_files"] == 1

    hand.press("Ctrl+G")
    hand.until(lambda: house.stats(portal.portal)["missing_files"] == 0)
    receipts = screen.tabs.tables["receipts"].model_.loaded_rows
    hand.until(lambda: len(receipts()) >= 3 and all(item.verified for item in receipts()))
    hand.press("Ctrl+G")
    hand.settle()
    stats = house.stats(portal.portal)
    assert (stats["records"], stats["changes"], stats["files"]) == (3, 3, 1)
    rows = aside(desk, initiatives.page, ListQuery()).rows
    assert {item.portal for item in rows} == {"complete"}
