"""Đề nghị rút / sửa: what is asked of the portal about one record, and why."""

from __future__ import annotations

from collections.abc import Callable

from desktop.i18n import _
from desktop.services import requesting
from desktop.services.requesting import AMEND, WITHDRAW
from desktop.ui.handover.record_card import RecordCard
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms
from desktop.ui.kit.forms import ChoiceField, TextField


class RequestCard(RecordCard):
    """Asks the portal about one record."""

    def __init__(self, jobs: Jobs, say: Callable[..., None], done: Callable[[], None]) -> None:
        super().__init__(jobs, say, done, TextField(_("Lý do (cổng sẽ đọc)"), needed=True, limit=500))
        kinds = (
            (AMEND, _("Xin mở lại để sửa rồi nộp bản mới")),
            (WITHDRAW, _("Xin rút, không tính nữa")),
        )
        self.what_field = ChoiceField(_("Đề nghị cổng"), kinds)
        for field in (self.what_field, self.reason_field):
            field.make_compact()
        line = forms.row(2, self.what_field, 3, self.reason_field)
        self._lay_out(line, self.what_field, _("Gửi đề nghị"), "send")

    def save(self) -> None:
        """Freeze the request; it leaves with the next sending."""
        words = _("Đề nghị đi ở lượt gửi tới; trả lời của cổng hiện trong dòng thời gian")
        self._jobs.order(
            requesting.ask,
            self._record,
            self.what_field.value(),
            self.reason_field.value(),
            owner=self,
            then=lambda _request: self._saved(words),
            refused=self._refused,
        )
