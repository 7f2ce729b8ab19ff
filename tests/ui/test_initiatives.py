"""Sáng kiến: entered, found, edited and taken back by keys alone."""

from __future__ import annotations

from datetime import date

from helpers.builders import an_initiative, authors
from helpers.hand import Hand, aside, order_aside

from desktop.domain.initiative import BenefitKind, Initiative, Stage
from desktop.services import drafts, initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.ui.frame import Frame
from desktop.ui.initiatives.form import InitiativeForm
from desktop.ui.initiatives.screen import InitiativesScreen


def screen_of(frame: Frame) -> InitiativesScreen:
    screen = frame.screen("initiatives")
    assert isinstance(screen, InitiativesScreen)
    return screen


def stored(desk: Desk) -> list[Initiative]:
    rows = aside(desk, initiatives.page, ListQuery(descending=False)).rows
    return [aside(desk, initiatives.get, item.row.id) for item in rows]


def enter_two_authors(hand: Hand) -> None:
    hand.press("Alt+2", "Ctrl+N")
    hand.fill("Cải tiến cữ may viền cổ giày mã 2217", "Nguyễn Thị Hằng", "HL-00412", "60")
    hand.press("Ctrl+T")
    hand.fill("Trần Văn Nam", "HL-00077", "")
    hand.press("Alt+R")
    form_focus_workshop(hand)


def form_focus_workshop(hand: Hand) -> None:
    # Enter on the last share leads to the workshop.
    hand.fill("May 2")


def test_a_form_is_entered_by_enter_alone(hand: Hand, frame: Frame, desk: Desk) -> None:
    enter_two_authors(hand)
    hand.press("Return", "Return")  # kinds stay as they are
    hand.fill("15/4/2025", "1.4.25", "")
    hand.press("Down")  # the benefit can be computed
    hand.press("Return")
    hand.fill("18tr", "đo trên 1.200 đôi", "Cữ thép giữ mép đều 2 mm.")
    hand.press("Ctrl+S")
    (found,) = stored(desk)
    assert found.title == "Cải tiến cữ may viền cổ giày mã 2217"
    assert [(author.name, author.staff_code, author.share) for author in found.authors] == [
        ("Nguyễn Thị Hằng", "HL-00412", 6000),
        ("Trần Văn Nam", "HL-00077", 4000),
    ]
    assert (found.workshop, found.first_used, found.trial_from) == (
        "May 2",
        date(2025, 4, 15),
        date(2025, 4, 1),
    )
    assert (found.benefit.kind, found.benefit.amount) == (BenefitKind.AMOUNT, 18_000_000)
    assert found.summary == "Cữ thép giữ mép đều 2 mm."
    assert screen_of(frame).pages.currentWidget() is screen_of(frame).list_page
    assert aside(desk, drafts.find) == ()


def test_ctrl_enter_stores_and_carries_the_workshop_over(hand: Hand, frame: Frame, desk: Desk) -> None:
    enter_two_authors(hand)
    hand.press("Ctrl+Return")
    form = screen_of(frame).form
    assert form.isVisible()
    assert form.fields.title.edit.text() == ""
    assert form.fields.title.edit.hasFocus()
    assert form.fields.workshop.edit.text() == "May 2"
    hand.fill("Chế tạo xe đẩy phom có khóa bánh", "Lê Thuý")
    hand.press("Ctrl+Return")
    assert [item.title for item in stored(desk)] == [
        "Cải tiến cữ may viền cổ giày mã 2217",
        "Chế tạo xe đẩy phom có khóa bánh",
    ]
    assert stored(desk)[1].authors[0].share == 10_000


def test_unikey_rewrites_letters_without_losing_any(hand: Hand, frame: Frame) -> None:
    hand.press("Alt+2", "Ctrl+N")
    # Telex "tieengs vieejt": each mark comes as Backspaces and new letters.
    hand.type("tie")
    hand.rewrite(1, "ê")
    hand.type("ng")
    hand.rewrite(3, "ếng")
    hand.type(" vie")
    hand.rewrite(1, "ê")
    hand.rewrite(1, "ệ")
    hand.type("t")
    assert screen_of(frame).form.fields.title.edit.text() == "tiếng việt"


def test_what_is_wrong_stands_beside_its_field(hand: Hand, frame: Frame, desk: Desk) -> None:
    hand.press("Alt+2", "Ctrl+N")
    hand.fill("Tận dụng nhiệt máy sấy keo", "Nguyễn Thị Hằng", "", "60")
    hand.press("Ctrl+T")
    hand.fill("Trần Văn Nam", "", "50")
    hand.press("Ctrl+S")
    form = screen_of(frame).form
    assert "110" in form.fields.authors.problem.text()
    assert stored(desk) == []
    hand.press("Alt+E", "Ctrl+S")
    assert [author.share for author in stored(desk)[0].authors] == [5000, 5000]


def test_a_draft_survives_leaving_and_coming_back(hand: Hand, frame: Frame, desk: Desk) -> None:
    hand.press("Alt+2", "Ctrl+N")
    hand.fill("Lắp cảm biến dừng máy chặt khi mở cửa")
    hand.type("Nguyễn")
    hand.press("Esc")
    hand.settle()
    assert [draft.form for draft in aside(desk, drafts.find)] == ["initiative/new"]
    hand.press("Ctrl+N")
    form = screen_of(frame).form
    assert form.fields.title.edit.text() == "Lắp cảm biến dừng máy chặt khi mở cửa"
    assert form.fields.authors.rows[0].name_edit.text() == "Nguyễn"


def test_two_seconds_without_a_key_keep_the_draft(hand: Hand, desk: Desk) -> None:
    hand.press("Alt+2", "Ctrl+N")
    hand.type("Bảng Excel tự tính")
    hand.until(lambda: len(aside(desk, drafts.find)) == 1, timeout=5_000)


def test_an_unreadable_date_is_kept_as_typed(hand: Hand, frame: Frame, desk: Desk) -> None:
    hand.press("Alt+2", "Ctrl+N")
    form = screen_of(frame).form
    hand.fill("Đổi hướng băng chuyền Gò B")
    form.fields.first_used.edit.setFocus()
    hand.fill("đầu năm")
    assert "đầu năm" in form.fields.first_used.problem.text()
    hand.press("Esc")
    hand.press("Ctrl+N")
    assert form.fields.first_used.edit.text() == "đầu năm"


def test_search_as_you_type_needs_no_marks(hand: Hand, frame: Frame, desk: Desk) -> None:
    for title in ("Chế tạo xe đẩy phom", "Bảng Excel tồn kho", "Xe đẩy hai tầng"):
        order_aside(desk, initiatives.save, an_initiative(title))
    hand.press("Alt+2", "Ctrl+F")
    hand.type("xe day")
    hand.settle(200)
    screen = screen_of(frame)
    assert screen.model.total == 2
    hand.press("Return")
    assert screen.table.hasFocus()
    hand.press("F2")
    hand.until(
        lambda: (
            "Xe đẩy" in screen.form.fields.title.edit.text()
            or "xe đẩy" in screen.form.fields.title.edit.text()
        )
    )


def test_a_chip_filters_by_stage(hand: Hand, frame: Frame, desk: Desk) -> None:
    order_aside(desk, initiatives.save, an_initiative("Đủ hồ sơ"))
    order_aside(desk, initiatives.save, an_initiative("Còn thiếu xưởng", workshop=""))
    hand.press("Alt+2")
    screen = screen_of(frame)
    hand.until(lambda: screen.model.total == 2)
    screen.chips[Stage.INCOMPLETE].setFocus()
    hand.press("Space")
    hand.until(lambda: screen.model.total == 1)
    row = screen.model.row(0)
    assert row is not None
    assert row.row.title == "Còn thiếu xưởng"


def test_removal_is_asked_once_and_taken_back(hand: Hand, frame: Frame, desk: Desk) -> None:
    order_aside(desk, initiatives.save, an_initiative("Xóa rồi lấy lại"))
    hand.press("Alt+2")
    hand.until(lambda: screen_of(frame).model.total == 1)
    hand.press("Ctrl+Delete", "Return")
    hand.until(lambda: screen_of(frame).model.total == 0)
    hand.press("Ctrl+Z")
    hand.until(lambda: screen_of(frame).model.total == 1)
    assert [item.title for item in stored(desk)] == ["Xóa rồi lấy lại"]


def test_selection_stays_on_its_record_when_rows_come_in_above(hand: Hand, frame: Frame, desk: Desk) -> None:
    for number in range(5):
        order_aside(desk, initiatives.save, an_initiative(f"Sáng kiến {number}"))
    hand.press("Alt+2")
    table = screen_of(frame).table
    hand.until(lambda: table.model_.total == 5)
    hand.press("Down", "Down")
    before = table.current().row.id
    order_aside(desk, initiatives.save, an_initiative("Mới nhất"))
    hand.press("F5")
    hand.until(lambda: table.model_.total == 6)
    assert table.current().row.id == before
    assert table.currentIndex().row() == 3


def test_a_refusal_after_ctrl_enter_brings_the_form_back(hand: Hand, frame: Frame, desk: Desk) -> None:
    screen = screen_of(frame)
    hand.press("Alt+2", "Ctrl+N")
    form: InitiativeForm = screen.form
    hand.fill("Phiếu sẽ bị từ chối", "Nguyễn Thị Hằng")
    desk.opened.writable = False  # another program took the folder meanwhile
    hand.press("Ctrl+Return")
    hand.until(lambda: form.fields.title.edit.text() == "Phiếu sẽ bị từ chối")
    desk.opened.writable = True
    hand.press("Ctrl+Return")
    hand.until(lambda: len(stored(desk)) == 1)


def test_people_are_offered_by_a_few_letters(hand: Hand, frame: Frame, desk: Desk) -> None:
    order_aside(desk, initiatives.save, an_initiative(authors=authors("Nguyễn Phạm Tuấn Kiệt")))
    hand.press("Alt+2", "Ctrl+N")
    hand.fill("Một sáng kiến khác")
    hand.type("tuan ki")
    row = screen_of(frame).form.fields.authors.rows[0]
    hand.until(lambda: row.suggestions.isVisible())
    assert row.name_edit.text() == "tuan ki"  # nothing is written into the field by itself
    hand.press("Down", "Return")
    assert row.name_edit.text() == "Nguyễn Phạm Tuấn Kiệt"
    assert row.share_edit.hasFocus()


def test_a_likely_duplicate_is_a_hint(hand: Hand, frame: Frame, desk: Desk) -> None:
    order_aside(desk, initiatives.save, an_initiative("Chế tạo xe đẩy phom có khóa bánh"))
    hand.press("Alt+2", "Ctrl+N")
    hand.fill("Chế tạo xe đẩy phom có khoá bánh xe")
    hints = screen_of(frame).form.hints
    hand.until(lambda: hints.alike.isVisible())
    assert "Chế tạo xe đẩy phom" in hints.alike_words.text()
