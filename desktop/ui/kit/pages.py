"""Pages of a PDF on screen: a column of sheets, drawn when they come into view, forgotten when they are far."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.services import previews
from desktop.services.previews import Picture
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts

A4 = 210 / 297
KEPT_AROUND = 6
MOST_ZOOM = 3.0


def image(picture: Picture) -> QImage:
    """A page's bytes as Qt's picture."""
    made = QImage(picture.rgb, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888)
    return made.copy()  # the bytes go away with the picture


class PageView(parts.Scroll):
    """Scrolls through the sheets; Page Up and Page Down go by sheets."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Các trang"))
        self._jobs = jobs
        self._pdf = b""
        self._zoom = 1.0
        self._sheets: list[QLabel] = []
        self._drawn: set[int] = set()
        self._asked: set[int] = set()
        inner = QWidget()
        inner.setProperty("scrolled", True)
        self._column = QVBoxLayout(inner)
        self._column.setSpacing(look.L)
        self._column.setContentsMargins(0, look.S, 0, look.L)
        self.setWidget(inner)
        self._soon = QTimer(self, interval=30, singleShot=True)
        self._soon.timeout.connect(self._draw_near)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def drawn(self) -> frozenset[int]:
        """Pages that are on screen or near it."""
        return frozenset(self._drawn)

    def show_pdf(self, pdf: bytes, pages: int) -> None:
        """Show another document from its first page."""
        self._pdf = pdf
        self._drawn.clear()
        self._asked.clear()
        while self._column.count():
            taken = self._column.takeAt(0).widget()
            if taken is not None:
                taken.deleteLater()
        self._sheets = [self._sheet(number, pages) for number in range(pages)]
        for sheet in self._sheets:
            self._column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(0)
        self._soon.start()

    def _sheet(self, number: int, pages: int) -> QLabel:
        sheet = QLabel()
        sheet.setProperty("sheet", True)
        sheet.setFixedSize(self._wide(), round(self._wide() / A4))
        sheet.setAccessibleName(_("Trang {number}/{count}").format(number=number + 1, count=pages))
        return sheet

    def _wide(self) -> int:
        return round(max(280, min(820, self.viewport().width() - 40)) * self._zoom)

    def zoom(self, by: float) -> None:
        """Larger (over 1) or smaller, from the width of the view to three times that."""
        self._zoom = min(MOST_ZOOM, max(1.0, self._zoom * by))
        is_larger = self._zoom > 1
        self.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_larger else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sheets follow the width."""
        super().resizeEvent(event)
        if self._sheets and self._sheets[0].width() != self._wide():
            self._fit()

    def _fit(self) -> None:
        if self._sheets:
            for sheet in self._sheets:
                sheet.setFixedSize(self._wide(), round(self._wide() / A4))
            self._drawn.clear()
            self._asked.clear()
            self._soon.start()

    def _scrolled(self, _value: int) -> None:
        self._soon.start()

    def _draw_near(self) -> None:
        top = self.verticalScrollBar().value()
        low = top + self.viewport().height()
        near = [
            n
            for n, sheet in enumerate(self._sheets)
            if sheet.y() + sheet.height() >= top and sheet.y() <= low
        ]
        if not near:
            return
        for number in range(max(0, near[0] - 1), min(len(self._sheets), near[-1] + 2)):
            if number not in self._drawn and number not in self._asked:
                self._asked.add(number)
                ratio = self.devicePixelRatioF()
                dpi = round(self._wide() * ratio / 210 * 25.4)
                then = partial(self._show, number, ratio, self._pdf)
                self._jobs.run(previews.render, self._pdf, number, dpi, owner=self, then=then)
        for number in [n for n in self._drawn if not near[0] - KEPT_AROUND <= n <= near[-1] + KEPT_AROUND]:
            self._sheets[number].clear()
            self._drawn.discard(number)

    def _show(self, number: int, ratio: float, pdf: bytes, picture: Picture) -> None:
        self._asked.discard(number)
        if pdf is not self._pdf or number >= len(self._sheets):
            return
        sheet = self._sheets[number]
        drawing = QPixmap.fromImage(image(picture))
        room = round((self.viewport().width() - 24) * ratio * self._zoom)
        if drawing.width() > room:  # an annex across the page
            drawing = drawing.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        drawing.setDevicePixelRatio(ratio)
        sheet.setFixedSize(drawing.deviceIndependentSize().toSize())
        sheet.setPixmap(drawing)
        self._drawn.add(number)
