"""Another portal's word, typed by hand: recognised initiatives that no portal counts valid yet, a code and two days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import other_portal
from desktop.services.other_portal import WaitingPage, WaitingRow
from desktop.ui import actions, marks
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import Form, TextField
from desktop.ui.kit.tables import Column, PagedModel, Slice, Table

_FIELDS = {
    "portal_word.code_missing": "code",
    "portal_word.in_future": "put_on",
    "portal_word.valid_before_put": "valid_on",
}


class PortalPage(QWidget):
    """Enter on a row goes to its code; storing goes on to the next row."""

    table: Table

    def __init__(
        self, jobs: Jobs, refuse: Callable[[Refused], None], acts: dict[str, QAction], today: date
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._refuse = refuse
        self._today = today
        self._record = ""
        columns = [
            Column(_("Số"), lambda row: str(row.number or ""), 76),
            Column(_("Tên sáng kiến"), lambda row: row.title, 0),
            Column(_("Tác giả"), lambda row: marks.first_of(row.authors), 190),
            Column(_("Xưởng"), lambda row: row.workshop, 130),
            Column(_("Mã trên cổng"), lambda row: row.code or "–", 130),
            Column(_("Ngày cập nhật"), lambda row: reading.show_date(row.put_on) or "–", 130),
        ]
        self.model = PagedModel(columns, self._ask, lambda row: row.id)
        self.table = Table(
            self.model,
            _("Sáng kiến chờ cổng khác xác nhận"),
            empty=_(
                "Không có sáng kiến nào chờ xác nhận. Sáng kiến đã công nhận mà cổng chưa tính hợp lệ sẽ vào đây."
            ),
        )
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._to_form)
        self.code_field = TextField(_("Mã trên cổng (để trống: bỏ)"), limit=60)
        self.put_field = forms.date_field(_("Ngày cập nhật lên cổng"), today)
        self.valid_field = forms.date_field(
            _("Ngày xác nhận hợp lệ"), today, hint=_("trống: chưa có kết quả")
        )
        self.form = Form(
            {"code": self.code_field, "put_on": self.put_field, "valid_on": self.valid_field}, self
        )
        self.count = parts.heading("", "secondary")
        self.model.loaded.connect(self._tell)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.S)
        box.addWidget(
            parts.text(
                _(
                    "Cổng không có kết nối: chép mã và ngày từ cổng vào đây để được tính là đã lên cổng, hợp lệ."
                ),
                "secondary",
            )
        )
        box.addWidget(self.table, 1)
        box.addLayout(forms.row(4, self.code_field, 3, self.put_field, 4, self.valid_field))
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(actions.button(acts["pay.save"], primary=True))
        box.addLayout(foot)

    def reload(self) -> None:
        """Ask again."""
        self.table.reload()

    def begin(self) -> None:
        """The hand goes to the list."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask(self, offset: int, limit: int, then: Callable[[Slice], None]) -> None:
        def come(page: WaitingPage) -> None:
            then(Slice(page.rows, page.total))

        self._jobs.ask(other_portal.not_valid_yet, offset, limit, owner=self.table, then=come)

    def _tell(self, total: int) -> None:
        self.count.setText(
            _("{count} sáng kiến đã công nhận, chưa cổng nào xác nhận hợp lệ").format(count=total)
        )

    def _chosen(self, row: WaitingRow | None) -> None:
        if row is None:
            self._record = ""
            self.form.fill({"code": "", "put_on": None, "valid_on": None})
        elif row.id != self._record:
            self._record = row.id
            self.form.fill({"code": row.code, "put_on": row.put_on or self._today, "valid_on": None})

    def _to_form(self, _row: WaitingRow) -> None:
        self.code_field.setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """Store what is typed about the chosen row."""
        if not self._record or self.form.unreadable:
            self.form.focus_first_problem()
            return
        typed = self.form.values()
        put_on = typed["put_on"] or self._today
        if typed["code"]:
            self._jobs.order(
                other_portal.put_word,
                self._record,
                typed["code"],
                put_on,
                typed["valid_on"],
                owner=self,
                then=self._saved,
                refused=self._no,
            )
        else:
            self._jobs.order(
                other_portal.remove_word, self._record, owner=self, then=self._saved, refused=self._no
            )

    def _saved(self, _nothing: None) -> None:
        self._record = ""
        self.form.show_problems(())
        self.begin()

    def _no(self, refused: Refused) -> None:
        field = _FIELDS.get(refused.code)
        if field is None:
            self._refuse(refused)
            return
        self.form.show_problems((Problem(refused.code, field, refused.facts),))
        self.form.focus_first_problem()
