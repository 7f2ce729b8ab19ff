"""Ten forms in Nhập gọn against the same ten in a spreadsheet: the counts that docs/entry-compared.md states."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from helpers.hand import Hand, aside, order_aside
from helpers.spreadsheet import CHORD, PaperForm, Sheet, presses
from helpers.unikey import telex
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.domain.initiative import Field, Solution
from desktop.domain.person import Person
from desktop.domain.workshop import Workshop
from desktop.services import initiatives, people
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.ui.entry.rapid import RapidForm
from desktop.ui.frame import Frame

DOC = Path(__file__).parents[2] / "docs" / "entry-compared.md"
TECHNICAL, OPERATION = "Giải pháp kỹ thuật", "Giải pháp tác nghiệp"
KINDS = {TECHNICAL: Solution.TECHNICAL, OPERATION: Solution.OPERATION}
AREAS = {
    "Đồ gá, cơ khí": Field.TOOLING,
    "Tiết kiệm": Field.SAVING,
    "An toàn, vệ sinh lao động": Field.SAFETY,
    "Excel, phần mềm": Field.SOFTWARE,
    "Thao tác, 5S": Field.OPERATION_5S,
}
HANG, NAM, DE = ("Nguyễn Thị Hằng", "HL-00412"), ("Trần Văn Nam", "HL-00077"), ("Giàng A Dế", "HL-01203")
INH, KIET = ("Lò Thị Inh", "HL-00951"), ("Nguyễn Phạm Tuấn Kiệt", "HL-02210")
NEW = ("Thạch Sa Rây", ""), ("Tập thể tổ Cơ điện", "")
"""Two that no list knows."""

FIRST = PaperForm(
    "Cải tiến cữ may viền cổ giày mã 2217", (HANG,), "May 2", TECHNICAL, "Đồ gá, cơ khí", "15/4/25", "1/4/25",
    "18tr", "Cữ thép giữ mép đều 2 mm, thợ không phải giữ tay.",
)  # fmt: skip
FORMS = (
    FIRST,
    replace(FIRST, title="Chế tạo xe đẩy phom có khóa bánh", authors=(HANG, NAM), first_used="2/5/25", trial="",
            benefit="7,5tr", summary="Xe có khóa hai bánh sau, không trôi khi bốc phom."),
    replace(FIRST, title="Tận dụng nhiệt máy sấy keo để hong đế", authors=(NAM,), area="Tiết kiệm",
            first_used="10/6/25", trial="1/6/25", benefit="60tr", summary="Dẫn khí nóng thải qua ống tôn về bàn hong."),
    replace(FIRST, title="Lắp cảm biến dừng máy chặt khi mở cửa", authors=(NEW[1],), area="An toàn, vệ sinh lao động",
            first_used="20/6/25", trial="", benefit="không tính được", summary="Mở cửa che là dao dừng."),
    replace(FIRST, title="Gá kẹp vải cho máy vắt sổ", authors=(DE, HANG, NEW[0]), shares=("50", "30", "20"),
            area="Đồ gá, cơ khí", first_used="1/7/25", trial="15/6/25", benefit="12,5tr",
            summary="Gá giữ mép vải, bớt một thao tác của thợ phụ."),
    replace(FIRST, title="Bảng Excel tự tính tồn kho da theo mã", authors=(KIET,), kind=OPERATION,
            area="Excel, phần mềm", first_used="5/7/25", trial="", benefit="30tr",
            summary="Nhập số phiếu là tự cộng tồn."),
    replace(FIRST, title="Đổi hướng băng chuyền Gò B, giảm 2 lượt bê", authors=(INH, KIET), workshop="Gò A",
            kind=OPERATION, area="Thao tác, 5S", first_used="1/8/25", trial="20/7/25", benefit="22tr",
            summary="Quay băng chuyền 90 độ, bỏ hai lượt bê khay."),
    replace(FIRST, title="Kệ để phom theo cỡ số", authors=(INH,), workshop="Gò A", kind=OPERATION, area="Thao tác, 5S",
            first_used="3/8/25", trial="", benefit="4,5tr", summary="Kệ chia ngăn theo cỡ, có màu."),
    replace(FIRST, title="Bảng treo dụng cụ có vẽ hình", authors=(DE,), workshop="Gò A", kind=OPERATION,
            area="Thao tác, 5S", first_used="9/8/25", trial="", benefit="không tính được",
            summary="Nhìn bảng là biết thiếu cái nào."),
    replace(FIRST, title="Gom chỉ thừa làm đường may lót", authors=(INH, DE, NAM), workshop="Gò A", kind=OPERATION,
            area="Tiết kiệm", first_used="15/8/25", trial="1/8/25", benefit="15tr",
            summary="Nối cuộn chỉ thừa bằng máy cuốn lại."),
)  # fmt: skip


class Clerk:
    """Types into Nhập gọn and counts every press; UniKey's own Backspaces are not the clerk's."""

    def __init__(self, hand: Hand, form: RapidForm) -> None:
        self.hand = hand
        self.form = form
        self.pressed = 0

    def write(self, text: str) -> None:
        self.pressed += presses(text)
        for told in telex(text):
            for _ in range(told.backspaces):
                QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
            for letter in told.letters:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                    QApplication.sendEvent(QApplication.focusWidget(), event)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed += CHORD if "+" in key else 1
            self.hand.press(key)

    def author(self, place: int, name: str, code: str) -> None:
        """A known one by four digits of the code, a new one by the whole name."""
        if not code:
            self.write(name)
            return
        row = self.form.fields.authors.rows[place]
        self.write(code[-4:])
        self.hand.until(lambda: row.suggestions.isVisible())
        self.press("Down", "Return")

    def choose(self, choices: list[str], wanted: str, now: str) -> None:
        steps = choices.index(wanted) - choices.index(now)
        self.press(*["Down" if steps > 0 else "Up"] * abs(steps), "Return")

    def type_form(self, form: PaperForm) -> int:
        before, fields = self.pressed, self.form.fields
        self.write(form.title)
        self.press("Return")
        for place, (name, code) in enumerate(form.authors):
            if place:
                self.press("Ctrl+T")
            self.author(place, name, code)
        if len(form.authors) > 1:
            self._shares(form)
        elif not form.authors[0][1]:
            self.press("Return")
        if fields.workshop.edit.text() != form.workshop:
            if fields.workshop.edit.text():
                self.press("Ctrl+A")
            self.write(form.workshop)
        self.press("Return")
        self.choose(
            [fields.solution.edit.itemText(n) for n in range(4)],
            form.kind,
            fields.solution.edit.currentText(),
        )
        self.choose(
            [fields.field.edit.itemText(n) for n in range(8)], form.area, fields.field.edit.currentText()
        )
        self.write(form.first_used)
        self.press("Return")
        self.write(form.trial)
        self.press("Return")
        self.write("k" if form.benefit == "không tính được" else form.benefit)
        self.press("Return")
        self.write(form.summary)
        self.press("Ctrl+Return")
        return self.pressed - before

    def _shares(self, form: PaperForm) -> None:
        if form.shares is None:
            self.press("Alt+E")
            while self.form.fields.workshop.edit.hasFocus() is False:
                self.press("Return")
            return
        rows = self.form.fields.authors.rows
        while not rows[0].share_edit.hasFocus():
            self.press("Shift+Tab")
        for place, share in enumerate(form.shares):
            if place:
                self.press("Return")  # past the name
            self.write(share)
            self.press("Return")


def counted(hand: Hand, frame: Frame, desk: Desk) -> list[tuple[int, int]]:
    for name, code in (HANG, NAM, DE, INH, KIET):
        order_aside(desk, people.save_person, Person("", name, code))
    for name in ("May 2", "Gò A"):
        order_aside(desk, people.save_workshop, Workshop("", name))
    hand.press("Alt+2", "Ctrl+N")
    form = frame.screen("entry").form  # type: ignore[attr-defined]  # the screen of Nhập gọn
    clerk, sheet = Clerk(hand, form), Sheet()
    return [(clerk.type_form(paper), sheet.type_form(paper)) for paper in FORMS]


def stored_like(desk: Desk, paper: PaperForm) -> tuple[object, ...]:
    rows = aside(desk, initiatives.page, ListQuery(paper.title)).rows
    value = aside(desk, initiatives.get, rows[0].row.id)
    named = tuple((author.name, author.staff_code) for author in value.authors)
    return value.title, named, value.workshop, value.solution, value.field, value.summary


def test_ten_forms_take_the_keys_that_the_page_states(hand: Hand, frame: Frame, desk: Desk) -> None:
    found = counted(hand, frame, desk)
    for paper in FORMS:
        told = (
            paper.title,
            paper.authors,
            paper.workshop,
            KINDS[paper.kind],
            AREAS[paper.area],
            paper.summary,
        )
        assert stored_like(desk, paper) == told
    lines = re.findall(r"^\| (\d+) \|.*\| (\d+) \| (\d+) \|$", DOC.read_text(encoding="utf-8"), re.MULTILINE)
    stated = [(int(here), int(there)) for _, here, there in lines]
    print(*found, sum(here for here, _ in found), sum(there for _, there in found), sep="\n")
    assert stated == found
    here, there = (sum(column) for column in zip(*found, strict=True))
    assert f"**{here}**" in DOC.read_text(encoding="utf-8") and f"**{there}**" in DOC.read_text(
        encoding="utf-8"
    )
    assert here < there
