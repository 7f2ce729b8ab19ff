"""The five counts as bars with their numbers beside them; each opens the list (or the targets) behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.report import Cell, Measure
from desktop.i18n import _
from desktop.ui.kit import look

_ROW, _LABEL, _NUMBER = 28, 170, 60
_TONES = {
    Measure.ASSIGNED: "muted",
    Measure.PLEDGED: "muted",
    Measure.RECOGNISED: "accent",
    Measure.ON_PORTAL: "accent",
    Measure.VALID: "good",
}


class Bar(QPushButton):
    """One count: its words, a bar as long as its part of the longest, its number."""

    def __init__(self, measure: Measure, open_it: Callable[[Measure], None]) -> None:
        super().__init__()
        self.measure = measure
        self.number = 0
        self._most = 1
        self._open = open_it
        self.setProperty("line", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_ROW)
        self.clicked.connect(self._go)

    def show_number(self, number: int, most: int) -> None:
        """Show another number beside the longest."""
        self.number, self._most = number, max(1, most)
        told = f"{wording.label(self.measure)} {number}"
        self.setAccessibleName(told)
        self.setToolTip(_("Xem danh sách: {told}").format(told=told))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(400, _ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words, bar, number; a ring where the hand is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(look.colour("ink"))
        painter.drawText(QRectF(look.S, 0, _LABEL, _ROW), middle, wording.label(self.measure))
        room = self.width() - _LABEL - _NUMBER - look.M
        long = room * self.number / self._most
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(_TONES[self.measure]))
        painter.drawRoundedRect(QRectF(_LABEL + look.S, 7, max(2.0, long), _ROW - 14), 3, 3)
        painter.setPen(look.colour("ink"))
        painter.drawText(QRectF(_LABEL + look.L + long, 0, _NUMBER, _ROW), middle, str(self.number))
        if self.hasFocus() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(look.colour("accent"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.RADIUS, look.RADIUS)
        painter.end()

    def _go(self, _checked: bool = False) -> None:
        self._open(self.measure)


class Counts(QWidget):
    """Targets nobody set have no bar."""

    def __init__(self, open_it: Callable[[Measure], None]) -> None:
        super().__init__()
        self.bars = {measure: Bar(measure, open_it) for measure in Measure}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for bar in self.bars.values():
            box.addWidget(bar)

    def show_counts(self, total: Cell) -> None:
        """Show other numbers."""
        numbers = {measure: total.number(measure) for measure in Measure}
        most = max(number or 0 for number in numbers.values())
        for measure, number in numbers.items():
            self.bars[measure].setVisible(number is not None)
            self.bars[measure].show_number(number or 0, most)
