"""Đợt nhập: what holds for all forms of a sitting: the day they came, how many there are, what is carried over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.domain.programme import Programme
from desktop.i18n import _
from desktop.ui.kit import forms
from desktop.ui.kit.forms import ChoiceField
from desktop.ui.typing.panel import Panel


class SittingPanel(Panel):
    """Hangs under the counter."""

    def __init__(self, page: QWidget, today: date) -> None:
        self.programme = ChoiceField(_("Chương trình"), [("", _("theo ngày nhận"))])
        self.received = forms.date_field(_("Ngày nhận phiếu"), today, hint=_("trống: hôm nay"))
        self.pile = forms.count_field(_("Cả chồng có mấy phiếu"))
        self.numbered = ChoiceField(
            _("Số tiếp nhận"), [(True, _("tự đánh khi lưu")), (False, _("không đánh ở đây"))]
        )
        super().__init__(
            page,
            _("Đợt nhập này"),
            (self.received, self.pile, self.programme, self.numbered),
        )
        self.foot.setText(
            _("Phiếu nhận hôm nào thì ghi số tiếp nhận của năm ấy. F8 trong một ô: giữ ô đó cho phiếu sau.")
        )

    def offer(self, programmes: Sequence[Programme]) -> None:
        """The programmes that a form may name."""
        named = [(item.code, item.name) for item in programmes if not item.ended]
        self.programme.set_choices([("", _("theo ngày nhận")), *named])
