"""Phiếu và danh sách xưởng by keys: sheets out, scans in, names looked over, the board."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
from helpers.builders import a_person, an_author, an_initiative, drafted
from helpers.hand import Hand, aside, order_aside
from helpers.lookover import clipped, nameless, outside
from helpers.scanner import printed, scanned
from helpers.window import SMALL, WIDE
from PIL import Image
from PySide6.QtWidgets import QWidget

from desktop import i18n
from desktop.documents.workbook import read_workbook
from desktop.services import initiatives, people, printed_forms, scanning
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.services.printed_forms import FormsWish
from desktop.ui.floor.screen import FloorScreen
from desktop.ui.frame import Frame
from desktop.ui.initiatives.screen import InitiativesScreen
from desktop.ui.main_window import MainWindow
from desktop.ui.places import Place

OUT = Path(__file__).parents[2] / "test-output" / "screens"


@pytest.fixture
def worker(desk: Desk) -> str:
    person = a_person("", "Nguyễn Thị Hằng", staff_code="HL-00412", workshop="May 2")
    return order_aside(desk, people.save_person, person)


def screen_at(frame: Frame, hand: Hand, page: str) -> FloorScreen:
    frame.open_place(Place("floor", facts={"page": page}))
    hand.settle()
    screen = frame.screen("floor")
    assert isinstance(screen, FloorScreen)
    return screen


def a_scan(desk: Desk, wish: FormsWish, folder: Path) -> Path:
    forms = order_aside(desk, printed_forms.issue_forms, wish)
    pages = printed(aside(desk, printed_forms.forms_facts, forms).pages, folder)
    pages = [scanned(page, Random(4), angle=184) for page in pages]
    pages[0].save(folder / "quet.pdf", save_all=True, append_images=pages[1:], resolution=150)
    return folder / "quet.pdf"


def looked_over(window: MainWindow, name: str, hand: Hand) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for size in (WIDE, SMALL):
        window.resize(*size)
        hand.settle(80)
        window.grab().save(str(OUT / f"{name}-{window.width()}x{window.height()}.png"))
        assert clipped(window) == []
        assert nameless(window) == []
        assert outside(window) == []


def test_a_scanned_sheet_is_entered_beside_its_picture(
    hand: Hand, frame: Frame, window: MainWindow, desk: Desk, worker: str, tmp_path: Path
) -> None:
    file = a_scan(desk, FormsWish(people=(worker,)), tmp_path)
    screen = screen_at(frame, hand, "scans")
    assert screen.scans.stack.currentWidget() is screen.scans.empty
    screen.scans.take([file])
    hand.until(lambda: screen.scans.table.model_.total == 1, timeout=60_000)
    hand.until(lambda: bool(screen.scans.pane.view.drawn))
    looked_over(window, "floor-scans", hand)
    hand.press("Ctrl+Return")
    entry_screen = frame.screen("initiatives")
    assert isinstance(entry_screen, InitiativesScreen)
    hand.until(lambda: entry_screen.scan_entry is not None and bool(entry_screen.scan_entry.pane.view.drawn))
    entry = entry_screen.scan_entry
    assert entry is not None
    looked_over(window, "scan-entry", hand)
    hand.type("Gá kẹp vải")
    hand.press("Ctrl+S")
    hand.until(lambda: frame.stack.currentWidget() is screen)
    assert aside(desk, scanning.waiting) == ()
    (row,) = aside(desk, initiatives.page, ListQuery()).rows
    stored = aside(desk, initiatives.get, row.row.id)
    assert (stored.authors[0].name, len(stored.attachments)) == ("Nguyễn Thị Hằng", 1)


def test_what_bears_no_code_is_sorted_by_hand(hand: Hand, frame: Frame, desk: Desk, tmp_path: Path) -> None:
    record = order_aside(desk, initiatives.save, an_initiative("Xe đẩy phom có khóa"))
    (form,) = order_aside(desk, printed_forms.issue_forms, FormsWish(initiatives=(record,)))
    screen = screen_at(frame, hand, "scans")
    for at in range(3):
        Image.new("L", (700, 1000), 250 - at).save(tmp_path / f"{at}.png")
    (tmp_path / "phieu.heic").write_bytes(b"?")
    screen.scans.take([tmp_path / name for name in ("0.png", "phieu.heic", "1.png", "2.png")])
    hand.until(lambda: screen.scans.table.model_.total == 3, timeout=60_000)
    hand.until(lambda: frame.note.words.text().endswith("3 xếp tay. Không đọc 1 tệp: phieu.heic"))
    hand.press("F2")
    hand.type("7K3M-Q2F9-AA")
    hand.press("Return")
    hand.until(lambda: "không đúng" in screen.scans.code_field.problem.text())
    screen.scans.code_field.set_value("")
    assert screen.scans.code_field.edit.hasFocus()
    hand.type(form.code)
    hand.press("Return")
    hand.until(lambda: screen.scans.table.model_.total == 2)
    hand.press("Ctrl+T")
    hand.type("xe day")
    hand.until(lambda: screen.scans._suggestions.isVisible())
    hand.press("Down", "Return")
    hand.until(lambda: screen.scans.table.model_.total == 1)
    assert len(aside(desk, initiatives.get, record).attachments) == 2
    screen.scans.table.setFocus()
    hand.press("Ctrl+Delete")
    hand.until(lambda: screen.scans.stack.currentWidget() is screen.scans.empty)
    hand.press("Ctrl+Z")
    hand.until(lambda: screen.scans.table.model_.total == 1)


def test_new_files_of_the_scanner_are_offered(hand: Hand, frame: Frame, tmp_path: Path) -> None:
    screen = screen_at(frame, hand, "scans")
    folder = tmp_path / "may quet"
    folder.mkdir()
    screen.watch(folder)
    hand.settle()
    Image.new("L", (700, 1000), 250).save(folder / "a.png")
    hand.until(lambda: screen.fresh_button.isVisible())
    assert "1 tệp mới" in screen.folder_words.text()
    hand.press("Ctrl+I")
    hand.until(lambda: screen.scans.table.model_.total == 1)
    assert not screen.fresh_button.isVisible()
    kept = screen._preferences()
    assert kept is not None and kept.value.scan_folder == str(folder)


def test_sheets_are_printed_for_people_and_blank(
    hand: Hand, frame: Frame, window: MainWindow, worker: str
) -> None:
    screen = screen_at(frame, hand, "forms")
    hand.until(lambda: screen.forms.table.model_.total == 1)
    screen.forms.blanks_field.setFocus()
    screen.forms.blanks_field.set_value(None)
    hand.type("2")
    screen.forms.table.setFocus()
    screen.forms.table.choose(0)
    hand.press("Space")
    assert screen.forms.count.text() == "3 phiếu"
    looked_over(window, "floor-forms", hand)
    hand.press("Ctrl+P")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)
    assert screen.paper_page.rendered is not None and screen.paper_page.rendered.pages == 3
    hand.press("Esc")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_names_and_board_are_seen_and_printed(
    hand: Hand, frame: Frame, window: MainWindow, desk: Desk, tmp_path: Path, language: str
) -> None:
    i18n.choose(language)
    authors = (an_author("Hùynh Thị Hằng", staff_code="HL-00412", workshop="May 2"),)
    record = order_aside(desk, initiatives.save, an_initiative(authors=authors))
    from_other_thread(desk, record)
    screen = screen_at(frame, hand, "names")
    hand.until(lambda: screen.names.table.model_.total == 1)
    looked_over(window, f"floor-names-{language}", hand)
    hand.press("Ctrl+G")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)
    hand.press("Esc")
    screen_at(frame, hand, "board")
    hand.until(lambda: screen.board.table.model_.total == 1)
    looked_over(window, f"floor-board-{language}", hand)
    screen.save_board(tmp_path / "niem yet")
    hand.until(lambda: (tmp_path / "niem yet.xlsx").exists())
    (sheet,) = read_workbook(tmp_path / "niem yet.xlsx")
    assert "Hằng" not in repr(sheet.rows)


def from_other_thread(desk: Desk, record: str) -> None:
    with ThreadPoolExecutor(1) as other:
        other.submit(drafted, desk, [record]).result()


def test_the_folder_is_watched_before_anybody_looks_at_scans(
    hand: Hand, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "máy quét"
    folder.mkdir()
    Image.new("L", (70, 100), 250).save(folder / "quet.png")
    with ThreadPoolExecutor(1) as other:
        other.submit(lambda: window.preferences.change(scan_folder=str(folder))).result()
    window.enter(desk)  # as at the next start of the program
    frame = window.frame
    assert frame is not None
    hand.until(lambda: frame.note.isVisible() and "1" in frame.note.words.text())
    assert frame.stack.currentWidget() is frame.screen("home")


def test_the_list_of_initiatives_leads_here(hand: Hand, frame: Frame) -> None:
    frame.open_place(Place("initiatives"))
    hand.settle()
    hand.press("Ctrl+O")
    hand.until(lambda: frame.stack.currentWidget() is frame.screen("floor"))


def test_empty_pages_say_what_belongs_there(hand: Hand, frame: Frame, window: MainWindow) -> None:
    for page in ("scans", "forms", "names", "board"):
        screen = screen_at(frame, hand, page)
        assert isinstance(screen.tabs.currentWidget(), QWidget)
        looked_over(window, f"floor-{page}-empty", hand)
