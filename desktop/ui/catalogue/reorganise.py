"""Many units on one day: a table of old and new names, what it would do, then one order with one undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.problems import Refused
from desktop.domain.reorganisation import Change, Move, Plan, Row
from desktop.i18n import _, ngettext
from desktop.services import reorganising
from desktop.services.reorganising import Preview, UnitKind
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, forms, look, parts
from desktop.ui.kit.forms import BlockField
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once

Say = Callable[..., None]
_ICONS = {
    Change.RENAMED: "edit",
    Change.MERGED: "share",
    Change.ENDED: "close",
    Change.BEGUN: "add",
    Change.SAME: "idle",
}


class ReorganisePage(QWidget):
    """Paste at the left, look at the right, carry out below."""

    closed = Signal()

    def __init__(self, jobs: Jobs, say: Say, refuse: Callable[[Refused], None], day: date) -> None:
        super().__init__()
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self._kind = UnitKind.WORKSHOP
        self._rows: tuple[Row, ...] = ()
        self._moves: tuple[Move, ...] = ()
        self.title = parts.heading(_("Sắp xếp lại nhiều đơn vị"), "section")
        self.day_field = forms.date_field(_("Từ ngày"), day, needed=True)
        self.text_field = BlockField(_("Tên cũ và tên mới, mỗi dòng một cặp"), lines=10)
        self.text_field.edit.setPlaceholderText(_("May 1 => May A\nMay 2 => May A\nGò A =>"))
        self.file_button = parts.pressed(_("Lấy từ Excel"), "folder", self.pick)
        self.run_button = parts.pressed(_("Thực hiện"), "done", self.run, primary=True)
        self.back_button = parts.pressed(_("Quay lại"), "back", self.closed.emit, flat=True)
        self.told = parts.text("", "secondary")
        columns = [
            Column(_("Tên cũ"), lambda move: move.old, 150),
            Column(_("Tên mới"), lambda move: move.new, 150),
            Column(_("Sẽ làm gì"), _mark, 0),
        ]
        model = PagedModel(columns, all_at_once(lambda: self._moves), lambda move: str(move.line))
        self.table = Table(model, _("Xem trước"), empty=_("Chưa có gì đổi. Điền ở trên để xem trước."))
        self._soon = QTimer(self, interval=300, singleShot=True)
        self._soon.timeout.connect(self._read)
        self.text_field.edit.textChanged.connect(self._soon.start)
        self.day_field.changed.connect(self._soon.start)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(look.XS)
        left.addWidget(self.day_field)
        left.addWidget(self.text_field, 1)
        line = QHBoxLayout()
        line.addWidget(self.file_button)
        line.addStretch(1)
        left.addLayout(line)
        right = QVBoxLayout()
        right.setSpacing(look.S)
        right.addWidget(self.told)
        right.addWidget(self.table, 1)
        body = QHBoxLayout()
        body.setSpacing(look.L)
        body.addLayout(left, 2)
        body.addLayout(right, 3)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.run_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.S)
        box.addLayout(parts.head(self.title, self.back_button))
        box.addLayout(body, 1)
        box.addLayout(foot)

    def begin(self, kind: UnitKind) -> None:
        """An empty table for workshops or for bodies."""
        self._kind = kind
        self.text_field.set_value("")
        self._show(Preview(Plan(date.min, ()), 0))
        self.day_field.setFocus()

    # --- reading

    def pick(self) -> None:
        """Choose a workbook."""
        dialogs.pick_file(self, _("Lấy từ Excel"), _("Bảng tính (*.xlsx *.xls *.ods *.csv)"), self.take)

    def take(self, path: Path) -> None:
        """The first two columns of a workbook become the table."""
        self._jobs.run(
            reorganising.rows_of_file,
            path,
            owner=self,
            then=self._put,
            refused=self._refuse,
            label=_("Đọc tệp"),
            stop="check",
        )

    def _put(self, rows: tuple[Row, ...]) -> None:
        self.text_field.set_value("\n".join(f"{old}\t{new}" for old, new in rows))
        self._read()

    def _read(self) -> None:
        day, text = self.day_field.value(), self.text_field.value()
        if day is None or not text.strip():
            self._show(Preview(Plan(date.min, ()), 0))
            return
        try:
            self._rows = reorganising.rows_of_text(text)
        except Refused as refused:
            self._refuse(refused)
            return
        self._jobs.ask(
            reorganising.preview,
            self._kind,
            self._rows,
            day,
            owner=self,
            then=self._show,
            refused=self._refuse,
            exclusive="preview",
        )

    def _show(self, preview: Preview) -> None:
        plan = preview.plan
        self._moves = plan.moves
        self.table.reload()
        sound, faults = len(plan.sound), len(plan.faults)
        told = [ngettext("{count} thay đổi", "{count} thay đổi", sound).format(count=sound)] if sound else []
        if preview.people:
            words = ngettext("{count} người chuyển theo", "{count} người chuyển theo", preview.people)
            told.append(words.format(count=preview.people))
        if faults:
            words = ngettext("{count} dòng chưa làm được", "{count} dòng chưa làm được", faults)
            told.append(words.format(count=faults))
        nothing = _("Ghi ngày và dán hai cột: tên cũ, tên mới. Trống tên mới là thôi hoạt động.")
        self.told.setText(", ".join(told) or nothing)
        self.run_button.setEnabled(sound > 0)

    # --- carrying out

    def run(self) -> None:
        """All sound rows in one order."""
        day = self.day_field.value()
        if day is not None and self.run_button.isEnabled():
            self._jobs.order(
                reorganising.reorganise,
                self._kind,
                self._rows,
                day,
                owner=self,
                then=self._done,
                refused=self._refuse,
            )

    def _done(self, plan: Plan) -> None:
        count = len(plan.sound)
        told = ngettext("Đã sắp xếp lại {count} đơn vị", "Đã sắp xếp lại {count} đơn vị", count)
        self._say(told.format(count=count), undoable=True)
        self.closed.emit()


def _mark(move: Any) -> Mark:
    if move.problem is not None:
        return Mark(wording.sentence(move.problem.code, move.problem.facts), "care", "care")
    return Mark(wording.label(move.change), _ICONS[move.change], "ink")
