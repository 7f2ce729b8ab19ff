"""The frame: places by number, undo that names itself, the palette, the sheet of keys, the bottom line."""

from __future__ import annotations

import pytest
from helpers.builders import an_initiative
from helpers.hand import Hand, aside, order_aside
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from desktop.domain.problems import Refused
from desktop.services import initiatives
from desktop.services.desk import Desk
from desktop.ui.entry.screen import EntryScreen
from desktop.ui.frame import Frame
from desktop.ui.initiatives.screen import InitiativesScreen
from desktop.ui.keys import KeySheet
from desktop.ui.main_window import MainWindow
from desktop.ui.places import Place


class Windows(QObject):
    """Notes what becomes a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened.append(watched)
        return False


def total(desk: Desk) -> int:
    return int(aside(desk, initiatives.page, initiatives.ListQuery()).total)


def test_alt_and_a_number_open_screens_in_the_order_of_the_rail(hand: Hand, frame: Frame) -> None:
    opened = []
    numbered = [name for name in frame.rail.buttons if name not in {"ideas", "praise"}]  # keys of their own
    for number in range(1, len(numbered) + 1):
        hand.press(f"Alt+{number}")
        opened.append(next(name for name, button in frame.rail.buttons.items() if button.isChecked()))
    assert opened == numbered
    for key, name in (("Alt+0", "ideas"), ("Alt+9", "praise")):
        hand.press(key)
        assert frame.rail.buttons[name].isChecked()
    assert opened[0] == "home"
    assert opened[-1] == "office"


def test_the_bottom_line_never_says_stored_while_nothing_can_be_stored(
    hand: Hand, frame: Frame, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_call: object, **_named: object) -> None:
        raise Refused("disk.full", folder=str(desk.folder))

    frame.open_place(Place("entry"))
    with monkeypatch.context() as patched:
        patched.setattr(desk, "do", full)
        hand.type("Gá kẹp vải")
        hand.until(lambda: "Ổ đĩa đã đầy" in frame.bottom.stored.text())
        assert not frame.bottom.is_stored
    hand.type(" cho máy vắt sổ")
    hand.until(lambda: frame.bottom.is_stored and "Đã lưu" in frame.bottom.stored.text())


def test_no_screen_flashes_a_window_while_it_is_built(hand: Hand, frame: Frame) -> None:
    windows = Windows()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(windows)
    for name in (*frame.rail.buttons, "entry"):
        frame.open_place(Place(name))
    hand.settle()
    application.removeEventFilter(windows)
    assert windows.opened == []


def test_undo_names_what_it_takes_back_and_redo_does_it_again(hand: Hand, frame: Frame, desk: Desk) -> None:
    hand.press("Alt+2", "Ctrl+N")
    hand.fill("Bớt một lượt bê", "Lê Thị Mai")
    hand.press("Ctrl+S")
    hand.until(lambda: "sáng kiến" in frame.undo_button.toolTip())
    assert frame.note.isVisible()
    assert "Đã lưu" in frame.bottom.stored.text()
    hand.press("Ctrl+Z")
    assert total(desk) == 0
    hand.press("Ctrl+Y")
    assert total(desk) == 1


def test_undo_in_a_field_is_the_fields_own(hand: Hand, frame: Frame, desk: Desk) -> None:
    order_aside(desk, initiatives.save, an_initiative("Để yên"))
    hand.press("Alt+2", "Ctrl+N")
    hand.type("abc")
    hand.press("Ctrl+Z")
    assert total(desk) == 1
    screen = frame.screen("entry")
    assert isinstance(screen, EntryScreen)
    assert screen.form.fields.title.edit.text() != "abc"


def test_a_screen_that_is_not_seen_takes_no_letters(hand: Hand, frame: Frame) -> None:
    hand.press("Alt+2", "Ctrl+N")
    hand.type("Xe đẩy ")
    late = QPushButton(frame.screen("home"))
    late.setFocus()  # as an answer that came while the clerk was gone already
    hand.type("phom")
    screen = frame.screen("entry")
    assert isinstance(screen, EntryScreen)
    assert screen.form.fields.title.edit.text() == "Xe đẩy phom"
    assert not late.hasFocus()


def test_the_palette_finds_a_record_without_marks(hand: Hand, frame: Frame, desk: Desk) -> None:
    order_aside(desk, initiatives.save, an_initiative("Tận dụng nhiệt máy sấy keo"))
    hand.press("Ctrl+K")
    hand.type("nhiet may say")
    hand.until(lambda: frame.palette_box.list.count() == 1)
    hand.press("Return")
    screen = frame.screen("initiatives")
    assert isinstance(screen, InitiativesScreen)
    hand.until(lambda: screen.form.fields.title.edit.text() == "Tận dụng nhiệt máy sấy keo")


def test_the_palette_opens_screens_and_does_actions(hand: Hand, frame: Frame) -> None:
    hand.press("Ctrl+K")
    hand.type("hoi dong")
    hand.settle(200)
    hand.press("Return")
    assert type(frame.stack.currentWidget()).__name__ == "CouncilsScreen"
    hand.press("Ctrl+K")
    hand.type("sang kien moi")
    hand.settle(200)
    hand.press("Return")
    screen = frame.screen("entry")
    assert isinstance(screen, EntryScreen)
    assert screen.form.isVisible()


def test_esc_gives_the_focus_back(hand: Hand, frame: Frame) -> None:
    hand.press("Alt+2", "Ctrl+F")
    screen = frame.screen("initiatives")
    assert isinstance(screen, InitiativesScreen)
    hand.press("Ctrl+K", "Esc")
    assert screen.list_page.search_edit.hasFocus()


def test_f1_shows_every_key(hand: Hand, window: MainWindow) -> None:
    hand.press("F1")
    sheets = window.findChildren(KeySheet)
    assert len(sheets) == 1
    assert sheets[0].isVisible()
    hand.press("Esc")


def test_f1_begins_with_the_keys_of_the_screen_on_show(hand: Hand, window: MainWindow) -> None:
    hand.press("Alt+2", "Ctrl+N", "F1")
    (sheet,) = window.findChildren(KeySheet)
    told = [label.text() for label in sheet.findChildren(QLabel) if label.text()]
    assert told[1] == "Nhập gọn" and "Ctrl+Enter" in told[2:6]
    hand.press("Esc")


def test_the_rail_gives_way_in_a_narrow_window(hand: Hand, window: MainWindow, frame: Frame) -> None:
    window.resize(1093, 614)
    hand.settle(20)
    assert frame.rail.width() == 56
    window.resize(1920, 1000)
    hand.settle(20)
    assert frame.rail.width() == 208


def test_the_sync_sentence_tells_the_truth_from_the_start(hand: Hand, frame: Frame) -> None:
    assert frame.bottom.sync.whole == "Máy này chưa ghi danh với cổng"


def test_the_bell_keeps_the_last_notes(hand: Hand, frame: Frame) -> None:
    frame.say("Một việc xong")
    frame.say("Việc nữa chưa xong", tone="care")
    frame.bell.list.aboutToShow.emit()
    assert [action.text() for action in frame.bell.list.actions()] == ["Việc nữa chưa xong", "Một việc xong"]
