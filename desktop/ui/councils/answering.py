"""The employer's answer to a Phiếu xin ý kiến: one answer for all, then the exceptions; date, who answered, scan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import wording
from desktop.domain.house import EmployerAnswer, Release
from desktop.domain.initiative import Attachment
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import files, opinions
from desktop.services.desk import Desk
from desktop.services.opinions import Asked
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, parts, reading
from desktop.ui.kit.files import PathField
from desktop.ui.kit.forms import ChoiceField, Form, TextField
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once
from desktop.ui.screen import today

_TURNS = tuple(Release)


class AnswerPage(QWidget):
    """Closed with how many initiatives were answered about, 0 for none."""

    closed = Signal(int)

    def __init__(self, desk: Desk, jobs: Jobs, refuse: Callable[[Refused], None]) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._refuse = refuse
        self._rows: tuple[Asked, ...] = ()
        self._levels: dict[str, Release] = {}
        save = actions.make(self, "answer.save", self.save)
        close = actions.make(self, "answer.close", partial(self.closed.emit, 0))
        self.save_button = actions.button(save, primary=True)
        self.date_field = forms.date_field(_("Ngày trả lời"), today(desk), needed=True)
        self.by_field = TextField(_("Người trả lời"), limit=120)
        levels: list[tuple[Release | None, str]] = [(level, wording.label(level)) for level in Release]
        self.all_field = ChoiceField(_("Ý kiến chung"), [(None, _("theo từng dòng")), *levels])
        self.all_field.changed.connect(self._answer_all)
        self.note_field = TextField(_("Ý kiến khác"), limit=300)
        self.scan_field = PathField(_("Bản quét phiếu (nếu có)"), _("Bản quét (*.pdf *.jpg *.jpeg *.png)"))
        self.form = Form(
            {
                "answered_on": self.date_field,
                "signed_by": self.by_field,
                "note": self.note_field,
                "scan": self.scan_field,
            },
            self,
        )
        columns = [
            Column(_("Số"), lambda row: str(row.number or ""), 64, right=True),
            Column(_("Sáng kiến"), lambda row: row.title, 0),
            Column(_("Công đoàn đề nghị"), lambda row: wording.label(row.proposed), 180),
            Column(_("Doanh nghiệp trả lời"), lambda row: wording.label(self._levels[row.id]), 190),
            Column(_("Đã ghi"), _before, 220),
        ]
        self.model = PagedModel(columns, all_at_once(lambda: self._rows), lambda row: row.id)
        self.table = Table(
            self.model,
            _("Sáng kiến được hỏi ý kiến"),
            empty=_("Phiếu này không hỏi sáng kiến nào. Quay lại (Esc) rồi in phiếu xin ý kiến khác."),
        )
        self.table.opened.connect(self._turn)
        self._lay_out(actions.button(close, flat=True))

    def _lay_out(self, close: QWidget) -> None:
        box = parts.page(self)
        box.addLayout(parts.head(parts.heading(_("Ý kiến doanh nghiệp")), close))
        box.addLayout(forms.row(2, self.date_field, 3, self.by_field, 2, self.all_field, 4, self.note_field))
        box.addWidget(self.scan_field)
        box.addWidget(self.table, 1)
        foot = QHBoxLayout()
        told = _("Enter đổi ý kiến của dòng đang chọn. Mức công bố của sáng kiến theo ý kiến này.")
        foot.addWidget(parts.text(told, "secondary"), 1)
        foot.addWidget(self.save_button)
        box.addLayout(foot)

    def open(self, rows: tuple[Asked, ...]) -> None:
        """For these; what was answered before stands there, else what the union proposes."""
        self._rows = rows
        self._levels = {row.id: row.level or row.proposed for row in rows}
        self.form.fill({"answered_on": None, "signed_by": "", "note": "", "scan": None})
        self.all_field.set_value(None)
        self.table.reload()
        self.date_field.setFocus(Qt.FocusReason.TabFocusReason)

    def _answer_all(self) -> None:
        level = self.all_field.value()
        if level is not None:
            self._levels = dict.fromkeys(self._levels, level)
            self.table.viewport().update()

    def _turn(self, row: Asked) -> None:
        place = _TURNS.index(self._levels[row.id])
        self._levels[row.id] = _TURNS[(place + 1) % len(_TURNS)]
        self.all_field.set_value(None)
        self.table.viewport().update()

    def save(self) -> None:
        """The scan first, where there is one; then the answer."""
        typed = self.form.values()
        problems = []
        if typed["answered_on"] is None and self.date_field.is_readable:
            problems.append(Problem("opinion.date_missing", "answered_on"))
        self.form.show_problems(problems)
        if problems or self.form.unreadable:
            self.form.focus_first_problem()
            return
        scan: Path | None = typed["scan"]
        if scan is None:
            self._record(None)
            return
        self._jobs.run(
            files.attach,
            self._desk,
            scan,
            owner=self,
            then=self._record,
            refused=self._refuse,
            label=_("Lưu bản quét"),
        )

    def _record(self, scan: Attachment | None) -> None:
        typed = self.form.values()
        answer = EmployerAnswer(
            answered_on=typed["answered_on"],
            levels=dict(self._levels),
            signed_by=typed["signed_by"],
            note=typed["note"],
            scan=scan.file if scan else "",
        )
        self._jobs.order(
            opinions.record,
            answer,
            scan.media_type if scan else "",
            owner=self,
            then=self._recorded,
            refused=self._no,
        )

    def _recorded(self, _changed: int) -> None:
        self.closed.emit(len(self._rows))

    def _no(self, refused: Refused) -> None:
        if refused.code == "opinion.in_future":
            self.form.show_problems([Problem(refused.code, "answered_on", refused.facts)])
            self.form.focus_first_problem()
            return
        self._refuse(refused)


def _before(row: Asked) -> str:
    if row.answered is None:
        return ""
    said = (reading.show_date(row.answered.answered_on), row.answered.signed_by)
    return ", ".join(part for part in said if part)
