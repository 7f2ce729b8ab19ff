"""Every screen at two sizes and in both languages: nothing cut off, every control named, no warning of Qt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from helpers.builders import an_initiative, authors
from helpers.hand import Hand, aside, order_aside
from helpers.lookover import clipped, nameless, outside
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.domain.house import Signer
from desktop.domain.target import Target
from desktop.preferences import PreferencesFile
from desktop.services import councils, decisions, handing_over, initiatives, payments, reports, targets
from desktop.services.desk import Desk
from desktop.ui.decisions.screen import DecisionsScreen
from desktop.ui.frame import Frame
from desktop.ui.initiatives.screen import InitiativesScreen
from desktop.ui.jobs import Jobs
from desktop.ui.keys import KeySheet
from desktop.ui.main_window import MainWindow
from desktop.ui.places import Place
from desktop.ui.rail import SCREENS
from desktop.ui.signin.screen import SignIn

OUT = Path(__file__).parents[2] / "test-output" / "screens"
SIZES = [(1093, 614), (1920, 1080)]


@pytest.fixture
def worked(desk: Desk) -> Desk:
    """A little of everything: pending, proposed, drafted, signed and handed over."""
    ids = [
        order_aside(
            desk,
            initiatives.save,
            an_initiative(
                f"Cải tiến cữ may viền cổ giày mã 22{n:02d}", authors=authors("Nguyễn Thị Hằng", "Lê Văn Bảy")
            ),
        )
        for n in range(8)
    ]
    form = councils.MeetingForm("01/BB-HĐSK", date(2026, 2, 20), 7, dict.fromkeys(ids[:6], 6), {}, present=7)
    order_aside(desk, councils.record, form)
    signer = Signer("Phạm Thị Thu Hà", "GIÁM ĐỐC")
    draft = order_aside(desk, decisions.draft, ids[:3], signer)
    decisions.sign(desk, draft, "05", date(2026, 3, 2))
    order_aside(desk, decisions.draft, ids[3:5], signer)
    order_aside(desk, handing_over.submit, ids[:2])
    order_aside(desk, payments.open_round, "union", ids[:4])
    order_aside(desk, targets.put_target, Target("2026", "Chuyền may 3", 12, 15))
    reports.send(desk)
    return desk


@pytest.fixture(params=SIZES, ids=["small", "wide"])
def sized(request: pytest.FixtureRequest, worked: Desk, window: MainWindow, hand: Hand) -> MainWindow:
    window.resize(*request.param)
    hand.settle(30)
    return window


def look_over(window: MainWindow, name: str, hand: Hand) -> None:
    hand.settle(60)
    OUT.mkdir(parents=True, exist_ok=True)
    window.grab().save(
        str(OUT / f"{name}-{window.width()}x{window.height()}-{window.devicePixelRatioF():g}.png")
    )
    assert clipped(window) == []
    assert nameless(window) == []
    assert outside(window) == []


def test_every_screen_shows_all_its_words(sized: MainWindow, hand: Hand, desk: Desk) -> None:
    frame = sized.frame
    assert frame is not None
    for entry in SCREENS:
        frame.open_place(Place(entry.id))
        look_over(sized, entry.id, hand)
    the_form(sized, frame, hand, desk)
    the_decisions(sized, frame, hand)
    the_tabs(sized, frame, hand)


def the_form(sized: MainWindow, frame: Frame, hand: Hand, desk: Desk) -> None:
    row = aside(desk, initiatives.page, initiatives.ListQuery(limit=1)).rows[0]
    frame.open_place(Place("initiatives", row.row.id))
    hand.settle()
    look_over(sized, "initiative-form", hand)
    screen = frame.screen("initiatives")
    assert isinstance(screen, InitiativesScreen)
    screen.form.close_form()
    screen.new()
    look_over(sized, "initiative-new", hand)


def the_decisions(sized: MainWindow, frame: Frame, hand: Hand) -> None:
    frame.open_place(Place("decisions"))
    hand.settle()
    screen = frame.screen("decisions")
    assert isinstance(screen, DecisionsScreen)
    screen.new()
    look_over(sized, "decision-draft", hand)
    screen.draft_page.closed.emit("")
    hand.settle()
    screen.sign()
    look_over(sized, "decision-sign", hand)
    screen.sign_page.closed.emit("")
    hand.settle()
    screen.table.choose_key(next(row.id for row in screen._all if row.number))
    screen.mend()
    look_over(sized, "decision-mend", hand)
    screen.mend_page.closed.emit("")
    hand.settle()
    screen.one_by_one()
    look_over(sized, "decision-certificates", hand)


def the_tabs(sized: MainWindow, frame: Frame, hand: Hand) -> None:
    for name in ("councils", "payments", "reports", "handover", "office", "templates"):
        frame.open_place(Place(name))
        hand.settle()
        tabs = frame.screen(name).tabs  # type: ignore[attr-defined]  # these screens have tabs
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
            look_over(sized, f"{name}-{place}", hand)


def test_in_english_nothing_is_cut_off_either(
    qtbot: QtBot, worked: Desk, jobs: Jobs, tmp_path: Path, qapp: QApplication
) -> None:
    i18n.choose("en")
    window = MainWindow(worked.folder, jobs, PreferencesFile(tmp_path / "p.toml"))
    window.resize(*SIZES[0])
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    window.enter(worked)
    hand = Hand(qtbot, window, jobs)
    frame = window.frame
    assert isinstance(frame, Frame)
    for entry in SCREENS:
        frame.open_place(Place(entry.id))
        look_over(window, f"en-{entry.id}", hand)
    window.hide()
    window.deleteLater()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_sign_in_and_the_sheet_of_keys(qtbot: QtBot, jobs: Jobs, tmp_path: Path, language: str) -> None:
    i18n.choose(language)
    page = SignIn(tmp_path / "nothing", jobs)
    qtbot.addWidget(page)
    page.resize(1093, 614)
    page.show()
    qtbot.waitUntil(lambda: jobs.is_idle and page.enter_button.isEnabled(), timeout=60_000)
    sheet = KeySheet(page)
    sheet.show()
    qtbot.wait(50)
    for shown in (page, sheet):
        assert clipped(shown) == []
        assert nameless(shown) == []
    sheet.close()


def test_looking_over_finds_what_is_wrong(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    label = QLabel("Một câu dài hơn chỗ của nó", page)
    label.setFixedWidth(40)
    button = QPushButton(page)
    button.setGeometry(180, 0, 60, 30)
    page.resize(200, 100)
    page.show()
    assert len(clipped(page)) == 1
    assert nameless(page) == ["QPushButton in QWidget"]
    assert len(outside(page)) == 1
