"""Nhập từ Excel by keys: a dry run, faulty rows named, one order, one undo."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from helpers.hand import Hand, aside
from PySide6.QtGui import QGuiApplication
from python_calamine import CalamineWorkbook

from desktop.services import initiatives
from desktop.services.desk import Desk
from desktop.services.importing import RowState
from desktop.services.initiatives import ListQuery
from desktop.ui.frame import Frame
from desktop.ui.importing.screen import ImportingScreen

HEADINGS = (
    "TT",
    "Tên sáng kiến",
    "Họ và tên",
    "Mã NV",
    "Tỷ lệ",
    "Xưởng",
    "Ngày áp dụng",
    "Làm lợi",
    "Tóm tắt",
)


def a_list(path: Path, *rows: tuple[object, ...]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("DS")
    for line, row in enumerate((HEADINGS, *rows)):
        sheet.write_row(line, 0, row)
    book.close()
    return path


def good(number: int) -> tuple[object, ...]:
    name = f"Trần Văn {'ABCDEFGH'[number]}ình"
    return (number, f"Gá kẹp vải kiểu {number} cho máy {number}0", name, f"HL-{number:05}", 100, "May 2",
            "12/01/2026", 1_000_000 * number, "Bớt một thao tác.")  # fmt: skip


FAULTY = (9, "", "Lê Thị Hoa", "HL-00099", 100, "May 2", "12/01/2026", 5, "Không có tên")


@pytest.fixture
def screen(frame: Frame, hand: Hand) -> ImportingScreen:
    hand.press("Alt+2", "Ctrl+I")
    screen = frame.screen("importing")
    assert isinstance(screen, ImportingScreen)
    return screen


def total(desk: Desk) -> int:
    return int(aside(desk, initiatives.page, ListQuery()).total)


def test_a_list_comes_in_and_goes_out_by_one_undo(
    hand: Hand, screen: ImportingScreen, desk: Desk, tmp_path: Path
) -> None:
    path = a_list(tmp_path / "DS SK PX MAY lan 2 (sua).xlsx", good(1), good(2), FAULTY, good(3))
    hand.type(str(path))
    hand.press("Return")
    hand.until(lambda: screen.plan is not None)
    assert screen.plan is not None
    assert screen.plan.counts[RowState.FAULTY] == 1
    assert total(desk) == 0
    hand.press("Ctrl+Return")
    hand.until(lambda: total(desk) == 3)
    hand.press("Ctrl+Z")
    hand.until(lambda: total(desk) == 0)


def test_faulty_rows_are_named_and_saved(hand: Hand, screen: ImportingScreen, tmp_path: Path) -> None:
    hand.type(str(a_list(tmp_path / "ds.xlsx", good(1), FAULTY)))
    hand.press("Return")
    hand.until(lambda: screen.plan is not None)
    screen.chips[RowState.FAULTY].setFocus()
    hand.press("Space")
    assert screen.model.total == 1
    assert "tên" in screen.row_words.text().lower()
    out = tmp_path / "loi.xlsx"
    screen.save_rejects_to(out)
    hand.settle()
    rows = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()
    assert rows[0][-1] == "Lý do"
    assert rows[1][-1] != ""


def test_a_wrong_file_is_told_beside_its_path(
    hand: Hand, screen: ImportingScreen, desk: Desk, tmp_path: Path
) -> None:
    wrong = tmp_path / "ảnh.xlsx"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n not a workbook")
    hand.type(str(wrong))
    hand.press("Return")
    hand.until(lambda: bool(screen.path_field.problem.text()))
    assert "." not in screen.path_field.problem.text().split()[0]  # a sentence, not a code
    assert total(desk) == 0


def test_nothing_chosen_is_said_so(hand: Hand, screen: ImportingScreen) -> None:
    hand.press("Return")
    assert screen.path_field.problem.text() == "Chọn một tệp trước."


def test_cells_copied_in_a_spreadsheet_come_in_by_one_key(
    hand: Hand, screen: ImportingScreen, desk: Desk
) -> None:
    rows = [HEADINGS, good(1), (*good(2)[:-1], '"Bớt một thao tác.\nĐỡ mỏi tay."')]
    QGuiApplication.clipboard().setText("\n".join("\t".join(map(str, row)) for row in rows))
    hand.press("Ctrl+V")
    hand.until(lambda: screen.plan is not None)
    assert screen.plan is not None
    assert [row.initiative.summary for row in screen.plan.rows] == [
        "Bớt một thao tác.", "Bớt một thao tác.\nĐỡ mỏi tay.",
    ]  # fmt: skip
    assert screen.path_field.value() is None
    hand.press("Ctrl+Return")
    hand.until(lambda: total(desk) == 2)


def test_copied_words_stay_words_of_the_path(hand: Hand, screen: ImportingScreen, tmp_path: Path) -> None:
    QGuiApplication.clipboard().setText(str(tmp_path / "ds.xlsx"))
    hand.press("Ctrl+V")
    assert screen.path_field.value() == tmp_path / "ds.xlsx"
    assert screen.plan is None


def test_copied_cells_without_headings_are_refused_in_words(hand: Hand, screen: ImportingScreen) -> None:
    QGuiApplication.clipboard().setText("1\t2\n3\t4\n")
    hand.press("Ctrl+V")
    hand.until(lambda: bool(screen.path_field.problem.text()))
    assert "Dán từ Excel" in screen.path_field.problem.text()
