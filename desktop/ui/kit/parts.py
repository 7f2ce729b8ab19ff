"""Small parts of pages: headings, cards, chips, lines that open a place, pages that say what belongs there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.kit import look
from desktop.ui.kit.tables import Mark


def heading(words: str, kind: str = "page") -> QLabel:
    """A heading: `page` or `section`; or other text of a kind (`secondary`, `strong`, `figure`)."""
    label = QLabel(words)
    label.setProperty("kind", kind)
    return label


def text(words: str = "", kind: str = "", tone: str = "") -> QLabel:
    """A paragraph that wraps."""
    label = QLabel(words)
    label.setWordWrap(True)
    label.setProperty("kind", kind)
    label.setProperty("tone", tone)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return label


def set_tone(widget: QWidget, tone: str, name: str = "tone") -> None:
    """Change a tone (or a card's kind) of something already shown."""
    if widget.property(name) != tone:
        widget.setProperty(name, tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def button(words: str, icon: str = "", *, primary: bool = False, flat: bool = False) -> QPushButton:
    """A button that stands for itself (not for an action of the table)."""
    made = QPushButton(words)
    if icon:
        made.setIcon(look.icon(icon, "surface" if primary else "accent" if flat else "muted"))
    made.setProperty("primary", primary)
    made.setProperty("flat", flat)
    made.setAccessibleName(words)
    return made


def pressed(
    words: str, icon: str, act: Callable[[], None], *, primary: bool = False, flat: bool = False
) -> QPushButton:
    """A button that does something of its own."""
    made = button(words, icon, primary=primary, flat=flat)

    def run(_checked: bool = False) -> None:
        act()

    made.clicked.connect(run)
    return made


def chip(words: str) -> QPushButton:
    """A filter that is on or off."""
    made = QPushButton(words)
    made.setProperty("chip", True)
    made.setCheckable(True)
    made.setAccessibleName(words)
    return made


def rule() -> QFrame:
    """A thin line across."""
    made = QFrame()
    made.setObjectName("rule")
    return made


class Card(QFrame):
    """A white box with a column in it."""

    def __init__(self, kind: str = "true", *, margin: int = look.L, spacing: int = look.S) -> None:
        super().__init__()
        self.setProperty("card", kind)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(margin, margin, margin, margin)
        self.box.setSpacing(spacing)


class MarkLabel(QWidget):
    """A status: drawing, word, colour."""

    def __init__(self, mark: Mark | None = None) -> None:
        super().__init__()
        self._icon = QLabel()
        self._icon.setFixedSize(18, 18)
        self._words = QLabel()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._icon)
        box.addWidget(self._words)
        box.addStretch(1)
        if mark:
            self.show_mark(mark)

    def show_mark(self, mark: Mark) -> None:
        """Show another status."""
        self._icon.setPixmap(look.pixmap(mark.icon or "idle", mark.tone, 16))
        self._words.setText(mark.words)
        set_tone(self._words, mark.tone)


class Line(QPushButton):
    """A line that opens a place: drawing, sentence, arrow."""

    def __init__(self, words: str, mark: Mark, open_it: Callable[[], None]) -> None:
        super().__init__(words)
        self.setProperty("line", True)
        self.setIcon(look.icon(mark.icon, mark.tone))
        self.setIconSize(QSize(20, 20))
        self.setAccessibleName(words)
        self._open = open_it
        self.clicked.connect(self._go)

    def _go(self, _checked: bool = False) -> None:
        self._open()


class Empty(QWidget):
    """What belongs here, the key to begin, an example."""

    def __init__(self, icon: str, words: str, more: str, *begin: QWidget) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setSpacing(look.M)
        box.addStretch(1)
        drawing = QLabel()
        drawing.setPixmap(look.pixmap(icon, "accent", 48))
        drawing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = heading(words, "section")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        told = text(more, "secondary")
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        told.setMaximumWidth(520)
        told.setMinimumWidth(320)
        for widget in (drawing, title):
            box.addWidget(widget)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(told, 4)
        middle.addStretch(1)
        box.addLayout(middle)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for widget in begin:
            buttons.addWidget(widget)
        buttons.addStretch(1)
        box.addLayout(buttons)
        box.addStretch(2)


def page(
    owner: QWidget, *, margins: tuple[int, int, int, int] = (look.XL, look.L, look.XL, look.L)
) -> QVBoxLayout:
    """The column of a page with the margins that all pages have."""
    box = QVBoxLayout(owner)
    box.setContentsMargins(*margins)
    box.setSpacing(look.M)
    return box


def head(title: QLabel, *tools: QWidget, beside: QWidget | None = None) -> QHBoxLayout:
    """The top of a page: its heading, something beside it, its tools at the right."""
    box = QHBoxLayout()
    box.setSpacing(look.S)
    box.addWidget(title)
    if beside is not None:
        box.addSpacing(look.S)
        box.addWidget(beside)
    box.addStretch(1)
    for tool in tools:
        box.addWidget(tool)
    return box


def scrolled(inner: QWidget) -> QScrollArea:
    """A column that scrolls up and down, never sideways; follows the field that has the focus."""
    if inner.property("card") is None:
        inner.setProperty("scrolled", True)
    area = Scroll()
    area.setWidget(inner)
    return area


LABEL_HIGH = 52
"""Px above an editor that belong to it: its label, and two lines of what to write there."""


class Scroll(QScrollArea):
    """Scrolls with the focus and takes no focus itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)

    def event(self, event: QEvent) -> bool:
        """Keep the inner column as wide as the view needs it."""
        if event.type() == QEvent.Type.LayoutRequest and self.widget() is not None:
            self.setMinimumWidth(min(480, self.widget().minimumSizeHint().width() + 12))
        return super().event(event)

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Show the whole of the field that the hand goes to, with its label; Qt itself shows the caret's line alone."""
        has_moved = super().focusNextPrevChild(onwards)
        here, inner = self.focusWidget(), self.widget()
        if has_moved and inner is not None and here is not None and inner.isAncestorOf(here):
            top = here.mapTo(inner, QPoint(0, 0)).y()
            self._show_between(top - LABEL_HIGH, top + here.height() + look.S)
        return has_moved

    def _show_between(self, top: int, end: int) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if end > bar.value() + height:
            bar.setValue(min(end - height, top))
        elif top < bar.value():
            bar.setValue(max(0, top))


def bring_into_view(widget: QWidget) -> None:
    """Scroll the page that holds a widget to it, once the page has its sizes."""

    def scroll() -> None:
        above = widget.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)

    QTimer.singleShot(0, widget, scroll)


class Flow(QLayout):
    """Chips in a row that goes on in the next line where the window is narrow."""

    def __init__(self, parent: QWidget | None = None, gap: int = look.S) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's own way to add."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that a width needs."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place them."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest of them."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, rect: QRect, *, move: bool) -> int:
        x, y, high = rect.x(), rect.y(), 0
        for item in self._items:
            if item.widget() is not None and item.widget().isHidden():
                continue
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, high = rect.x(), y + high + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            high = max(high, size.height())
        return y + high - rect.y()


def flow(*widgets: QWidget) -> QWidget:
    """A strip of chips."""
    strip = QWidget()
    layout = Flow(strip)
    for widget in widgets:
        layout.addWidget(widget)
    policy = strip.sizePolicy()
    policy.setHeightForWidth(True)
    policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
    strip.setSizePolicy(policy)
    return strip


class Figure(QPushButton):
    """A number with its status; opens the place where those are listed."""

    def __init__(self, mark: Mark, open_it: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("figure", True)
        self._mark = mark
        self._open = open_it
        self.number = heading("–", "figure")
        words = heading(mark.words, "secondary")
        words.setWordWrap(True)
        drawing = QLabel()
        drawing.setPixmap(look.pixmap(mark.icon, mark.tone, 20))
        top = QHBoxLayout()
        top.addWidget(self.number)
        top.addStretch(1)
        top.addWidget(drawing, 0, look.TOP)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.M, look.S, look.M, look.S)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(words)
        for label in (self.number, words, drawing):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(88)
        self.clicked.connect(self._go)
        self.show_number(0)

    def show_number(self, number: int) -> None:
        """Show another number."""
        self.number.setText(str(number))
        self.setAccessibleName(f"{self._mark.words}: {number}")

    def _go(self, _checked: bool = False) -> None:
        self._open()
