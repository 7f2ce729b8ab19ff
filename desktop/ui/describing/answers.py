"""The answers of one question sheet, entered in printed order: a line each, Enter goes to the next."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import drafts, question_sheets
from desktop.services.desk import Desk
from desktop.services.question_sheets import Line, Sheet, Taken
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.editors import LineEdit
from desktop.ui.typing.drafting import DraftKeeper


class AnswersPage(QWidget):
    """`stored` gives how many answers went in; `refused` what stood in the way."""

    stored = Signal(int)
    refused = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.sheet: Sheet | None = None
        self.edits: dict[int, LineEdit] = {}
        self.problems: dict[int, Any] = {}
        self.is_dirty = False
        self.keeper = DraftKeeper(desk, jobs, self._snapshot, self)
        self.title = parts.heading("", "section")
        self.stored_label = parts.heading("", "secondary")
        self._paper = parts.Card(margin=look.M)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.L)
        self._grid.setVerticalSpacing(look.XS)
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(3, 3)
        self._paper.box.addLayout(self._grid)
        self._paper.box.addStretch(1)
        self.foot = QHBoxLayout()
        self.foot.addWidget(self.stored_label)
        self.foot.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.S)
        box.addWidget(self.title)
        box.addWidget(parts.scrolled(self._paper), 1)
        box.addLayout(self.foot)
        self.keeper.kept.connect(self.stored_label.setText)

    def open(self, record: str) -> None:
        """Turn to a sheet, with what was being typed into it."""
        self.keep()
        self._jobs.ask(question_sheets.get, record, owner=self, then=self._opened, refused=self._refused)

    def _opened(self, sheet: Sheet) -> None:
        self._jobs.ask(drafts.find, owner=self, then=partial(self._show_with, sheet))

    def _show_with(self, sheet: Sheet, found: tuple[drafts.Draft, ...]) -> None:
        self.show_sheet(sheet)
        draft = next((draft for draft in found if draft.form == self.form_name()), None)
        if draft is not None:
            for place, text in _unpack(draft.body).items():
                if place in self.edits:
                    self.edits[place].setText(text)
            self.stored_label.setText(_("Đã mở lại phần đang nhập dở"))
        self.go()

    def show_sheet(self, sheet: Sheet) -> None:
        """A line a question; those that came back, or are known by now, only say so."""
        self.sheet = sheet
        self.keeper.forget()
        self._clear()
        told = _("Phiếu hỏi {number}/{year} · {workshop}")
        self.title.setText(
            told.format(
                number=f"{sheet.sheet.number:02d}",
                year=sheet.sheet.year,
                workshop=sheet.sheet.workshop or _("chưa rõ xưởng"),
            )
        )
        for place, line in enumerate(sheet.lines):
            self._add(place, line)
        self.is_dirty = False

    def _add(self, place: int, line: Line) -> None:
        about = parts.text(
            " · ".join(filter(None, (f"#{line.number}" if line.number else "", line.title, line.name)))
        )
        asked = parts.heading(wording.label(line.question.asked), "secondary")
        for column, cell in enumerate((parts.heading(str(place + 1), "secondary"), about, asked)):
            self._grid.addWidget(cell, 2 * place, column, look.TOP)
        if line.answered is not None or not line.is_open:
            self._grid.addWidget(parts.heading(_("đã có"), "secondary"), 2 * place, 3)
            return
        edit = LineEdit()
        edit.setAccessibleName(_("Trả lời câu {place}").format(place=place + 1))
        edit.textEdited.connect(self._typed)
        edit.left.connect(self.keep)
        problem = parts.text("")
        problem.setProperty("kind", "problem")
        problem.setProperty("tone", "bad")
        problem.hide()
        self._grid.addWidget(edit, 2 * place, 3)
        self._grid.addWidget(problem, 2 * place + 1, 3)
        self.edits[place] = edit
        self.problems[place] = problem

    def _clear(self) -> None:
        while self._grid.count():
            taken = self._grid.takeAt(0).widget()
            if taken is not None:
                taken.hide()
                taken.deleteLater()
        self.edits, self.problems = {}, {}

    def go(self) -> None:
        """The focus goes to the first line that is still empty."""
        for edit in self.edits.values():
            if not edit.text():
                edit.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _typed(self, _text: str) -> None:
        self.is_dirty = True
        self.keeper.touched()

    def form_name(self) -> str:
        """Under which name the draft is kept."""
        return f"question_sheet/{self.sheet.sheet.id}" if self.sheet else ""

    def texts(self) -> dict[int, str]:
        """What is typed, by the place of the question."""
        return {place: edit.text() for place, edit in self.edits.items() if edit.text().strip()}

    def _snapshot(self) -> tuple[str, str]:
        return self.form_name(), msgspec.json.encode(self.texts()).decode()

    def keep(self) -> None:
        """Keep the draft now where something was typed."""
        if self.is_dirty:
            self.keeper.keep()

    def save(self) -> None:
        """Store the answers."""
        if self.sheet is None:
            return
        self.keeper.forget()
        self.is_dirty = False
        for problem in self.problems.values():
            problem.hide()
        self._jobs.order(
            question_sheets.answer,
            self.sheet.sheet.id,
            self.texts(),
            draft_form=self.form_name(),
            owner=self,
            then=self._saved,
            refused=self._refused,
        )

    def _saved(self, taken: Taken) -> None:
        for place, problem in taken.problems.items():
            told = self.problems[place]
            told.setText(f"{wording.sentence(problem.code, problem.facts)} {wording.advice(problem.code)}")
            told.show()
        if taken.problems:
            first = min(taken.problems)
            self.edits[first].setFocus(Qt.FocusReason.TabFocusReason)
            self.stored_label.setText(
                _("Đã nhập {count} câu; còn câu chưa đọc được").format(count=taken.count)
            )
        self.stored.emit(taken.count)

    def _refused(self, refused: Refused) -> None:
        self.is_dirty = bool(self.texts())
        self.refused.emit(refused)


def _unpack(body: str) -> dict[int, str]:
    try:
        return msgspec.json.decode(body, type=dict[int, str])
    except msgspec.MsgspecError:
        return {}
