"""Ý tưởng by keys alone: a slip, its steps one by one, and the initiative that it becomes."""

from __future__ import annotations

from helpers.builders import TODAY, authors
from helpers.hand import Hand, aside, order_aside

from desktop.domain.idea import Answer, EmployerWord, Idea, IdeaStage, Trial, TrialProposal, idea_stage
from desktop.services import drafts, ideas, initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.ui.frame import Frame
from desktop.ui.ideas.screen import IdeasScreen


def screen_of(frame: Frame) -> IdeasScreen:
    screen = frame.screen("ideas")
    assert isinstance(screen, IdeasScreen)
    return screen


def the_idea(desk: Desk) -> Idea:
    (row,) = aside(desk, ideas.page).rows
    found = aside(desk, ideas.get, row.id)
    assert isinstance(found, Idea)
    return found


def test_a_slip_goes_all_the_way_by_keys(hand: Hand, frame: Frame, desk: Desk) -> None:
    hand.press("Alt+0", "Ctrl+N")
    hand.fill("Treo kéo lên trần", "Lò Thị Inh", "May 2", "", "Tìm kéo mất 10 phút.", "Treo dây lò xo.")
    hand.press("Ctrl+S")
    assert the_idea(desk).number == 1
    screen = screen_of(frame)
    hand.until(lambda: screen.table.current() is not None)
    hand.press("F2")
    hand.until(lambda: screen.form.on_field.edit.hasFocus())  # left empty it is today
    hand.press("Return", "Return")  # goes on, as offered first
    hand.type("Công đoàn đề nghị cho làm thử.")
    hand.press("Ctrl+Return")
    assert idea_stage(the_idea(desk)) is IdeaStage.ANSWERED
    hand.press("Return")
    hand.fill("May 2")
    hand.type("6 dây lò xo")
    hand.press("Ctrl+Return")
    hand.press("Return", "Return")  # agreed
    hand.fill("Phạm Thị Thu Hà")
    hand.press("Ctrl+Return")
    hand.press("Ctrl+Return")  # on trial from today on
    assert idea_stage(the_idea(desk)) is IdeaStage.ON_TRIAL
    hand.press("Return", "Return")
    hand.type("Mỗi ca bớt 12 phút tìm.")
    hand.press("Ctrl+Return")
    assert idea_stage(the_idea(desk)) is IdeaStage.WORKED
    hand.press("Ctrl+Return")
    idea = the_idea(desk)
    assert (idea.answer, idea.proposal, idea.word) == (
        Answer(TODAY, goes_on=True, words="Công đoàn đề nghị cho làm thử."),
        TrialProposal(TODAY, "May 2", "6 dây lò xo"),
        EmployerWord(TODAY, agreed=True, by="Phạm Thị Thu Hà"),
    )
    assert idea.trial == Trial(TODAY, TODAY, worked=True, result="Mỗi ca bớt 12 phút tìm.")
    (row,) = aside(desk, initiatives.page, ListQuery()).rows
    assert (row.row.id, row.row.title) == (idea.initiative, "Treo kéo lên trần")
    assert frame.stack.currentWidget() is frame.screen("initiatives")


def test_who_had_the_idea_is_given_a_paper(hand: Hand, frame: Frame, desk: Desk) -> None:
    order_aside(desk, ideas.save, Idea("", "Treo kéo", authors("Lò Thị Inh", "Hà Văn Bảo")))
    hand.press("Alt+0")
    screen = screen_of(frame)
    hand.until(lambda: screen.table.current() is not None)
    hand.press("F2")
    hand.until(lambda: screen.form.on_field.edit.hasFocus())
    hand.press("Ctrl+G")
    hand.until(lambda: screen.paper_page.rendered is not None)
    assert screen.paper_page.rendered is not None and screen.paper_page.rendered.pages == 2
    hand.press("Esc")
    hand.until(lambda: screen.stack.currentWidget() is screen.main)
    assert screen.form.isVisible()


def test_a_no_without_a_reason_is_told_beside_its_field(hand: Hand, frame: Frame, desk: Desk) -> None:
    order_aside(desk, ideas.save, Idea("", "Treo kéo", authors("Lò Thị Inh")))
    hand.press("Alt+0")
    screen = screen_of(frame)
    hand.until(lambda: screen.table.current() is not None)
    hand.press("F2")
    hand.until(lambda: screen.form.on_field.edit.hasFocus())
    hand.press("Return", "Down")  # not taken up
    hand.press("Ctrl+Return")
    assert "lý do" in screen.form.words_field.problem.toolTip()
    assert screen.form.words_field.edit.hasFocus()
    hand.type("Đã có tổ khác làm.")
    hand.press("Ctrl+Return")
    assert idea_stage(the_idea(desk)) is IdeaStage.DECLINED


def test_what_was_typed_is_there_again(hand: Hand, frame: Frame, desk: Desk) -> None:
    hand.press("Alt+0", "Ctrl+N")
    hand.fill("Treo kéo lên trần")
    hand.press("Esc")
    assert [draft.form for draft in aside(desk, drafts.find)] == ["idea/new"]
    hand.press("Ctrl+N")
    assert screen_of(frame).form.fields["title"].value() == "Treo kéo lên trần"
    hand.press("Ctrl+S")
    assert aside(desk, drafts.find) == ()


def test_an_answer_half_written_is_there_again(hand: Hand, frame: Frame, desk: Desk) -> None:
    order_aside(desk, ideas.save, Idea("", "Treo kéo"))
    hand.press("Alt+0")
    form = screen_of(frame).form
    hand.until(lambda: screen_of(frame).table.current() is not None)
    hand.press("F2")
    hand.until(lambda: form.on_field.edit.hasFocus())
    hand.press("Return", "Down", "Return")
    hand.until(lambda: form.words_field.edit.hasFocus())
    hand.type("Đã có tổ khác")
    hand.press("Esc", "F2")
    hand.until(lambda: form.words_field.value() == "Đã có tổ khác")
    assert form.yes_field.value() is False
    form.words_field.setFocus()
    hand.press("Ctrl+End")
    hand.type(" làm.")
    hand.press("Ctrl+Return")
    assert the_idea(desk).answer == Answer(TODAY, goes_on=False, words="Đã có tổ khác làm.")
    assert aside(desk, drafts.find) == ()


def test_a_slip_that_was_mended_and_its_step_go_in_together(hand: Hand, frame: Frame, desk: Desk) -> None:
    order_aside(desk, ideas.save, Idea("", "Treo keo", authors("Lò Thị Inh", "Hà Văn Bảo")))
    hand.press("Alt+0")
    form = screen_of(frame).form
    hand.until(lambda: screen_of(frame).table.current() is not None)
    hand.press("F2")
    hand.until(lambda: form.on_field.edit.hasFocus())
    form.words_field.setFocus()
    hand.type("Sẽ làm thử.")
    form.fields["title"].setFocus()
    hand.press("End")
    hand.type(" lên trần")
    hand.press("Ctrl+Return")
    idea = the_idea(desk)
    assert (idea.title, idea.answer) == (
        "Treo keo lên trần",
        Answer(TODAY, goes_on=True, words="Sẽ làm thử."),
    )


def test_the_list_is_searched_and_a_slip_removed(hand: Hand, frame: Frame, desk: Desk) -> None:
    for title in ("Xe đẩy hai tầng", "Treo kéo lên trần"):
        order_aside(desk, ideas.save, Idea("", title))
    hand.press("Alt+0", "Ctrl+F")
    hand.type("xe day")
    screen = screen_of(frame)
    hand.settle(200)
    assert screen.model.total == 1
    hand.press("Return", "Ctrl+Delete")
    assert aside(desk, ideas.page).total == 1
    hand.press("Ctrl+Z")
    assert aside(desk, ideas.page).total == 2
