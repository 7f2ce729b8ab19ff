"""Nhập từ Excel by keys: a dry run, faulty rows named, one order, one undo."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from helpers.hand import Hand, aside, order_aside
from PySide6.QtGui import QGuiApplication
from python_calamine import CalamineWorkbook

from desktop.domain.person import Person
from desktop.services import initiatives, people
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
    return a_list_headed(path, HEADINGS, *rows)


def a_list_headed(path: Path, *rows: tuple[object, ...]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("DS")
    for line, row in enumerate(rows):
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


# --- corrected in the window

STRANGE = ("#", "Ý hay", "Ai nghĩ ra", "Mã", "Góp", "Chỗ làm", "Từ hôm nào", "Được bao nhiêu", "Kể lại")


def read(hand: Hand, screen: ImportingScreen, path: Path) -> None:
    hand.type(str(path))
    hand.press("Return")
    hand.until(lambda: screen.source is not None)
    hand.settle()


def test_a_faulty_cell_is_mended_by_keys_and_its_row_is_good(
    hand: Hand, screen: ImportingScreen, desk: Desk, tmp_path: Path
) -> None:
    read(hand, screen, a_list(tmp_path / "ds.xlsx", good(1), FAULTY, good(2)))
    hand.press("Down", "F2")
    hand.type("Kệ để dao chặt")
    hand.press("Return")
    hand.until(lambda: screen.plan.counts[RowState.FAULTY] == 0)
    assert screen.table.current().initiative.title == "Kệ để dao chặt"  # the hand stays on the row
    hand.press("Ctrl+Return")
    hand.until(lambda: total(desk) == 3)


def test_esc_leaves_the_cell_before_it_leaves_the_list(
    hand: Hand, frame: Frame, screen: ImportingScreen, tmp_path: Path
) -> None:
    read(hand, screen, a_list(tmp_path / "ds.xlsx", good(1), FAULTY))
    hand.press("Down", "F2")
    hand.type("Kệ để dao")
    hand.press("Esc")
    assert frame.stack.currentWidget() is screen and screen.table.hasFocus()
    assert screen.rows.card.edit.text() == ""  # as it stands in the file
    hand.press("Esc")
    assert frame.stack.currentWidget() is frame.screen("initiatives")
    hand.press("Ctrl+I")
    assert screen.plan is not None and screen.table.hasFocus()  # what was read waits


def test_unknown_columns_are_named_by_keys(
    hand: Hand, screen: ImportingScreen, desk: Desk, tmp_path: Path
) -> None:
    read(hand, screen, a_list_headed(tmp_path / "ds.xlsx", STRANGE, good(1), good(2)))
    assert screen.plan is None
    page = screen.columns_page
    assert "Tên sáng kiến" in page.told.text()
    for letter, words in (("B", "Tên sáng kiến"), ("C", "Tác giả")):
        page.table.choose("ABCDEFGHI".index(letter))
        hand.press("Return")
        page.meaning_field.edit.setCurrentText(words)
        hand.settle()
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.plan is not None)
    assert [row.initiative.title for row in screen.plan.rows] == [good(1)[1], good(2)[1]]
    hand.press("Ctrl+Return")
    hand.until(lambda: total(desk) == 2)
    hand.press("Alt+2", "Ctrl+I")
    read(hand, screen, a_list_headed(tmp_path / "lan 2.xlsx", STRANGE, good(3)))
    hand.until(lambda: screen.plan is not None)
    assert "như lần trước" in screen.told.text()


def test_letters_are_shown_before_and_after_and_may_be_said(
    hand: Hand, screen: ImportingScreen, tmp_path: Path
) -> None:
    old = (1, "C«ng cô c¾t", "TrÇn V¨n Nam", "HL-1", 100, "May 2", "12/01/2026", 5, "S¸ng kiÕn")
    read(hand, screen, a_list(tmp_path / "ds.xlsx", old))
    hand.press("Ctrl+M")
    page = screen.columns_page
    page.table.choose(1)
    page.letters_field.edit.setCurrentText("TCVN3 (.VnTime)")
    hand.settle()
    assert "C«ng cô c¾t" in page.sample.text() and "Công cụ cắt" in page.sample.text()
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.plan.rows[0].initiative.title == "Công cụ cắt")
    hand.press("Ctrl+M", "Esc")
    assert screen.middle.currentWidget() is screen.rows


def test_workers_come_in_as_a_diff_and_go_out_by_one_undo(
    hand: Hand, screen: ImportingScreen, desk: Desk, tmp_path: Path
) -> None:
    for name, code, workshop in (("Nguyễn Thị Hằng", "HL-00412", "May 2"), ("Lê Thị Hoa", "HL-00500", "Kho")):
        order_aside(desk, people.save_person, Person("", name, code, workshop=workshop))
    head = ("Mã NV", "Họ và tên", "Bộ phận")
    rows = ((412, "Nguyễn Thị Hằng", "Gò A"), ("HL-00777", "Vũ Đức Thắng", "Kho"))
    path = a_list_headed(tmp_path / "ns.xlsx", head, *rows)
    hand.press("Ctrl+H")
    read(hand, screen, path)
    assert [row.state.value for row in screen.plan.rows] == ["changed", "new"]
    assert screen.rows.left_check.isVisible()
    screen.rows.left_check.setChecked(True)
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.plan is None)
    known = {person.name: person for person in aside(desk, people.find_people, "h")}
    assert known["Nguyễn Thị Hằng"].workshop == "Gò A"
    assert known["Lê Thị Hoa"].left_on is not None
    hand.press("Ctrl+Z")
    hand.until(lambda: aside(desk, people.find_people, "hoa")[0].left_on is None)


def test_likeness_has_a_column_of_its_own(hand: Hand, screen: ImportingScreen, tmp_path: Path) -> None:
    twin = (2, *good(1)[1:2], "Hà Văn Tư", *good(2)[3:])
    read(hand, screen, a_list(tmp_path / "ds.xlsx", good(1), twin))
    column = [each.words for each in screen.model.columns].index("Giống")
    assert "dòng 2" in screen.model.index(1, column).data()
