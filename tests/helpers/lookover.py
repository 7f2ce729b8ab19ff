"""Looks a screen over: texts that are cut off, controls without a name, parts that lie outside their page."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)

from desktop.ui.bottom import Elided

SLACK = 2
"""Pixels that fonts may differ by."""


def shown(page: QWidget) -> Iterator[QWidget]:
    """Every widget of a page that is on screen."""
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.width() > 0:
            yield widget


def clipped(page: QWidget) -> list[str]:
    """Texts that have less room than they need."""
    found: list[str] = []
    for widget in shown(page):
        if isinstance(widget, Elided):
            continue
        if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
            found += _label(widget)
        elif isinstance(widget, QAbstractButton) and widget.text():
            found += _button(widget)
        elif isinstance(widget, QComboBox):
            found += _room(widget, widget.currentText(), 40)
        elif isinstance(widget, QLineEdit) and not widget.text():
            found += _room(widget, widget.placeholderText(), 22)
        elif isinstance(widget, QTableView):
            found += _headings(widget)
        elif isinstance(widget, QTabBar):
            found += _tabs(widget)
    return found


def _label(label: QLabel) -> list[str]:
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        return (
            [f"label {label.text()!r}: {needed} high in {label.height()}"]
            if needed > label.height() + SLACK
            else []
        )
    needed = label.sizeHint().width()
    return (
        [f"label {label.text()!r}: {needed} wide in {label.width()}"]
        if needed > label.width() + SLACK
        else []
    )


def _button(button: QAbstractButton) -> list[str]:
    needed = button.sizeHint().width()
    return (
        [f"button {button.text()!r}: {needed} wide in {button.width()}"]
        if needed > button.width() + SLACK
        else []
    )


def _room(widget: QWidget, text: str, around: int) -> list[str]:
    needed = widget.fontMetrics().horizontalAdvance(text) + around
    return (
        [f"field {text!r}: {needed} wide in {widget.width()}"]
        if text and needed > widget.width() + SLACK
        else []
    )


def _headings(table: QTableView) -> list[str]:
    head: QHeaderView = table.horizontalHeader()
    model = table.model()
    found = []
    for place in range(head.count()):
        text = str(model.headerData(place, head.orientation()))
        needed = head.fontMetrics().horizontalAdvance(text) + 20
        if needed > head.sectionSize(place) + SLACK:
            found.append(f"heading {text!r}: {needed} wide in {head.sectionSize(place)}")
    if sum(head.sectionSize(place) for place in range(head.count())) > table.viewport().width() + SLACK:
        found.append(f"table {table.accessibleName()!r} is wider than its place")
    return found


def _tabs(bar: QTabBar) -> list[str]:
    room = bar.parentWidget().width() if bar.parentWidget() else bar.width()
    needed = sum(bar.tabRect(place).width() for place in range(bar.count()))
    return [f"tabs: {needed} wide in {room}"] if needed > room + SLACK else []


def nameless(page: QWidget) -> list[str]:
    """Controls that a screen reader could not name."""
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QTabBar)
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in shown(page)
        if isinstance(widget, kinds)
        and not isinstance(widget, QHeaderView)
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parentWidget(), QLineEdit | QComboBox | QTabBar | QTableView)
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]


def outside(page: QWidget) -> list[str]:
    """Parts that lie partly outside the page although nothing scrolls there."""
    found = []
    for widget in shown(page):
        if isinstance(widget, QHeaderView) or _scrolls(widget, page):
            continue
        corner = widget.mapTo(page, widget.rect().bottomRight())
        if corner.x() > page.width() + SLACK or corner.y() > page.height() + SLACK:
            found.append(
                f"{type(widget).__name__} {widget.accessibleName()!r} ends at {corner.x()},{corner.y()}"
            )
    return found


def _scrolls(widget: QWidget, page: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and above is not page:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False
