"""The pages of Hội đồng by keys: members, rubric, meetings, marks, the register."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from helpers.builders import an_initiative, authors, stored
from helpers.council_desk import a_council, a_rubric, called
from helpers.hand import Hand, aside, order_aside
from helpers.rubrics import PAIRS
from PySide6.QtGui import QGuiApplication

from desktop.domain.house import Release
from desktop.domain.initiative import Outcome, Stage
from desktop.domain.intake import Step
from desktop.domain.legal import LegalBasis
from desktop.domain.rubric import Band
from desktop.services import agendas, councils, initiatives, intakes, legal, marking, opinions, rubrics, seats
from desktop.services.desk import Desk
from desktop.ui.councils.screen import CouncilsScreen
from desktop.ui.frame import Frame


def prepared(desk: Desk) -> None:
    stored(
        desk,
        an_initiative("Một", entered_on=date(2026, 2, 2)),
        an_initiative("Hai", entered_on=date(2026, 2, 3), authors=authors("Trần Văn Nam")),
        an_initiative("Ba", entered_on=date(2026, 2, 4)),
    )
    a_council(desk)


@pytest.fixture
def screen(desk: Desk, frame: Frame, hand: Hand) -> CouncilsScreen:
    with ThreadPoolExecutor(1) as other:
        other.submit(prepared, desk).result()
    hand.press("Alt+3")
    found = frame.screen("councils")
    assert isinstance(found, CouncilsScreen)
    return found


def away(function, *arguments):
    """Somewhere else than on the window's own thread."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(function, *arguments).result()


def ids(desk: Desk) -> list[str]:
    return list(aside(desk, councils.pending))


def test_a_member_is_changed_and_a_wrong_line_removed(hand: Hand, screen: CouncilsScreen, desk: Desk) -> None:
    hand.press("Ctrl+6")
    hand.until(lambda: screen.members.model.total == 7)
    assert screen.members.warnings.isHidden()
    screen.members.table.setFocus()
    hand.press("Down", "Return")  # the union's representative, into the form
    assert screen.members.name_field.value() == "Lê Thị Mai"
    screen.members.until_field.setFocus()
    hand.type("28/2/2026")
    hand.press("Ctrl+S")
    hand.until(lambda: "đại diện công đoàn" in screen.members.warnings.text())
    assert aside(desk, seats.council).size == 6
    screen.members.table.setFocus()
    screen.members.table.choose(0)
    hand.press("Ctrl+Delete")
    hand.until(lambda: aside(desk, seats.council).size == 5)
    hand.press("Ctrl+Z")
    hand.until(lambda: aside(desk, seats.council).size == 6)


def test_nobody_is_entered_twice(hand: Hand, screen: CouncilsScreen) -> None:
    hand.press("Ctrl+6")
    hand.type("Giàng A Dế")
    hand.press("Ctrl+S")
    hand.until(lambda: "đã có trong Hội đồng" in screen.members.name_field.problem.text())


def test_a_rubric_is_typed_line_by_line(hand: Hand, screen: CouncilsScreen, desk: Desk) -> None:
    page = screen.rubrics
    hand.press("Ctrl+7")
    hand.until(lambda: page.title_field.value() != "")
    hand.press("Ctrl+N")
    hand.type("Thang điểm xưởng May")
    page.pass_field.setFocus()
    hand.fill("70", "", "5", "1")
    page.grid.setFocus()
    page.grid.begin()
    QGuiApplication.clipboard().setText("Tính mới\t40\t20\t20-40: mới; 0-19,9: không mới\nÁp dụng\t60\n")
    hand.press("Ctrl+V")
    assert page.sum_words.text().startswith("2 tiêu chí, tổng 100 điểm")
    hand.press("Ctrl+S")
    hand.until(lambda: len(aside(desk, rubrics.listing)) == 1)
    (kept,) = aside(desk, rubrics.in_use)
    assert (kept.title, kept.pass_mark, kept.completion_mark, kept.trim_from, kept.decimals) == (
        "Thang điểm xưởng May",
        70_00,
        None,
        5,
        1,
    )
    assert kept.criteria[0].floor == 20_00
    assert kept.criteria[0].bands == (Band(20_00, 40_00, "mới"), Band(0, 19_90, "không mới"))


def test_a_line_that_cannot_be_read_is_where_the_hand_goes(
    hand: Hand, screen: CouncilsScreen, desk: Desk
) -> None:
    page = screen.rubrics
    hand.press("Ctrl+7")
    hand.until(lambda: page.title_field.value() != "")
    page.grid.go_to(1, 1)
    hand.type("nhiều")
    hand.press("Return")
    hand.press("Ctrl+S")
    assert (page.grid.currentIndex().row(), page.grid.currentIndex().column()) == (1, 1)
    assert aside(desk, rubrics.listing) == ()


def test_pairs_have_their_own_columns(hand: Hand, screen: CouncilsScreen, desk: Desk) -> None:
    page = screen.rubrics
    hand.press("Ctrl+7")
    hand.until(lambda: page.which_field.edit.count() == 2)
    hand.press("Down")
    hand.until(lambda: page.model.columnCount() == 3)
    assert not page.pass_field.isVisible()
    hand.press("Ctrl+S")
    hand.until(lambda: len(aside(desk, rubrics.in_use)) == 1)
    (kept,) = aside(desk, rubrics.in_use)
    assert [pair.decisive for pair in kept.pairs] == [True] * 4 + [False] * 3


def test_a_meeting_is_called_changed_and_called_off(hand: Hand, screen: CouncilsScreen, desk: Desk) -> None:
    page = screen.calling
    hand.press("Ctrl+2")
    hand.until(lambda: page.members_model.total == 7 and page.model.total == 3)
    hand.fill("4/3/2026", "sáng")
    page.table.setFocus()
    hand.press("Space", "Ctrl+Return")
    hand.until(lambda: "Chưa đọc được giờ" in page.hour_field.problem.text())
    page.hour_field.edit.clear()
    page.hour_field.setFocus()
    hand.type("8h30")
    page.members_table.setFocus()
    page.members_table.choose(6)
    hand.press("Space", "Ctrl+Return")
    hand.until(lambda: page._agenda is not None)
    (one,) = aside(desk, agendas.listing)
    assert (one.agenda.opens_at, len(one.agenda.initiatives), len(one.agenda.absent)) == ("08:30", 1, 1)
    assert page.count.text() == "Xét 1 sáng kiến · 6/7 thành viên có mặt"
    page.table.setFocus()
    hand.press("Ctrl+A", "Ctrl+Return")
    hand.until(lambda: len(aside(desk, agendas.listing)[0].agenda.initiatives) == 3)
    hand.press("Ctrl+Delete")
    hand.until(lambda: aside(desk, agendas.listing) == ())
    hand.press("Ctrl+Z")
    hand.until(lambda: len(aside(desk, agendas.listing)) == 1)


def test_marks_are_stored_as_they_are_typed(hand: Hand, screen: CouncilsScreen, desk: Desk) -> None:
    meeting = away(lambda: called(desk, ids(desk), rubric=a_rubric(desk)))
    page = screen.marking
    hand.press("Ctrl+3")
    hand.until(lambda: page.model.rowCount() == 3)
    assert page.about.text() == "Giải pháp mới: tối đa 20"
    for typed in ("15", "15", "20", "10", "14"):
        hand.type(typed)
        hand.press("Return")
    assert page.model.cells[0][7] == "74"
    hand.until(lambda: aside(desk, marking.progress, meeting)[0].given == 1)
    hand.press("Ctrl+Z")
    hand.until(lambda: page.model.cells[0][2] == "")


def test_a_mark_over_the_most_waits_for_its_mend(hand: Hand, screen: CouncilsScreen, desk: Desk) -> None:
    meeting = away(lambda: called(desk, ids(desk), rubric=a_rubric(desk)))
    page = screen.marking
    hand.press("Ctrl+3")
    hand.until(lambda: page.model.rowCount() == 3)
    hand.type("99")
    hand.press("Return")
    hand.type("12")
    hand.press("Return")
    hand.press("Ctrl+S")
    hand.until(lambda: "1 ô chưa đọc được" in page.stored.text())
    (member, *_rest) = aside(desk, seats.council).members
    assert dict(aside(desk, marking.grid, meeting, member.id).rows[0].marks) == {"new_use": 12_00}
    assert page.model.cells[0][2] == "99"


def test_an_authors_own_row_takes_no_mark(hand: Hand, screen: CouncilsScreen, desk: Desk) -> None:
    away(lambda: called(desk, ids(desk), rubric=a_rubric(desk, PAIRS)))
    page = screen.marking
    hand.press("Ctrl+3")
    hand.until(lambda: page.model.rowCount() == 3)
    page.member_box.setFocus()
    hand.press("Down", "Down", "Down")
    hand.until(lambda: page._sheet is not None and page._sheet.member.name == "Trần Văn Nam")
    assert page.model.cells[1][-1] == "tác giả, không chấm"
    QGuiApplication.clipboard().setText("x\tx\tx\tk\nx\tx\tx\tx\nk\tx\tx\tx")
    page.grid.setFocus()
    hand.press("Ctrl+V", "Ctrl+S")
    hand.until(lambda: page.stored.text() == "Đã lưu")
    assert [row[2] for row in page.model.cells] == ["x", "", "k"]


def test_a_meeting_that_was_called_is_recorded_with_its_exceptions(
    hand: Hand, screen: CouncilsScreen, desk: Desk
) -> None:
    meeting = away(lambda: called(desk, ids(desk)))
    page = screen.recording
    hand.press("F5")
    hand.until(lambda: page.meeting_box.count() == 2)
    hand.type("02/BB")
    page.meeting_box.setFocus()
    hand.press("Down")
    hand.until(lambda: len(page.ballot.chosen_ids()) == 3)
    assert (page.chair_field.value(), page.default_field.value()) == ("Phạm Thị Thu Hà", 7)
    page.ballot.table.setFocus()
    page.ballot.table.choose(1)
    assert page.ballot.arithmetic.text().startswith("6/7 thành viên đồng ý, cần 5")
    hand.press("Return")
    hand.type("7")
    assert "nhiều nhất 6 phiếu" in page.ballot.yes_field.problem.text()
    hand.press("Backspace")
    hand.type("5")
    hand.press("Tab")
    hand.fill("bổ sung ảnh")
    assert page.foot_words.text() == "Đề nghị công nhận 2, không đề nghị 0 · 1 chờ hoàn thiện hồ sơ"
    hand.press("Ctrl+Return")
    hand.until(lambda: len(aside(desk, councils.listing)) == 1)
    (held,) = aside(desk, councils.listing)
    assert held.id == meeting
    assert [item.outcome for item in held.considerations] == [
        Outcome.PROPOSED,
        Outcome.AFTER_COMPLETION,
        Outcome.PROPOSED,
    ]
    hand.press("Ctrl+5")
    hand.until(lambda: screen.meetings.waiting_model.total == 1)
    screen.meetings.waiting_table.setFocus()
    hand.press("Return")
    hand.until(lambda: aside(desk, initiatives.counts)[Stage.PROPOSED] == 3)


def test_a_scan_is_kept_with_the_minutes(
    hand: Hand, screen: CouncilsScreen, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "bb.pdf").write_bytes(b"%PDF-1.4")
    hand.until(lambda: screen.recording.members_field.value() == 7)  # the council is known, so is its chair
    hand.fill("02/BB", "20/2/2026", "", "7", "6", "", "")
    hand.press("Ctrl+A")
    screen.recording.take_scan(tmp_path / "bb.pdf")
    hand.until(lambda: screen.recording.scan_button.text() == "Đã có bản quét")
    hand.press("Ctrl+Return")
    hand.until(lambda: len(aside(desk, councils.listing)) == 1)
    (held,) = aside(desk, councils.listing)
    assert desk.files.get(held.scan) == b"%PDF-1.4"
    assert screen.recording.scan_button.text() == "Bản quét biên bản"


def test_a_paper_that_cannot_be_printed_yet_says_why(hand: Hand, screen: CouncilsScreen, desk: Desk) -> None:
    away(lambda: called(desk, ids(desk)))
    told: list[str] = []
    screen.say = lambda words, **_more: told.append(words)
    hand.press("Ctrl+5")
    hand.until(lambda: screen.meetings.papers_model.total > 0)
    hand.press("Return")
    screen.meetings.papers_table.choose_key("minutes")
    hand.press("Return")
    assert told == ["Chưa ghi kết quả họp. Ghi kết quả ở trang Ghi kết quả (Ctrl+4)."]


def test_a_paper_that_cites_what_holds_no_longer_says_so_before_it_is_printed(
    hand: Hand, screen: CouncilsScreen, desk: Desk
) -> None:
    order_aside(desk, legal.put, LegalBasis("18/2013/TT-BKHCN", "Thông tư 18", lapsed_on=date(2026, 1, 1)))
    hand.press("Ctrl+6")
    hand.until(lambda: screen.members.model.total == 7)
    hand.press("Ctrl+P")
    hand.until(lambda: "18/2013/TT-BKHCN" in screen.paper_page.notes.text(), timeout=60_000)
    assert screen.paper_page.notes.isVisible()


def test_the_register_takes_a_step_for_many_at_once(hand: Hand, screen: CouncilsScreen, desk: Desk) -> None:
    page = screen.intake
    hand.press("Ctrl+1")
    hand.until(lambda: page.model.total == 3)
    hand.press("Ctrl+A", "Ctrl+Return")
    hand.until(lambda: all(row.is_kept for row in page._rows))
    assert {row.intake.receiver for row in page._rows} == {"Lê Thị Mai"}
    page.table.choose(0)
    hand.press("Space")
    page.step_field.setFocus()
    hand.press("Down", "Tab", "Tab")
    assert page.words_field.label.text() == "Cần bổ sung gì"
    hand.press("Ctrl+Return")
    hand.until(lambda: "Chưa ghi cần bổ sung gì" in page.words_field.problem.text())
    hand.type("bản vẽ")
    hand.press("Ctrl+Return")
    hand.until(lambda: page._rows[0].step is Step.ASKED)
    assert [row.step for row in aside(desk, intakes.register, 2026)] == [
        Step.ASKED,
        Step.RECEIVED,
        Step.RECEIVED,
    ]


def test_what_the_employer_answered_is_recorded_by_keys(
    hand: Hand, screen: CouncilsScreen, desk: Desk, tmp_path: Path
) -> None:
    scan = tmp_path / "phieu.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    away(called, desk, ids(desk))
    hand.press("Ctrl+5")
    page = screen.meetings
    hand.until(lambda: page.meetings_model.total == 1)
    page.meetings_table.choose(0)
    hand.press("Ctrl+I")
    hand.until(lambda: screen.stack.currentWidget() is page.answer_page)
    answers = page.answer_page
    hand.until(lambda: answers.model.total == 3)
    hand.press("Ctrl+Return")  # the day is asked for
    hand.until(lambda: bool(answers.date_field.problem.text()))
    hand.fill("3/3/2026", "LIN CHIA-HAO")
    answers.scan_field.set_value(str(scan))
    answers.all_field.set_value(Release.TITLE)
    answers.all_field.changed.emit()
    answers.table.setFocus()
    answers.table.choose(2)
    hand.press("Return", "Ctrl+Return")  # the last one not at all
    hand.until(lambda: screen.stack.currentWidget() is screen.main)
    (answer,) = aside(desk, opinions.listing)
    assert (answer.answered_on, answer.signed_by) == (date(2026, 3, 3), "LIN CHIA-HAO")
    assert list(answer.levels.values()) == [Release.TITLE, Release.TITLE, Release.NONE]
    assert desk.files.get(answer.scan) == b"%PDF-1.4 signed"
    hand.press("Ctrl+I")
    hand.until(lambda: screen.stack.currentWidget() is answers and answers.model.total == 3)
    assert "03/03/2026" in str(answers.model.index(0, 4).data())
