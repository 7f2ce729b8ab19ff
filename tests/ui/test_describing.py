"""Viết mô tả and Phiếu hỏi lại by keys alone."""

from __future__ import annotations

from pathlib import Path

from helpers.builders import an_author, an_initiative
from helpers.hand import Hand, aside, order_aside

from desktop.domain.initiative import Initiative, Section
from desktop.domain.person import Gender
from desktop.domain.programme import Programme
from desktop.services import drafts, initiatives, programmes, question_sheets
from desktop.services.desk import Desk
from desktop.ui.describing.screen import DescribingScreen
from desktop.ui.frame import Frame
from desktop.ui.places import Place


def bare(desk: Desk, title: str, **more: object) -> str:
    return str(
        order_aside(desk, initiatives.save, an_initiative(title, sections={}, workshop="May 2", **more))
    )


def at_the_queue(frame: Frame, hand: Hand) -> DescribingScreen:
    frame.open_place(Place("describing"))
    hand.settle()
    screen = frame.screen("describing")
    assert isinstance(screen, DescribingScreen)
    hand.until(lambda: bool(screen.writer.value.id) or screen.queue.currentIndex() == 1)
    return screen


def test_one_after_the_other_is_written(hand: Hand, frame: Frame, desk: Desk) -> None:
    first, second = bare(desk, "Xe đẩy phom"), bare(desk, "Cữ may viền")
    screen = at_the_queue(frame, hand)
    hand.press("Return")
    hand.fill("Đẩy bằng tay.", "Xe có khóa bánh.", "Cả hai chuyền.")
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.writer.value.id == second)
    assert aside(desk, initiatives.get, first).sections == {
        Section.KNOWN_SOLUTION: "Đẩy bằng tay.",
        Section.CONTENT: "Xe có khóa bánh.",
        Section.APPLICABILITY: "Cả hai chuyền.",
    }
    assert screen.writer.sections[Section.KNOWN_SOLUTION].edit.hasFocus()
    hand.until(lambda: screen.model.total == 1)


def test_what_the_programme_wants_is_told_while_writing(hand: Hand, frame: Frame, desk: Desk) -> None:
    wanted = Programme(
        "x", "X", "2026-01-01", "2026-12-31", required=("content", "applicability", "birth_year")
    )
    order_aside(desk, programmes.put, [wanted])
    bare(desk, "Xe đẩy phom")
    screen = at_the_queue(frame, hand)
    assert "năm sinh" in screen.writer.told.text()
    content = screen.writer.sections[Section.CONTENT]
    assert "nội dung" in content.problem.text().lower()
    hand.press("Return")
    hand.fill("", "Xe có khóa bánh.")
    hand.until(lambda: not content.problem.text())
    assert screen.writer.sections[Section.APPLICABILITY].problem.text()


def test_a_model_is_looked_at_and_put_away(hand: Hand, frame: Frame, desk: Desk) -> None:
    bare(desk, "Xe đẩy phom")
    screen = at_the_queue(frame, hand)
    hand.press("Return", "F3")
    field = screen.writer.sections[Section.KNOWN_SOLUTION]
    assert field.model.isVisible() and field.model.text().startswith("Mẫu: Thợ phải giữ mép")
    assert field.value() == ""  # a model is no text of anybody's
    hand.press("F3")
    assert not field.model.isVisible()
    screen.table.setFocus()
    hand.press("F3")  # from the list too: the hand goes where the model is
    assert field.model.isVisible() and field.edit.hasFocus()


def test_a_draft_of_a_description_is_asked_about(hand: Hand, frame: Frame, desk: Desk) -> None:
    record = bare(desk, "Xe đẩy phom")
    screen = at_the_queue(frame, hand)
    hand.press("Return")
    hand.type("Đẩy bằng tay.")
    hand.press("Esc")
    assert [draft.form for draft in aside(desk, drafts.find)] == [f"describing/{record}"]
    screen.writer.form.is_dirty = False
    screen.writer.value = Initiative("", "")  # as after a fresh start
    frame.open_place(Place("describing"))
    screen.writer.open(record)
    hand.until(lambda: screen.writer.recovery.isVisible())
    hand.press("Return")
    assert screen.writer.sections[Section.KNOWN_SOLUTION].value() == "Đẩy bằng tay."
    hand.press("Ctrl+S")
    assert aside(desk, drafts.find) == ()


def test_the_list_and_the_palette_lead_here(hand: Hand, frame: Frame, desk: Desk) -> None:
    hand.press("Alt+2", "Ctrl+M")
    assert frame.stack.currentWidget() is frame.screen("describing")
    hand.press("Alt+1", "Ctrl+K")
    hand.type("viet mo ta")
    hand.settle(200)
    hand.press("Return")
    assert frame.stack.currentWidget() is frame.screen("describing")


def test_an_empty_queue_says_what_belongs_there(hand: Hand, frame: Frame, desk: Desk) -> None:
    assert at_the_queue(frame, hand).queue.currentIndex() == 1


def test_answers_are_entered_in_printed_order(hand: Hand, frame: Frame, desk: Desk) -> None:
    record = bare(desk, "Xe đẩy phom", authors=(an_author("Hằng", staff_code="HL-1"),), first_used=None)
    frame.open_place(Place("describing", facts={"questions": "1"}))
    screen = frame.screen("describing")
    assert isinstance(screen, DescribingScreen)
    hand.until(lambda: bool(screen.questions.waiting_rows))
    order_aside(desk, question_sheets.make, "May 2")
    hand.press("F5")
    hand.until(lambda: bool(screen.questions.sheet_rows))
    screen.questions.sheets.setFocus()
    hand.press("Return")
    hand.until(lambda: bool(screen.questions.answers.edits))
    hand.fill("1/5/1990", "nữ", "hôm nọ", "Đẩy bằng tay.")
    hand.press("Ctrl+S")
    answers = screen.questions.answers
    assert "hôm nọ" in answers.problems[2].text() and answers.edits[2].hasFocus()
    assert aside(desk, initiatives.get, record).authors[0].gender is Gender.FEMALE
    for _ in range(6):
        hand.press("Backspace")
    hand.type("1/2/26")
    hand.press("Ctrl+S")
    value = aside(desk, initiatives.get, record)
    assert (value.authors[0].birth, str(value.first_used)) == ("1990-05-01", "2026-02-01")
    assert value.sections[Section.KNOWN_SOLUTION] == "Đẩy bằng tay."
    assert not screen.questions.is_answering


def test_a_sheet_is_made_and_shown_to_be_printed(hand: Hand, frame: Frame, desk: Desk) -> None:
    bare(desk, "Xe đẩy phom")
    frame.open_place(Place("describing", facts={"questions": "1"}))
    screen = frame.screen("describing")
    assert isinstance(screen, DescribingScreen)
    hand.until(lambda: bool(screen.questions.waiting_rows))
    hand.press("Ctrl+N")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)
    assert screen.paper_page.rendered is not None and screen.paper_page.rendered.pages == 1
    hand.press("Esc")
    assert aside(desk, question_sheets.waiting) == ()


def test_a_programme_is_entered_and_taken_from_a_file(
    hand: Hand, frame: Frame, desk: Desk, tmp_path: Path
) -> None:
    frame.open_place(Place("describing", facts={"programmes": "1"}))
    screen = frame.screen("describing")
    assert isinstance(screen, DescribingScreen)
    hand.settle()
    hand.press("Ctrl+N")
    hand.fill("Mùa xuân 2026", "xuan", "1/1/2026", "hôm nào đó")
    screen.programmes.chips["content"].setChecked(True)
    hand.press("Ctrl+S")
    assert "20/4/2026 23:55" in screen.programmes.fields["closes"].problem.toolTip()
    assert aside(desk, programmes.listing) == ()
    screen.programmes.fields["closes"].setFocus()
    screen.programmes.fields["closes"].edit.selectAll()  # type: ignore[attr-defined]  # a line
    hand.type("20/4/2026 23h55")
    hand.press("Ctrl+S")
    (found,) = aside(desk, programmes.listing)
    assert (found.code, found.required) == ("xuan", ("content",))
    assert (found.opens, found.closes) == ("2026-01-01", "2026-04-20T23:55")
    assert screen.programmes.table.model_.index(0, 2).data() == "20/04/2026 23:55"
    file = tmp_path / "tỉnh.toml"
    file.write_text('[[programme]]\ncode = "tinh"\nname = "Của tỉnh"\n', encoding="utf-8")
    screen.programmes.take_file(file)
    hand.until(lambda: len(aside(desk, programmes.listing)) == 2)
    screen.programmes.table.setFocus()  # in a field Ctrl+Z is the field's own
    hand.press("Ctrl+Z")
    assert len(aside(desk, programmes.listing)) == 1


def test_enter_behind_the_last_section_comes_to_the_button_that_goes_on(
    hand: Hand, frame: Frame, desk: Desk
) -> None:
    bare(desk, "Xe đẩy phom")
    screen = at_the_queue(frame, hand)
    last = list(screen.writer.sections.values())[-1]
    last.setFocus()
    hand.press("Return")
    assert hand.target.accessibleName() == "Lưu, sang phiếu kế"
    first, second, *_rest = screen.writer.sections.values()
    first.setFocus()
    hand.press("Return")
    assert second.edit.hasFocus()
    whole = second.edit.visibleRegion().boundingRect()
    assert whole.height() == second.edit.height()  # not its first line alone


def test_a_model_that_is_asked_for_comes_into_view(hand: Hand, frame: Frame, desk: Desk) -> None:
    bare(desk, "Xe đẩy phom")
    screen = at_the_queue(frame, hand)
    second = list(screen.writer.sections.values())[1]
    second.setFocus()
    hand.press("F3")
    hand.until(lambda: not second.model.visibleRegion().isEmpty())
