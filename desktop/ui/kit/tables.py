"""Tables on paged models: whole rows, 32 px each; what was chosen and what is in view survive a reload."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QWidget

from desktop.ui.kit import look
from desktop.ui.kit.paging import AskPage as AskPage
from desktop.ui.kit.paging import Column as Column
from desktop.ui.kit.paging import Mark as Mark
from desktop.ui.kit.paging import PagedModel as PagedModel
from desktop.ui.kit.paging import Slice as Slice
from desktop.ui.kit.paging import all_at_once as all_at_once
from desktop.ui.kit.paging import asking as asking

_FEW = 1_000
"""Up to so many chosen rows are walked one by one; of more only those that are loaded."""


class Table(QTableView):
    """A view on a paged model: whole rows, 32 px each, one column takes the rest; Enter opens."""

    opened = Signal(object)
    chosen = Signal(object)
    """The current row, or None."""
    sorted_by = Signal(str, bool)
    ticks_changed = Signal()

    def __init__(
        self,
        model: PagedModel,
        words: str,
        *,
        ticks: bool = False,
        several: bool = False,
        empty: str = "",
    ) -> None:
        """`empty` is said in place of rows where there are none: why, and what to do next."""
        super().__init__()
        self.model_ = model
        model.setParent(self)
        if ticks:
            model.ticked = set()
        self.setModel(model)
        self.setAccessibleName(words)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._dress_headers(model)
        self._key = ""
        self._kept: set[str] = set()
        self._had_all = False
        self._begins = True
        self._top: tuple[str, int, int] | None = None
        self._is_restoring = False
        self._descending = False
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._clicked)
        self.selectionModel().currentRowChanged.connect(self._moved)
        if several:
            self.selectionModel().selectionChanged.connect(self._selection_changed)
        model.loaded.connect(self._restore)
        self.empty = _words_in(self.viewport(), empty)
        model.loaded.connect(self._say_empty)

    def _say_empty(self, total: int) -> None:
        self.empty.setVisible(not total and bool(self.empty.text()))
        self.setAccessibleDescription("" if total else self.empty.text())
        self._place_words()

    def _place_words(self) -> None:
        room = self.viewport().rect().adjusted(look.M, look.XS, -look.M, -look.XS)
        room.setHeight(min(room.height(), self.empty.heightForWidth(room.width()) + 2 * look.L))
        self.empty.setGeometry(room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words of an empty table keep to its width."""
        super().resizeEvent(event)
        self._place_words()

    def _dress_headers(self, model: PagedModel) -> None:
        side = self.verticalHeader()
        side.setVisible(False)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(look.ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(40)
        head.setFixedHeight(look.ROW)
        for place, column in enumerate(model.columns):
            if column.width:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                head.resizeSection(place, column.width)
            else:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        if any(column.sort for column in model.columns):
            head.setSectionsClickable(True)
            head.sectionClicked.connect(self._sort)

    def _sort(self, section: int) -> None:
        key = self.model_.sort_key(section)
        if not key:
            return
        head = self.horizontalHeader()
        same = head.isSortIndicatorShown() and head.sortIndicatorSection() == section
        self._descending = not self._descending if same else False
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicatorShown(True)
        head.setSortIndicator(section, order)
        self.sorted_by.emit(key, self._descending)

    def reload(self) -> None:
        """Ask again for what is in view; the rows in view stay where they are, also where others came above them."""
        top = max(0, self.rowAt(0))
        row = self.model_.row(top)
        scroll = self.verticalScrollBar().value()
        if row is not None and scroll:  # at the very top what is new shows itself
            self._top = (self.model_.key(row), top, scroll)
        self.model_.reload(top)

    def ask_anew(self) -> None:
        """Ask for other rows: from the top, nothing chosen but the row under the hand, where it is among them."""
        self.choose_one()
        self._top = None
        self.scrollToTop()
        self.model_.reload()

    def choose_one(self) -> None:
        """None is chosen but the row under the hand: now, and of the rows that come next."""
        self._had_all = False
        self._begins = True
        self._choose_again()
        self._begins = True

    def current(self) -> Any | None:
        """The row that the hand is on."""
        index = self.currentIndex()
        return self.model_.row(index.row()) if index.isValid() else None

    def selected_keys(self) -> tuple[str, ...]:
        """Keys of the chosen rows, in the order of the table."""
        if self.selectionMode() is QAbstractItemView.SelectionMode.SingleSelection:
            row = self.current()
            return () if row is None else (self.model_.key(row),)
        places = self.model_.loaded_places(self._kept)
        return tuple(sorted(self._kept, key=lambda key: places.get(key, self.model_.total)))

    def pieces(self) -> tuple[range, ...]:
        """The places of the chosen rows, in the order of the table."""
        found = (
            range(piece.top(), piece.bottom() + 1) for piece in _pieces(self.selectionModel().selection())
        )
        return tuple(sorted(found, key=lambda piece: piece.start))

    @property
    def lacks_keys(self) -> bool:
        """Whether rows are chosen that were never in view, so that only their places are known."""
        return any(self.model_.row(place) is None for piece in self.pieces() for place in piece)

    @property
    def has_all(self) -> bool:
        """Whether every row is chosen, loaded or not (Ctrl+A)."""
        return self.model_.total > 1 and sum(map(len, self.pieces())) >= self.model_.total

    def ticked(self) -> tuple[str, ...]:
        """Keys of the ticked rows in the order of the table."""
        marked = self.model_.ticked or set()
        return tuple(key for row in self.model_.loaded_rows() if (key := self.model_.key(row)) in marked)

    def tick(self, keys: Iterable[str]) -> None:
        """Tick exactly these."""
        self.model_.ticked = set(keys)
        self._repaint()
        self.ticks_changed.emit()

    def choose(self, place: int) -> None:
        """Put the hand on a row."""
        if 0 <= place < self.model_.total:
            self.setCurrentIndex(self.model_.index(place, 0))

    def choose_key(self, key: str) -> None:
        """Put the hand on a row by its key, now or when it comes."""
        self._key = key
        self._restore(self.model_.total)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks, Home and End go to the first row and the last; letters do not jump about."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Space and self.model_.ticked is not None:
            self._turn(self.currentIndex())
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.model_.total:
            self._go_to_edge(
                0 if event.key() == Qt.Key.Key_Home else self.model_.total - 1, event.modifiers()
            )
            return
        super().keyPressEvent(event)

    def _go_to_edge(self, place: int, modifiers: Qt.KeyboardModifier) -> None:
        """A row of a table is one thing: to its first or last cell, as Qt would go, there is nowhere to go."""
        goal, here = self.model_.index(place, 0), self.currentIndex()
        flag = QItemSelectionModel.SelectionFlag
        several = self.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection
        if several and modifiers & Qt.KeyboardModifier.ShiftModifier and here.isValid():
            first, last = sorted((here, goal), key=QModelIndex.row)
            self.selectionModel().select(QItemSelection(first, last), flag.Select | flag.Rows)
            self.selectionModel().setCurrentIndex(goal, flag.NoUpdate)
        else:
            self.setCurrentIndex(goal)
        self.scrollTo(goal)

    def keyboardSearch(self, search: str) -> None:
        """No jumping by typed letters."""

    def _clicked(self, index: QModelIndex) -> None:
        if self.model_.ticked is not None and index.column() == 0:
            self._turn(index)

    def _turn(self, index: QModelIndex) -> None:
        row = self.model_.row(index.row()) if index.isValid() else None
        if row is None or self.model_.ticked is None:
            return
        self.model_.ticked ^= {self.model_.key(row)}
        self._repaint()
        self.ticks_changed.emit()

    def _repaint(self) -> None:
        if self.model_.total:
            self.model_.dataChanged.emit(self.model_.index(0, 0), self.model_.index(self.model_.total - 1, 0))

    def _open(self, index: QModelIndex) -> None:
        row = self.model_.row(index.row()) if index.isValid() else None
        if row is not None:
            self.opened.emit(row)

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self.model_.row(current.row()) if current.isValid() else None
        if row is not None or not self.model_.is_coming:  # one that is on its way is known by its place
            self._key = "" if row is None else self.model_.key(row)
        self.chosen.emit(row)

    def _selection_changed(self, *_change: Any) -> None:
        """Chosen rows are known by their keys: another row may stand in their place after the next reload."""
        if self._is_restoring:
            return
        self._begins = False
        self._had_all = self.has_all
        self._kept = self._keys_chosen()

    def _keys_chosen(self) -> set[str]:
        return {
            self.model_.key(row)
            for piece in self.pieces()
            for place in (piece if len(piece) <= _FEW else self.model_.places_loaded(piece))
            if (row := self.model_.row(place)) is not None
        }

    def _choose_again(self) -> None:
        """After a reload the same records are chosen, as far as they came; all, where all were."""
        if self._had_all:
            last = self.model_.index(self.model_.total - 1, 0)
            self._select(QItemSelection(self.model_.index(0, 0), last), anew=False)
        elif self._begins or (self.model_.is_fresh and len(self._kept) < 2):
            here = self.currentIndex()
            self._select(QItemSelection(here, here), anew=True)
            self._kept = {self._key} if self._key else set()
            self._begins = not self._key
        else:
            self._kept |= set() if self.model_.is_fresh else self._keys_chosen()
            wanted = QItemSelection()
            for place in self.model_.loaded_places(self._kept).values():
                index = self.model_.index(place, 0)
                wanted.select(index, index)
            self._select(wanted, anew=self.model_.is_fresh)

    def _select(self, wanted: QItemSelection, *, anew: bool) -> None:
        flag = QItemSelectionModel.SelectionFlag
        self._is_restoring = True
        self.selectionModel().select(wanted, (flag.ClearAndSelect if anew else flag.Select) | flag.Rows)
        self._is_restoring = False

    def _stay_in_view(self) -> None:
        """What stood at the top of the view stands there still."""
        if self._top is None:
            return
        key, was, scroll = self._top
        place = self.model_.place_of(key)
        self._top = None
        if place is not None and place != was:
            self.verticalScrollBar().setValue(scroll + (place - was) * look.ROW)

    def _restore(self, _total: int) -> None:
        """After a page came: the hand stays on the same record, wherever it stands now."""
        kept, had_all, begins = set(self._kept), self._had_all, self._begins
        self._restore_hand()
        if self.model_.total and self.selectionMode() is not QAbstractItemView.SelectionMode.SingleSelection:
            self._kept, self._had_all, self._begins = kept, had_all, begins
            self._choose_again()
        self._stay_in_view()

    def _restore_hand(self) -> None:
        if not self.model_.total:
            self._key = ""
            self.chosen.emit(None)
            return
        place = self.model_.place_of(self._key) if self._key else None
        if place is None:
            here = self.currentIndex().row()
            place = min(max(here, 0), self.model_.total - 1)
        if place != self.currentIndex().row():
            index = self.model_.index(place, 0)
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        else:
            row = self.model_.row(place)
            self._key = self.model_.key(row) if row is not None else self._key
            self.chosen.emit(row)


def _words_in(place: QWidget, words: str) -> QLabel:
    told = QLabel(words, place)
    told.setProperty("kind", "secondary")
    told.setWordWrap(True)
    told.setAlignment(Qt.AlignmentFlag.AlignCenter)
    told.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    told.hide()
    return told


def _pieces(selection: QItemSelection) -> Iterator[QItemSelectionRange]:
    for at in range(selection.count()):
        yield selection.at(at)
