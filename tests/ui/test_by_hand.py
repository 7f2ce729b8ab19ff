"""Gõ hộ by keys: an initiative chosen, its page typed by the key, its answer stored; a list of answers taken in."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from helpers.builders import a_recognition, a_stored_initiative
from helpers.hand import Hand, aside, order_aside
from helpers.lookover import clipped, nameless, outside
from helpers.orders import put_new
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from desktop import i18n
from desktop.domain.field_order import Chord
from desktop.services import assisted_typing, other_portal
from desktop.services.desk import Desk
from desktop.store.initiatives import INITIATIVES
from desktop.ui.frame import Frame
from desktop.ui.handover.bundles import BundlesPage
from desktop.ui.handover.by_hand import ByHandPage
from desktop.ui.handover.screen import HandoverScreen
from desktop.ui.jobs import Jobs
from desktop.ui.kit.dialogs import Question


class OnPaper:
    """A keyboard that writes down what it was told to type; the keys that it hears are given before."""

    def __init__(self, hears: Sequence[str], title: str = "Đăng ký sáng kiến - Cổng mẫu") -> None:
        self.heard = list(hears)
        self.title = title
        self.typed: list[str] = []

    def front(self) -> str:
        return self.title

    def expect(self, text: str) -> None: ...

    def write(self, text: str) -> None:
        self.typed.append(text)

    def press(self, chord: Chord) -> None:
        self.typed.append(f"<{chord.key}>" * chord.times)

    def listen(self, keys: Sequence[str]) -> None:
        self.listened = tuple(keys)

    def wait(self, seconds: float) -> str:
        if self.heard and self.heard[0] in self.listened:
            return self.heard.pop(0)
        threading.Event().wait(min(seconds, 0.05))
        return ""

    def paste(self, text: str) -> None:
        self.typed.append(text)

    def put(self, text: str) -> None: ...

    def close(self) -> None: ...


def on_paper(monkeypatch: pytest.MonkeyPatch, *hears: str, title: str = "Đăng ký sáng kiến") -> OnPaper:
    keyboard = OnPaper(hears, title)
    monkeypatch.setattr(assisted_typing, "open_keyboard", lambda: keyboard)
    return keyboard


@pytest.fixture
def page(desk: Desk, frame: Frame, hand: Hand) -> ByHandPage:
    values = [
        a_stored_initiative(f"i{n}", number=n, title=f"Gá kẹp số {n}", recognition=a_recognition())
        for n in range(1, 4)
    ]
    order_aside(desk, put_new, INITIATIVES, values)
    hand.press("Alt+7", "Ctrl+I")
    screen = frame.screen("handover")
    assert isinstance(screen, HandoverScreen)
    found = screen.ways.by_hand
    hand.settle()
    hand.until(lambda: found.model.rowCount() == 3)
    hand.press("Home")
    hand.settle()
    hand.until(lambda: bool(found._steps()))
    return found


def test_a_page_is_typed_and_its_answer_stored(
    hand: Hand, page: ByHandPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyboard = on_paper(monkeypatch, "F8")
    assert "đặt con trỏ vào ô đầu rồi bấm F8" in page.told.text()
    hand.press("Ctrl+Return")
    hand.until(lambda: "Đã gõ xong" in page.told.text())
    told = "".join(keyboard.typed)
    assert told.startswith("Gá kẹp số 1<Tab>")
    assert "bảy phần ba" not in told
    assert page.answer.code_field.edit.hasFocus()
    hand.fill("SK-2217")
    hand.press("Return")  # put in today
    hand.fill("09:41")
    hand.press("Ctrl+S")
    hand.until(lambda: aside(desk, other_portal.word_of, "i1") is not None)
    word = aside(desk, other_portal.word_of, "i1")
    assert (word.code, word.put_on, word.put_time) == ("SK-2217", date(2026, 3, 5), "09:41")
    assert page.table.hasFocus()


def test_what_was_stopped_goes_on_from_the_chosen_field(
    hand: Hand, page: ByHandPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyboard = on_paper(monkeypatch, "F9", "F9")
    hand.press("Return")  # to the fields
    assert page.steps.hasFocus()
    page.stand_by()  # the keyboard would wait for all jobs to end, and this one waits for a key
    hand.qtbot.waitUntil(lambda: page._place() == 2, timeout=60_000)
    assert keyboard.typed == []
    page.stop_button.click()
    assert "gõ tiếp từ ô đang chọn" in page.told.text()
    hand.settle()
    keyboard = on_paper(monkeypatch, "F8", title="Hộp thư")
    hand.press("Ctrl+Return")
    hand.until(lambda: "Hộp thư" in page.told.text())
    assert keyboard.typed == []


def test_fields_are_copied_one_after_the_other(hand: Hand, page: ByHandPage) -> None:
    hand.press("Return", "Return")
    assert QGuiApplication.clipboard().text() == "Gá kẹp số 1"
    assert "Tiếp theo: Đơn vị" in page.told.text()
    hand.press("Return")
    assert QGuiApplication.clipboard().text() == "Công ty TNHH May Hạ Long"


def test_a_list_of_answers_is_told_before_it_is_stored(
    hand: Hand, page: ByHandPage, desk: Desk, tmp_path: Path, window: object
) -> None:
    rows = (
        ("DANH SÁCH HỒ SƠ ĐÃ NỘP",),
        ("STT", "Mã hồ sơ", "Tên sáng kiến", "Thời gian nộp", "Trạng thái", "Lý do"),
        (1, "HP-1", "Gá kẹp số 1", "02/03/2026 14:05", "Hợp lệ", ""),
        (2, "HP-2", "Gá kẹp số 2", "02/03/2026 14:09", "Trả lại", "Thiếu minh chứng"),
        (3, "HP-9", "Không có ở đây", "02/03/2026", "Hợp lệ", ""),
    )
    with xlsxwriter.Workbook(tmp_path / "cong.xlsx") as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    page.answer.take(tmp_path / "cong.xlsx")
    hand.until(lambda: bool(page.answer.findChildren(Question)))
    (question,) = page.answer.findChildren(Question)
    (yes,) = (one for one in question.findChildren(QPushButton) if one.text() == "Ghi 2 kết quả")
    yes.click()
    hand.until(lambda: aside(desk, other_portal.word_of, "i2") is not None)
    word = aside(desk, other_portal.word_of, "i2")
    assert (word.code, word.put_time, word.returned_on, word.note) == (
        "HP-2", "14:09", date(2026, 3, 2), "Thiếu minh chứng",
    )  # fmt: skip
    assert aside(desk, other_portal.word_of, "i1").valid_on == date(2026, 3, 2)
    hand.until(lambda: page.model.rowCount() == 2)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_clipped(page: ByHandPage, desk: Desk, jobs: Jobs, hand: Hand, language: str) -> None:
    i18n.choose(language)
    shown: list[ByHandPage | BundlesPage] = [
        kind(desk, jobs, lambda *_, **__: None, lambda _: None) for kind in (ByHandPage, BundlesPage)
    ]
    for fresh in shown:
        fresh.resize(990, 430)  # what an old PC's screen leaves for a tab
        fresh.show()
        fresh.reload()
        hand.settle()
        assert clipped(fresh) == [] == nameless(fresh)
        if folder := os.environ.get("SANGKIEN_SHOTS"):
            fresh.grab().save(f"{folder}/{type(fresh).__name__}-{language}.png")
        fresh.close()
        fresh.deleteLater()
    assert clipped(page) == [] == outside(page) == nameless(page)
