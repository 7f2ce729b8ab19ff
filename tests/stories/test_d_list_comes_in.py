"""A workshop's list of hundreds of rows comes in as one step, and goes out and in again as one step."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from helpers.hand import Hand, aside

from desktop.services import initiatives
from desktop.services.desk import Desk
from desktop.services.importing import RowState
from desktop.services.initiatives import ListQuery
from desktop.ui.frame import Frame
from desktop.ui.importing.screen import ImportingScreen
from desktop.ui.initiatives.screen import InitiativesScreen

GOOD, FAULTY = 400, 5


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "DS SK PX MAY lan 2 (sua).xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Danh sách")
    sheet.write(0, 0, "DANH SÁCH SÁNG KIẾN PHÂN XƯỞNG MAY")
    sheet.write_row(2, 0, ("TT", "Tên sáng kiến", "Họ và tên", "Mã NV", "Xưởng", "Ngày áp dụng", "Tóm tắt"))
    for number in range(GOOD + FAULTY):
        title = "" if number % 81 == 0 else f"Giảm thao tác ở công đoạn số {number}"
        row = (
            number + 1,
            title,
            "Nguyễn Thị Hằng",
            f"HL-{number:05}",
            "May 2",
            "12/01/2026",
            f"Bớt bước {number}.",
        )
        sheet.write_row(3 + number, 0, row)
    book.close()
    return path


def total(desk: Desk) -> int:
    return int(aside(desk, initiatives.page, ListQuery()).total)


def test_one_step_in_one_step_back(hand: Hand, frame: Frame, desk: Desk, workbook: Path) -> None:
    hand.press("Alt+2", "Ctrl+I")
    screen = frame.screen("importing")
    assert isinstance(screen, ImportingScreen)
    hand.type(str(workbook))
    hand.press("Return")
    hand.until(lambda: screen.plan is not None, timeout=60_000)
    assert screen.plan is not None
    assert screen.plan.counts[RowState.FAULTY] == FAULTY
    assert total(desk) == 0

    hand.press("Ctrl+Return")
    hand.until(lambda: total(desk) == GOOD, timeout=60_000)
    listed = frame.screen("initiatives")
    assert isinstance(listed, InitiativesScreen)
    hand.until(lambda: listed.model.total == GOOD)
    hand.press("Ctrl+Z")
    hand.until(lambda: listed.model.total == 0)
    assert total(desk) == 0
    hand.press("Ctrl+Y")
    hand.until(lambda: listed.model.total == GOOD)
