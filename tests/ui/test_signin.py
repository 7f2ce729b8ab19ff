"""First start and sign-in by keys; every refusal is a sentence on the page."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import keyring
import pytest
import shiboken6
from helpers.builders import PASSPHRASE, WEAK, a_folder, an_initiative, stored
from helpers.hand import Hand, aside
from keyring.backend import KeyringBackend
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import wording
from desktop.domain.access import Role
from desktop.domain.problems import Refused
from desktop.preferences import PreferencesFile
from desktop.services import accounts, doorstep, folders, initiatives
from desktop.services.initiatives import ListQuery
from desktop.store import guesses, opening, places
from desktop.store.places import PlaceKind
from desktop.ui.jobs import Jobs
from desktop.ui.kit.dialogs import Question
from desktop.ui.main_window import MainWindow
from sync.clock import SystemClock


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
    assert not window.sign_in.place_card.isVisible()
    hand.fill("CĐCS Công ty Giày Hoàng Long", "Phạm Thị Thu Hường", "mật khẩu dài")
    hand.until(lambda: window.frame is not None)
    assert folders.users(tmp_path / "data") == ("Phạm Thị Thu Hường",)
    hand.until(lambda: "Hoàng Long" in window.windowTitle())


def test_where_the_key_file_is_gone_nobody_is_asked_to_start_anew(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    desk = a_folder(tmp_path / "data").desk
    desk.close()
    for name in ("keys.json", "keys.copy.json"):
        (desk.folder / name).unlink()
    window = MainWindow(desk.folder, jobs, PreferencesFile(tmp_path / "p.toml"))
    window.show()
    qtbot.waitUntil(lambda: "keys.json" in window.sign_in.refusal_words.text(), timeout=60_000)
    assert window.sign_in.refusal.isVisible() and not window.sign_in.enter_button.isVisible()
    assert not window.sign_in.union_field.isVisible()
    Hand(qtbot, window, jobs).settle()
    window.hide()
    window.deleteLater()


def test_what_is_missing_stands_beside_its_field(start: tuple[Hand, MainWindow]) -> None:
    hand, window = start
    hand.fill("CĐCS Công ty Giày", "Hường", "123")
    hand.until(lambda: bool(window.sign_in.passphrase_field.problem.text()))
    assert window.frame is None
    assert window.sign_in.passphrase_field.edit.hasFocus()


@pytest.fixture(params=["synced", "removable", "network"])
def odd_place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The data would lie on a drive that is copied elsewhere, pulled out, or far away."""
    monkeypatch.setattr(places, "kind_of", lambda _folder: PlaceKind(request.param))
    return str(request.param)


def test_an_odd_place_is_told_before_anything_lies_there(
    odd_place: str, start: tuple[Hand, MainWindow]
) -> None:
    page = start[1].sign_in
    assert page.place_card.isVisible()
    assert page.place_words.text() == wording.sentence(f"place.{odd_place}")
    assert page.place_advice.text() and page.union_field.edit.hasFocus()


@pytest.fixture
def made(tmp_path: Path) -> Path:
    a_folder(tmp_path / "data").desk.close()
    return tmp_path / "data"


def test_a_wrong_passphrase_is_told_and_a_right_one_opens(made: Path, start: tuple[Hand, MainWindow]) -> None:
    hand, window = start
    hand.until(lambda: window.sign_in.enter_button.isEnabled())
    hand.fill("sai mật khẩu")
    hand.until(lambda: "chưa đúng" in window.sign_in.passphrase_field.problem.text())
    assert "Caps Lock" in window.sign_in.passphrase_field.problem.toolTip()
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


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A folder with two users of one name; the second is a clerk."""
    made = a_folder(tmp_path / "data", user="Nguyễn Văn An")
    accounts.add(made.desk, "Nguyễn Văn An", (Role.CLERK,), "của An thứ hai", strength=WEAK)
    (tmp_path / "words.txt").write_text(" ".join(made.recovery_words), encoding="utf-8")
    made.desk.close()
    return tmp_path / "data"


def test_two_users_of_one_name_are_told_apart(two: Path, start: tuple[Hand, MainWindow]) -> None:
    hand, window = start
    hand.until(lambda: window.sign_in.choose_field.edit.count() == 2)
    assert window.sign_in.choose_field.edit.itemText(1) == "Nguyễn Văn An (2)"
    window.sign_in.choose_field.setFocus()
    hand.press("Down", "Return")
    hand.fill("của An thứ hai")
    hand.until(lambda: window.frame is not None)
    assert window.frame.session.desk.user.roles == (Role.CLERK,)


def test_who_signed_in_last_is_offered_first(
    two: Path, start: tuple[Hand, MainWindow], qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    hand, window = start
    hand.until(lambda: window.sign_in.choose_field.edit.count() == 2)
    window.sign_in.choose_field.set_value(holder_ids(two)[1])
    window.sign_in.passphrase_field.setFocus()
    hand.fill("của An thứ hai")
    hand.until(lambda: window.preferences.value.user == holder_ids(two)[1])


def holder_ids(folder: Path) -> list[str]:
    return [holder.id for holder in doorstep.holders(folder)]


def test_the_words_of_the_paper_set_a_new_passphrase_for_any_user(
    two: Path, start: tuple[Hand, MainWindow], tmp_path: Path
) -> None:
    hand, window = start
    hand.until(lambda: window.sign_in.forgot_button.isVisible())
    window.sign_in.choose_field.set_value(holder_ids(two)[1])
    window.sign_in.passphrase_field.set_value("thử mãi không được")
    window.sign_in.forgot_button.setFocus()
    hand.press("Space")
    assert window.sign_in.passphrase_field.value() == ""
    hand.fill("ba ba ba", "mật khẩu mới toanh")
    hand.until(lambda: bool(window.sign_in.words_field.problem.text()))
    window.sign_in.words_field.edit.clear()
    hand.fill((tmp_path / "words.txt").read_text(encoding="utf-8"), "mật khẩu mới toanh")
    hand.until(lambda: window.frame is not None)
    assert window.frame.session.desk.user.id == holder_ids(two)[1]


def test_after_too_many_wrong_ones_the_seconds_are_counted_down(
    made: Path, start: tuple[Hand, MainWindow]
) -> None:
    hand, window = start
    hand.until(lambda: window.sign_in.enter_button.isEnabled())
    for _ in range(9):  # a minute, which also a busy machine does not take for one try
        guesses.failed(made, holder_ids(made)[0], SystemClock())
    hand.fill(PASSPHRASE)
    hand.until(lambda: window.sign_in.waiting.is_on)
    assert "giây" in window.sign_in.passphrase_field.problem.text()
    guesses.passed(made, holder_ids(made)[0])
    window.sign_in.waiting.begin(2)
    hand.until(lambda: window.sign_in.enter_button.isEnabled())
    window.sign_in.passphrase_field.edit.clear()
    hand.fill(PASSPHRASE)
    hand.until(lambda: window.frame is not None)


class _Box(KeyringBackend):
    priority = 1  # type: ignore[assignment]  # as the library wants it

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[username] = password


def test_the_keyring_opens_with_one_button_and_falls_back_to_the_passphrase(
    made: Path, qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    before, box = keyring.get_keyring(), _Box()
    keyring.set_keyring(box)
    desk = folders.sign_in(made, PASSPHRASE)
    folders.open_by_keyring(desk, PASSPHRASE)
    desk.close()
    held, box.held = box.held, {}
    window = MainWindow(made, jobs, PreferencesFile(tmp_path / "p.toml"))
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    hand = Hand(qtbot, window, jobs)
    hand.until(lambda: window.sign_in.keyring_button.isVisible())
    window.sign_in.keyring_button.setFocus()
    hand.press("Space")
    hand.until(lambda: "chưa giữ gì" in window.sign_in.refusal_words.text())
    assert "mật khẩu" in window.sign_in.refusal_advice.text().lower()
    box.held = held
    window.sign_in.keyring_button.setFocus()
    hand.press("Space")
    hand.until(lambda: window.frame is not None)
    window.frame.session.desk.close()
    window.hide()
    window.deleteLater()
    keyring.set_keyring(before)


def spoilt(folder: Path) -> None:
    """A register of thirty forms, of which one page is spoilt: what stood there stands in the history too."""
    desk = a_folder(folder).desk
    stored(desk, *(an_initiative(f"Gá kẹp số {n}", summary="Bớt một công đoạn. " * 20) for n in range(30)))
    desk.close()
    path = folder / opening.FILE
    data = bytearray(path.read_bytes())
    data[len(data) // 4096 // 2 * 4096 + 60] ^= 0x55
    path.write_bytes(data)


def test_damaged_data_are_salvaged_from_the_first_page(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with ThreadPoolExecutor(1) as other:
        other.submit(spoilt, folder).result()
    window = MainWindow(folder, jobs, PreferencesFile(tmp_path / "p.toml"))
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    hand = Hand(qtbot, window, jobs)
    hand.settle()
    page = window.sign_in
    page.offer_salvage()  # as the window does that met a spoilt page while somebody worked
    for words in ("không phải", PASSPHRASE):
        page.passphrase_field.set_value(words)
        page.salvage.button.setFocus()
        hand.press("Space", "Return")
        hand.until(lambda: page.enter_button.isEnabled() and jobs.is_idle, timeout=60_000)
        if words != PASSPHRASE:
            assert page.passphrase_field.problem.text() and page.salvage.button.isVisible()
    told = QApplication.activeModalWidget()
    assert isinstance(told, Question)
    assert (tmp_path / "data-damaged-1").is_dir()
    hand.press("Return")
    page.enter_button.setFocus()
    hand.press("Space")
    hand.until(lambda: window.frame is not None, timeout=60_000)
    assert window.frame is not None
    assert len(aside(window.frame.session.desk, initiatives.ids, ListQuery())) == 30
    window.frame.session.desk.close()
    window.hide()
    window.deleteLater()


def test_who_meets_a_spoilt_page_is_asked_once_to_stop_and_salvage(
    start: tuple[Hand, MainWindow], jobs: Jobs
) -> None:
    hand, window = start
    hand.fill("CĐCS Công ty Giày Hoàng Long", "Phạm Thị Thu Hường", "mật khẩu dài")
    hand.until(lambda: window.frame is not None and jobs.is_idle)

    def meet() -> None:
        raise Refused("database.damaged")

    for _time in range(2):
        jobs.run(meet, owner=window)  # nobody listens: no bug report for it
        hand.until(lambda: jobs.is_idle)
    asked = [one for one in QApplication.topLevelWidgets() if isinstance(one, Question) and one.isVisible()]
    assert len(asked) == 1
    hand.press("Return")
    hand.until(lambda: shiboken6.isValid(window.sign_in) and window.sign_in.isVisible(), timeout=60_000)
    hand.until(lambda: window.sign_in.salvage.button.isVisible())
    assert "Cứu dữ liệu" in window.sign_in.refusal_advice.text()
