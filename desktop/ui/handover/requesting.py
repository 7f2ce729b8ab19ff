"""Đề nghị rút / sửa: what is asked of the portal about one record, and why; one line, stored by Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import requesting
from desktop.services.requesting import AMEND, WITHDRAW
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import ChoiceField, TextField


class RequestCard(parts.Card):
    """Shown for one record; `done` is told when it was asked, or put away."""

    def __init__(self, jobs: Jobs, say: Callable[..., None], done: Callable[[], None]) -> None:
        super().__init__("care", margin=look.M, spacing=look.XS)
        self._jobs = jobs
        self._say = say
        self._done = done
        self._record = ""
        kinds = (
            (AMEND, _("Xin mở lại để sửa rồi nộp bản mới")),
            (WITHDRAW, _("Xin rút, không tính nữa")),
        )
        self.what_field = ChoiceField(_("Đề nghị cổng"), kinds)
        self.reason_field = TextField(_("Lý do (cổng sẽ đọc)"), needed=True, limit=500)
        for field in (self.what_field, self.reason_field):
            field.make_compact()
        self.save_button = parts.pressed(_("Gửi đề nghị"), "send", self.save)
        self.close_button = parts.pressed(_("Thôi"), "close", self.put_away, flat=True)
        line = forms.row(2, self.what_field, 3, self.reason_field)
        line.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.box.addLayout(line)
        self.reason_field.edit.returnPressed.connect(self.save)
        self.hide()

    def ask(self, record: str) -> None:
        """About this record; the hand goes to what is asked."""
        self._record = record
        self.reason_field.set_value("")
        self.reason_field.show_problem(None)
        self.show()
        self.what_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Freeze the request; it leaves with the next sending."""
        self._jobs.order(
            requesting.ask,
            self._record,
            self.what_field.value(),
            self.reason_field.value(),
            owner=self,
            then=self._saved,
            refused=self._refused,
        )

    def put_away(self) -> None:
        """Nothing is asked."""
        self.hide()
        self._done()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)

    def _saved(self, _request: str) -> None:
        self._say(_("Đề nghị đi ở lượt gửi tới; trả lời của cổng hiện trong dòng thời gian"))
        self.put_away()

    def _refused(self, refused: Refused) -> None:
        self.reason_field.show_problem(Problem(refused.code, facts=refused.facts))
        self.reason_field.setFocus(Qt.FocusReason.OtherFocusReason)
