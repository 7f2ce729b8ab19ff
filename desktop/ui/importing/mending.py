"""The card under the rows of a list: what is to be said about the chosen row, and its cells to be typed anew."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from desktop.domain.sheets.cells import text_of
from desktop.i18n import _
from desktop.ui import actions
from desktop.ui.importing.kinds import change_words, gravest_first, problem_words
from desktop.ui.kit import look, parts
from desktop.ui.kit.editors import Combo, LineEdit

_TOLD = 2


class MendCard(parts.Card):
    """Shows one row of a plan; asks for a cell to be mended."""

    mended = Signal(int, int, str)
    """Excel's row, the column counted from 0, the text typed."""

    def __init__(self) -> None:
        super().__init__(margin=look.M)
        self._plan: Any = None
        self._row: Any = None
        self._columns: list[Any] = []
        self.words = parts.text("")
        self.cell = Combo()
        self.cell.setAccessibleName(_("Ô cần sửa"))
        self.cell.setFixedWidth(230)
        self.edit = LineEdit()
        self.edit.setAccessibleName(_("Chữ trong ô"))
        self.mend_act = actions.make(self, "import.mend", self.begin)
        self.put_button = parts.button(_("Ghi lại ô"), "done")
        line = QHBoxLayout()
        line.setSpacing(look.S)
        self.cell_words = QLabel(_("Sửa ô (F2):"))
        line.addWidget(self.cell_words)
        line.addWidget(self.cell)
        line.addWidget(self.edit, 1)
        line.addWidget(self.put_button)
        self.box.addWidget(self.words)
        self.box.addLayout(line)
        self.cell.currentIndexChanged.connect(self._show_cell)
        self.edit.returnPressed.connect(self._put)
        self.put_button.clicked.connect(self._put_clicked)

    def show_row(self, plan: Any, row: Any | None) -> None:
        """Another row, or none."""
        self._plan, self._row = plan, row
        self.mend_act.setEnabled(row is not None)
        for widget in (self.cell_words, self.cell, self.edit, self.put_button):
            widget.setVisible(row is not None)
        if row is None:
            self.words.setText("")
            return
        problems = gravest_first(row)
        told = [problem_words(problem) for problem in problems]
        told += [change_words(change.field, change.before, change.after) for change in row.changes]
        self.words.setToolTip("\n".join(told))
        if len(told) > _TOLD:
            more = _("(còn {count} điều nữa)").format(count=len(told) - _TOLD)
            told = [*told[: _TOLD - 1], f"{told[_TOLD - 1]} {more}"]
        self.words.setText("\n".join(told) or _("Dòng này đọc được, không có gì cần sửa."))
        self._columns = [column for column in plan.columns if column.is_taken]
        at = self.cell.currentIndex()
        faulty = [problem.column for problem in problems if problem.column]
        letters = [column.letter for column in self._columns]
        self.cell.blockSignals(True)
        self.cell.clear()
        self.cell.addItems([f"{column.letter} · {column.heading}" for column in self._columns])
        if faulty and faulty[0] in letters:
            self.cell.setCurrentIndex(letters.index(faulty[0]))
        elif 0 <= at < len(letters):
            self.cell.setCurrentIndex(at)
        self.cell.blockSignals(False)
        self._show_cell(self.cell.currentIndex())

    def begin(self) -> None:
        """The hand goes to the cell's text."""
        if self._row is not None:
            self.edit.setFocus()
            self.edit.selectAll()

    @property
    def is_typing(self) -> bool:
        """Whether the hand is in the cell."""
        return self.edit.hasFocus()

    def leave(self) -> None:
        """Back to what stood in the cell: nothing is written."""
        self._show_cell(self.cell.currentIndex())

    def _place(self) -> tuple[int, int] | None:
        """Excel's row and column of the chosen cell; a problem of a co-author's row is mended there."""
        at = self.cell.currentIndex()
        if self._row is None or not 0 <= at < len(self._columns):
            return None
        column = self._columns[at]
        rows = [problem.row for problem in self._row.problems if problem.column == column.letter]
        return (rows[0] if rows else self._row.row), column.at

    def _show_cell(self, _index: int) -> None:
        place = self._place()
        if place is None:
            self.edit.setText("")
            return
        cells = self._plan.cells[place[0] - 1]
        self.edit.setText(text_of(cells[place[1]]) if place[1] < len(cells) else "")
        self.edit.setCursorPosition(0)

    def _put_clicked(self, _checked: bool = False) -> None:
        self._put()

    def _put(self) -> None:
        place = self._place()
        if place is not None:
            self.mended.emit(*place, self.edit.text())
