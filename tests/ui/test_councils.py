"""Hội đồng by keys: minutes, votes, reasons, arithmetic by law."""

from __future__ import annotations

import pytest
from helpers.builders import an_initiative
from helpers.hand import Hand, aside, order_aside

from desktop.domain.initiative import Outcome, Route
from desktop.services import councils, initiatives
from desktop.services.desk import Desk
from desktop.ui.councils.screen import CouncilsScreen
from desktop.ui.decisions.screen import DecisionsScreen
from desktop.ui.frame import Frame


@pytest.fixture
def screen(desk: Desk, frame: Frame, hand: Hand) -> CouncilsScreen:
    for number in range(3):
        order_aside(desk, initiatives.save, an_initiative(f"Sáng kiến {number}"))
    hand.press("Alt+3")
    screen = frame.screen("councils")
    assert isinstance(screen, CouncilsScreen)
    hand.until(lambda: screen.recording.ballot.model.total == 3)
    return screen


def test_a_meeting_is_recorded_by_keys(hand: Hand, screen: CouncilsScreen, desk: Desk) -> None:
    hand.fill("02/BB-HĐSK", "20/2/2026", "7", "7", "6", "Phạm Thị Thu Hà", "Đỗ Quang Vinh")
    hand.press("Ctrl+A")
    screen.recording.ballot.table.setFocus()
    screen.recording.ballot.table.choose(1)
    hand.press("Return")  # to the votes of the second one
    hand.type("4")
    assert screen.recording.ballot.arithmetic.text() == "4/7 thành viên đồng ý, cần 5"
    hand.press("Return")  # it fails, so the reason is asked
    hand.fill("chưa có số liệu đo")
    assert screen.recording.ballot.table.hasFocus()
    assert screen.recording.ballot.table.currentIndex().row() == 2
    hand.press("Ctrl+Return")
    (meeting,) = aside(desk, councils.listing)
    assert [item.outcome for item in meeting.considerations] == [
        Outcome.PROPOSED,
        Outcome.NOT_RECOGNISED,
        Outcome.PROPOSED,
    ]
    assert meeting.considerations[1].reason == "chưa có số liệu đo"
    assert (meeting.members, meeting.present, meeting.chair) == (7, 7, "Phạm Thị Thu Hà")
    hand.until(lambda: screen.recording.ballot.model.total == 0)
    hand.press("Ctrl+Z")
    hand.until(lambda: screen.recording.ballot.model.total == 3)


def test_a_result_without_a_reason_is_asked_for_it_and_the_usual_ones_are_offered(
    hand: Hand, screen: CouncilsScreen, desk: Desk
) -> None:
    hand.fill("02/BB-HĐSK", "20/2/2026", "7", "7", "6", "Phạm Thị Thu Hà", "Đỗ Quang Vinh")
    ballot = screen.recording.ballot
    hand.press("Ctrl+A")
    ballot.table.setFocus()
    ballot.table.choose(1)
    hand.press("Return")
    hand.type("4")
    hand.press("Ctrl+Return")
    assert aside(desk, councils.listing) == ()
    assert "Chưa ghi lý do" in ballot.words_field.problem.text()
    assert ballot.words_field.edit.hasFocus()
    hand.press("Down")
    hand.until(ballot.reasons.isVisible)
    window = ballot.window()
    assert window.rect().contains(ballot.reasons.geometry())
    hand.press("Down", "Down", "Return")
    usual = aside(desk, councils.usual_reasons)
    assert ballot.words_field.value() == usual[1]
    assert ballot.words_field.problem.text() == ""
    hand.press("Ctrl+Return")
    hand.until(lambda: len(aside(desk, councils.listing)) == 1)
    (meeting,) = aside(desk, councils.listing)
    assert meeting.considerations[1].reason == usual[1]


def test_what_is_missing_stands_beside_its_field(hand: Hand, screen: CouncilsScreen, desk: Desk) -> None:
    hand.press("Ctrl+A", "Ctrl+Return")
    assert screen.recording.number_field.problem.text().startswith("Chưa có số biên bản.")
    assert screen.recording.held_field.problem.text().startswith("Chưa có ngày họp.")
    assert screen.recording.members_field.problem.text() != ""
    assert aside(desk, councils.listing) == ()


def test_more_votes_than_members_are_told_at_once(hand: Hand, screen: CouncilsScreen) -> None:
    hand.fill("02", "20/2/2026", "5")
    screen.recording.ballot.table.setFocus()
    hand.press("Return")
    hand.type("9")
    assert "5 thành viên" in screen.recording.ballot.yes_field.problem.text()


def test_a_meeting_in_the_future_is_refused_beside_its_date(
    hand: Hand, screen: CouncilsScreen, desk: Desk
) -> None:
    hand.fill("02", "20/2/2027", "7", "7", "6", "Phạm Thị Thu Hà", "Đỗ Quang Vinh")
    hand.press("Ctrl+A", "Ctrl+Return")
    hand.until(lambda: bool(screen.recording.held_field.problem.text()))
    assert aside(desk, councils.listing) == ()


def test_the_minutes_are_printed_from_the_votes(hand: Hand, screen: CouncilsScreen) -> None:
    hand.fill("02/BB-HĐSK", "20/2/2026", "7", "7", "6", "Phạm Thị Thu Hà", "Đỗ Quang Vinh")
    hand.press("Ctrl+A", "Ctrl+Return")
    hand.until(lambda: screen.recording.ballot.model.total == 0)
    hand.press("Ctrl+5")
    hand.press("Return")
    assert screen.meetings.papers_table.hasFocus()
    screen.meetings.papers_table.choose_key("minutes")
    hand.press("Return")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)
    assert screen.paper_page.title.text() == "Biên bản họp"


def test_what_goes_without_a_council_goes_from_here_to_a_draft(
    hand: Hand, screen: CouncilsScreen, frame: Frame
) -> None:
    table = screen.recording.ballot.table
    table.setFocus()
    table.choose(1)
    hand.press("Space", "Ctrl+R")
    decisions = frame.screen("decisions")
    assert isinstance(decisions, DecisionsScreen)
    page = decisions.draft_page
    hand.until(lambda: decisions.pages.currentWidget() is page and page.model.total == 3)
    hand.settle()
    assert page.route_field.value() is Route.HEAD
    assert page.reason_field.isVisible()
    assert len(page.model.ticked or ()) == 1
