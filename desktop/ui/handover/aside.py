"""Why a record is held back here."""

from __future__ import annotations

from collections.abc import Callable

from desktop.i18n import _
from desktop.services import parking
from desktop.ui.handover.record_card import RecordCard
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms
from desktop.ui.kit.forms import TextField


class AsideCard(RecordCard):
    """Sets one record aside, with a reason."""

    def __init__(self, jobs: Jobs, say: Callable[..., None], done: Callable[[], None]) -> None:
        super().__init__(jobs, say, done, TextField(_("Lý do để riêng"), needed=True, limit=200))
        self.reason_field.make_compact()
        self._lay_out(forms.row(1, self.reason_field), self.reason_field, _("Để riêng"), "parked")

    def save(self) -> None:
        """Set it aside."""
        words = _("Đã để riêng; hồ sơ vẫn tính là chưa gửi")
        self._jobs.order(
            parking.put_aside,
            (self._record,),
            self.reason_field.value(),
            owner=self,
            then=lambda _count: self._saved(words),
            refused=self._refused,
        )
