"""Rows by pages: a model asks its question a page at a time on the read lane and holds only what came into view.

Reloading keeps the rows on screen until their successors come.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QTableView

from desktop.ui.jobs import Jobs
from desktop.ui.kit import look

PAGE = 100

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Mark:
    """A status: a drawing, a word and a tone, so that colour is never the only sign."""

    words: str
    icon: str = ""
    tone: str = "ink"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in px (0 shares what is left), what it shows of a row, its sort key."""

    words: str
    show: Callable[[Any], str | Mark]
    width: int = 0
    sort: str = ""
    right: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows from an offset, and how many there are in all."""

    rows: Sequence[Any]
    total: int


AskPage = Callable[[int, int, Callable[[Slice], None]], None]
"""(offset, limit, then): asks for a page and gives it to `then` on the main thread."""


class PagedModel(QAbstractTableModel):
    """Rows by pages of 100, asked for when they come into view. `key` names a row across reloads."""

    loaded = Signal(int)
    """How many rows there are, whenever a page came."""

    def __init__(self, columns: Sequence[Column], ask: AskPage, key: Callable[[Any], str]) -> None:
        super().__init__()
        self.columns = list(columns)
        self.key = key
        self.total = 0
        self.is_fresh = True
        """Whether the page that came last is the first of a new question, and no further one of the same."""
        self.is_coming = False
        """Whether a page is being put in its place just now, so that rows come and go by themselves."""
        self.ticked: set[str] | None = None
        self._ask = ask
        self._pages: dict[int, Sequence[Any]] = {}
        self._asked: set[int] = set()
        self._round = 0
        self._wanted: set[int] = set()
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._fetch)

    def reload(self, around: int = 0) -> None:
        """Ask again, beginning with the page around a row; old rows stay until the answer."""
        self._round += 1
        self._asked.clear()
        self._wanted = {max(0, around) // PAGE}
        self._fetch(fresh=True)

    def row(self, place: int) -> Any | None:
        """The row at a place, None while it is on its way."""
        page = self._pages.get(place // PAGE)
        within = place % PAGE
        return page[within] if page is not None and within < len(page) else None

    def place_of(self, key: str) -> int | None:
        """Where a row stands among those that are loaded."""
        for number, page in self._pages.items():
            for within, row in enumerate(page):
                if self.key(row) == key:
                    return number * PAGE + within
        return None

    def places_loaded(self, among: range) -> list[int]:
        """The loaded rows of a stretch."""
        return [
            place
            for number, page in sorted(self._pages.items())
            for place in range(number * PAGE, number * PAGE + len(page))
            if place in among
        ]

    def loaded_places(self, keys: set[str]) -> dict[str, int]:
        """Where some rows stand, as far as they are loaded."""
        return {
            key: number * PAGE + within
            for number, page in self._pages.items()
            for within, row in enumerate(page)
            if (key := self.key(row)) in keys
        }

    def loaded_rows(self) -> list[Any]:
        """All rows that are here, in order."""
        return [row for number in sorted(self._pages) for row in self._pages[number]]

    def _fetch(self, *, fresh: bool = False) -> None:
        wanted, self._wanted = self._wanted - self._asked, set()
        for number in sorted(wanted):
            self._asked.add(number)
            self._ask(number * PAGE, PAGE, self._taker(number, self._round, fresh=fresh))

    def _taker(self, number: int, asked_in: int, *, fresh: bool) -> Callable[[Slice], None]:
        def take(piece: Slice) -> None:
            if asked_in == self._round:
                self._take(number, piece, fresh=fresh)

        return take

    def _take(self, number: int, piece: Slice, *, fresh: bool) -> None:
        self.is_fresh = fresh
        if fresh:
            self._pages.clear()
            self._asked = {number}
        self._pages[number] = piece.rows
        self.is_coming = True
        self._resize(piece.total)
        self.is_coming = False
        if self.total:
            self.dataChanged.emit(self.index(0, 0), self.index(self.total - 1, len(self.columns) - 1))
        self.loaded.emit(self.total)

    def _resize(self, total: int) -> None:
        if total > self.total:
            self.beginInsertRows(QModelIndex(), self.total, total - 1)
            self.total = total
            self.endInsertRows()
        elif total < self.total:
            self.beginRemoveRows(QModelIndex(), total, self.total - 1)
            self.total = total
            self.endRemoveRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """All rows, loaded or not."""
        return 0 if parent.isValid() else self.total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows are chosen; where there are ticks the first column carries them."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings, aligned as their cells."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(self.columns[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell; a row that is not here yet is asked for and shows "…"."""
        if not index.isValid() or not 0 <= index.row() < self.total:
            return None
        row = self.row(index.row())
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        if row is None:
            number = index.row() // PAGE
            if number not in self._asked:
                self._wanted.add(number)
                self._soon.start()
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and self.ticked is not None:
            is_on = self.key(row) in self.ticked
            return look.icon("ticked" if is_on else "unticked", "accent" if is_on else "muted")
        return _cell(column.show(row), role)

    def sort_key(self, section: int) -> str:
        """The sort key of a column, "" where it has none."""
        return self.columns[section].sort if 0 <= section < len(self.columns) else ""


def _side(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _cell(shown: str | Mark, role: int) -> Any:
    mark = shown if isinstance(shown, Mark) else Mark(shown)
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        return mark.words
    if role == Qt.ItemDataRole.DecorationRole and mark.icon:
        return look.icon(mark.icon, mark.tone)
    if role == Qt.ItemDataRole.ForegroundRole:
        return look.colour(mark.tone)
    return None


def asking(
    jobs: Jobs,
    question: Callable[..., Any],
    arguments: Callable[[int, int], tuple[Any, ...]],
    owner: Callable[[], QTableView],
) -> AskPage:
    """A page question for services whose answer has `rows` and `total`."""

    def ask(offset: int, limit: int, then: Callable[[Slice], None]) -> None:
        def come(page: Any) -> None:
            then(Slice(page.rows, page.total))

        jobs.ask(question, *arguments(offset, limit), owner=owner(), then=come)

    return ask


def all_at_once(rows: Callable[[], Sequence[Any]]) -> AskPage:
    """For short lists that are already here."""

    def ask(offset: int, limit: int, then: Callable[[Slice], None]) -> None:
        here = rows()
        then(Slice(here[offset : offset + limit], len(here)))

    return ask
