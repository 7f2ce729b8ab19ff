"""Lock, switch, sign out: nothing is on screen, nothing typed is lost, everybody finds their own drafts again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from helpers.builders import PASSPHRASE, WEAK, an_initiative
from helpers.hand import Hand, aside, order_aside
from helpers.lookover import shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTableView

from desktop.domain.access import Role
from desktop.services import accounts, drafts, folders, initiatives
from desktop.services.desk import Desk
from desktop.ui.initiatives.screen import InitiativesScreen
from desktop.ui.main_window import MainWindow
from desktop.ui.places import Place

NAM = "mật khẩu của Nam"
TITLE = "Chế tạo xe đẩy phom"


@pytest.fixture
def nam(desk: Desk) -> str:
    """A second user, who types; made before the window watches its thread."""
    return accounts.add(desk, "Trần Văn Nam", (Role.CLERK,), NAM, strength=WEAK).id


@pytest.fixture
def typing(desk: Desk, nam: str, window: MainWindow, hand: Hand) -> InitiativesScreen:
    """A form that is open, with letters that nobody stored."""
    record = order_aside(desk, initiatives.save, an_initiative(TITLE))
    assert window.frame is not None
    window.frame.open_place(Place("initiatives", record))
    screen = window.frame.screen("initiatives")
    assert isinstance(screen, InitiativesScreen)
    hand.until(lambda: screen.model.total == 1)
    hand.press("F2")
    hand.until(lambda: screen.form.isVisible() and screen.form.fields.title.edit.text() == TITLE)
    screen.form.fields.title.setFocus()
    screen.form.fields.title.edit.end(False)
    hand.type(" hai tầng")
    return screen


def words_on_screen(window: MainWindow) -> str:
    told = [
        widget.text() for widget in shown(window) if isinstance(widget, QLabel | QLineEdit | QAbstractButton)
    ]
    tables = [widget for widget in shown(window) if isinstance(widget, QTableView)]
    return " ".join(told) + "bảng" * len(tables)


def unlock(hand: Hand, window: MainWindow, passphrase: str) -> None:
    hand._in_front()
    hand.until(lambda: window.lock_page.passphrase_field.edit.hasFocus())
    hand.fill(passphrase)
    hand.until(lambda: not window.is_locked)


def test_a_lock_hides_everything_and_keeps_the_open_form(
    typing: InitiativesScreen, window: MainWindow, hand: Hand, desk: Desk
) -> None:
    hand.press("Ctrl+L")
    assert window.is_locked
    told = words_on_screen(window)
    assert TITLE not in told and "phom" not in told and "bảng" not in told
    for keys in ("Ctrl+K", "Alt+2", "Ctrl+Z", "Ctrl+S", "Esc", "F5"):
        hand.press(keys)
    assert window.is_locked
    assert aside(desk, drafts.find)  # kept at once, whatever happens behind the lock
    unlock(hand, window, PASSPHRASE)
    assert typing.form.fields.title.edit.text() == f"{TITLE} hai tầng"
    assert typing.form.fields.title.edit.hasFocus()


def test_a_dialog_that_is_open_is_hidden_and_comes_back(
    typing: InitiativesScreen, window: MainWindow, hand: Hand
) -> None:
    hand.press("F1")
    (sheet,) = [
        widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and widget is not window
    ]
    window.lock()
    assert not sheet.isVisible()
    unlock(hand, window, PASSPHRASE)
    assert sheet.isVisible()
    sheet.close()


def test_a_wrong_passphrase_stays_locked_and_the_fourth_waits(
    typing: InitiativesScreen, window: MainWindow, hand: Hand
) -> None:
    hand.press("Ctrl+L")
    page = window.lock_page
    for _ in range(4):
        hand.fill("sai")
        hand.until(lambda: "chưa đúng" in page.passphrase_field.problem.text())
        page.passphrase_field.edit.clear()
    hand.fill(PASSPHRASE)
    hand.until(lambda: page.waiting.is_on)
    assert "giây" in page.passphrase_field.problem.text()
    assert not page.enter_button.isEnabled()
    assert window.is_locked


def test_somebody_else_goes_on_and_the_draft_waits_for_its_typist(
    typing: InitiativesScreen, window: MainWindow, hand: Hand, desk: Desk
) -> None:
    assert window.frame is not None
    window.frame._global["switch"].trigger()
    page = window.lock_page
    hand.until(lambda: page.choose_field.edit.count() == 2)
    page.choose_field.setFocus()
    hand.press("Down")
    page.passphrase_field.setFocus()
    unlock(hand, window, NAM)
    other = window.frame.session.desk
    assert other.user.name == "Trần Văn Nam"
    assert other.opened is desk.opened
    assert aside(other, drafts.find) == ()
    hand.press("Ctrl+L")
    hand.until(lambda: page.choose_field.edit.count() == 2)
    page.choose_field.set_value(desk.user.id)
    unlock(hand, window, PASSPHRASE)
    assert window.frame.session.desk.user == desk.user
    (kept,) = aside(window.frame.session.desk, drafts.find)
    assert "hai tầng" in kept.body


def test_the_lock_comes_by_itself_when_nobody_is_there(window: MainWindow, hand: Hand) -> None:
    assert 9 * 60_000 < window.idle.remaining < 11 * 60_000  # a coarse timer rounds up
    window.idle._timer.start(100)
    hand.until(lambda: window.is_locked)
    unlock(hand, window, PASSPHRASE)
    window.idle._timer.start(60_000)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    assert window.idle.remaining > 60_000
    with ThreadPoolExecutor(1) as other:
        other.submit(window.preferences.change, lock_minutes=0).result()
    window.idle.touched()
    assert window.idle.remaining == -1


def test_signing_out_drops_the_key_and_gives_the_folder_back(
    typing: InitiativesScreen, window: MainWindow, hand: Hand, desk: Desk
) -> None:
    assert window.frame is not None
    window.frame._global["sign_out"].trigger()
    hand.until(lambda: window.frame is None and not window.is_locked)
    hand.until(lambda: window.sign_in.enter_button.isEnabled())
    with ThreadPoolExecutor(1) as other:
        again = other.submit(folders.sign_in, desk.folder, PASSPHRASE).result()
        assert [draft.form for draft in other.submit(again.look, drafts.find).result()]
        other.submit(again.close).result()
    window.sign_in.choose_field.set_value(desk.user.id)
    window.sign_in.passphrase_field.setFocus()
    hand.fill(PASSPHRASE)
    hand.until(lambda: window.frame is not None)
    with ThreadPoolExecutor(1) as other:
        other.submit(window.frame.session.desk.close).result()
