"""One field of the chosen initiatives changed at once: choose, look at each before and after, then write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.initiative import Field as InitiativeField
from desktop.domain.initiative import Solution
from desktop.domain.problems import Refused
from desktop.i18n import _, ngettext
from desktop.services import bulk
from desktop.services.bulk import BulkField, BulkLine
from desktop.services.desk import Desk
from desktop.ui.jobs import Jobs, Ticket
from desktop.ui.kit import look, parts, reading
from desktop.ui.kit.forms import ChoiceField, Field, TextField, date_field, enum_field
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, asking
from desktop.ui.screen import today


class BulkDialog(QDialog):
    """Nothing is written before the table was shown."""

    changed = Signal(int)

    def __init__(self, parent: QWidget, jobs: Jobs, desk: Desk, ids: Sequence[str]) -> None:
        super().__init__(parent)
        self._jobs, self._desk, self._ids = jobs, desk, tuple(ids)
        self._counting: Ticket | None = None
        self._changed = 0
        day = today(desk)
        self.setWindowTitle(_("Sửa hàng loạt"))
        self.resize(820, 500)
        self.field = ChoiceField(_("Sửa mục"), [(field, _name(field)) for field in BulkField])
        self.editors: dict[BulkField, Field] = {
            BulkField.WORKSHOP: TextField(_("Thành")),
            BulkField.FIELD: enum_field(_("Thành"), InitiativeField),
            BulkField.SOLUTION: enum_field(_("Thành"), Solution),
            BulkField.PROGRAMME: TextField(_("Thành")),
            BulkField.TRIAL_FROM: date_field(_("Thành"), day),
            BulkField.FIRST_USED: date_field(_("Thành"), day),
            BulkField.ENTERED_ON: date_field(_("Thành"), day, hint=_("số tiếp nhận theo năm của ngày này")),
        }
        self.values = QStackedWidget()
        for editor in self.editors.values():
            self.values.addWidget(editor)
            editor.left.connect(self._look)
        self.field.changed.connect(self._field_chosen)
        columns = [
            Column(_("Số"), lambda line: str(line.number or ""), 64),
            Column(_("Tên sáng kiến"), lambda line: line.title, 0),
            Column(_("Đang là"), lambda line: _said(line.before), 170),
            Column(_("Sẽ là"), _after, 210),
        ]
        ask = asking(jobs, bulk.preview, self._arguments, lambda: self.table)
        self.model = PagedModel(columns, ask, lambda line: line.id)
        self.table = Table(
            self.model,
            _("Trước và sau khi sửa"),
            empty=_("Không dòng nào đổi. Chọn ô khác hoặc giá trị khác ở trên."),
        )
        self.told = parts.text("", "secondary")
        self.write_button = parts.button(_("Sửa"), "done", primary=True)
        self.write_button.clicked.connect(self._write)
        jobs.working.connect(self._tell_how_far)
        self.finished.connect(self._stop_counting)
        self._lay_out()
        self._look()

    @property
    def lines(self) -> Sequence[BulkLine]:
        """Those that came into view so far."""
        return self.model.loaded_rows()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(look.XL, look.L, look.XL, look.L)
        box.setSpacing(look.M)
        line = QHBoxLayout()
        line.setSpacing(look.M)
        line.addWidget(self.field, 1)
        line.addWidget(self.values, 2)
        box.addLayout(line)
        box.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        leave = parts.button(_("Thôi"), "back")
        leave.clicked.connect(self._leave)
        leave.setAutoDefault(False)
        foot.addWidget(leave)
        foot.addWidget(self.write_button)
        box.addLayout(foot)

    def _leave(self, _checked: bool = False) -> None:
        self.reject()

    def _field_chosen(self) -> None:
        self.values.setCurrentWidget(self.editors[self.field.value()])
        self._look()

    def _value(self) -> Any:
        value = self.editors[self.field.value()].value()
        return value or None if self.field.value() in _DAYS else value

    def _arguments(self, offset: int, limit: int) -> tuple[Any, ...]:
        return self._ids, self.field.value(), self._value(), offset, limit

    def _look(self) -> None:
        self.model.reload()
        self.write_button.setEnabled(False)
        self._counting = self._jobs.run(
            bulk.count, self._desk, self._ids, self.field.value(), self._value(), owner=self, then=self._counted,
            refused=self._refused, label=_("Xem trước khi sửa"), exclusive="bulk", stop="check", counted=True,
        )  # fmt: skip

    def _tell_how_far(self) -> None:
        """Only what takes more than a moment says how far it is."""
        ticket = self._counting
        if ticket is not None and 0 < ticket.done < ticket.total:
            told = _("Đang xem {done} trên {count} sáng kiến…")
            self.told.setText(told.format(done=ticket.done, count=ticket.total))

    def _stop_counting(self, _result: int = 0) -> None:
        if self._counting is not None:
            self._counting.stop()
            self._counting = None

    def _counted(self, changed: int) -> None:
        self._counting = None
        self._changed = changed
        told = ngettext(
            "{changed} trên {count} sáng kiến sẽ đổi; một lần hoàn tác lấy lại tất cả.",
            "{changed} trên {count} sáng kiến sẽ đổi; một lần hoàn tác lấy lại tất cả.",
            len(self._ids),
        )
        self.told.setText(told.format(changed=changed, count=len(self._ids)))
        self.write_button.setEnabled(bool(changed))

    def _write(self, _checked: bool = False) -> None:
        self.write_button.setEnabled(False)
        told = ngettext("Đang sửa {count} sáng kiến…", "Đang sửa {count} sáng kiến…", self._changed)
        self.told.setText(told.format(count=self._changed))
        self._jobs.order(
            bulk.change, self._ids, self.field.value(), self._value(), owner=self, then=self._written,
            refused=self._refused,
        )  # fmt: skip

    def _written(self, count: int) -> None:
        self.changed.emit(count)
        self.accept()

    def _refused(self, refused: Refused) -> None:
        self.told.setText(wording.sentence(refused.code, refused.facts))


_DAYS = (BulkField.TRIAL_FROM, BulkField.FIRST_USED, BulkField.ENTERED_ON)


def _name(field: BulkField) -> str:
    return _("Ngày nhận phiếu") if field is BulkField.ENTERED_ON else wording.label(field.changed)


def _said(value: Any) -> str:
    if value in ("", None):
        return "–"
    if isinstance(value, date):
        return reading.show_date(value)
    return value if type(value) is str else wording.label(value)


def _after(line: BulkLine) -> str | Mark:
    if line.problem is not None:
        return Mark(wording.sentence(line.problem.code, line.problem.facts), "bad", "bad")
    return (
        Mark(_said(line.after), "edit", "accent") if line.is_changed else Mark(_said(line.after), "", "muted")
    )
