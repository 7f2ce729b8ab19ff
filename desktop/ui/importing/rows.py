"""The rows of a list that was read: filtered by what becomes of them, one looked at closely, the sum at the foot."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QWidget

from desktop import wording
from desktop.i18n import _, ngettext
from desktop.services.importing import RowState
from desktop.ui import actions
from desktop.ui.importing.kinds import KINDS, ListKind
from desktop.ui.importing.mending import MendCard
from desktop.ui.kit import look, parts, reading
from desktop.ui.kit.editors import LineEdit
from desktop.ui.kit.tables import PagedModel, Table, all_at_once


class RowsPage(QWidget):
    """Shows a plan; what is done with it is the screen's business."""

    def __init__(self, today: date, acts: dict[str, QAction]) -> None:
        super().__init__()
        self._today = today
        self.plan: Any = None
        self.kind: ListKind = KINDS["initiatives"]
        self._state: RowState | None = None
        self._tables: dict[str, Table] = {}
        self.told = parts.text("", "secondary")
        self.chips: dict[RowState, QPushButton] = {}
        for state in RowState:
            chip = parts.chip(wording.label(state))
            chip.toggled.connect(partial(self._filter, state))
            self.chips[state] = chip
        self.card = MendCard()
        self.as_of_field = LineEdit()
        self.as_of_field.setAccessibleName(_("Chuyển xưởng, nghỉ việc từ"))
        self.as_of_field.setText(reading.show_date(today))
        self.as_of_field.setFixedWidth(112)
        self.left_check = QCheckBox()
        self.foot_words = parts.text("", "secondary")
        self._lay_out(acts)

    def _lay_out(self, acts: dict[str, QAction]) -> None:
        box = parts.page(self, margins=(0, 0, 0, 0))
        box.addWidget(self.told)
        box.addWidget(parts.flow(*self.chips.values()))
        self.table_box = QStackedWidget()
        box.addWidget(self.table_box, 1)
        box.addWidget(self.card)
        foot = QHBoxLayout()
        foot.setSpacing(look.M)
        foot.addWidget(self.foot_words, 1)
        self.day_words = QLabel(_("Chuyển xưởng, nghỉ việc từ"))
        self.worker_tools = (self.day_words, self.as_of_field, self.left_check)
        workers = QHBoxLayout()  # a line of their own: beside the buttons their words had no room
        workers.setSpacing(look.M)
        for widget in self.worker_tools:
            workers.addWidget(widget)
        workers.addStretch(1)
        box.addLayout(workers)
        foot.addWidget(actions.button(acts["import.columns"]))
        foot.addWidget(actions.button(acts["import.rejects"]))
        foot.addWidget(actions.button(acts["import.run"], primary=True))
        box.addLayout(foot)

    @property
    def table(self) -> Table:
        """The rows of the kind of list that is shown; built when first needed."""
        if self.kind.id not in self._tables:
            model = PagedModel(self.kind.columns(), all_at_once(self._rows), lambda row: str(row.row))
            made = Table(
                model,
                _("Các dòng trong tệp"),
                empty=_("Không có dòng nào thuộc loại này. Chọn loại khác ở trên."),
            )
            made.chosen.connect(self._chosen)
            self._tables[self.kind.id] = made
            self.table_box.addWidget(made)
        return self._tables[self.kind.id]

    def show_plan(self, plan: Any | None, kind: ListKind) -> None:
        """Another plan, or none. The hand stays on its row where the same list was only read again."""
        kept = plan is not None and self.plan is not None and kind is self.kind and bool(self.table.current())
        self.plan, self.kind = plan, kind
        if not kept:
            self._state = None
        counts = plan.counts if plan else dict.fromkeys(RowState, 0)
        for state, chip in self.chips.items():
            words = f"{wording.label(state)}  {counts[state]}"
            chip.setText(words)
            chip.setAccessibleName(words)
            _check(chip, on=self._state is state)
            chip.setVisible(bool(counts[state]) or self._state is state)
        self.told.setText(_plan_words(plan) if plan else "")
        self.table_box.setCurrentWidget(self.table)
        self._tell_foot(counts)
        self.table.model_.reload()
        if plan is not None and plan.rows and not kept:
            self.table.choose(0)
            self.table.setFocus()

    def _tell_foot(self, counts: dict[RowState, int]) -> None:
        is_workers = self.kind.id == "workers"
        for widget in self.worker_tools:
            widget.setVisible(is_workers)
        stored = counts[RowState.NEW] + counts[RowState.CHANGED]
        if is_workers:
            self._tell_gone(len(self.plan.gone) if self.plan else 0)
            told = ngettext("Sẽ ghi {count} người", "Sẽ ghi {count} người", stored)
        else:
            stored += counts[RowState.DOUBTFUL]
            told = ngettext("Sẽ ghi {count} sáng kiến", "Sẽ ghi {count} sáng kiến", stored)
        self.foot_words.setText(told.format(count=stored) if self.plan else "")

    def _tell_gone(self, gone: int) -> None:
        told = ngettext("{count} người vắng tên đã nghỉ", "{count} người vắng tên đã nghỉ", gone)
        self.left_check.setText(told.format(count=gone))
        self.left_check.setAccessibleName(told.format(count=gone))
        self.left_check.setToolTip(
            _("Đánh dấu khi danh sách này là đủ: ai có mã mà không có trong đó được ghi là đã nghỉ việc.")
        )
        self.left_check.setVisible(bool(gone))

    @property
    def as_of(self) -> date | None:
        """The day from which moves and leaves hold, None where it cannot be read."""
        return reading.read_date(self.as_of_field.text(), self._today)

    def ask_day(self) -> None:
        """Say that the day cannot be read, and go there."""
        self.foot_words.setText(_("Ghi ngày như 01/07/2026."))
        self.as_of_field.setFocus()
        self.as_of_field.selectAll()

    def _rows(self) -> tuple[Any, ...]:
        if self.plan is None:
            return ()
        rows: tuple[Any, ...] = self.plan.rows if self._state is None else self.plan.of(self._state)
        return rows

    def _filter(self, state: RowState, on: bool) -> None:
        self._state = state if on else None
        for other, chip in self.chips.items():
            if on and other is not state:
                _check(chip, on=False)
        self.table.model_.reload()

    def _chosen(self, row: Any | None) -> None:
        self.card.show_row(self.plan, row)


def _check(chip: QPushButton, *, on: bool) -> None:
    chip.blockSignals(True)
    chip.setChecked(on)
    chip.blockSignals(False)


def _plan_words(plan: Any) -> str:
    """How the sheet was read, in two lines at most."""
    told = _("{file}, trang {sheet}: {count} dòng; đầu bảng ở dòng {row}.").format(
        file=plan.file, sheet=plan.sheet, count=len(plan.rows), row=plan.header[1]
    )
    if getattr(plan, "is_remembered", False):
        told += " " + _("Đọc như lần trước với mẫu này.")
    if plan.repaired:
        columns = ", ".join(f"{one.column.letter} ({wording.label(one.encoding)})" for one in plan.repaired)
        first = plan.repaired[0]
        told += " " + _("Đã đổi chữ cột {columns}: “{before}” → “{after}”.").format(
            columns=columns, before=first.before[:30], after=first.after[:30]
        )
    unknown = [column.letter for column in plan.columns if column.heading and column.meaning is None]
    if unknown:
        told += " " + _("Chưa rõ cột {columns} (Ctrl+M).").format(columns=", ".join(unknown))
    hidden = [column.letter for column in plan.columns if column.hidden]
    if hidden:
        told += " " + _("Không lấy cột ẩn {columns}.").format(columns=", ".join(hidden))
    return told
