"""Targets of the running phase: assigned and pledged, for the whole union or a workshop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.house import Programme
from desktop.domain.problems import Refused
from desktop.domain.target import Target
from desktop.i18n import _
from desktop.services import targets
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import Form, TextField
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once


class AimsPage(QWidget):
    """Three fields and the targets said so far."""

    table: Table

    def __init__(self, jobs: Jobs, refuse: Callable[[Refused], None], acts: dict[str, QAction]) -> None:
        super().__init__()
        self._jobs = jobs
        self._refuse = refuse
        self._phase = ""
        self.targets: tuple[Target, ...] = ()
        self.workshop_field = TextField(_("Xưởng (để trống: toàn đơn vị)"), limit=120)
        self.assigned_field = forms.count_field(_("Chỉ tiêu giao"))
        self.pledged_field = forms.count_field(_("Chỉ tiêu đăng ký"))
        self.form = Form(
            {
                "workshop": self.workshop_field,
                "assigned": self.assigned_field,
                "pledged": self.pledged_field,
            },
            self,
        )
        columns = [
            Column(_("Xưởng"), lambda row: row.workshop or _("Toàn đơn vị"), 0),
            Column(_("Chỉ tiêu giao"), lambda row: _said(row.assigned), 160, right=True),
            Column(_("Chỉ tiêu đăng ký"), lambda row: _said(row.pledged), 160, right=True),
        ]
        self.model = PagedModel(columns, all_at_once(lambda: self.targets), lambda row: row.workshop or "\0")
        self.table = Table(self.model, _("Chỉ tiêu"), empty=_("Chưa có chỉ tiêu. Điền rồi lưu (Ctrl+S)."))
        self.table.opened.connect(self._edit)
        self.title = parts.heading("", "section")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.S)
        box.addWidget(self.title)
        box.addLayout(forms.row(4, self.workshop_field, 2, self.assigned_field, 2, self.pledged_field))
        box.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(actions.button(acts["target.save"], primary=True))
        box.addLayout(foot)

    def reload(self) -> None:
        """The running phase, then its targets."""
        self._jobs.ask(targets.phase, owner=self, then=self._know_phase, exclusive="phase")

    def begin(self) -> None:
        """The hand goes to the first field."""
        self.workshop_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _know_phase(self, phase: Programme) -> None:
        self._phase = phase.code
        self.title.setText(_("Chỉ tiêu của đợt: {phase}").format(phase=phase.name))
        self._jobs.ask(targets.targets, phase.code, owner=self, then=self._know, exclusive="targets")

    def _know(self, found: tuple[Target, ...]) -> None:
        self.targets = found
        self.model.reload()

    def _edit(self, row: Target) -> None:
        self.form.fill({"workshop": row.workshop, "assigned": row.assigned, "pledged": row.pledged})
        self.assigned_field.setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """Store the target and begin the next one."""
        if self.form.unreadable:
            self.form.focus_first_problem()
            return
        said = Target(
            self._phase, self.workshop_field.value(), self.assigned_field.value(), self.pledged_field.value()
        )
        self._jobs.order(targets.put_target, said, owner=self, then=self._saved, refused=self._refuse)

    def _saved(self, _nothing: None) -> None:
        self.form.fill({"workshop": "", "assigned": None, "pledged": None})
        self.begin()


def _said(number: int | None) -> str:
    return "–" if number is None else str(number)
