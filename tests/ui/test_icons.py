"""Icons: drawn when they are first shown, in the dots and the tone that are asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from desktop.ui.kit import look

pytestmark = pytest.mark.usefixtures("qapp")


def inks(picture: QPixmap) -> set[str]:
    """The colours of all dots that are drawn in full."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    dots = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {dot.name() for dot in dots if dot.alpha() == 255}


def test_naming_an_icon_draws_nothing() -> None:
    drawn = look._drawn.cache_info().misses
    icon = look.icon("council", "care")
    assert look._drawn.cache_info().misses == drawn
    icon.pixmap(QSize(17, 17))
    icon.pixmap(QSize(17, 17))
    assert look._drawn.cache_info().misses == drawn + 1


def test_a_finer_screen_gets_more_dots() -> None:
    assert look.icon("add").pixmap(QSize(16, 16), 1.0).size() == QSize(16, 16)
    fine = look.icon("add").pixmap(QSize(16, 16), 2.0)
    assert fine.size() == QSize(32, 32)
    assert fine.deviceIndependentSize().toSize() == QSize(16, 16)


def test_what_cannot_be_used_is_pale() -> None:
    size = QSize(24, 24)
    assert inks(look.icon("done", "good").pixmap(size)) == {look.GOOD.lower()}
    assert inks(look.icon("done", "good").pixmap(size, QIcon.Mode.Disabled)) == {look.PALE.lower()}


def test_a_drawing_keeps_its_proportions_in_any_frame(qtbot: QtBot) -> None:
    picture = QPixmap(60, 20)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    look.icon("mark", "accent").paint(painter, QRect(0, 0, 60, 20))
    painter.end()
    assert inks(picture.copy(0, 0, 15, 20)) == set()
    assert inks(picture.copy(20, 0, 20, 20))
