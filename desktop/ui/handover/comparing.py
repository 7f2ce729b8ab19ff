"""Đối chiếu: this PC against the portal; equal, or each record that differs with what that means."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop import wording
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import handed, reconciling
from desktop.services.desk import Desk
from desktop.services.reconciling import Comparison, Difference
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import TextField
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once

_DIFFERENT, _SAME = 1, 2


class ComparingPage(QWidget):
    """A period, a button, the answer. Looks only; nothing is changed by it."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        refuse: Callable[[Refused], None],
        show: Callable[[Comparison], None],
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._refuse = refuse
        self._print = show
        self._compared: Comparison | None = None
        self._found: tuple[Difference, ...] = ()
        self._titles: Mapping[str, str] = {}
        self.period_field = TextField(
            _("Năm hoặc tháng"), hint=_("trống: tất cả; 2026 là cả năm, 2026-03 là một tháng"), limit=7
        )
        self.period_field.edit.returnPressed.connect(self.compare)
        self.compare_button = parts.pressed(_("Đối chiếu với cổng"), "sync", self.compare, primary=True)
        columns = [
            Column(_("Sáng kiến"), lambda one: self._titles.get(one.record, one.record), 0),
            Column(_("Máy này"), lambda one: _version(one.here), 90),
            Column(_("Cổng"), lambda one: _version(one.there), 90),
            Column(_("Nghĩa là"), _meaning, 430),
        ]
        model = PagedModel(columns, all_at_once(lambda: self._found), lambda one: one.record)
        self.table = Table(
            model,
            _("Khác nhau giữa máy này và cổng"),
            empty=_("Chưa thấy khác nhau nào. Đối chiếu lại khi có đường truyền."),
        )
        self.empty = parts.Empty(
            "sync",
            _("Chưa đối chiếu"),
            _(
                "So từng hồ sơ cổng đã ký nhận với sổ ở máy này. Chỉ xem, không sửa gì; "
                "nên làm mỗi quý, trước khi báo cáo."
            ),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        self.stack.addWidget(QWidget())  # where both hold the same
        self.result = parts.text("", "strong")
        line = forms.row(1, self.period_field)
        self.print_button = parts.pressed(_("In biên bản"), "print", self.print_it)
        self.print_button.setToolTip(f"{_('In biên bản')}  (Ctrl+P)")
        self.print_button.setEnabled(False)
        line.addWidget(self.print_button)
        line.addWidget(self.compare_button)
        box = parts.page(self, margins=(0, look.S, 0, 0))
        box.setSpacing(look.S)
        box.addLayout(line)
        box.addWidget(self.result)
        box.addWidget(self.stack, 1)

    def reload(self) -> None:
        """An old answer stays until somebody asks anew."""

    def begin(self) -> None:
        """The hand goes to the period."""
        self.period_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def compare(self) -> None:
        """Ask the portal."""
        self.period_field.show_problem(None)
        self.compare_button.setEnabled(False)
        self.result.setText(_("Đang hỏi cổng…"))
        self._jobs.run(
            reconciling.reconcile,
            self._desk,
            self.period_field.value(),
            owner=self,
            then=self._show,
            refused=self._not_compared,
            label=_("Đối chiếu với cổng"),
            exclusive="reconcile",
        )

    def _show(self, found: Comparison) -> None:
        self.compare_button.setEnabled(True)
        self._found = found.differences
        self._compared = found
        self.print_button.setEnabled(True)
        if found.equal:
            told = _("Khớp: máy này và cổng cùng có {count} hồ sơ, từng bản như nhau.").format(
                count=found.here
            )
        else:
            told = _("Máy này {here} hồ sơ, cổng {there} hồ sơ, khác nhau {count}").format(
                here=found.here, there=found.there, count=len(found.differences)
            )
        self.result.setText(told)
        parts.set_tone(self.result, "good" if found.equal else "care")
        self.stack.setCurrentIndex(_SAME if found.equal else _DIFFERENT)
        records = [one.record for one in found.differences]
        self._jobs.ask(handed.titles, records, owner=self, then=self._name, exclusive="titles")
        self.table.reload()
        if not found.equal:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_it(self) -> None:
        """The sheet of the comparison on screen."""
        if self._compared is not None:
            self._print(self._compared)

    def _name(self, titles: Mapping[str, str]) -> None:
        self._titles = titles
        self.table.reload()

    def _not_compared(self, refused: Refused) -> None:
        self.compare_button.setEnabled(True)
        self.result.setText("")
        if refused.code == "period.malformed":
            self.period_field.say(_("Gõ năm như 2026, hoặc tháng như 2026-03."))
            self.period_field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._refuse(refused)


def _version(number: int | None) -> str:
    return _("lần {number}").format(number=number) if number else "–"


def _meaning(one: Difference) -> str:
    return f"{wording.sentence(one.code)} {wording.advice(one.code)}".strip()
