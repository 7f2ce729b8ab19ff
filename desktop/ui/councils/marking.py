"""Marks of one member on all initiatives of a meeting: a grid by keys, a block from Excel, stored as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from desktop.domain.rubric import Criterion, Family, Rubric, points_text, read_points
from desktop.domain.text import fold
from desktop.i18n import _
from desktop.services import agendas, marking, marking_papers
from desktop.services.agendas import Called
from desktop.services.marking import Grid as Sheet
from desktop.services.marking import Progress
from desktop.ui import actions
from desktop.ui.councils.meeting_box import MeetingBox
from desktop.ui.councils.page import CouncilPage
from desktop.ui.kit import look, parts
from desktop.ui.kit.editors import Combo
from desktop.ui.kit.grid import Grid, GridColumn, GridModel
from desktop.ui.paper import PaperScreen

PAUSE = 1_500
"""Milliseconds after the last cell until what was typed is stored."""
_YES, _NO = frozenset({"x", "d", "1", "co", "dat"}), frozenset({"k", "0", "khong"})
"""Without marks, as `fold` leaves them: what people write for yes and no."""


class MarkingPage(CouncilPage):
    """Which meeting, whose sheet, the grid; beneath it who still owes how much."""

    def __init__(self, screen: PaperScreen) -> None:
        super().__init__(screen)
        self._members: list[str] = []
        self._sheet: Sheet | None = None
        self._changed: set[int] = set()
        self.meeting_box = MeetingBox()
        self.meeting_box.turned.connect(self._turn_meeting)
        self.member_box = Combo()
        self.member_box.setAccessibleName(_("Phiếu của thành viên"))
        self.member_box.setMinimumWidth(260)
        self.member_box.currentIndexChanged.connect(self._turn_member)
        self.model = GridModel([GridColumn(_("Sáng kiến"), typed=False)])
        self.model.typed.connect(self._typed)
        self.grid = Grid(self.model, _("Phiếu chấm"))
        self.grid.selectionModel().currentChanged.connect(self._tell_line)
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self.save)
        self.save_button = actions.button(actions.make(self, "marks.save", self.save))
        self.next_button = actions.button(actions.make(self, "marks.next", self.next_member), primary=True)
        self.sheets_button = actions.button(actions.make(self, "marks.sheets", self.print_sheets))
        self.tally_button = actions.button(actions.make(self, "marks.tally", self.print_tally))
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.S, 0, 0)
        box.setSpacing(look.S)
        tools = QHBoxLayout()
        tools.setSpacing(look.S)
        for words, field in ((_("Phiên họp"), self.meeting_box), (_("Phiếu của"), self.member_box)):
            label = QLabel(words)
            label.setProperty("kind", "label")
            label.setBuddy(field)
            tools.addWidget(label)
            tools.addWidget(field)
            tools.addSpacing(look.S)
        tools.addStretch(1)
        self.stored = parts.heading("", "secondary")
        tools.addWidget(self.stored)
        box.addLayout(tools)
        self.empty = parts.Empty(
            "council",
            _("Chưa có phiên họp nào dùng thang điểm"),
            _("Ghi thành viên, thang điểm, rồi chuẩn bị một phiên họp có chọn thang điểm đó."),
        )
        box.addWidget(self.empty, 1)
        box.addWidget(self.grid, 1)
        self.about = parts.heading("", "strong")
        self.owed = parts.text("", "secondary")
        box.addWidget(self.about)
        box.addWidget(self.owed)
        foot = QHBoxLayout()
        foot.setSpacing(look.S)
        foot.addWidget(self.sheets_button)
        foot.addWidget(self.tally_button)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        foot.addWidget(self.next_button)
        box.addLayout(foot)

    def reload(self) -> None:
        """The meetings, and how far marking has come."""
        self.jobs.ask(agendas.listing, owner=self, then=self._know_called, exclusive="called")

    def begin(self) -> None:
        """The hand goes to the first cell that waits for a mark."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Store what was typed."""
        self.save()

    def _know_called(self, called: tuple[Called, ...]) -> None:
        before = self.meeting_box.record
        marked = [one for one in called if one.agenda.rubric is not None]
        self.meeting_box.offer(sorted(marked, key=lambda one: one.is_held))
        self._show_some(bool(marked))
        if self.meeting_box.record and self.meeting_box.record == before:
            self._ask_progress()

    def _show_some(self, some: bool) -> None:
        self.empty.setVisible(not some)
        self.grid.setVisible(some)

    def _turn_meeting(self, _record: str) -> None:
        self.save()
        self._members = []
        self._ask_progress()

    def _ask_progress(self) -> None:
        record = self.meeting_box.record
        if record:
            self.jobs.ask(
                marking.progress,
                record,
                owner=self,
                then=self._know_progress,
                refused=self.refuse,
                exclusive="progress",
            )

    def _know_progress(self, progress: tuple[Progress, ...]) -> None:
        here = self._member()
        self._members = [one.member.id for one in progress]
        words = [
            _("{name} ({given}/{owed})").format(name=one.member.name, given=one.given, owed=one.owed)
            for one in progress
        ]
        self.member_box.blockSignals(True)
        self.member_box.clear()
        self.member_box.addItems(words)
        place = self._members.index(here) if here in self._members else 0
        self.member_box.setCurrentIndex(place if self._members else -1)
        self.member_box.blockSignals(False)
        owing = [one.member.name for one in progress if one.given < one.owed]
        self.owed.setText(
            _("Đủ phiếu {done}/{all}. Còn thiếu: {names}").format(
                done=len(progress) - len(owing), all=len(progress), names=", ".join(owing)
            )
            if owing
            else _("Đã đủ phiếu của {count} thành viên.").format(count=len(progress))
        )
        if not progress:
            self.owed.setText(_("Hội đồng ngày đó chưa có thành viên nào ghi tên (Ctrl+6)."))
        elif here not in self._members or self._sheet is None:
            self._turn_member(place)
        elif not self._changed and self.grid.state() != Grid.State.EditingState:
            self._ask_sheet(here)

    def _member(self) -> str:
        place = self.member_box.currentIndex()
        return self._members[place] if 0 <= place < len(self._members) else ""

    def _turn_member(self, _place: int) -> None:
        self.save()
        member = self._member()
        if member:
            self._ask_sheet(member)

    def _ask_sheet(self, member: str) -> None:
        self.jobs.ask(
            marking.grid,
            self.meeting_box.record,
            member,
            owner=self,
            then=self._know_sheet,
            refused=self.refuse,
            exclusive="grid",
        )

    def _know_sheet(self, sheet: Sheet) -> None:
        if self._changed:
            return  # somebody types already: what is on screen is newer
        before, self._sheet = self._sheet, sheet
        rubric = sheet.rubric
        rows = [
            [str(row.number or ""), row.title, *(_shown(rubric, row.marks.get(code)) for code in rubric.codes),
             _sum(rubric, row.marks), row.note]
            for row in sheet.rows
        ]  # fmt: skip
        locked = [place for place, row in enumerate(sheet.rows) if row.is_own or sheet.is_closed]
        for place in locked:
            if sheet.rows[place].is_own:
                rows[place][-1] = _("tác giả, không chấm")
        here = self.grid.currentIndex()
        cell = (here.row(), here.column())
        if before is not None and (before.meeting, before.member.id) == (sheet.meeting, sheet.member.id):
            for row, column in self.model.faults():
                rows[row][column] = self.model.cells[row][column]  # waits for its mend, as it was typed
            self.model.show_rows(rows, locked, _columns(rubric))
            self.grid.setCurrentIndex(self.model.index(*cell))
            return
        self.model.show_rows(rows, locked, _columns(rubric))
        self.grid.begin()
        self.stored.setText(_("đã ghi kết quả, chỉ xem") if sheet.is_closed else "")

    def _tell_line(self, current: QModelIndex, _before: QModelIndex) -> None:
        """What the column asks for: headings are too narrow for it."""
        column = self.model.columns[current.column()] if current.isValid() else None
        self.about.setText(column.hint if column else "")

    # --- typing

    def _typed(self, row: int) -> None:
        if self._sheet is None:
            return
        self._changed.add(row)
        marks = self._marks_of(row)
        at = 2 + len(self._sheet.rubric.codes)
        self.model.cells[row][at] = _sum(self._sheet.rubric, marks)
        self._soon.start()

    def _marks_of(self, row: int) -> dict[str, int]:
        sheet = self._sheet
        assert sheet is not None
        found = {}
        for place, code in enumerate(sheet.rubric.codes):
            if not self.model.fault(row, 2 + place):
                points = _read(sheet.rubric, self.model.cells[row][2 + place])
                if points is not None:
                    found[code] = points
        return found

    def save(self) -> None:
        """Store the rows that were typed into; a cell that cannot be read waits for its mend."""
        self._soon.stop()
        sheet, changed = self._sheet, sorted(self._changed)
        if sheet is None or not changed or sheet.is_closed:
            return
        self._changed.clear()
        marks = {sheet.rows[row].initiative: self._marks_of(row) for row in changed}
        notes = {sheet.rows[row].initiative: self.model.cells[row][-1] for row in changed}
        self.jobs.order(
            marking.put_marks,
            sheet.meeting,
            sheet.member.id,
            marks,
            notes,
            owner=self,
            then=partial(self._saved, len(self.model.faults())),
            refused=self.refuse,
        )

    def _saved(self, faults: int, _changed: int) -> None:
        told = _("Đã lưu")
        self.stored.setText(_("Đã lưu, {count} ô chưa đọc được").format(count=faults) if faults else told)

    def next_member(self) -> None:
        """Store, and turn to the next member's sheet."""
        self.save()
        place = self.member_box.currentIndex() + 1
        if place < self.member_box.count():
            self.member_box.setCurrentIndex(place)
        else:
            self.say(_("Đã qua hết các thành viên"), tone="good")

    # --- papers

    def print_sheets(self) -> None:
        """The sheets of all members, to be marked by hand or as they were marked."""
        if self.meeting_box.record:
            self.save()
            self.show_paper(_("Phiếu chấm"), marking_papers.sheets, self.desk, self.meeting_box.record)

    def print_tally(self) -> None:
        """The table of marks."""
        if self.meeting_box.record:
            self.save()
            self.show_paper(_("Bảng tổng hợp điểm"), marking_papers.tally, self.desk, self.meeting_box.record)


def _columns(rubric: Rubric) -> list[GridColumn]:
    lines = len(rubric.codes)
    width = max(64, min(100, 420 // max(1, lines)))
    shown = [GridColumn(_("Số"), 56, typed=False), GridColumn(_("Sáng kiến"), typed=False)]
    if rubric.family is Family.PAIRS:
        typed = [
            GridColumn(str(place), width, check=_pair_fault, hint=f"{pair.yes} (x) / {pair.no} (k)")
            for place, pair in enumerate(rubric.pairs, 1)
        ]
        total = GridColumn(_("Đủ"), 56, typed=False)
    else:
        typed = [
            GridColumn(
                f"{place} (/{points_text(one.maximum)})",
                width,
                check=partial(_points_fault, one),
                right=True,
                hint=_("{title}: tối đa {maximum}").format(title=one.title, maximum=points_text(one.maximum)),
            )
            for place, one in enumerate(rubric.criteria, 1)
        ]
        total = GridColumn(_("Tổng"), 70, typed=False, right=True)
    return [*shown, *typed, total, GridColumn(_("Nhận xét"), 150)]


def _points_fault(criterion: Criterion, text: str) -> str:
    points = read_points(text)
    if points is None or points > criterion.maximum:
        return _("Điểm từ 0 đến {maximum}.").format(maximum=points_text(criterion.maximum))
    return ""


def _pair_fault(text: str) -> str:
    return "" if fold(text) in _YES | _NO else _("Gõ x: đạt, k: không đạt.")


def _read(rubric: Rubric, text: str) -> int | None:
    typed = fold(text) if rubric.family is Family.PAIRS else text.strip()
    if not typed:
        return None
    if rubric.family is Family.PAIRS:
        return 1 if typed in _YES else 0 if typed in _NO else None
    return read_points(typed)


def _shown(rubric: Rubric, mark: int | None) -> str:
    if mark is None:
        return ""
    if rubric.family is Family.PAIRS:
        return "x" if mark else "k"
    return points_text(mark)


def _sum(rubric: Rubric, marks: Mapping[str, int]) -> str:
    if rubric.family is Family.PAIRS:
        return f"{len(marks)}/{len(rubric.codes)}"
    return points_text(sum(marks.values())) if marks else ""
