"""What lies behind Nộp cổng by keys: choices between two PCs, line, bundles, comparing, the portal above."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from helpers import orders
from helpers.builders import UNION, a_folder, an_initiative, drafted, settled, stored
from helpers.hand import Hand, aside
from helpers.lookover import clipped, nameless, outside
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.services import decisions, handing_over, initiatives, line, sharing
from desktop.services.desk import Desk
from desktop.services.doubled import Doubled
from desktop.services.handing_over import RoundResult
from desktop.services.line import ProxyKind
from desktop.store.history import NOUNS
from desktop.store.initiatives import INITIATIVES
from desktop.ui.frame import Frame
from desktop.ui.handover import names, values
from desktop.ui.handover.exchange import sent_words
from desktop.ui.handover.line import estimate_words, size_words
from desktop.ui.handover.screen import HandoverScreen
from desktop.ui.handover.ways import WaysPage
from desktop.ui.jobs import Jobs
from desktop.ui.places import Place
from sync.clock import SystemClock
from sync.portal import house, relay
from sync.portal.ingest import ingest
from sync.portal.serving import Served, serve_in_thread
from sync.transport import HttpTransport


def elsewhere(work: Callable[..., Any], *arguments: Any) -> Any:
    """On another thread: the window's own may touch no database."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(work, *arguments).result()


@pytest.fixture
def portal(tmp_path: Path, desk: Desk) -> Iterator[Served]:
    house.make(tmp_path / "portal", "Cổng mẫu", desk.clock, desk.random)
    with serve_in_thread(tmp_path / "portal", clock=desk.clock) as served:
        yield served


@pytest.fixture
def screen(desk: Desk, frame: Frame, hand: Hand) -> HandoverScreen:
    hand.press("Alt+7")
    found = frame.screen("handover")
    assert isinstance(found, HandoverScreen)
    return found


@pytest.fixture
def other(tmp_path: Path, desk: Desk, portal: Served) -> Iterator[Desk]:
    """A second PC of the union that shares the register; both have told each other all."""

    def made() -> Desk:
        second = a_folder(tmp_path / "other", seed=8).desk
        for one in (desk, second):
            handing_over.enrol(one, portal.url, house.enrol_code(portal.portal, UNION.name))
        second.do(sharing.join, desk.look(sharing.union_key))
        for one in (desk, second):
            one.do(sharing.start)
        exchange(desk, second)
        return second

    second = elsewhere(made)
    yield second
    second.close()


def exchange(*desks: Desk) -> None:
    for one in desks * 3:
        assert handing_over.send(one).stopped == ""


def edit(desk: Desk, record: str, **changed: object) -> None:
    desk.do(orders.put, INITIATIVES, replace(desk.look(initiatives.get, record), **changed))


def both_changed(desk: Desk, other: Desk) -> str:
    (record,) = stored(other, an_initiative("Gá kẹp"))
    exchange(other, desk)
    edit(other, record, title="Gá kẹp vải", summary="Kẹp ba lớp vải một lần.")
    edit(desk, record, title="Bộ gá kẹp", summary="Kẹp được nhiều lớp.")
    exchange(other, desk)
    return record


def handed(desk: Desk, portal: Served) -> None:
    ids = stored(desk, *(an_initiative(f"Sáng kiến {n}") for n in range(2)))
    decisions.sign(desk, drafted(desk, ids), "05", desk.clock.now().date())
    desk.do(handing_over.submit, list(ids))
    handing_over.enrol(desk, portal.url, house.enrol_code(portal.portal, UNION.name))


def test_two_values_side_by_side_are_chosen_by_1_and_2(
    hand: Hand, screen: HandoverScreen, desk: Desk, other: Desk
) -> None:
    record = elsewhere(both_changed, desk, other)
    hand.press("Ctrl+M")
    choosing = screen.ways.machines.choosing
    hand.until(lambda: len(choosing.tasks) == 1)
    assert choosing.tasks_table.hasFocus()
    assert "gá kẹp" in choosing.head.text()
    hand.press("Return")  # into the fields
    assert choosing.fields_table.hasFocus()
    assert {choosing.ours.value.text(), choosing.theirs.value.text()} in (
        {"Bộ gá kẹp", "Gá kẹp vải"},
        {"Kẹp được nhiều lớp.", "Kẹp ba lớp vải một lần."},
    )
    here, there = choosing.ours.who.text(), choosing.theirs.who.text()
    assert here.startswith("Máy này · Lê Thị Mai · ") and there.endswith(here[-11:-6] + there[-6:])
    assert "Lê Thị Mai" in there and not there.startswith("Máy này")
    assert choosing.ours.height() >= 130  # room for a few lines of either value at the size of an old PC
    paths = [clash.path for clash in choosing.tasks[0].conflicts]
    hand.press("2", "1", "Return")  # theirs for the first, ours for the second
    hand.until(lambda: choosing.tasks == ())
    assert screen.ways.machines.stack.currentWidget() is screen.ways.machines.empty
    value = aside(desk, initiatives.get, record)
    theirs = {"title": "Gá kẹp vải", "summary": "Kẹp ba lớp vải một lần."}
    ours = {"title": "Bộ gá kẹp", "summary": "Kẹp được nhiều lớp."}
    (first,), (second,) = paths
    assert getattr(value, first) == theirs[first]
    assert getattr(value, second) == ours[second]


def test_nothing_is_stored_while_a_field_is_open(
    hand: Hand, screen: HandoverScreen, desk: Desk, other: Desk, frame: Frame
) -> None:
    elsewhere(both_changed, desk, other)
    hand.press("Ctrl+M")
    hand.press("Return", "1", "Return")
    hand.until(frame.note.isVisible)
    assert len(aside(desk, sharing.tasks)) == 1


def test_sharing_begins_and_its_key_is_hidden_until_asked_for(
    hand: Hand, screen: HandoverScreen, desk: Desk
) -> None:
    hand.press("Ctrl+M")
    page = screen.ways.machines
    assert page.share_button.hasFocus()
    hand.press("Space")
    hand.until(lambda: aside(desk, sharing.state).on)
    assert "Đang dùng chung" in page.state_label.text()
    assert not page.key_label.isVisible()
    page.key_button.setFocus()
    hand.press("Space")
    key = aside(desk, sharing.union_key)
    assert key in page.key_label.text().replace(" ", "")
    hand.press("Esc", "Ctrl+M")
    assert not page.key_label.isVisible()
    assert key not in page.key_label.text()


def test_the_key_of_another_pc_is_typed_from_paper(
    hand: Hand, screen: HandoverScreen, desk: Desk, tmp_path: Path
) -> None:
    def key_of_another() -> str:
        second = a_folder(tmp_path / "second", seed=8).desk
        second.do(sharing.start)
        found = second.look(sharing.union_key)
        second.close()
        return found

    key = elsewhere(key_of_another)
    hand.press("Ctrl+M")
    page = screen.ways.machines
    page.join_button.setFocus()
    hand.press("Space")
    hand.fill("AGE-SECRET-KEY-1KHÔNGĐÚNG")
    hand.until(lambda: bool(page.join_field.problem.text()))
    page.join_field.set_value("")
    hand.fill(" ".join(key[n : n + 4] for n in range(0, len(key), 4)).lower())
    hand.until(lambda: not page.join_row.isVisible())
    assert aside(desk, sharing.union_key) == key


def test_many_deletions_elsewhere_wait_for_an_administrator(
    hand: Hand, screen: HandoverScreen, desk: Desk, other: Desk
) -> None:
    def many() -> None:
        ids = stored(other, *(an_initiative(f"Cải tiến {n}") for n in range(60)))
        exchange(other, desk)
        for record in ids:
            other.do(initiatives.remove, [record])
        exchange(other, desk)

    elsewhere(many)
    hand.press("Ctrl+M")
    page = screen.ways.machines
    hand.until(page.take_button.isVisible)
    page.take_button.setFocus()
    hand.press("Space")
    hand.until(page.deletions.isVisible)
    assert "60" in page.deletions_label.text()
    assert page.deletions_button.hasFocus()
    hand.press("Space")
    hand.until(lambda: aside(desk, sharing.state).waiting == 0)
    assert not page.deletions.isVisible()


def test_the_line_is_kept_and_what_sending_takes_is_told(
    hand: Hand, screen: HandoverScreen, desk: Desk, portal: Served
) -> None:
    elsewhere(handed, desk, portal)
    hand.press("F5")
    hand.settle()
    assert "2 bản chữ" in screen.estimate.text()
    hand.press("Ctrl+D")
    page = screen.ways.line
    assert page.proxy_field.edit.hasFocus()
    assert not page.address_field.isEnabled()
    hand.press("Down", "Down")
    assert page.proxy_field.value() is ProxyKind.MANUAL
    hand.press("Return")
    hand.fill("10.0.0.1:cổng", "hường", "mật khẩu", "50")
    hand.press("Ctrl+S")
    hand.until(lambda: bool(page.address_field.problem.text()))
    page.address_field.set_value("10.0.0.1:8080")
    hand.press("Ctrl+S")
    hand.until(lambda: aside(desk, line.line).address == "10.0.0.1:8080")
    kept = aside(desk, line.line)
    assert (kept.user, kept.password, kept.daily_cap) == ("hường", "mật khẩu", 50_000_000)


def test_sizes_and_times_are_said_as_people_read_them() -> None:
    assert [size_words(count) for count in (640, 12_400, 4_200_000)] == ["640 byte", "12 kB", "4,2 MB"]
    assert estimate_words(None) == ""
    told = estimate_words(line.Estimate(7, 12_000, 3, 4_200_000, 290, 1_300_000))
    assert told == "Gửi hết: 7 bản chữ 12 kB, 3 tệp 4,2 MB · khoảng 5 phút · hôm nay đã dùng 1,3 MB"
    told = estimate_words(line.Estimate(1, 178, 0, 0, None, 0))
    assert told.startswith("Gửi hết: 1 bản chữ 178 byte · chưa biết")


def test_a_round_says_what_came_of_it_and_what_to_do() -> None:
    assert sent_words(RoundResult()) == "Không có gì phải gửi; đã hỏi tin mới của cổng"
    assert sent_words(RoundResult(sent=2, received=2, returned=1)) == "Đã gửi 2, cổng nhận 2, bị trả lại 1"
    told = sent_words(RoundResult(stopped="not_the_portal"))
    assert told.startswith("Nơi trả lời không phải là cổng.") and "mở trình duyệt" in told


def test_a_bundle_goes_out_and_its_receipts_come_in(
    hand: Hand, screen: HandoverScreen, desk: Desk, portal: Served, tmp_path: Path
) -> None:
    elsewhere(handed, desk, portal)
    stick = tmp_path / "thẻ nhớ"
    stick.mkdir()
    hand.press("Ctrl+B")
    page = screen.ways.bundles
    page.write_button.setFocus()
    hand.press("Space")
    assert page.folder_field.problem.text()
    page.folder_field.edit.setFocus()
    hand.type(str(stick))
    page.write_button.setFocus()
    hand.press("Space")
    hand.settle()
    assert "2 bản" in page.written.text()
    (volume,) = stick.glob("*.goi")
    back = tmp_path / "biên nhận.goi"
    back.write_bytes(ingest(portal.portal, volume.read_bytes()).receipts)
    page.file_field.edit.setFocus()
    hand.fill(str(back))
    hand.until(lambda: "Cổng nhận" in page.taken.text())
    assert aside(desk, handing_over.summary).unsent == 0
    page.file_field.edit.setFocus()
    hand.press("Return")
    hand.until(lambda: "đã nhận trước đây" in page.taken.text())


def test_compared_with_the_portal_equal_and_then_not(
    hand: Hand, screen: HandoverScreen, desk: Desk, portal: Served, tmp_path: Path
) -> None:
    def sent() -> None:
        handed(desk, portal)
        handing_over.send(desk)

    def more_there() -> None:
        second = a_folder(tmp_path / "second", seed=8).desk
        settled(second)
        handed(second, portal)
        handing_over.send(second)
        second.close()

    elsewhere(sent)
    hand.press("Ctrl+J")
    page = screen.ways.comparing
    hand.fill("năm ngoái")
    hand.until(lambda: bool(page.period_field.problem.text()))
    page.period_field.set_value("")
    hand.press("Return")
    hand.until(lambda: page.result.text().startswith("Khớp"))
    elsewhere(more_there)
    page.period_field.setFocus()
    hand.press("Return")
    hand.until(lambda: page.table.model_.total == 2)
    assert "khác nhau 2" in page.result.text()


def test_without_a_portal_comparing_is_a_sentence(hand: Hand, screen: HandoverScreen, frame: Frame) -> None:
    hand.press("Ctrl+J", "Return")
    hand.until(frame.note.isVisible)
    assert screen.ways.comparing.compare_button.isEnabled()


def test_the_portal_above_a_relay_is_told_of_by_its_own_code(
    hand: Hand, screen: HandoverScreen, desk: Desk, tmp_path: Path
) -> None:
    for name in ("cổng", "trạm"):
        house.make(tmp_path / name, name, SystemClock(), os.urandom)
    with serve_in_thread(tmp_path / "cổng") as above:

        def below() -> None:
            upward = HttpTransport()
            bare = house.open_portal(tmp_path / "trạm", SystemClock(), os.urandom)
            relay.set_upstream(bare, upward, above.url, house.enrol_code(above.portal, "trạm", "relay"))
            bare.close()
            upward.close()

        elsewhere(below)
        with serve_in_thread(tmp_path / "trạm") as station:
            elsewhere(handing_over.enrol, desk, station.url, house.enrol_code(station.portal, UNION.name))
            hand.press("F5", "Ctrl+R")
            card = screen.enrol_card
            hand.until(card.beyond_row.isVisible)
            card.beyond_field.setFocus()
            hand.fill("sai mã")
            hand.until(lambda: bool(card.beyond_field.problem.text()))
            card.beyond_field.set_value("")
            hand.fill(house.enrol_code(above.portal, UNION.name))
            hand.until(lambda: "cổng trên cổng" in screen.detail.text())
            assert "chưa biết máy này" in screen.detail.text()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_page_shows_all_its_words(
    qtbot: QtBot, jobs: Jobs, desk: Desk, other: Desk, language: str
) -> None:
    elsewhere(both_changed, desk, other)
    i18n.choose(language)
    jobs.serve(desk)
    page = WaysPage(desk, jobs, nothing, nothing, str)
    qtbot.addWidget(page)
    page.resize(1037, 526)  # what 1093x614 leaves beside the rail
    page.show()
    for name in page.pages:
        page.turn(name)
        qtbot.waitUntil(lambda: jobs.is_idle, timeout=60_000)
        qtbot.wait(60)
        assert (clipped(page), nameless(page), outside(page)) == ([], [], []), name
    page.turn("machines")
    page.machines.ask_key()
    page.machines.ask_join()
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=60_000)
    qtbot.wait(60)
    assert (clipped(page), nameless(page), outside(page)) == ([], [], [])


def nothing(*_told: object, **_more: object) -> None:
    """Where nobody listens."""


def test_every_kind_of_record_has_its_words() -> None:
    assert set(names.KINDS) == set(NOUNS)
    for noun in NOUNS.values():
        fields = {field.name for field in dataclasses.fields(noun.type)}
        assert fields - names.FIELDS.keys() - values._SILENT == set()


def test_values_are_said_in_words() -> None:
    assert values.value_words("2026-03-01") == "01/03/2026"
    assert values.value_words([{"name": "Nguyễn Thị Hằng", "share": 6000, "person": "x"}], "authors") == (
        "Họ tên, tên gọi: Nguyễn Thị Hằng, Tỷ lệ: 60,00 %"
    )
    assert values.value_words("tooling", "field") == "Đồ gá, cơ khí"
    assert values.value_words("") == "(trống)"


def test_a_number_given_twice_is_a_task_with_a_proposal(
    hand: Hand, screen: HandoverScreen, desk: Desk
) -> None:
    def twice() -> str:
        ids = stored(desk, an_initiative("Gá kẹp vải"), an_initiative("Xe đẩy phom"))
        edit(desk, ids[1], number=1)
        return ids[1]

    record = elsewhere(twice)
    hand.press("Ctrl+M")
    page = screen.ways.machines
    hand.until(lambda: page.doubled.isVisible())
    assert "“Xe đẩy phom” thành số 2" in page.doubled.label.text()
    page.doubled.button.setFocus()
    hand.press("Space")
    hand.until(lambda: not page.doubled.isVisible())
    assert aside(desk, initiatives.get, record).number == 2


def test_two_papers_numbered_alike_lead_to_the_register(
    hand: Hand, screen: HandoverScreen, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin = Doubled("issued_paper", "p2", "Xin hỗ trợ", 2026, "05/CV-CĐCS", "Xin hỗ trợ")
    page, gone = screen.ways.machines, []
    monkeypatch.setattr(screen, "go", gone.append)
    hand.press("Ctrl+M")
    hand.until(lambda: page.isVisible() and screen.jobs.is_idle)  # what it asked has come: nothing is doubled
    page.doubled.tell((twin,))
    assert "Hai văn bản đã ký cùng mang số 05/CV-CĐCS" in page.doubled.label.text()
    assert not page.doubled.button.isVisible()
    page.doubled.open_button.setFocus()
    hand.press("Space")
    assert gone == [Place("decisions", "p2")]
