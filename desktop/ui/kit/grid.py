"""A grid to type into: rows and columns of text, Enter to the next cell, Ctrl+V takes a block from Excel.

A cell is read when it is left, never while it is being typed into; what cannot be read stays as typed, marked, with
the reason as its hint.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.ui.kit import look

Index = QModelIndex | QPersistentModelIndex
Check = Callable[[str], str]


def no_fault(_text: str) -> str:
    """Any text will do."""
    return ""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column: its heading, its width in px (0 shares what is left), what is wrong with a text in it ("": nothing).

    A column that is not `typed` only shows.
    """

    words: str
    width: int = 0
    typed: bool = True
    check: Check = no_fault
    right: bool = False
    hint: str = ""


class GridModel(QAbstractTableModel):
    """Texts in rows. Locked rows show and take nothing."""

    typed = Signal(int)
    """A row was changed by hand."""

    def __init__(self, columns: Sequence[GridColumn]) -> None:
        super().__init__()
        self.columns = list(columns)
        self.cells: list[list[str]] = []
        self.locked: set[int] = set()

    def show_rows(
        self,
        rows: Sequence[Sequence[str]],
        locked: Sequence[int] = (),
        columns: Sequence[GridColumn] | None = None,
    ) -> None:
        """Show other rows, with other columns where those are given."""
        self.beginResetModel()
        if columns is not None:
            self.columns = list(columns)
        self.cells = [list(row) for row in rows]
        self.locked = set(locked)
        self.endResetModel()

    def fault(self, row: int, column: int) -> str:
        """What is wrong with a cell."""
        text = self.cells[row][column].strip()
        return self.columns[column].check(text) if text else ""

    def faults(self) -> list[tuple[int, int]]:
        """Cells that cannot be read, in order."""
        return [
            (row, column)
            for row in range(len(self.cells))
            for column in range(len(self.columns))
            if self.columns[column].typed and row not in self.locked and self.fault(row, column)
        ]

    def takes(self, row: int, column: int) -> bool:
        """Whether a cell may be typed into."""
        return self.columns[column].typed and row not in self.locked

    def put(self, row: int, column: int, text: str) -> bool:
        """Put a text into a cell that takes one; true where it changed something."""
        if not self.takes(row, column) or self.cells[row][column] == text:
            return False
        self.cells[row][column] = text
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
        self.typed.emit(row)
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The rows."""
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What may be done with a cell."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.takes(index.row(), index.column()) else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings with their hints."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.hint or column.words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, marked where it cannot be read."""
        row, at = index.row(), index.column()
        if not index.isValid() or row >= len(self.cells):
            return None
        text = self.cells[row][at]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(self.columns[at])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.fault(row, at) or text
        if role == Qt.ItemDataRole.ForegroundRole:
            return look.colour("ink" if self.takes(row, at) or not self.columns[at].typed else "muted")
        if role == Qt.ItemDataRole.BackgroundRole and self.columns[at].typed:
            if row in self.locked:
                return look.soft("muted")
            return look.soft("bad") if self.fault(row, at) else None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A cell was left with this text."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.put(index.row(), index.column(), str(value).strip())
        return True


def _side(column: GridColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class Grid(QTableView):
    """The view. Typing begins a cell anew, F2 goes on with what stands there; Enter and Tab go to the next one."""

    pasted = Signal(int)
    """How many cells a paste changed."""

    def __init__(self, model: GridModel, words: str) -> None:
        super().__init__()
        self.model_ = model
        model.setParent(self)
        self.setModel(model)
        self.setAccessibleName(words)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        side = self.verticalHeader()
        side.setVisible(False)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(look.ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(44)
        head.setFixedHeight(look.ROW)
        model.modelReset.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        head = self.horizontalHeader()
        for place, column in enumerate(self.model_.columns):
            if column.width:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                head.resizeSection(place, column.width)
            else:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def begin(self) -> None:
        """Put the hand on the first cell that takes something."""
        self._go_from(0, -1)

    def go_to(self, row: int, column: int) -> None:
        """Put the hand on a cell."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(self.model_.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Delete empties, Ctrl+V and Ctrl+C carry blocks."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(
                event
            )  # what the editor of a cell did not want: Enter is on its way already
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._selected())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._next()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            for index in self.selectionModel().selectedIndexes():
                self.model_.put(index.row(), index.column(), "")
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """A cell was left by a key: on to the next one."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint in (hints.SubmitModelCache, hints.EditNextItem):
            self._next()

    def paste(self, block: str) -> None:
        """Lay a block over the cells from the current one on; what falls outside or on cells that only show is lost."""
        start = self.currentIndex()
        if not start.isValid():
            return
        changed = 0
        for down, line in enumerate(block.rstrip("\n").splitlines()):
            for along, text in enumerate(line.split("\t")):
                row, column = start.row() + down, start.column() + along
                if row < self.model_.rowCount() and column < self.model_.columnCount():
                    changed += self.model_.put(row, column, " ".join(text.split()))
        self.pasted.emit(changed)

    def _selected(self) -> str:
        chosen = {(index.row(), index.column()) for index in self.selectionModel().selectedIndexes()}
        rows = sorted({row for row, _column in chosen})
        return "\n".join(
            "\t".join(self.model_.cells[row][column] for at, column in sorted(chosen) if at == row)
            for row in rows
        )

    def _next(self) -> None:
        here = self.currentIndex()
        self._go_from(here.row(), here.column())

    def _go_from(self, row: int, column: int) -> None:
        """To the next cell that takes something, row by row."""
        wide = self.model_.columnCount()
        for place in range(max(row, 0) * wide + column + 1, self.model_.rowCount() * wide):
            if self.model_.takes(place // wide, place % wide):
                self.setCurrentIndex(self.model_.index(place // wide, place % wide))
                return
