"""Lines of what was found, a mark before each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.kit import look, parts


class Lines(QWidget):
    """What was found, a line each with its mark."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.XS)
        self.words: tuple[str, ...] = ()

    def show_lines(self, lines: Iterable[tuple[str, str]]) -> None:
        """Other lines: words and tone."""
        while self._box.count():
            gone = self._box.takeAt(0).widget()
            if gone is not None:
                gone.deleteLater()
        told = []
        for words, tone in lines:
            told.append(words)
            self._box.addWidget(_line(words, tone))
        self.words = tuple(told)


def _line(words: str, tone: str) -> QWidget:
    made = QWidget()
    box = QHBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    icon = QLabel()
    icon.setFixedSize(18, 18)
    icon.setPixmap(look.pixmap(tone, tone, 16))
    box.addWidget(icon)
    box.addWidget(parts.text(words), 1)
    return made
