"""Sign-in, lock, users and personal data at two sizes and in both languages: nothing cut off, every control named."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.builders import WEAK, a_protected_initiative, an_author, an_initiative, stored
from helpers.hand import Hand
from helpers.lookover import clipped, nameless, outside
from helpers.window import SMALL, WIDE
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.domain.access import Role
from desktop.preferences import PreferencesFile
from desktop.services import accounts, initiatives
from desktop.services.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.main_window import MainWindow
from desktop.ui.office.screen import OfficeScreen
from desktop.ui.places import Place

OUT = Path(__file__).parents[2] / "test-output" / "doors"


@pytest.fixture
def peopled(desk: Desk) -> Desk:
    """Three users, one of whom left; authors; somebody looked."""
    accounts.add(desk, "Trần Văn Nam", (Role.CLERK,), "mật khẩu của Nam", strength=WEAK)
    gone = accounts.add(
        desk, "Đỗ Quang Vinh", (Role.OFFICER, Role.COUNCIL), "mật khẩu của Vinh", strength=WEAK
    )
    accounts.retire(desk, gone.id)
    author = an_author("Nguyễn Thị Hằng", birth="1990-05-17", staff_code="HL-00412")
    (secret, *_others) = stored(desk, a_protected_initiative(), an_initiative("Gá kẹp", authors=(author,)))
    desk.look(initiatives.get, secret)
    return desk


def look_over(window: MainWindow, name: str, hand: Hand) -> list[str]:
    hand.settle(60)
    OUT.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(OUT / f"{name}-{window.width()}.png"))
    return [f"{name}: {told}" for told in (*clipped(window), *nameless(window), *outside(window))]


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_doors_show_all_their_words(
    language: str, size: tuple[int, int], peopled: Desk, qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    i18n.choose(language)
    window = MainWindow(peopled.folder, jobs, PreferencesFile(tmp_path / "p.toml"))
    window.resize(*size)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    hand = Hand(qtbot, window, jobs)
    hand.settle()
    faults = look_over(window, f"{language}-signin", hand)
    window.sign_in.keyring_button.show()
    window.sign_in._forget()
    faults += look_over(window, f"{language}-words", hand)
    window.enter(peopled)
    assert window.frame is not None
    window.frame.open_place(Place("office", facts={"page": "user"}))
    faults += look_over(window, f"{language}-users", hand)
    screen = window.frame.screen("office")
    assert isinstance(screen, OfficeScreen)
    screen.tabs.setCurrentWidget(screen.personal)
    inner: QTabWidget = screen.personal.tabs
    for place in range(inner.count()):
        inner.setCurrentIndex(place)
        if inner.currentWidget() is screen.personal.person:
            screen.personal.person.search_field.set_value("hang")
        faults += look_over(window, f"{language}-personal-{place}", hand)
    screen.tabs.setCurrentWidget(screen.machine)
    faults += look_over(window, f"{language}-pc", hand)
    window.lock(switching=True)
    faults += look_over(window, f"{language}-lock", hand)
    window.lock_page.waiting.begin(8)
    faults += look_over(window, f"{language}-wait", hand)
    window.hide()
    window.deleteLater()
    assert faults == []
