"""Nộp cổng by keys, against a real portal on loopback."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from helpers.builders import an_initiative, drafted, stored
from helpers.hand import Hand, aside

from desktop.services import decisions, handed, handing_over, requesting
from desktop.services.desk import Desk
from desktop.ui.frame import Frame
from desktop.ui.handover.screen import HandoverScreen
from sync.outbox_questions import PortalState
from sync.portal import house, requests
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
    receipts = screen.tabs.tables["receipts"].model_
    hand.until(lambda: len(receipts.loaded_rows()) == 3)
    assert all(item.verified for item in receipts.loaded_rows())
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
    assert aside(desk, handed.at_portal, list(PortalState)).total == 2


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
        )
    assert aside(desk, handed.at_portal, list(PortalState)).total == 3


def test_the_pack_is_written_into_an_empty_folder(
    hand: Hand, screen: HandoverScreen, tmp_path: Path, frame: Frame
) -> None:
    screen.pack_into(tmp_path / "goi")
    hand.until(lambda: frame.note.isVisible())
    assert list((tmp_path / "goi").rglob("*.xlsx"))


# --- one record's way


def sent(desk: Desk, portal: Served) -> list[str]:
    """All three frozen and received."""
    ids = list(desk.look(handed.ready_ids))
    desk.do(handing_over.submit, ids)
    handing_over.enrol(desk, portal.url, house.enrol_code(portal.portal, "Công đoàn"))
    handing_over.send(desk)
    return ids


def elsewhere(work: Callable[..., Any], *arguments: Any) -> Any:
    with ThreadPoolExecutor(1) as other:
        return other.submit(work, *arguments).result()


def test_a_returned_record_opens_at_the_field_and_goes_again_when_mended(
    hand: Hand, screen: HandoverScreen, portal: Served, desk: Desk, frame: Frame
) -> None:
    record = elsewhere(sent, desk, portal)[0]
    house.review(portal.portal, record, "returned", "Tóm tắt chưa rõ làm lợi", "summary", "Lan")
    elsewhere(handing_over.send, desk)
    screen.reload()
    hand.until(lambda: screen.tabs.count_of("back") == 1)
    screen.tabs.turn("back")
    hand.until(lambda: screen.tabs.record == record)
    hand.press("Return")
    form = frame.screen("initiatives").form
    hand.until(lambda: form.fields.summary.edit.hasFocus())
    hand.until(lambda: not form.fields.summary.edit.visibleRegion().isEmpty())
    assert "Tóm tắt chưa rõ" in form.fields.summary.problem.text()
    hand.type("Làm lợi mười triệu một năm. ")
    hand.press("Ctrl+S")
    hand.until(lambda: aside(desk, handed.count_ready) == 1)
    hand.press("Alt+7")
    hand.until(lambda: screen.tabs.count_of("ready") == 1)
    screen.tabs.turn("ready")
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.tabs.count_of("back") == 0)
    assert aside(desk, handed.states, [record])[record].state is PortalState.FROZEN


def test_the_story_of_any_row_is_one_key_away(
    hand: Hand, screen: HandoverScreen, portal: Served, desk: Desk, frame: Frame
) -> None:
    record = elsewhere(sent, desk, portal)[0]
    house.review(portal.portal, record, "returned", "Thiếu ảnh", "files", "Lan")
    elsewhere(handing_over.send, desk)
    hand.press("Alt+2")
    frame.screen("initiatives").table.choose_key(record)
    hand.press("F4")
    hand.until(lambda: screen.story.told is not None and screen.story.told.record == record)
    rows = screen.story.table.model_
    told = [[rows.columns[at].show(row) for at in range(4)] for row in rows.loaded_rows()]
    happened = [row[1] for row in told]
    assert happened[-1] == "Cổng trả lại"
    assert {"Chốt nộp", "Gửi", "Cổng ký nhận đủ"} <= set(happened)
    assert told[-1][2:] == ["Lan · Cổng mẫu", "Thiếu ảnh"]
    (receipt,) = [row for row in told if row[1] == "Cổng ký nhận đủ"]
    assert "biên nhận" in receipt[3]
    assert "Thiếu ảnh (ô: Tệp)" in screen.story.reason.text()
    hand.press("Esc")
    assert screen.stack.currentWidget() is screen.main


def test_set_aside_with_a_reason_and_offered_again(hand: Hand, screen: HandoverScreen, desk: Desk) -> None:
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.tabs.count_of("way") == 3)
    screen.tabs.turn("way")
    hand.until(lambda: bool(screen.tabs.record))
    record = screen.tabs.record
    hand.press("Ctrl+Delete", "Return")  # no reason
    hand.until(lambda: bool(screen.aside_card.reason_field.problem.text()))
    hand.type("Chờ doanh nghiệp")
    hand.press("Return")
    hand.until(lambda: screen.tabs.count_of("parked") == 1)
    screen.tabs.turn("parked")
    hand.until(lambda: screen.tabs.record == record)
    row = screen.tabs.tables["parked"].current()
    assert (
        screen.tabs.tables["parked"].model_.columns[-1].show(row).words
        == "Để riêng ở máy này: Chờ doanh nghiệp"
    )
    hand.press("Ctrl+O")
    hand.until(lambda: screen.tabs.count_of("parked") == 0)
    story = [event.what for event in aside(desk, handed.story, record)]
    assert story == ["frozen", "put_aside", "offered_again"]


def test_a_withdrawal_is_asked_by_keys_and_its_answer_shown(
    hand: Hand, screen: HandoverScreen, portal: Served, desk: Desk
) -> None:
    elsewhere(sent, desk, portal)
    screen.reload()
    hand.until(lambda: screen.tabs.count_of("there") == 3)
    screen.tabs.turn("there")
    hand.until(lambda: bool(screen.tabs.record))
    record = screen.tabs.record
    hand.press("Ctrl+U")
    hand.until(lambda: screen.story.told is not None)
    card = screen.story.request_card
    card.what_field.set_value("withdraw")
    card.reason_field.setFocus()
    hand.type("Doanh nghiệp chưa cho công bố")
    hand.press("Return")
    hand.until(lambda: not card.isVisible())
    (asked,) = aside(desk, requesting.requests, record)
    assert "1 đề nghị chưa gửi" in screen.sentence.text()
    elsewhere(handing_over.send, desk)
    requests.answer(portal.portal, asked.id, granted=True, by="Lan")
    elsewhere(handing_over.send, desk)
    screen.reload()
    hand.until(
        lambda: screen.story.told is not None and screen.story.told.state.state is PortalState.WITHDRAWN
    )
    rows = screen.story.table.model_
    happened = [rows.columns[1].show(row) for row in rows.loaded_rows()]
    assert {"Đề nghị rút", "Cổng nhận đề nghị", "Cổng cho rút", "Cổng đồng ý đề nghị"} <= set(happened)
