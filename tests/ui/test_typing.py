"""Letters as they come on real PCs: UniKey's Backspaces, input methods, pasted marks. None may be lost or added.

The field, the draft and the stored record are compared letter by letter, for two hundred words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

import pytest
from helpers.hand import Hand, aside
from helpers.unikey import Stroke, telex, vni
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.services import initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.ui.entry.rapid import RapidForm
from desktop.ui.frame import Frame

TEXT = (
    "cải tiến cữ may viền cổ giày mã chế tạo xe đẩy phom có khóa bánh tận dụng nhiệt máy sấy keo để hong đế lắp cảm "
    "biến dừng máy chặt khi mở cửa bảng tự tính tồn kho da theo mã đổi hướng băng chuyền giảm hai lượt bê Nguyễn Thị "
    "Hằng Trần Văn Nam Giàng A Dế Lò Thị Inh Thạch Sa Rây Nguyễn Phạm Tuấn Kiệt Lê Thuý Thúy Võ Vũ Đặng Ửng Ước Đỗ "
    "Quỹ Huỳnh khuỷu tay ngoằn ngoèo nghiêng nghĩa trượt thưởng lưỡng rượu mượn chuyển xuyến khuya quở khoẻ khỏe hòa "
    "hoà thủy thuỷ xoáy quý giữ gìn giếng gì ghế nghỉ được đường đứng đủ đầu đợt điều động ổn định ở ơn ưu ẩm ấm ẩn "
    "ắt ẵm ằng ẻo éo ẽ ẹ ỉ ĩ ị ỏ õ ọ ủ ũ ụ ỷ ỹ ỵ ý ừ ứ ử ữ ự ờ ớ ở ỡ ợ ồ ố ổ ỗ ộ ề ế ể ễ ệ ầ ấ ẩ ẫ ậ ằ ắ ẳ ẵ ặ "
    "sáng kiến thuộc bí mật công nghệ tổ hỗ trợ biên bản phiên họp phiếu chấm quyết "
    "định giấy chứng nhận tiền thưởng người lao động vệ sinh an toàn"
)
WORDS = TEXT.split()
PIECES = [" ".join(WORDS[start : start + 20]) for start in range(0, 200, 20)]


def test_there_are_two_hundred_words() -> None:
    assert len(WORDS) >= 200 and sum(len(piece.split()) for piece in PIECES) == 200
    assert all(unicodedata.is_normalized("NFC", word) for word in WORDS)


@pytest.fixture
def blank(hand: Hand, frame: Frame) -> RapidForm:
    """A blank form with the focus in its title."""
    hand.press("Alt+2", "Ctrl+N")
    form = frame.screen("entry").form  # type: ignore[attr-defined]  # the screen of Nhập gọn
    assert isinstance(form, RapidForm)
    return form


def key_event(letter: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def stroke(told: Stroke) -> None:
    """One key of the clerk's, with events of the program handled in between as on a slow PC."""
    for _ in range(told.backspaces):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    for letter in told.letters:
        key_event(letter)
    QApplication.processEvents()


def title_of(desk: Desk) -> list[str]:
    rows = aside(desk, initiatives.page, ListQuery(descending=False)).rows
    return [item.row.title for item in rows]


@pytest.mark.parametrize("way", [telex, vni], ids=["telex", "vni"])
def test_two_hundred_words_by_unikey(
    blank: RapidForm, hand: Hand, desk: Desk, way: Callable[[str], Iterator[Stroke]]
) -> None:
    for piece in PIECES:
        for told in way(piece):
            stroke(told)
        assert blank.fields.title.edit.text() == piece
        hand.press("Return")
        for told in way("Trần Thị Thuỷ"):  # a list of people opens meanwhile, and takes nothing
            stroke(told)
        hand.press("Return")
        for told in way("Gò Ấp"):
            stroke(told)
        blank.fields.summary.setFocus()
        for told in way(piece):
            stroke(told)
        assert blank.fields.summary.edit.toPlainText() == piece
        blank.fields.workshop.setFocus()
        blank.fields.workshop.edit.selectAll()
        hand.press("Delete", "Ctrl+Return")
    rows = aside(desk, initiatives.page, ListQuery(descending=False)).rows
    found = [aside(desk, initiatives.get, item.row.id) for item in rows]
    assert [value.title for value in found] == PIECES
    assert [value.summary for value in found] == PIECES
    assert {value.authors[0].name for value in found} == {"Trần Thị Thuỷ"}


def test_slow_typing_meets_suggestions_and_drafts(blank: RapidForm, hand: Hand, desk: Desk) -> None:
    hand.fill("Một phiếu đầu", "Nguyễn Thị Hằng")
    hand.press("Ctrl+Return")
    hand.press("Return")
    for told in telex("Nguyễn Thị Hằng Nga"):
        stroke(told)
        hand.qtbot.wait(40)  # long enough for lists to open under the field and for drafts to be kept
    assert blank.fields.authors.rows[0].name_edit.text() == "Nguyễn Thị Hằng Nga"


def test_two_hundred_words_by_an_input_method(blank: RapidForm, hand: Hand, desk: Desk) -> None:
    for piece in PIECES:
        for word in piece.split():
            for length in range(1, len(word) + 1):  # the word is composed letter by letter, underlined
                QApplication.sendEvent(hand.target, QInputMethodEvent(word[:length], []))
            done = QInputMethodEvent()
            done.setCommitString(f"{word} ")
            QApplication.sendEvent(hand.target, done)
        assert blank.fields.title.edit.text() == f"{piece} "
        hand.press("Ctrl+Return")
    assert title_of(desk) == PIECES


def combined(text: str) -> str:
    """As UniKey's "Unicode tổ hợp" writes: a letter with its shape, and the tone loose behind it."""
    loose = []
    for letter in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in marks[1:] if mark in "\u0300\u0301\u0303\u0309\u0323"]
        shaped = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones))
        loose.append(shaped + "".join(tones))
    return "".join(loose)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def tone_first(text: str) -> str:
    """Marks in the wrong order, as one keyboard writes them: no normal form of Unicode mends it."""
    return "".join(
        letter[0] + "".join(sorted(letter[1:], key=lambda mark: mark in "\u0302\u0306\u031b"))
        for letter in (unicodedata.normalize("NFD", each) for each in text)
    )


@pytest.mark.parametrize("way", [combined, decomposed, tone_first], ids=lambda way: way.__name__)
def test_two_hundred_words_pasted(
    blank: RapidForm, hand: Hand, desk: Desk, way: Callable[[str], str]
) -> None:
    for piece in PIECES:
        data = QMimeData()
        data.setText(way(piece))
        QApplication.clipboard().setMimeData(data)
        hand.press("Ctrl+V")
        blank.fields.summary.setFocus()
        hand.press("Ctrl+V")
        hand.press("Ctrl+Return")
    rows = aside(desk, initiatives.page, ListQuery(descending=False)).rows
    found = [aside(desk, initiatives.get, item.row.id) for item in rows]
    assert [value.title for value in found] == PIECES
    assert [value.summary for value in found] == PIECES


def test_marks_typed_loose_are_stored_as_letters(blank: RapidForm, hand: Hand, desk: Desk) -> None:
    for piece in PIECES:
        for letter in combined(piece):
            key_event(letter)
        hand.press("Ctrl+Return")
    assert title_of(desk) == PIECES


# --- counted keys

ENTER, CHORD = 1, 2
"""Presses: a chord is two, the modifier and its key."""


def test_a_form_of_two_authors_takes_two_keys_a_field_beyond_its_letters(
    blank: RapidForm, hand: Hand, desk: Desk
) -> None:
    pressed = letters = 0

    def press(key: str) -> None:
        nonlocal pressed
        pressed += CHORD if "+" in key else ENTER
        hand.press(key)

    def write(text: str) -> None:
        nonlocal pressed, letters
        pressed += len(text)
        letters += len(text)
        for letter in text:
            key_event(letter)

    write("Chế tạo xe đẩy phom có khóa bánh")
    press("Return")
    write("Nguyễn Thị Hằng")
    press("Ctrl+T")
    write("Trần Văn Nam")
    press("Alt+E")  # both shares
    press("Return")
    press("Return")
    write("May 2")
    press("Return")
    press("Down")  # the kind
    press("Return")
    press("Down")  # the field
    press("Return")
    write("15/4/25")
    press("Return")
    write("1/4/25")
    press("Return")
    write("18tr")
    press("Return")
    write("Xe có khóa hai bánh sau.")
    press("Ctrl+Return")
    (row,) = aside(desk, initiatives.page, ListQuery()).rows
    value = aside(desk, initiatives.get, row.row.id)
    filled = [
        value.title, *(author.name for author in value.authors), *(author.share for author in value.authors),
        value.workshop, value.solution, value.field, value.first_used, value.trial_from, value.benefit.amount,
        value.summary,
    ]  # fmt: skip
    assert all(filled) and [author.share for author in value.authors] == [5_000, 5_000]
    assert pressed - letters <= 2 * len(filled), (pressed, letters, len(filled))
    assert blank.fields.title.edit.hasFocus()
