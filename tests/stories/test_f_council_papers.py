"""One council of forty initiatives by keys alone: from the register to the certificates, every paper of it of form."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from helpers.builders import an_initiative, authors, stored
from helpers.formcheck import formal_faults, own_faults, slip_faults
from helpers.hand import Hand, aside
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.documents.preview import page_count
from desktop.domain.decision import DecisionState
from desktop.domain.initiative import Stage
from desktop.services import agendas, councils, initiatives, marking, meeting_papers, rubrics, seats
from desktop.services.desk import Desk
from desktop.ui.councils.screen import CouncilsScreen
from desktop.ui.decisions.screen import DecisionsScreen
from desktop.ui.frame import Frame

COUNT = 40
MEMBERS = (
    ("Phạm Thị Thu Hà", 0, "Giám đốc"),
    ("Lê Thị Mai", 1, "Chủ tịch công đoàn cơ sở"),
    ("Trần Văn Nam", 2, "Quản đốc xưởng May 2"),
)
"""Name, place of the seat in its list, post; the third is an author of the first initiative."""
REFUSED, WAITING = 39, 38
FORMAL = {
    "set_up": "QUYẾT ĐỊNH",
    "invitation": "GIẤY MỜI",
    "proposal": "TỜ TRÌNH",
    "not_recognised": "THÔNG BÁO",
}
OWN = {
    "use": "GIẤY XÁC NHẬN",
    "opinion": "PHIẾU XIN Ý KIẾN",
    "mark_sheets": "PHIẾU CHẤM ĐIỂM",
    "tally": "BẢNG TỔNG HỢP",
}


@pytest.fixture
def typed(desk: Desk) -> tuple[str, ...]:
    """Forty forms; the first is by a member of the council, too."""
    first = authors("Trần Văn Nam", "Lê Văn Bảy")
    values = [
        an_initiative(f"Cải tiến cữ may viền cổ giày mã {2200 + n}", **({} if n else {"authors": first}))
        for n in range(COUNT)
    ]
    with ThreadPoolExecutor(1) as other:
        return other.submit(stored, desk, *values).result()


def see(hand: Hand, screen: CouncilsScreen | DecisionsScreen, *keys: str, least: int = 1) -> int:
    """Open a paper by keys, see its pages, go back; gives how many there are."""
    screen.paper_page.rendered = None
    hand.press(*keys)
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=240_000)
    assert screen.paper_page.rendered is not None
    pages = screen.paper_page.rendered.pages
    assert pages >= least
    hand.press("Esc")
    return pages


def into(hand: Hand, folder: Path) -> None:
    """Name a folder in the dialog; what follows takes long, and is waited for by its result."""
    hand.type(str(folder))
    QTest.keyClick(hand.target, Qt.Key.Key_Return)
    if QApplication.activeModalWidget() is not None:
        QTest.keyClick(hand.target, Qt.Key.Key_Return)


def enter_the_members(hand: Hand, screen: CouncilsScreen, desk: Desk) -> None:
    hand.press("Ctrl+6")
    for place, (name, seat, post) in enumerate(MEMBERS):
        hand.fill(name, "")
        hand.press(*["Up"] * 3, *["Down"] * seat, "Tab")
        hand.fill(post)
        if not place:
            hand.fill("1/1/2026")
        else:
            hand.press("Return")
        hand.press("Return")
        if place == 1:
            hand.press("Space")
        if not place:
            hand.press("Tab", "Space")
        hand.press("Ctrl+S")
        hand.until(lambda at=place: screen.members.model.total == at + 1)
    council = aside(desk, seats.council)
    assert (council.size, council.chair, council.problems) == (3, "Phạm Thị Thu Hà", ())
    assert see(hand, screen, "Ctrl+P", least=2) >= 2


def choose_a_rubric(hand: Hand, screen: CouncilsScreen, desk: Desk) -> None:
    hand.press("Ctrl+7")
    hand.until(lambda: screen.rubrics.title_field.value() == "Thang điểm 100")  # the sample to begin with
    hand.press("Ctrl+S")
    hand.until(lambda: len(aside(desk, rubrics.listing)) == 1)


def take_in(hand: Hand, screen: CouncilsScreen) -> None:
    hand.press("Ctrl+1")
    hand.until(lambda: screen.intake.model.total == COUNT)
    hand.press("Ctrl+A")
    assert see(hand, screen, "Ctrl+G") == COUNT // 8
    hand.press("Ctrl+1", "Ctrl+Return")
    hand.until(lambda: all(row.is_kept for row in screen.intake._rows))
    see(hand, screen, "Ctrl+P", least=2)


def call_the_meeting(hand: Hand, screen: CouncilsScreen, desk: Desk) -> str:
    hand.press("Ctrl+2")
    hand.until(lambda: screen.calling.members_model.total == len(MEMBERS))
    hand.fill("4/3/2026", "8h30", "Phòng họp số 2")
    hand.press("Down")
    assert screen.calling.rubric_field.value() == "points-100"
    hand.press("Tab", "Tab", "Tab", "Tab")
    hand.press("Ctrl+A", "Ctrl+Return")
    hand.until(lambda: len(aside(desk, agendas.listing)) == 1)
    hand.until(lambda: screen.calling._agenda is not None)
    see(hand, screen, "Ctrl+P", least=2)
    (called,) = aside(desk, agendas.listing)
    assert len(called.agenda.initiatives) == COUNT
    return str(called.agenda.id)


def mark(hand: Hand, screen: CouncilsScreen, desk: Desk, meeting: str) -> None:
    hand.press("Ctrl+3")
    hand.until(lambda: screen.marking.model.rowCount() == COUNT)
    for place, (name, _seat, _post) in enumerate(MEMBERS):
        hand.until(
            lambda who=name: screen.marking._sheet is not None and screen.marking._sheet.member.name == who
        )
        screen.marking.grid.setFocus()
        low = "20\t15\t10\t10"
        lines = ["25,5\t20\t20\t15"] * REFUSED + [low]
        block = "\n".join(lines[int(screen.marking.grid.currentIndex().row()) :])
        QGuiApplication.clipboard().setText(block)
        hand.press("Ctrl+V")
        hand.press("Ctrl+Return")
        hand.until(
            lambda at=place: (found := aside(desk, marking.progress, meeting)[at]).given == found.owed > 0
        )
    owed = [one.owed for one in aside(desk, marking.progress, meeting)]
    assert owed == [COUNT, COUNT, COUNT - 1]
    see(hand, screen, "Ctrl+G", least=2)


def record(hand: Hand, screen: CouncilsScreen, desk: Desk) -> None:
    page = screen.recording
    hand.press("Ctrl+4")
    hand.until(lambda: page.meeting_box.count() == 2)
    hand.type("02/BB-HĐSK")
    hand.press(*["Return"] * 7)
    assert page.meeting_box.hasFocus()
    hand.press("Down")
    hand.until(lambda: len(page.ballot.chosen_ids()) == COUNT)
    assert page.ballot.votes.arithmetic(page.ballot.every[0]).startswith("2/3 thành viên đồng ý, cần 2 ")
    page.ballot.table.setFocus()
    hand.press(*["Down"] * WAITING)
    hand.press("Return", "Tab")  # agreed, but the papers have to be completed
    hand.fill("bổ sung bản vẽ")
    hand.press("Return")  # the last one fails
    hand.type("1")
    hand.press("Return")
    hand.fill("chưa có số liệu đo")
    hand.press("Ctrl+Return")
    hand.until(lambda: len(aside(desk, councils.listing)) == 1)
    counts = aside(desk, initiatives.counts)
    assert (counts[Stage.PROPOSED], counts[Stage.INCOMPLETE], counts[Stage.NOT_RECOGNISED]) == (38, 1, 1)


def every_paper(hand: Hand, screen: CouncilsScreen, desk: Desk, meeting: str, out: Path) -> None:
    page = screen.meetings
    hand.press("Ctrl+5")
    hand.until(lambda: page.papers_model.total == len(meeting_papers.MeetingPaper))
    assert all(offer.is_ready for offer in page._offers)
    hand.press("Return", "End", "Up")
    assert see(hand, screen, "Return", least=2)  # the submission with its list
    hand.press("Ctrl+E")
    into(hand, out)
    hand.until(lambda: len(list(out.glob("*.pdf"))) == len(meeting_papers.MeetingPaper), timeout=240_000)
    (sheets,) = out.glob("* Phiếu chấm*.pdf")
    assert page_count(sheets) == 3 * COUNT - 1
    for kind in meeting_papers.MeetingPaper:
        (docx,) = out.glob(f"{list(meeting_papers.MeetingPaper).index(kind) + 1:02d} *.docx")
        data = docx.read_bytes()
        if kind.value in FORMAL:
            assert formal_faults(data, FORMAL[kind.value]) == [], kind
        elif kind.value in OWN:
            assert own_faults(data, OWN[kind.value]) == [], kind
        elif kind is meeting_papers.MeetingPaper.SLIPS:
            assert slip_faults(data) == []
    page.waiting_table.setFocus()
    hand.press("Return")
    hand.until(lambda: aside(desk, initiatives.counts)[Stage.PROPOSED] == 39)


def booklets_for_all(hand: Hand, out: Path) -> None:
    hand.press("Ctrl+G")
    into(hand, out)
    hand.until(lambda: len(list(out.glob("*.pdf"))) == len(MEMBERS), timeout=240_000)
    pages = sorted(page_count(path) for path in out.glob("*.pdf"))
    assert pages[0] < pages[1] == pages[2]  # the author's own work is not in the author's booklet


def decide_and_certify(hand: Hand, frame: Frame) -> None:
    screen = frame.screen("decisions")
    assert isinstance(screen, DecisionsScreen)
    hand.press("Alt+4", "Ctrl+N")
    hand.until(lambda: len(screen.draft_page._chosen()) == 39)
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.model.total == 1)
    see(hand, screen, "Ctrl+P", least=3)
    hand.press("Ctrl+T")
    hand.until(lambda: screen.table.current().state is DecisionState.FOR_SIGNATURE)
    hand.press("F2")
    hand.fill("5", "5/3/2026")
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.table.current().state is DecisionState.SIGNED, timeout=60_000)
    see(hand, screen, "Ctrl+G", least=39)


@pytest.mark.timeout(900)  # a dozen papers through LibreOffice, and it may have to share the machine
def test_all_papers_of_one_council_of_forty(
    hand: Hand, frame: Frame, desk: Desk, typed: tuple[str, ...], tmp_path: Path
) -> None:
    hand.press("Alt+3")
    screen = frame.screen("councils")
    assert isinstance(screen, CouncilsScreen)
    enter_the_members(hand, screen, desk)
    choose_a_rubric(hand, screen, desk)
    take_in(hand, screen)
    meeting = call_the_meeting(hand, screen, desk)
    mark(hand, screen, desk, meeting)
    record(hand, screen, desk)
    (tmp_path / "giay-to").mkdir()
    (tmp_path / "ho-so").mkdir()
    every_paper(hand, screen, desk, meeting, tmp_path / "giay-to")
    booklets_for_all(hand, tmp_path / "ho-so")
    decide_and_certify(hand, frame)
