"""Nhập gọn by keys alone: eight fields, stored and on to the next; nothing typed is lost on the way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from helpers.builders import an_author, an_initiative, authors
from helpers.hand import Hand, aside, order_aside
from helpers.lookover import clipped, nameless, outside
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.domain.benefit import Reckoning
from desktop.domain.initiative import BenefitKind, Initiative
from desktop.domain.person import Gender, WorkerKind
from desktop.domain.problems import Refused
from desktop.domain.programme import Programme
from desktop.domain.workshop import Workshop
from desktop.services import drafts, initiatives, numbering, people, personal, programmes
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.ui.entry.rapid import RapidForm
from desktop.ui.frame import Frame
from desktop.ui.main_window import MainWindow
from desktop.ui.office.screen import OfficeScreen
from desktop.ui.typing.drafting import is_new
from desktop.ui.typing.panel import Panel


def form_of(frame: Frame) -> RapidForm:
    form = frame.screen("entry").form  # type: ignore[attr-defined]  # the screen of Nhập gọn
    assert isinstance(form, RapidForm)
    return form


def stored(desk: Desk) -> list[Initiative]:
    rows = aside(desk, initiatives.page, ListQuery(descending=False)).rows
    return [aside(desk, initiatives.get, item.row.id) for item in rows]


@pytest.fixture
def begun(hand: Hand, frame: Frame) -> RapidForm:
    """A blank form."""
    hand.press("Alt+2", "Ctrl+N")
    return form_of(frame)


def stops(form: RapidForm, hand: Hand) -> list[QWidget]:
    """Where Enter leads, from the title to the buttons."""
    found: list[QWidget] = []
    while (here := hand.target) not in found and form.isAncestorOf(here) and here is not form.save_button:
        found.append(here)
        hand.press("Return")
    return found


def test_enter_stops_nine_times_at_most(begun: RapidForm, hand: Hand) -> None:
    fields = begun.fields
    assert stops(begun, hand) == [
        fields.title.edit,
        fields.authors.rows[0].name_edit,
        fields.workshop.edit,
        fields.solution.edit,
        fields.field.edit,
        fields.first_used.edit,
        fields.trial_from.edit,
        fields.benefit.edit,
        fields.summary.edit,
    ]


def test_panels_are_built_when_they_are_asked_for(begun: RapidForm, hand: Hand) -> None:
    begun.fields.title.setFocus()
    hand.type("Cải tiến cữ may")
    assert begun.findChildren(Panel) == []
    begun.acts["entry.sitting"].trigger()
    begun.setting.pile.setFocus()
    hand.type("7")
    hand.press("Esc")
    assert begun.findChildren(Panel) == [begun.setting]
    assert (begun.sitting.pile, begun.fields.title.value()) == (7, "Cải tiến cữ may")


def test_a_form_is_entered_by_enter_alone(begun: RapidForm, hand: Hand, frame: Frame, desk: Desk) -> None:
    hand.fill("Cải tiến cữ may viền cổ giày mã 2217", "Nguyễn Thị Hằng", "May 2")
    hand.press("Return", "Return")  # kinds stay as they are
    hand.fill("15/4/2025", "1.4.25", "18tr")
    hand.type("Cữ thép giữ mép đều 2 mm.")
    hand.press("Ctrl+S")
    (found,) = stored(desk)
    assert found.title == "Cải tiến cữ may viền cổ giày mã 2217"
    assert [(author.name, author.share) for author in found.authors] == [("Nguyễn Thị Hằng", 10_000)]
    assert (found.workshop, found.first_used, found.trial_from) == (
        "May 2", date(2025, 4, 15), date(2025, 4, 1)
    )  # fmt: skip
    assert (found.benefit.kind, found.benefit.amount) == (BenefitKind.AMOUNT, 18_000_000)
    assert found.summary == "Cữ thép giữ mép đều 2 mm."
    assert frame.stack.currentWidget() is frame.screen("initiatives")
    assert aside(desk, drafts.find) == ()


def test_the_list_of_who_has_not_agreed_is_one_key_away_and_nothing_typed_is_lost(
    begun: RapidForm, hand: Hand, frame: Frame, desk: Desk, tmp_path: Path
) -> None:
    order_aside(desk, initiatives.save, an_initiative(authors=authors("Trần Văn Nam", "Lò Thị Inh")))
    hand.fill("Cải tiến cữ may")
    hand.press("Alt+D")
    office = frame.screen("office")
    assert isinstance(office, OfficeScreen) and frame.stack.currentWidget() is office
    consents = office.personal.consents
    hand.until(lambda: consents.model.total == 2 and consents.isVisible())
    hand.press("Ctrl+A")
    signed = tmp_path / "ky.png"
    Image.new("L", (600, 800), 255).save(signed)
    hand.press("Return")  # from the list into the paper's fields
    hand.fill("1/3/2026", "Danh sách số 1", str(signed))
    hand.press("Ctrl+Return")
    hand.until(lambda: consents.stack.currentWidget() is consents.empty)
    signed_by = [one.person for one in stored(desk)[0].authors]
    given = [aside(desk, personal.held, person).consents[0] for person in signed_by]
    assert len({consent.scan for consent in given}) == 1 and given[0].scan  # one scan for both
    hand.press("Esc")
    hand.until(lambda: frame.stack.currentWidget() is frame.screen("entry"))
    assert begun.fields.title.value() == "Cải tiến cữ may"


def test_the_page_does_not_scroll_for_three_authors_and_a_secret(
    begun: RapidForm, hand: Hand, window: MainWindow
) -> None:
    hand.fill("Cải tiến cữ may viền cổ giày mã 2217")
    hand.type("Nguyễn Thị Hằng")
    hand.press("Ctrl+T")
    hand.type("Tập thể tổ Cơ điện")
    hand.press("Ctrl+T")
    hand.type("Trần Văn Nam")
    hand.press("Alt+E", "Alt+B")
    for field in begun.fields.by_name().values():
        if field.isVisible():
            end = field.mapTo(begun, field.rect().bottomRight())
            assert end.y() <= begun.next_button.mapTo(begun, begun.next_button.rect().topLeft()).y()
            assert not field.visibleRegion().isEmpty()
    assert (window.width(), window.height()) == (1093, 614)


def test_ctrl_enter_stores_and_the_hand_goes_on_at_once(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Phiếu một", "Lê Thuý", "May 2")
    QTest.keyClick(hand.target, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    # nothing was waited for: the next form stands there with the focus in its title
    assert begun.fields.title.edit.hasFocus()
    assert begun.fields.title.edit.text() == ""
    hand.type("Phiếu hai")
    hand.settle()
    assert begun.fields.title.edit.text() == "Phiếu hai"
    assert [item.title for item in stored(desk)] == ["Phiếu một"]


def test_a_form_on_its_way_into_the_store_is_not_asked_about(
    begun: RapidForm, hand: Hand, desk: Desk
) -> None:
    hand.fill("Phiếu một", "Lê Thuý")
    waiting = aside(desk, drafts.find)
    assert [draft.form for draft in waiting] == [begun._name]
    QTest.keyClick(hand.target, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    begun._look_at_drafts(begun._name, waiting)  # as a question answered before the write
    assert not begun.recovery.isVisible()
    hand.settle()
    assert [item.title for item in stored(desk)] == ["Phiếu một"]


def test_what_is_typed_before_the_drafts_are_known_stays(
    hand: Hand, frame: Frame, begun: RapidForm, desk: Desk
) -> None:
    hand.fill("Dở từ hôm qua")
    hand.press("Esc")
    asked: list[str] = []
    late = begun._look_at_drafts
    begun._look_at_drafts = lambda blank, found: asked.append(blank)  # type: ignore[method-assign]  # a slow disk
    hand.press("Ctrl+N")
    hand.type("Phiếu hôm nay")
    late(asked[0], aside(desk, drafts.find))
    assert not begun.recovery.isVisible() and begun.fields.title.edit.text() == "Phiếu hôm nay"
    begun.keep()
    hand.settle()
    kept = [draft.body for draft in aside(desk, drafts.find)]
    assert len(kept) == 2 and "Phiếu hôm nay" in kept[0] and "Dở từ hôm qua" in kept[1]


def test_drafts_known_late_do_not_cover_the_next_form(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    asked_at = begun._name
    hand.fill("Phiếu một", "Lê Thuý")
    waiting = aside(desk, drafts.find)
    hand.press("Ctrl+Return")
    begun._handed_over.clear()  # as left over from yesterday
    begun._look_at_drafts(asked_at, waiting)
    assert not begun.recovery.isVisible()


def test_pinned_fields_are_carried_over(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Phiếu một", "Lê Thuý", "May 2")
    hand.press("Return", "Return")
    hand.type("15/4/25")
    hand.press("F8")
    assert begun.fields.first_used.label.text().endswith("giữ")
    begun.fields.workshop.setFocus()
    hand.press("F8")  # no longer kept
    hand.press("Ctrl+Return")
    assert begun.fields.workshop.edit.text() == ""
    assert begun.fields.first_used.edit.text() == "15/04/2025"
    hand.fill("Phiếu hai", "Lò Thị Inh")
    hand.press("Ctrl+D")  # as on the last form
    hand.press("Ctrl+Return")
    assert [(item.workshop, item.first_used) for item in stored(desk)] == [("May 2", date(2025, 4, 15))] * 2


def test_the_hand_goes_on_behind_what_was_repeated(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Cải tiến cữ may", "Lò Thị Inh")
    hand.press("Ctrl+Return", "Ctrl+D")
    hand.type(" mã 18")
    assert begun.fields.title.value() == "Cải tiến cữ may mã 18"


def test_what_is_missing_stays_said_wherever_the_hand_was(begun: RapidForm, hand: Hand) -> None:
    begun.fields.summary.edit.setFocus()
    hand.type("Chỉ có tóm tắt.")
    hand.press("Ctrl+Return")
    hand.settle(100)
    assert begun.fields.title.edit.hasFocus()
    assert begun.fields.title.problem.text() and begun.stored_label.text().startswith("Còn chỗ cần sửa")


def test_what_is_in_the_way_is_said_until_the_hand_moves_on(begun: RapidForm, hand: Hand) -> None:
    hand.fill("Cải tiến cữ may", "Lò Thị Inh")
    begun.fields.first_used.edit.setFocus()
    hand.type("32/1/2026")
    hand.press("Ctrl+Return")
    hand.settle(100)  # the draft is kept meanwhile
    assert begun.stored_label.text() == "Còn chỗ cần sửa; bản nháp vẫn được giữ. Gõ như 15/4/2026"
    assert begun.fields.first_used.edit.hasFocus()
    begun.fields.first_used.edit.selectAll()
    hand.fill("31/1/2026")
    hand.until(lambda: begun.stored_label.text().startswith("Đã lưu nháp"))
    assert begun.leaves_label.isVisible()  # it had given way to what was in the way


def test_figures_that_are_no_amount_are_told_and_kept(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Cải tiến cữ may", "Lò Thị Inh")
    begun.fields.benefit.edit.setFocus()
    hand.fill("18tre")
    assert begun.fields.benefit.problem.text() == "Chưa thành số tiền."
    assert "gõ như 15tr" in begun.fields.benefit.problem.toolTip()
    hand.press("Ctrl+Return")  # told, never in the way
    assert stored(desk)[0].benefit.note == "18tre"


def test_the_buttons_name_their_keys(begun: RapidForm) -> None:
    assert begun.next_button.text() == "Lưu và nhập tiếp  Ctrl+Enter"
    assert begun.save_button.text() == "Lưu  Ctrl+S"


def test_co_authors_share_what_is_left(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Chế tạo xe đẩy phom")
    hand.type("Nguyễn Thị Hằng")
    hand.press("Ctrl+T")
    hand.type("Tập thể tổ Cơ điện")
    hand.press("Ctrl+T")
    hand.type("Trần Văn Nam")
    begun.fields.authors.rows[0].share_edit.setFocus()
    hand.type("33,33")
    hand.press("Alt+R", "Ctrl+Return")
    assert [(author.name, author.share) for author in stored(desk)[0].authors] == [
        ("Nguyễn Thị Hằng", 3_333),
        ("Tập thể tổ Cơ điện", 3_334),
        ("Trần Văn Nam", 3_333),
    ]


def test_what_is_wrong_stands_in_the_labels_place(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Tận dụng nhiệt máy sấy keo")
    hand.type("Nguyễn Thị Hằng")
    hand.press("Ctrl+T")
    hand.type("Trần Văn Nam")
    hand.press("Ctrl+Return")
    problem = begun.fields.authors.problem
    assert problem.isVisible() and "100" in problem.toolTip()
    assert stored(desk) == []
    hand.press("Alt+E", "Ctrl+Return")
    assert [author.share for author in stored(desk)[0].authors] == [5000, 5000]


def test_more_than_a_year_of_use_is_told_and_stored(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Tận dụng nhiệt máy sấy keo", "Nguyễn Thị Hằng")
    begun.fields.first_used.edit.setFocus()
    hand.fill("1/2/2025")
    assert "Quá một năm" in begun.fields.first_used.problem.toolTip()
    hand.press("Ctrl+Return")
    assert stored(desk)[0].first_used == date(2025, 2, 1)


def test_the_helper_reckons_and_its_formula_stays(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Cữ may viền", "Nguyễn Thị Hằng")
    begun.fields.benefit.edit.setFocus()
    hand.press("F4")
    hand.fill("12", "9,5", "120.000")
    hand.type("350")
    assert begun.reckon.foot.text() == "(12 − 9,5) × 120.000 × 350 = 105.000.000 đ"
    hand.press("Return")
    assert begun.fields.benefit.edit.hasFocus()
    hand.press("Ctrl+Return")
    benefit = stored(desk)[0].benefit
    assert benefit.amount == 105_000_000
    assert benefit.reckoning == Reckoning(Decimal(12), Decimal("9.5"), Decimal(120_000), Decimal(350))


def test_another_amount_drops_the_formula(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Cữ may viền", "Nguyễn Thị Hằng")
    begun.fields.benefit.edit.setFocus()
    hand.press("F4")
    hand.fill("2", "1", "10", "500")
    begun.fields.benefit.edit.selectAll()
    hand.type("6000")
    hand.press("Ctrl+Return")
    assert (stored(desk)[0].benefit.amount, stored(desk)[0].benefit.reckoning) == (6_000, None)


@pytest.mark.parametrize(
    ("typed", "kind", "note"),
    [
        ("k", BenefitKind.NOT_COMPUTABLE, ""),
        ("không tính được", BenefitKind.NOT_COMPUTABLE, ""),
        ("bớt 2 CN", BenefitKind.TO_COMPUTE, "bớt 2 CN"),
        ("", BenefitKind.TO_COMPUTE, ""),
    ],
)
def test_a_benefit_may_be_no_number(
    begun: RapidForm, hand: Hand, desk: Desk, typed: str, kind: BenefitKind, note: str
) -> None:
    hand.fill("Cữ may viền", "Nguyễn Thị Hằng")
    begun.fields.benefit.edit.setFocus()
    hand.fill(typed)
    hand.press("Ctrl+Return")
    benefit = stored(desk)[0].benefit
    assert (benefit.kind, benefit.amount, benefit.note) == (kind, None, note)


def test_what_is_known_of_an_author_goes_to_the_person_too(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Cữ may viền")
    hand.type("Giàng A Dế")
    hand.press("F6")
    hand.fill("HL-00412", "1990")
    hand.press("Down", "Down", "Return", "Down", "Return", "Down", "Return")  # a man, a member, a worker
    hand.fill("Công nhân", "12/12")
    hand.press("Return")
    assert begun.fields.authors.rows[0].name_edit.hasFocus()
    hand.press("Ctrl+Return")
    author = stored(desk)[0].authors[0]
    assert (author.staff_code, author.birth, author.gender, author.union_member, author.worker_kind) == (
        "HL-00412", "1990", Gender.MALE, True, WorkerKind.WORKER
    )  # fmt: skip
    (person,) = aside(desk, people.find_people, "giang")
    assert (person.birth, person.union_member, person.worker_kind) == ("1990", True, WorkerKind.WORKER)


def test_people_are_offered_by_a_few_letters(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    known = an_author("Nguyễn Phạm Tuấn Kiệt", staff_code="HL-7", birth="1988")
    order_aside(desk, initiatives.save, an_initiative(authors=(known,)))
    hand.fill("Một sáng kiến khác")
    hand.type("tuan ki")
    row = begun.fields.authors.rows[0]
    hand.until(lambda: row.suggestions.isVisible())
    assert row.name_edit.text() == "tuan ki"  # nothing is written into the field by itself
    hand.press("Down", "Return")
    assert row.name_edit.text() == "Nguyễn Phạm Tuấn Kiệt"
    assert row.code_label.text() == "HL-7"
    assert begun.fields.workshop.edit.hasFocus()  # a lone author needs no share
    hand.press("Ctrl+Return")
    assert stored(desk)[1].authors[0].person == stored(desk)[0].authors[0].person
    assert stored(desk)[1].authors[0].birth == "1988"


def test_a_staff_code_finds_its_person(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    order_aside(
        desk, initiatives.save, an_initiative(authors=(an_author("H'Ler Niê", staff_code="HL-00412"),))
    )
    hand.fill("Một sáng kiến khác")
    hand.type("0412")
    row = begun.fields.authors.rows[0]
    hand.until(lambda: row.suggestions.isVisible())
    hand.press("Down", "Return")
    assert row.name_edit.text() == "H'Ler Niê"


def test_a_staff_code_alone_is_enough(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    order_aside(
        desk, initiatives.save, an_initiative(authors=(an_author("H'Ler Niê", staff_code="HL-00412"),))
    )
    hand.fill("Một sáng kiến khác", "412")  # nobody waited for the list that hangs under the name
    row = begun.fields.authors.rows[0]
    assert (row.name_edit.text(), row.code_label.text()) == ("H'Ler Niê", "HL-00412")
    hand.press("Ctrl+Return")
    assert stored(desk)[1].authors[0].person == stored(desk)[0].authors[0].person


def test_figures_are_nobodys_name(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Một sáng kiến", "331")
    assert "“331” không phải là họ tên" in begun.fields.authors.problem.toolTip()
    hand.press("Ctrl+Return")
    assert stored(desk) == [] and begun.fields.authors.rows[0].name_edit.hasFocus()


def test_shares_are_not_faulted_while_they_are_typed(begun: RapidForm, hand: Hand) -> None:
    hand.fill("Một sáng kiến", "Lê Thuý")
    hand.press("Ctrl+T")
    hand.fill("Trần Văn Nam")
    assert not begun.fields.authors.problem.text()
    begun.fields.title.setFocus()
    assert "Tổng tỷ lệ là 0 %" in begun.fields.authors.problem.toolTip()


def test_a_workshop_of_earlier_forms_is_offered_by_any_spelling(
    begun: RapidForm, hand: Hand, desk: Desk
) -> None:
    order_aside(desk, initiatives.save, an_initiative(workshop="May 2"))
    hand.fill("Một sáng kiến", "Nam")
    hand.type("px may2")
    hand.settle(250)
    hand.press("Down", "Return")
    assert begun.fields.workshop.edit.text() == "May 2"


def test_a_workshop_is_offered_too(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    order_aside(desk, people.save_workshop, Workshop("", "Gò A"))
    hand.fill("Một sáng kiến", "Nam")
    hand.type("go")
    hand.settle(250)
    hand.press("Down", "Return")
    assert begun.fields.workshop.edit.text() == "Gò A"
    assert begun.fields.solution.edit.hasFocus()


def test_a_pile_of_another_day_and_its_counter(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    spring = Programme("xuan", "Mùa xuân", "2026-01-01", "2026-03-31")
    order_aside(desk, programmes.put, [spring])
    hand.press("Esc", "Ctrl+N")
    hand.press("F7")
    hand.fill("30/12/2025", "500")
    hand.press("Down", "Return", "Return")  # the programme; numbers stay as they are
    assert "phiếu 1/500" in begun.counter.text() and "nhận 30/12/2025" in begun.counter.text()
    for number in range(2):
        hand.fill(f"Phiếu số {number}", "Lê Thuý")
        hand.press("Ctrl+Return")
    found = stored(desk)
    assert [(item.number, item.entered_on, item.programme) for item in found] == [
        (1, date(2025, 12, 30), "xuan"), (2, date(2025, 12, 30), "xuan")
    ]  # fmt: skip
    assert "phiếu 3/500" in begun.counter.text()
    assert "giây/phiếu" in begun.counter.text() and "xong khoảng" in begun.counter.text()


def test_numbers_are_switched_off_in_the_window(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.press("F7")
    hand.press("Return", "Return", "Return", "Down", "Esc")
    hand.fill("Phiếu không số", "Lê Thuý")
    hand.press("Ctrl+Return")
    assert stored(desk)[0].number is None
    assert aside(desk, numbering.rule).numbered is False


def test_a_secret_and_the_release_have_keys_of_their_own(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Nhuộm lại vải lỗi màu", "Lê Thuý")
    hand.press("Alt+B")
    hand.type("tỉ lệ pha 7 phần 3")
    hand.press("Alt+M", "Down")
    assert "hiệu quả" in begun.leaves_label.text()
    hand.press("Alt+K")
    hand.type("1/3/26")
    hand.press("Ctrl+Return")
    found = stored(desk)[0]
    assert (found.is_protected, found.protected_text) == (True, "tỉ lệ pha 7 phần 3")
    assert (found.release.value, found.first_use_ended) == ("title", date(2026, 3, 1))
    hand.settle(100)
    assert aside(desk, drafts.find) == ()  # the next form is blank: nothing of the secret goes on to it
    assert not begun.form.is_dirty and begun.fields.protected_text.edit.text() == ""


def test_a_long_summary_is_only_told(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Cữ may viền", "Lê Thuý")
    begun.fields.summary.edit.setFocus()
    begun.fields.summary.edit.insertPlainText("a" * 301)
    assert begun.fields.summary.hint.text() == "301/300"
    hand.press("Ctrl+Return")
    assert len(stored(desk)[0].summary) == 301


def test_a_likely_duplicate_is_a_hint(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    order_aside(desk, initiatives.save, an_initiative("Chế tạo xe đẩy phom có khóa bánh"))
    hand.fill("Chế tạo xe đẩy phom có khoá bánh xe")
    hand.until(lambda: bool(begun.alike_label.text()))
    assert "#1" in begun.alike_label.text()
    assert "Chế tạo xe đẩy phom" in begun.alike_label.toolTip()
    hand.fill("Lê Thuý")
    hand.press("Ctrl+Return")
    assert len(stored(desk)) == 2  # never in the way


# --- the scan of the paper beside it


def a_pile(folder: Path, count: int) -> list[Path]:
    """Sheets as they come from a scanner that knows nothing of codes."""
    sheets = [folder / f"phieu-{number}.png" for number in range(1, count + 1)]
    for number, path in enumerate(sheets):
        Image.new("L", (620, 877), 250 - number).save(path)
    return sheets


def test_each_form_of_a_pile_is_stored_with_its_own_scan(
    begun: RapidForm, hand: Hand, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    begun.scan.take(a_pile(tmp_path, 2))
    hand.until(lambda: bool(begun.scan.pane.view.drawn))
    assert begun.scan.isVisible() and begun.fields.title.edit.hasFocus()
    for wrong in (clipped, nameless, outside):
        assert wrong(window) == []
    wide = begun.scan.pane.view._wide()
    hand.press("Ctrl+=")
    assert begun.scan.pane.view._wide() > wide
    hand.press("Ctrl+-", "Alt+Right")
    hand.until(lambda: begun.scan.held is not None and begun.scan.held is begun._base.attachments[0])
    hand.fill("Phiếu một", "Lê Thuý")
    hand.press("Ctrl+Return")
    hand.until(lambda: begun.scan.held is not None and begun.scan.held.name == "phieu-2.png")
    hand.fill("Phiếu hai", "Lê Thuý")
    hand.press("Ctrl+Return")
    assert not begun.scan.isVisible()
    hand.fill("Phiếu ba", "Lê Thuý")
    hand.press("Ctrl+Return")
    held = {item.title: [scan.name for scan in item.attachments] for item in stored(desk)}
    assert held["Phiếu hai"] == ["phieu-2.png"] and held["Phiếu ba"] == []
    assert len(held["Phiếu một"]) == 1


def test_the_eight_fields_fit_beside_a_scan(
    begun: RapidForm, hand: Hand, window: MainWindow, tmp_path: Path
) -> None:
    begun.scan.take(a_pile(tmp_path, 1))
    hand.until(lambda: begun.scan.isVisible())
    hand.fill("Cải tiến cữ may viền cổ giày mã 2217")
    hand.type("Nguyễn Thị Hằng")
    hand.press("Ctrl+T")
    hand.type("Tập thể tổ Cơ điện")
    hand.press("Alt+E", "Alt+B")
    for field in begun.fields.by_name().values():
        if field.isVisible():
            assert field.visibleRegion().boundingRect() == field.rect()
    assert (window.width(), window.height()) == (1093, 614)
    hand.press("F9")
    assert not begun.scan.isVisible()


def test_a_scan_waits_for_the_next_form_while_another_comes_back(
    begun: RapidForm, hand: Hand, desk: Desk, tmp_path: Path
) -> None:
    begun.scan.take(a_pile(tmp_path, 2))
    hand.until(lambda: begun.scan.isVisible())
    hand.fill("Phiếu một", "Lê Thuý")
    desk.opened.writable = False
    hand.press("Ctrl+Return")
    hand.until(lambda: begun.fields.title.edit.text() == "Phiếu một")
    assert [scan.name for scan in begun._base.attachments] == ["phieu-1.png"]
    desk.opened.writable = True
    hand.press("Ctrl+Return")
    hand.until(lambda: [scan.name for scan in begun._base.attachments] == ["phieu-2.png"])


# --- drafts


def test_a_draft_survives_leaving_and_coming_back(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Lắp cảm biến dừng máy chặt khi mở cửa")
    hand.type("Nguyễn")
    hand.press("Esc")
    assert [draft.form for draft in aside(desk, drafts.find)] == [begun._name]
    hand.press("Ctrl+N")
    assert begun.recovery.isVisible() and "Lắp cảm biến" in begun.recovery.told.text()
    hand.press("Alt+P")  # or Enter, which stands on it
    assert begun.fields.title.edit.text() == "Lắp cảm biến dừng máy chặt khi mở cửa"
    assert begun.fields.authors.rows[0].name_edit.text() == "Nguyễn"
    hand.press("Ctrl+Return")
    assert aside(desk, drafts.find) == ()


def test_a_draft_is_kept_while_keys_still_come(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    for _ in range(20):  # never a second without a key
        hand.type("a")
        hand.qtbot.wait(100)
    (draft,) = aside(desk, drafts.find)
    assert "aaaaa" in draft.body


def test_keeping_both_asks_again_next_time(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    for title in ("Dở một", "Dở hai"):
        hand.fill(title)
        hand.press("Esc", "Ctrl+N")
        hand.press("Alt+G")
        if begun.recovery.isVisible():
            hand.press("Alt+G")
    assert begun.fields.title.edit.hasFocus()
    assert len({draft.form for draft in aside(desk, drafts.find) if is_new(draft.form)}) == 2
    hand.press("Esc", "Ctrl+N")
    assert "Còn 1 phiếu dở khác" in begun.recovery.told.text()
    assert begun.recovery.drop_button.text() == "Bỏ  Alt+X"
    hand.press("Alt+X", "Alt+X")
    assert begun.fields.title.edit.hasFocus()
    assert aside(desk, drafts.find) == ()


def test_an_unreadable_date_is_kept_as_typed(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Đổi hướng băng chuyền Gò B")
    begun.fields.first_used.edit.setFocus()
    hand.fill("đầu năm")
    assert "đầu năm" in begun.fields.first_used.problem.toolTip()
    hand.press("Esc", "Ctrl+N")
    hand.press("Return")
    assert begun.fields.first_used.edit.text() == "đầu năm"


def test_a_refusal_after_ctrl_enter_brings_the_form_back(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Phiếu sẽ bị từ chối", "Nguyễn Thị Hằng")
    desk.opened.writable = False  # another program took the folder meanwhile
    hand.press("Ctrl+Return")
    hand.until(lambda: begun.fields.title.edit.text() == "Phiếu sẽ bị từ chối")
    desk.opened.writable = True
    hand.press("Ctrl+Return")
    hand.until(lambda: len(stored(desk)) == 1)


def test_a_full_disk_is_said_and_what_was_typed_stays(
    begun: RapidForm, hand: Hand, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.fill("Phiếu lúc ổ đĩa đầy", "Nguyễn Thị Hằng")

    def full(*_: object, **__: object) -> None:
        raise Refused("disk.full", folder=str(desk.folder))

    with monkeypatch.context() as patched:
        patched.setattr(Desk, "_do", full)
        hand.press("Ctrl+Return")
        hand.until(lambda: "Ổ đĩa đã đầy" in begun.stored_label.text())
        assert begun.fields.title.edit.text() == "Phiếu lúc ổ đĩa đầy"
        assert "vẫn còn trên màn hình" in begun.stored_label.text()
    hand.press("Ctrl+Return")
    hand.until(lambda: [item.title for item in stored(desk)] == ["Phiếu lúc ổ đĩa đầy"])


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_S])
def test_a_key_pressed_three_times_stores_once(begun: RapidForm, hand: Hand, desk: Desk, key: Qt.Key) -> None:
    hand.fill("Phiếu một", "Lê Thuý", "May 2")
    target = hand.target
    for _ in range(3):
        QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier)
    hand.settle()
    assert [item.title for item in stored(desk)] == ["Phiếu một"]


def test_a_refusal_waits_while_the_next_form_is_typed(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Phiếu một", "Nguyễn Thị Hằng")
    desk.opened.writable = False
    QTest.keyClick(hand.target, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hand.type("Phiếu hai")
    hand.settle()
    assert begun.back_card.isVisible() and begun.fields.title.edit.text() == "Phiếu hai"
    desk.opened.writable = True
    begun.back_button.click()
    hand.settle()
    assert begun.fields.title.edit.text() == "Phiếu một"
    hand.press("Ctrl+Return")
    assert [item.title for item in stored(desk)] == ["Phiếu một"]
    assert "Phiếu hai" in begun.back_words.text()


def test_authors_of_a_draft_keep_their_people(begun: RapidForm, hand: Hand, desk: Desk) -> None:
    order_aside(desk, initiatives.save, an_initiative(authors=authors("Trần Văn Nam")))
    hand.fill("Một sáng kiến khác")
    hand.type("van nam")
    hand.until(lambda: begun.fields.authors.rows[0].suggestions.isVisible())
    hand.press("Down", "Return", "Esc", "Ctrl+N")
    hand.press("Return")
    hand.press("Ctrl+Return")
    assert len(aside(desk, people.find_people, "nam")) == 1
