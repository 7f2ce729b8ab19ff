"""Remuneration: the years that the employer owes for, the earliest first; what each year brought and what was paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import remunerations
from desktop.services.remunerations import YearPage, YearRow
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import CheckField, Form, TextField
from desktop.ui.kit.tables import Column, Mark, PagedModel, Slice, Table

_FIELDS = {"benefit.negative": "benefit", "remuneration.year": "benefit"}


class RemunerationPage(QWidget):
    """Enter on a year goes to its form; storing goes back to the list."""

    table: Table

    def __init__(
        self, jobs: Jobs, refuse: Callable[[Refused], None], acts: dict[str, QAction], today: date
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._refuse = refuse
        self._row: YearRow | None = None
        columns = [
            Column(_("Hạn trả"), lambda row: reading.show_date(row.due_on), 124),
            Column(_("Số"), lambda row: str(row.number or ""), 70),
            Column(_("Tên sáng kiến"), lambda row: row.title, 0),
            Column(_("Năm thứ"), lambda row: str(row.year), 80, right=True),
            Column(_("Làm lợi"), lambda row: reading.show_money(row.benefit) or "–", 120, right=True),
            Column(_("Phải trả"), lambda row: reading.show_money(row.due), 120, right=True),
            Column(_("Đã trả"), lambda row: reading.show_money(row.paid), 110, right=True),
            Column(_("Tình trạng"), _state, 150),
        ]
        self.model = PagedModel(columns, self._ask, lambda row: row.id)
        self.table = Table(
            self.model,
            _("Thù lao theo năm áp dụng"),
            empty=_(
                "Chưa có năm nào đến hạn thù lao. Sáng kiến được công nhận thì vào đây sau năm áp dụng đầu."
            ),
        )
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._to_form)
        self.open_field = CheckField(_("Chỉ năm còn phải trả"))
        self.open_field.set_value(True)
        self.open_field.changed.connect(self.reload)
        self.benefit_field = forms.money_field(_("Năm ấy làm lợi"))
        self.agreed_field = forms.money_field(_("Mức thỏa thuận (nếu có)"))
        self.paid_field = forms.money_field(_("Đã trả"))
        self.paid_on_field = forms.date_field(_("Ngày trả"), today)
        self.note_field = TextField(_("Ghi chú"), limit=200)
        self.form = Form(
            {
                "benefit": self.benefit_field,
                "agreed": self.agreed_field,
                "paid": self.paid_field,
                "paid_on": self.paid_on_field,
                "note": self.note_field,
            },
            self,
        )
        self.sums = parts.text("", "secondary")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.XS)
        head = QHBoxLayout()
        head.addWidget(self.sums, 1)
        head.addWidget(self.open_field)
        box.addLayout(head)
        box.addWidget(self.table, 1)
        box.addLayout(
            forms.row(
                2, self.benefit_field, 2, self.agreed_field, 2, self.paid_field, 2, self.paid_on_field,
                3, self.note_field, spacing=look.M,
            )
        )  # fmt: skip
        foot = QHBoxLayout()
        foot.addWidget(
            parts.text(
                _("Tiền của doanh nghiệp, sổ riêng: không lẫn với tiền hỗ trợ, tiền thưởng."), "secondary"
            ),
            1,
        )
        foot.addWidget(actions.button(acts["pay.save"], primary=True))
        box.addLayout(foot)

    def reload(self) -> None:
        """Ask again."""
        self.table.reload()

    def begin(self) -> None:
        """The hand goes to the list."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask(self, offset: int, limit: int, then: Callable[[Slice], None]) -> None:
        def come(page: YearPage) -> None:
            then(Slice(page.rows, page.total))
            words = _("{total} năm áp dụng; quá hạn {late}, còn thiếu {owed} đồng")
            owed = reading.show_money(page.owed) or "0"
            self.sums.setText(words.format(total=page.total, late=page.late, owed=owed))

        self._jobs.ask(
            remunerations.page,
            offset,
            limit,
            open_only=self.open_field.value(),
            owner=self.table,
            then=come,
        )

    def _chosen(self, row: YearRow | None) -> None:
        same = row is not None and self._row is not None and row.id == self._row.id
        self._row = row
        if same and self.form.is_dirty:
            return
        self.form.fill(
            {
                "benefit": None if row is None else row.benefit,
                "agreed": None if row is None else row.agreed,
                "paid": None if row is None or not row.entered else row.paid,
                "paid_on": None if row is None else row.paid_on,
                "note": "" if row is None else row.note,
            }
        )

    def _to_form(self, _row: YearRow) -> None:
        self.benefit_field.setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """Store what is typed about the chosen year."""
        row = self._row
        if row is None or self.form.unreadable:
            self.form.focus_first_problem()
            return
        typed = self.form.values()
        self._jobs.order(
            remunerations.enter,
            row.initiative,
            row.year,
            benefit=typed["benefit"],
            agreed=typed["agreed"],
            paid=typed["paid"] or 0,
            paid_on=typed["paid_on"],
            note=typed["note"],
            owner=self,
            then=self._saved,
            refused=self._no,
        )

    def _saved(self, _record: str) -> None:
        self.form.is_dirty = False
        self.begin()

    def _no(self, refused: Refused) -> None:
        field = _FIELDS.get(refused.code)
        if field is None:
            self._refuse(refused)
            return
        self.form.show_problems((Problem(refused.code, field, refused.facts),))
        self.form.focus_first_problem()


def _state(row: YearRow) -> Mark:
    if row.paid >= row.due:
        return Mark(_("Đã trả đủ"), "good", "good")
    if row.late:
        return Mark(_("Quá hạn"), "bad", "bad")
    return Mark(_("Chưa tới hạn"), "waits", "muted")
