"""The five counts as bars with their numbers beside them; Enter opens the figures and the lists behind them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop import wording
from desktop.domain.report import Cell, Measure
from desktop.i18n import _
from desktop.ui.kit import look

_ROW, _LABEL, _NUMBER = 26, 170, 60
_TONES = {
    Measure.ASSIGNED: "muted",
    Measure.PLEDGED: "muted",
    Measure.RECOGNISED: "accent",
    Measure.ON_PORTAL: "accent",
    Measure.VALID: "good",
}


class Counts(QPushButton):
    """Targets nobody set have no bar."""

    def __init__(self, open_it: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("line", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows: list[tuple[Measure, int]] = []
        self._open = open_it
        self.clicked.connect(self._go)

    def show_counts(self, total: Cell) -> None:
        """Show other numbers."""
        self._rows = [
            (measure, number) for measure in Measure if (number := total.number(measure)) is not None
        ]
        told = ", ".join(f"{wording.label(measure)} {number}" for measure, number in self._rows)
        self.setAccessibleName(told)
        self.setToolTip(_("Xem số: {told}").format(told=told))
        self.setFixedHeight(_ROW * len(self._rows) + look.M)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(400, _ROW * max(1, len(self._rows)) + look.M)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A bar for each count, the widest as long as the room."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font())
        most = max([1, *(number for _measure, number in self._rows)])
        room = self.width() - _LABEL - _NUMBER - look.M
        for place, (measure, number) in enumerate(self._rows):
            top = look.XS + place * _ROW
            painter.setPen(look.colour("ink"))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(look.S, top, _LABEL, _ROW), middle, wording.label(measure))
            long = room * number / most
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(_TONES[measure]))
            painter.drawRoundedRect(QRectF(_LABEL + look.S, top + 6, max(2.0, long), _ROW - 12), 3, 3)
            painter.setPen(look.colour("ink"))
            painter.drawText(QRectF(_LABEL + look.L + long, top, _NUMBER, _ROW), middle, str(number))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(look.colour("accent"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.RADIUS, look.RADIUS)
        painter.end()

    def _go(self, _checked: bool = False) -> None:
        self._open()
