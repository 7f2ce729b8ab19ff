"""First start and sign-in by keys; every refusal is a sentence on the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.builders import PASSPHRASE, a_folder
from helpers.hand import Hand
from pytestqt.qtbot import QtBot

from desktop.preferences import PreferencesFile
from desktop.services import folders
from desktop.ui.jobs import Jobs
from desktop.ui.main_window import MainWindow


@pytest.fixture
def start(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[tuple[Hand, MainWindow]]:
    window = MainWindow(tmp_path / "data", jobs, PreferencesFile(tmp_path / "p.toml"))
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    hand = Hand(qtbot, window, jobs)
    hand.settle()
    yield hand, window
    hand.settle()
    if window.frame is not None:
        window.frame.session.desk.close()
    window.hide()
    window.deleteLater()


def test_three_fields_and_work_begins(start: tuple[Hand, MainWindow], tmp_path: Path) -> None:
    hand, window = start
    hand.fill("CĐCS Công ty Giày Hoàng Long", "Phạm Thị Thu Hường", "mật khẩu dài")
    hand.until(lambda: window.frame is not None)
    assert folders.users(tmp_path / "data") == ("Phạm Thị Thu Hường",)
    hand.until(lambda: "Hoàng Long" in window.windowTitle())


def test_what_is_missing_stands_beside_its_field(start: tuple[Hand, MainWindow]) -> None:
    hand, window = start
    hand.fill("CĐCS Công ty Giày", "Hường", "123")
    hand.until(lambda: bool(window.sign_in.passphrase_field.problem.text()))
    assert window.frame is None
    assert window.sign_in.passphrase_field.edit.hasFocus()


@pytest.fixture
def made(tmp_path: Path) -> Path:
    a_folder(tmp_path / "data").desk.close()
    return tmp_path / "data"


def test_a_wrong_passphrase_is_told_and_a_right_one_opens(made: Path, start: tuple[Hand, MainWindow]) -> None:
    hand, window = start
    hand.until(lambda: window.sign_in.enter_button.isEnabled())
    hand.fill("sai mật khẩu")
    hand.until(lambda: "chưa đúng" in window.sign_in.passphrase_field.problem.text())
    window.sign_in.passphrase_field.edit.clear()
    hand.fill(PASSPHRASE)
    hand.until(lambda: window.frame is not None)


def test_a_folder_that_another_program_holds_can_be_looked_at(
    made: Path, start: tuple[Hand, MainWindow]
) -> None:
    hand, window = start
    other = folders.sign_in(made, PASSPHRASE)
    hand.until(lambda: window.sign_in.enter_button.isEnabled())
    hand.fill(PASSPHRASE)
    hand.until(lambda: window.sign_in.refusal.isVisible())
    assert "chương trình khác" in window.sign_in.refusal_words.text()
    assert window.sign_in.look_button.isVisible()
    window.sign_in.look_button.setFocus()
    hand.press("Space")
    hand.until(lambda: window.frame is not None)
    other.close()
