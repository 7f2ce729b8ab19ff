"""An toàn dữ liệu by keys: a backup, a second place, a look, a proof; and the care that nobody asks for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from helpers.builders import PASSPHRASE, a_folder, an_initiative
from helpers.hand import Hand, order_aside
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from desktop.preferences import PreferencesFile
from desktop.services import backups, folders, initiatives
from desktop.services.desk import Desk
from desktop.store.opening import RUNNING
from desktop.ui.frame import Frame
from desktop.ui.jobs import Jobs
from desktop.ui.main_window import MainWindow
from desktop.ui.office.safety import SafetyPage
from desktop.ui.office.screen import OfficeScreen
from desktop.ui.places import Place
from desktop.ui.watch import Watch


def page_at(frame: Frame, hand: Hand) -> SafetyPage:
    frame.open_place(Place("office", facts={"page": "safety"}))
    hand.settle()
    screen = frame.screen("office")
    assert isinstance(screen, OfficeScreen)
    hand.until(lambda: bool(screen.safety.backup_lines.words))
    return screen.safety


def made(desk: Desk) -> list[Path]:
    return sorted((desk.folder / "backups").glob(f"*{backups.SUFFIX}"))


def test_a_backup_is_made_and_rehearsed(hand: Hand, frame: Frame, desk: Desk) -> None:
    page = page_at(frame, hand)
    assert page.backup_lines.words[0] == "Chưa có bản sao lưu nào"
    hand.press("Space")
    hand.until(
        lambda: len(made(desk)) == 1 and page.backup_lines.words[0].startswith("1 bản"), timeout=20_000
    )
    page.passphrase_field.setFocus()
    hand.type("không phải")
    page.rehearse_button.setFocus()
    hand.press("Space")
    hand.until(lambda: bool(page.passphrase_field.problem.text()))
    page.passphrase_field.set_value(PASSPHRASE)
    page.rehearse_button.setFocus()
    hand.press("Space")
    hand.until(lambda: page.passphrase_field.value() == "")


def test_a_damaged_folder_is_salvaged_in_the_window(
    hand: Hand, frame: Frame, desk: Desk, tmp_path: Path
) -> None:
    with ThreadPoolExecutor(1) as other:
        other.submit(damage, tmp_path / "hong").result()
    card = page_at(frame, hand).salvage_card
    card.run_button.setFocus()
    hand.press("Space")
    assert card.damaged_field.problem.text() and card.damaged_field.edit.hasFocus()
    card.damaged_field.set_value(tmp_path / "hong")
    card.out_field.set_value(tmp_path / "moi")
    card.passphrase_field.set_value("không phải")
    card.run_button.setFocus()
    hand.press("Space")
    hand.until(lambda: bool(card.passphrase_field.problem.text()))
    card.passphrase_field.set_value(PASSPHRASE)
    card.run_button.setFocus()
    hand.press("Space")
    hand.until(lambda: bool(card.lines.words))
    assert "Đã cứu" in card.lines.words[0] and "Lấy lại từ lịch sử" in " ".join(card.lines.words)
    assert folders.users(tmp_path / "moi") == ("Lê Thị Mai",)


def damage(folder: Path) -> None:
    """A folder with an initiative, whose rows were rubbed out while its history stands."""
    other = a_folder(folder).desk
    other.do(initiatives.save, an_initiative("Xe đẩy phom có khóa"))
    with other.database.write() as session:
        session.execute(text("DELETE FROM author"))
        session.execute(text("DELETE FROM initiative"))
    other.close()


def test_a_second_place_gets_its_copy(
    hand: Hand, frame: Frame, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "on_same_disk", lambda one, other: False)
    stick = tmp_path / "usb"
    stick.mkdir()
    page = page_at(frame, hand)
    page.put_place(stick)
    hand.until(lambda: len(list(stick.iterdir())) == 1)
    hand.until(lambda: page.backup_lines.words[-1].startswith("Bản thứ hai đã có mọi thứ"))


def test_a_look_tells_line_by_line(hand: Hand, frame: Frame) -> None:
    page = page_at(frame, hand)
    page.examine_button.setFocus()
    hand.press("Space")
    hand.until(lambda: len(page.health_lines.words) > 12)
    assert any("Lịch sử" in words for words in page.health_lines.words)


def test_what_is_missing_before_wiping_is_said_and_printed(hand: Hand, frame: Frame) -> None:
    page = page_at(frame, hand)
    page.wipe_button.setFocus()
    hand.press("Space")
    hand.until(lambda: bool(page.wipe_lines.words))
    assert page.wipe_lines.words == ("Chưa có bản sao lưu nào ở ổ đĩa khác.",)
    page.print_button.setFocus()
    hand.press("Space")
    screen = frame.screen("office")
    assert isinstance(screen, OfficeScreen)
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def watch(frame: Frame, desk: Desk, jobs: Jobs, said: list[str]) -> Watch:
    def say(words: str, *, tone: str = "good") -> None:
        said.append(f"{tone}: {words}")

    return Watch(desk, jobs, say, frame)


def test_the_days_backup_is_made_unasked_and_once(
    hand: Hand, watch: Watch, desk: Desk, said: list[str]
) -> None:
    order_aside(desk, initiatives.save, an_initiative())
    watch.begin()
    hand.until(lambda: len(made(desk)) == 1)
    hand.settle()
    watch.begin()
    hand.settle()
    assert len(made(desk)) == 1
    assert said == []


def test_a_stop_that_was_not_clean_is_looked_into(
    hand: Hand, watch: Watch, desk: Desk, said: list[str]
) -> None:
    desk.opened.unclean = True
    watch.begin()
    hand.until(lambda: bool(said))
    assert said[0].startswith("good: Lần trước máy tắt đột ngột")


def test_at_the_end_of_work_the_last_changes_are_backed_up(hand: Hand, watch: Watch, desk: Desk) -> None:
    ended: list[bool] = []
    watch.end(lambda: ended.append(True))
    hand.until(lambda: bool(ended))
    assert len(made(desk)) == 1
    watch.end(lambda: ended.append(True))
    hand.until(lambda: len(ended) == 2)
    assert len(made(desk)) == 1


def test_the_window_closes_after_its_last_backup(
    qtbot: QtBot, desk: Desk, jobs: Jobs, tmp_path: Path
) -> None:
    window = MainWindow(desk.folder, jobs, PreferencesFile(tmp_path / "taste.toml"), cares=True)
    window.show()
    window.enter(desk)
    qtbot.waitUntil(lambda: len(made(desk)) == 1 and jobs.is_idle, timeout=60_000)
    jobs.order(initiatives.save, an_initiative(), owner=window)
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=60_000)
    assert not window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    assert len(made(desk)) == 2
    assert not (desk.folder / RUNNING).exists()  # it was left properly
    window.deleteLater()
