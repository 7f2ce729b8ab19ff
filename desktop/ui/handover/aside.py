"""Why a record is held back here: one line above the lists, stored by Enter, put away by Esc."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import parking
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import TextField


class AsideCard(parts.Card):
    """Shown for one record; `done` is told when it is set aside."""

    def __init__(self, jobs: Jobs, say: Callable[..., None], done: Callable[[], None]) -> None:
        super().__init__("care", margin=look.M, spacing=look.XS)
        self._jobs = jobs
        self._say = say
        self._done = done
        self._record = ""
        self.reason_field = TextField(_("Lý do để riêng"), needed=True, limit=200)
        self.reason_field.make_compact()
        self.save_button = parts.pressed(_("Để riêng"), "parked", self.save)
        self.close_button = parts.pressed(_("Thôi"), "close", self.put_away, flat=True)
        line = forms.row(1, self.reason_field)
        line.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.box.addLayout(line)
        self.reason_field.edit.returnPressed.connect(self.save)
        self.hide()

    def ask(self, record: str) -> None:
        """For this record; the hand goes to the reason."""
        self._record = record
        self.reason_field.set_value("")
        self.reason_field.show_problem(None)
        self.show()
        self.reason_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Set it aside."""
        self._jobs.order(
            parking.put_aside,
            (self._record,),
            self.reason_field.value(),
            owner=self,
            then=self._saved,
            refused=self._refused,
        )

    def put_away(self) -> None:
        """Nothing is set aside."""
        self.hide()
        self._done()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)

    def _saved(self, _count: int) -> None:
        self._say(_("Đã để riêng; hồ sơ vẫn tính là chưa gửi"))
        self.put_away()

    def _refused(self, refused: Refused) -> None:
        self.reason_field.show_problem(Problem(refused.code, facts=refused.facts))
        self.reason_field.setFocus(Qt.FocusReason.OtherFocusReason)
