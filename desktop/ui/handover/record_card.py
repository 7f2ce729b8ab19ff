"""One line above the lists about one record: a reason and what to do with it, stored by Enter, put away by Esc."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.forms import Field, TextField


class RecordCard(parts.Card):
    """Shown for one record; `done` is told when it was stored or put away. A subclass says what `save` orders."""

    def __init__(
        self, jobs: Jobs, say: Callable[..., None], done: Callable[[], None], reason_field: TextField
    ) -> None:
        super().__init__("care", margin=look.M, spacing=look.XS)
        self._jobs = jobs
        self._say = say
        self._done = done
        self._record = ""
        self.reason_field = reason_field
        self._first: Field = reason_field

    def _lay_out(self, line: QHBoxLayout, first: Field, words: str, icon: str) -> None:
        self._first = first
        self.save_button = parts.pressed(words, icon, self.save)
        self.close_button = parts.pressed(_("Thôi"), "close", self.put_away, flat=True)
        line.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.box.addLayout(line)
        self.reason_field.edit.returnPressed.connect(self.save)
        self.hide()

    def ask(self, record: str) -> None:
        """About this record; the hand goes to the first field."""
        self._record = record
        self.reason_field.set_value("")
        self.reason_field.show_problem(None)
        self.show()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Order it."""
        raise NotImplementedError

    def put_away(self) -> None:
        """Nothing is stored."""
        self.hide()
        self._done()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)

    def _saved(self, words: str) -> None:
        self._say(words)
        self.put_away()

    def _refused(self, refused: Refused) -> None:
        self.reason_field.show_problem(Problem(refused.code, facts=refused.facts))
        self.reason_field.setFocus(Qt.FocusReason.OtherFocusReason)
