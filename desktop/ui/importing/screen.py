"""Nhập từ Excel: a dry run with every row's problems, then one order that stores it, with one undo."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QWidget

from desktop import wording
from desktop.domain.problems import Refused
from desktop.i18n import _, ngettext
from desktop.services import importing
from desktop.services.desk import Desk
from desktop.services.importing import ImportResult, Plan, PlannedRow, RowState
from desktop.ui import actions
from desktop.ui.jobs import Jobs, Ticket
from desktop.ui.kit import dialogs, look, parts
from desktop.ui.kit.files import PathField
from desktop.ui.kit.forms import ChoiceField
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once
from desktop.ui.places import Go, Place
from desktop.ui.screen import Screen

KINDS = "*.xlsx *.xls *.xlsm *.ods *.csv *.tsv"

_MARKS = {
    RowState.NEW: ("add", "good"),
    RowState.SAME: ("idle", "muted"),
    RowState.CHANGED: ("edit", "accent"),
    RowState.DOUBTFUL: ("care", "care"),
    RowState.FAULTY: ("bad", "bad"),
}


def problem_words(problem: Any) -> str:
    """A row's problem as people look for it: column, what is wrong, how to mend it."""
    told = wording.sentence(problem.code, problem.facts)
    more = wording.advice(problem.code, problem.facts)
    where = _("Cột {column}: ").format(column=problem.column) if problem.column else ""
    return f"{where}{told} {more}".strip()


class ImportingScreen(Screen):
    """Pick, read, look, import."""

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self.plan: Plan | None = None
        self._state: RowState | None = None
        self._ticket: Ticket | None = None
        self.acts = {
            "import.pick": actions.make(self, "import.pick", self.pick),
            "import.paste": actions.make(self, "import.paste", self.paste),
            "import.read": actions.make(self, "import.read", self.read),
            "import.rejects": actions.make(self, "import.rejects", self.save_rejects),
            "import.run": actions.make(self, "import.run", self.run),
            "import.close": actions.make(self, "import.close", self._close),
        }
        kinds = _("Bảng tính ({kinds})").format(kinds=KINDS)
        self.path_field = PathField(_("Tệp Excel hoặc CSV"), kinds)
        self.sheet_field = ChoiceField(_("Trang tính"), [])
        self.sheet_field.setFixedWidth(220)
        self.read_button = actions.button(self.acts["import.read"])
        self.paste_button = actions.button(self.acts["import.paste"])
        self.run_button = actions.button(self.acts["import.run"], primary=True)
        self.rejects_button = actions.button(self.acts["import.rejects"])
        self.path_field.edit.installEventFilter(self)
        self.path_field.edit.returnPressed.connect(self.read)
        self.sheet_field.changed.connect(self.read)
        self.chips: dict[RowState, QPushButton] = {}
        for state in RowState:
            chip = parts.chip(wording.label(state))
            chip.toggled.connect(partial(self._filter, state))
            self.chips[state] = chip
        columns = [
            Column(_("Dòng"), _rows_words, 84),
            Column(_("Kết quả"), lambda row: Mark(wording.label(row.state), *_MARKS[row.state]), 150),
            Column(_("Tên sáng kiến"), lambda row: row.initiative.title, 0),
            Column(_("Tác giả"), lambda row: ", ".join(item.name for item in row.initiative.authors), 190),
            Column(_("Cần biết"), _first_problem, 330),
        ]
        self.model = PagedModel(columns, all_at_once(self._rows), lambda row: str(row.row))
        self.table = Table(self.model, _("Các dòng trong tệp"))
        self.table.chosen.connect(self._chosen)
        self.told = parts.text("", "secondary")
        self.row_words = parts.text("")
        self._lay_out()
        self._show_plan(None)

    def _lay_out(self) -> None:
        box = parts.page(self)
        close = actions.button(self.acts["import.close"], flat=True)
        box.addLayout(parts.head(parts.heading(_("Nhập từ Excel")), close))
        line = QHBoxLayout()
        line.setSpacing(look.M)
        line.addWidget(self.path_field, 1)
        line.addWidget(self.sheet_field)
        line.addWidget(self.read_button)
        line.addWidget(self.paste_button)
        box.addLayout(line)
        box.addWidget(self.told)
        box.addWidget(parts.flow(*self.chips.values()))
        self.middle = QStackedWidget()
        shown = QWidget()
        inner = parts.page(shown, margins=(0, 0, 0, 0))
        inner.addWidget(self.table, 1)
        self.row_card = parts.Card(margin=look.M)
        self.row_card.box.addWidget(self.row_words)
        inner.addWidget(self.row_card)
        self.middle.addWidget(
            parts.Empty(
                "import",
                _("Đưa danh sách của xưởng vào"),
                _(
                    "Gõ hoặc dán đường dẫn tệp rồi Enter, hoặc Ctrl+O để chọn; các ô đã chép trong Excel thì chỉ "
                    "cần Ctrl+V. Chương trình tự tìm dòng đầu bảng, "
                    "đọc thử và nói rõ từng dòng trước khi ghi; chưa có gì được lưu lúc đọc thử."
                ),
            )
        )
        self.middle.addWidget(shown)
        box.addWidget(self.middle, 1)
        foot = QHBoxLayout()
        self.foot_words = parts.text("", "secondary")
        foot.addWidget(self.foot_words, 1)
        foot.addWidget(self.rejects_button)
        foot.addWidget(self.run_button)
        box.addLayout(foot)

    def arrive(self, place: Place) -> None:
        """The hand goes to the path."""
        if "file" in place.facts:
            self.path_field.set_value(place.facts["file"])
            self.read()
        self.path_field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- reading

    def pick(self) -> None:
        """Choose a file, then read it."""
        self.path_field.pick()

    def read(self) -> None:
        """A dry run on the work lane; an earlier one is stopped."""
        path = self.path_field.value()
        if path is None:
            self.path_field.say(_("Chọn một tệp trước."))
            self.path_field.setFocus()
            return
        self.path_field.say("")
        sheet = self.sheet_field.value() if self.plan is not None and self.plan.file == path.name else ""
        self.told.setText(_("Đang đọc {file}…").format(file=path.name))
        self._ticket = self.jobs.run(
            importing.plan,
            self.desk,
            path,
            sheet=sheet or "",
            owner=self,
            then=self._show_plan,
            refused=self._unreadable,
            label=_("Đọc thử {file}").format(file=path.name),
            exclusive="plan",
            stop="flag",
            counted=True,
        )

    def paste(self) -> None:
        """A dry run of the cells that were copied in a spreadsheet, their row of headings with them."""
        text = QGuiApplication.clipboard().text()
        self.path_field.set_value(None)
        self.told.setText(_("Đang đọc các ô đã chép…"))
        self._ticket = self.jobs.run(
            importing.plan_text,
            self.desk,
            text,
            name=_("Dán từ Excel"),
            owner=self,
            then=self._show_plan,
            refused=self._unreadable,
            label=_("Đọc các ô đã chép"),
            exclusive="plan",
            stop="flag",
            counted=True,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Copied cells are a list wherever the hand is; copied words remain words of the path."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and _pastes_cells(event):
            self.paste()
            return True
        return super().eventFilter(watched, event)

    def _unreadable(self, refused: Refused) -> None:
        self._show_plan(None)
        told = wording.sentence(refused.code, refused.facts)
        self.path_field.say(f"{told} {wording.advice(refused.code, refused.facts)}".strip())
        self.path_field.edit.setFocus()

    def _show_plan(self, plan: Plan | None) -> None:
        self.plan = plan
        self._state = None
        counts = plan.counts if plan else dict.fromkeys(RowState, 0)
        for state, chip in self.chips.items():
            words = f"{wording.label(state)}  {counts[state]}"
            chip.setText(words)
            chip.setAccessibleName(words)
            chip.blockSignals(True)
            chip.setChecked(False)
            chip.blockSignals(False)
            chip.setVisible(bool(counts[state]))
        self.middle.setCurrentIndex(1 if plan else 0)
        self.sheet_field.setVisible(plan is not None and len(plan.sheets) > 1)
        if plan is not None:
            self.sheet_field.set_choices([(name, name) for name in plan.sheets])
            self.sheet_field.blockSignals(True)
            self.sheet_field.set_value(plan.sheet)
            self.sheet_field.blockSignals(False)
        self.told.setText(_plan_words(plan) if plan else "")
        stored = counts[RowState.NEW] + counts[RowState.DOUBTFUL] + counts[RowState.CHANGED]
        self.acts["import.run"].setEnabled(bool(stored))
        self.acts["import.rejects"].setEnabled(bool(counts[RowState.FAULTY]))
        told = ngettext("Sẽ ghi {count} sáng kiến", "Sẽ ghi {count} sáng kiến", stored).format(count=stored)
        self.foot_words.setText(told if plan else "")
        self.model.reload()
        if plan is not None and plan.rows:
            self.table.choose(0)
            self.table.setFocus()

    def _rows(self) -> tuple[PlannedRow, ...]:
        if self.plan is None:
            return ()
        return self.plan.rows if self._state is None else self.plan.of(self._state)

    def _filter(self, state: RowState, on: bool) -> None:
        self._state = state if on else None
        for other, chip in self.chips.items():
            if on and other is not state and chip.isChecked():
                chip.blockSignals(True)
                chip.setChecked(False)
                chip.blockSignals(False)
        self.model.reload()

    def _chosen(self, row: PlannedRow | None) -> None:
        told = [problem_words(problem) for problem in row.problems] if row is not None else []
        if row is not None and not told:
            told = [_("Dòng này đọc được, không có gì cần sửa.")]
        self.row_words.setText("\n".join(told[:4]))

    # --- storing

    def run(self) -> None:
        """Store all at once."""
        if self.plan is None or not self.acts["import.run"].isEnabled():
            return
        self.acts["import.run"].setEnabled(False)
        self.foot_words.setText(_("Đang ghi…"))
        self.jobs.order(importing.run, self.plan, owner=self, then=self._stored, refused=self._not_stored)

    def _stored(self, result: ImportResult) -> None:
        told = _("Đã nhập {new} sáng kiến mới, cập nhật {changed}").format(
            new=len(result.created), changed=len(result.changed)
        )
        self._show_plan(None)
        self.path_field.set_value(None)
        self.say(told, undoable=True)
        self.go(Place("initiatives"))

    def _not_stored(self, refused: Refused) -> None:
        self.acts["import.run"].setEnabled(True)
        self.foot_words.setText("")
        self.refuse(refused)

    def save_rejects(self) -> None:
        """The faulty rows as a workbook, each with its reasons."""
        if self.plan is not None:
            start = str(Path(self.plan.file).stem) + "-loi.xlsx"
            dialogs.pick_new_file(
                self, _("Lưu dòng lỗi"), _("Excel (*.xlsx)"), self.save_rejects_to, start=start
            )

    def save_rejects_to(self, path: Path) -> None:
        """Write them."""
        self.jobs.run(
            importing.save_rejects,
            self.plan,
            path,
            say=problem_words,
            reason_heading=_("Lý do"),
            owner=self,
            then=partial(self._saved, path),
            refused=self.refuse,
            label=_("Lưu dòng lỗi"),
        )

    def _saved(self, path: Path, count: int) -> None:
        self.say(_("Đã lưu {count} dòng lỗi vào {file}").format(count=count, file=path.name))

    def _close(self) -> None:
        if self._ticket is not None:
            self._ticket.stop()
        self.go(Place("initiatives"))


def _pastes_cells(event: QKeyEvent) -> bool:
    if not event.matches(QKeySequence.StandardKey.Paste):
        return False
    text = QGuiApplication.clipboard().text()
    return "\t" in text or "\n" in text.strip()


def _rows_words(row: PlannedRow) -> str:
    return str(row.row) if row.last_row == row.row else f"{row.row}–{row.last_row}"


def _first_problem(row: PlannedRow) -> str:
    return problem_words(row.problems[0]) if row.problems else ""


def _plan_words(plan: Plan) -> str:
    told = _("{file}, trang {sheet}: {count} sáng kiến; đầu bảng ở dòng {row}.").format(
        file=plan.file, sheet=plan.sheet, count=len(plan.rows), row=plan.header[1]
    )
    read = ", ".join(
        f"{column.heading} → {wording.label(column.meaning)}"
        for column in plan.columns
        if column.meaning.value
    )
    return f"{told} {read}"
