"""Căn cứ pháp lý: what papers may rest on, from when, until when, and what took its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.legal import LegalBasis
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import legal
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import BlockField, CheckField, Form, TextField
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once

_PAPER = "decision"


class LegalPage(QWidget):
    """The list above, the chosen one's form below."""

    def __init__(
        self, jobs: Jobs, refuse: Callable[[Refused], None], say: Callable[..., None], day: date
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._refuse = refuse
        self._say = say
        self._day = day
        self._bases: tuple[LegalBasis, ...] = ()
        self._chosen_one: LegalBasis | None = None
        columns = [
            Column(_("Số hiệu"), lambda basis: basis.code, 240),
            Column(_("Tên văn bản"), lambda basis: basis.text, 0),
            Column(_("Hiệu lực"), self._standing, 190),
            Column(_("Thay bằng"), lambda basis: basis.replaced_by, 150),
        ]
        self.model = PagedModel(columns, all_at_once(lambda: self._bases), lambda basis: basis.code)
        self.table = Table(
            self.model,
            _("Căn cứ pháp lý"),
            empty=_("Chưa có căn cứ nào. Điền số hiệu, tên, ngày hiệu lực rồi lưu (Ctrl+S)."),
        )
        self.table.chosen.connect(self._choose)
        self.code_field = TextField(_("Số hiệu"), needed=True, limit=80)
        self.text_field = BlockField(_("Tên đầy đủ, in sau chữ “Căn cứ”"), lines=2, needed=True)
        self.since_field = forms.date_field(_("Có hiệu lực từ"), date.max)
        self.lapsed_field = forms.date_field(_("Hết hiệu lực từ"), date.max)
        self.instead_field = TextField(_("Thay bằng số hiệu"), limit=80)
        self.cited_field = CheckField(_("Tự ghi vào quyết định công nhận"))
        self.form = Form(
            {
                "code": self.code_field,
                "text": self.text_field,
                "since": self.since_field,
                "lapsed_on": self.lapsed_field,
                "replaced_by": self.instead_field,
                "cited": self.cited_field,
            },
            self,
        )
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.M)
        box.addWidget(self.table, 1)
        card = parts.Card(margin=look.M, spacing=0)
        card.box.addLayout(forms.row(2, self.code_field, 5, self.text_field))
        card.box.addLayout(
            forms.row(2, self.since_field, 2, self.lapsed_field, 2, self.instead_field, 3, self.cited_field)
        )
        foot = QHBoxLayout()
        foot.addWidget(
            parts.text(
                _("Số hiệu mới thì thêm, đã có thì sửa. Căn cứ hết hiệu lực chỉ cảnh báo khi in."),
                "secondary",
            ),
            1,
        )
        self.save_button = parts.button(_("Lưu căn cứ"), "save", primary=True)
        self.save_button.setToolTip(f"{_('Lưu căn cứ')}  (Ctrl+S)")
        self.save_button.clicked.connect(self._clicked)
        foot.addWidget(self.save_button)
        card.box.addLayout(foot)
        box.addWidget(card)

    def reload(self) -> None:
        """Ask again."""
        self._jobs.ask(legal.listing, owner=self, then=self._know, exclusive="bases")

    def _know(self, bases: tuple[LegalBasis, ...]) -> None:
        self._bases = bases
        self.table.reload()

    def _standing(self, basis: LegalBasis) -> str | Mark:
        if basis.holds_on(self._day):
            since = reading.show_date(basis.since)
            return Mark(_("từ {day}").format(day=since) if since else _("còn hiệu lực"), "good", "good")
        if basis.lapsed_on is not None and basis.lapsed_on <= self._day:
            return Mark(_("hết từ {day}").format(day=reading.show_date(basis.lapsed_on)), "bad", "bad")
        return Mark(_("từ {day}").format(day=reading.show_date(basis.since)), "waits", "care")

    def _choose(self, basis: LegalBasis | None) -> None:
        if basis is None or self.form.is_dirty:
            return
        self._chosen_one = basis
        self.form.fill(
            {
                "code": basis.code,
                "text": basis.text,
                "since": basis.since,
                "lapsed_on": basis.lapsed_on,
                "replaced_by": basis.replaced_by,
                "cited": _PAPER in basis.papers,
            }
        )

    def _clicked(self, _checked: bool = False) -> None:
        self.save()

    def save(self) -> None:
        """Add it, or change the one with the same code."""
        if self.form.unreadable:
            self.form.focus_first_problem()
            return
        typed = self.form.values()
        old = next((basis for basis in self._bases if basis.code == typed["code"]), None)
        others = tuple(kind for kind in (old.papers if old else ()) if kind != _PAPER)
        made = LegalBasis(
            typed["code"],
            " ".join(typed["text"].split()),
            (_PAPER, *others) if typed["cited"] else others,
            old.place if old else 100,
            typed["since"],
            typed["lapsed_on"],
            typed["replaced_by"],
        )
        self._jobs.order(legal.put, made, owner=self, then=self._saved, refused=self._refuse)

    def _saved(self, _value: object) -> None:
        self.form.is_dirty = False
        self._say(_("Đã lưu căn cứ"), undoable=True)
        self.reload()
