"""Nhập từ Excel: a dry run with every row's problems, mended in place, then one order that stores it, with one undo."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop import wording
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import backups, import_workers, importing
from desktop.services.desk import Desk
from desktop.services.import_workers import WorkersResult
from desktop.services.importing import Choices, ImportResult, RowState, Source
from desktop.ui import actions
from desktop.ui.importing.columns import ColumnsPage
from desktop.ui.importing.kinds import KINDS, ListKind, problem_words
from desktop.ui.importing.rows import RowsPage
from desktop.ui.jobs import Jobs, Ticket
from desktop.ui.kit import dialogs, look, parts
from desktop.ui.kit.editors import Combo
from desktop.ui.kit.files import PathField
from desktop.ui.kit.tables import PagedModel, Table
from desktop.ui.places import Go, Place
from desktop.ui.screen import Screen, today

FILES = "*.xlsx *.xls *.xlsm *.ods *.csv *.tsv"
EMPTY, ROWS, COLUMNS = range(3)


class ImportingScreen(Screen):
    """Pick, read, look, mend, import."""

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self.plan: Any = None
        self.source: Source | None = None
        self.kind: ListKind = KINDS["initiatives"]
        self._ticket: Ticket | None = None
        self._make_actions()
        self._file_kinds = _("Bảng tính ({kinds})").format(kinds=FILES)
        self.path_field = PathField(_("Tệp Excel hoặc CSV"), self._file_kinds)
        self.sheet_field = Combo()
        self.sheet_field.setAccessibleName(_("Trang tính"))
        self.sheet_field.setFixedWidth(220)
        self.path_field.edit.installEventFilter(self)
        self.path_field.edit.returnPressed.connect(self.read)
        self.sheet_field.currentTextChanged.connect(self._sheet_chosen)
        self.workers_chip = parts.chip(_("Danh sách lao động"))
        self.workers_chip.toggled.connect(self._kind_chosen)
        self.rows = RowsPage(today(desk), self.acts)
        self.rows.card.mended.connect(self._mend)
        self.chips = self.rows.chips
        self.row_words = self.rows.card.words
        self.told = self.rows.told
        self.columns_page = ColumnsPage(jobs)
        self.columns_page.chosen.connect(self._read_by)
        self.columns_page.closed.connect(self._columns_closed)
        self._lay_out()
        self._show_plan(None)

    def _make_actions(self) -> None:
        orders = {
            "import.pick": self.pick,
            "import.paste": self.paste,
            "import.read": self.read,
            "import.columns": self.show_columns,
            "import.workers": self._turn_kind,
            "import.rejects": self.save_rejects,
            "import.run": self.run,
            "import.close": self._close,
        }
        self.acts = {name: actions.make(self, name, order) for name, order in orders.items()}

    def _lay_out(self) -> None:
        box = parts.page(self)
        tools = [actions.button(self.acts[name], flat=True) for name in ("import.pick", "import.close")]
        head = parts.head(parts.heading(_("Nhập từ Excel")), *tools, beside=self.workers_chip)
        head.insertWidget(4, self.sheet_field)
        box.addLayout(head)
        self.path_row = QWidget()
        line = QHBoxLayout(self.path_row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.M)
        line.addWidget(self.path_field, 1)
        for name in ("import.read", "import.paste"):
            line.addWidget(actions.button(self.acts[name]))
        box.addWidget(self.path_row)
        self.middle = QStackedWidget()
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
        self.middle.addWidget(self.rows)
        self.middle.addWidget(self.columns_page)
        box.addWidget(self.middle, 1)

    @property
    def table(self) -> Table:
        """The rows that are shown."""
        return self.rows.table

    @property
    def model(self) -> PagedModel:
        """What the table shows."""
        return self.table.model_

    def arrive(self, place: Place) -> None:
        """The hand goes to the path."""
        if "list" in place.facts:
            self.workers_chip.setChecked(place.facts["list"] == "workers")
        if "file" in place.facts:
            self.path_field.set_value(place.facts["file"])
            self.read()
        here = self.path_field.edit if self.plan is None else self.table
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what is read, and how

    def _turn_kind(self) -> None:
        self.workers_chip.toggle()

    def _kind_chosen(self, on: bool) -> None:
        self.kind = KINDS["workers" if on else "initiatives"]
        source = self.source
        self._show_plan(None)
        if source is not None:
            self._plan(source, None)

    def pick(self) -> None:
        """Choose a file, then read it."""
        dialogs.pick_file(self, self.path_field.words, self._file_kinds, self._picked)

    def _picked(self, path: Path) -> None:
        self.path_field.set_value(path)
        self.read()

    def read(self) -> None:
        """Read the file, then plan it; an earlier job is stopped."""
        path = self.path_field.value()
        if path is None:
            self.path_field.say(_("Chọn một tệp trước."))
            self.path_field.setFocus()
            return
        self.path_field.say("")
        self._say_reading(path.name)
        self._ticket = self.jobs.run(
            importing.read_file, path, owner=self, then=self._loaded, refused=self._unreadable,
            label=_("Đọc thử {file}").format(file=path.name), exclusive="plan", stop="flag",
        )  # fmt: skip

    def paste(self) -> None:
        """A dry run of the cells that were copied in a spreadsheet, their row of headings with them."""
        text = QGuiApplication.clipboard().text()
        self.path_field.set_value(None)
        self._say_reading(_("các ô đã chép"))
        self._ticket = self.jobs.run(
            importing.read_text, text, name=_("Dán từ Excel"), owner=self, then=self._loaded,
            refused=self._unreadable, label=_("Đọc các ô đã chép"), exclusive="plan",
        )  # fmt: skip

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Copied cells are a list wherever the hand is; copied words remain words of the path."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and _pastes_cells(event):
            self.paste()
            return True
        return super().eventFilter(watched, event)

    def _say_reading(self, what: str) -> None:
        self.told.setText(_("Đang đọc {file}…").format(file=what))

    def _loaded(self, source: Source) -> None:
        self.source = source
        self._plan(source, None)

    def _plan(self, source: Source, choices: Choices | None) -> None:
        self._ticket = self.jobs.run(
            self.kind.plan, self.desk, source, choices, owner=self, then=self._show_plan,
            refused=partial(self._not_planned, source, choices),
            label=_("Đọc thử {file}").format(file=source.name), exclusive="plan", stop="flag", counted=True,
        )  # fmt: skip

    def _sheet_chosen(self, name: str) -> None:
        if self.plan is not None and self.source is not None and name != self.plan.sheet:
            self._plan(self.source, Choices(sheet=name))

    def _read_by(self, choices: Choices) -> None:
        if self.source is not None:
            self._plan(self.source, choices)

    def show_columns(self) -> None:
        """Say how the list is to be read."""
        if self.source is not None:
            self._open_columns(
                self.plan.choices if self.plan else Choices(), self.plan.sheet if self.plan else ""
            )

    def _open_columns(self, choices: Choices, sheet: str) -> None:
        if self.source is not None:
            told = Choices(choices.sheet or sheet, choices.header, choices.meanings, choices.letters)
            self._turn_to(COLUMNS)
            self.columns_page.show_source(self.source, told, self.kind)

    def _columns_closed(self) -> None:
        self._turn_to(ROWS if self.plan is not None else EMPTY)

    def _turn_to(self, page: int) -> None:
        """One page at a time has the keys: the same chord means another thing on each."""
        self.middle.setCurrentIndex(page)
        self.path_row.setVisible(page == EMPTY)
        for act in self.columns_page.acts.values():
            act.setEnabled(page == COLUMNS)
        for name in ("import.run", "import.close", "import.read"):
            self.acts[name].setEnabled(page != COLUMNS)
        self.acts["import.columns"].setEnabled(page != COLUMNS and self.source is not None)
        if page == ROWS:
            self._allow()

    def _unreadable(self, refused: Refused) -> None:
        self.source = None
        self._show_plan(None)
        self._tell_file(refused)

    def _not_planned(self, source: Source, choices: Choices | None, refused: Refused) -> None:
        if refused.code != "workbook.no_header" or not source.sheets:
            self._unreadable(refused)
            return
        self._show_plan(None)
        self.source = source
        self._tell_file(refused)
        self._open_columns(choices or Choices(), "")

    def _tell_file(self, refused: Refused) -> None:
        told = wording.sentence(refused.code, refused.facts)
        self.path_field.say(f"{told} {wording.advice(refused.code, refused.facts)}".strip())
        self.told.setText(told)
        self.path_field.edit.setFocus()

    # --- the plan

    def _show_plan(self, plan: Any | None) -> None:
        self.plan = plan
        if plan is not None:
            self.path_field.say("")
            self.source = plan.source
            self.sheet_field.blockSignals(True)
            self.sheet_field.clear()
            self.sheet_field.addItems(plan.sheets)
            self.sheet_field.setCurrentText(plan.sheet)
            self.sheet_field.blockSignals(False)
        self.sheet_field.setVisible(plan is not None and len(plan.sheets) > 1)
        self._turn_to(EMPTY if plan is None else ROWS)
        self.rows.show_plan(plan, self.kind)

    def _allow(self) -> None:
        counts = self.plan.counts if self.plan else dict.fromkeys(RowState, 0)
        some = counts[RowState.NEW] + counts[RowState.CHANGED]
        some += (
            counts[RowState.DOUBTFUL]
            if self.kind.id == "initiatives"
            else len(getattr(self.plan, "gone", ()))
        )
        self.acts["import.run"].setEnabled(bool(some))
        self.acts["import.rejects"].setEnabled(any(counts[state] for state in self.kind.rejected))

    def _mend(self, row: int, at: int, text: str) -> None:
        """Read the row again with one cell typed anew."""
        if self.plan is not None:
            self.jobs.run(
                self.kind.mend, self.desk, self.plan, {(row, at): text}, owner=self, then=self._mended,
                refused=self.refuse, exclusive="mend", stop="flag",
            )  # fmt: skip

    def _mended(self, plan: Any) -> None:
        self._show_plan(plan)
        self.table.setFocus()

    # --- storing

    def run(self) -> None:
        """Store all at once, after a backup; where none can be made undo still takes all of it back."""
        if self.plan is None or not self.acts["import.run"].isEnabled():
            return
        if self.kind.id == "workers" and self.rows.as_of is None:
            self.rows.ask_day()
            return
        self.acts["import.run"].setEnabled(False)
        self.rows.foot_words.setText(_("Đang ghi…"))
        self.jobs.run(
            backups.automatic, self.desk, "import", owner=self, then=self._store, refused=self._store,
        )  # fmt: skip

    def _store(self, _backed_up: object) -> None:
        if self.plan is None:
            return
        if self.kind.id == "workers":
            all_are_here = self.rows.left_check.isChecked() and bool(self.plan.gone)
            self.jobs.order(
                import_workers.run_workers, self.plan, as_of=self.rows.as_of, mark_left=all_are_here, owner=self,
                then=self._workers_stored, refused=self._not_stored,
            )  # fmt: skip
        else:
            self.jobs.order(importing.run, self.plan, owner=self, then=self._stored, refused=self._not_stored)

    def _stored(self, result: ImportResult) -> None:
        told = _("Đã nhập {new} sáng kiến mới, cập nhật {changed}").format(
            new=len(result.created), changed=len(result.changed)
        )
        self._leave_with(told, Place("initiatives"))

    def _workers_stored(self, result: WorkersResult) -> None:
        told = _("Đã ghi {new} người mới, cập nhật {changed}, chuyển xưởng {moved}, nghỉ việc {left}")
        self._leave_with(
            told.format(new=result.created, changed=result.changed, moved=result.moved, left=result.left),
            None,
        )

    def _leave_with(self, told: str, place: Place | None) -> None:
        self.source = None
        self._show_plan(None)
        self.path_field.set_value(None)
        self.say(told, undoable=True)
        if place is not None:
            self.go(place)

    def _not_stored(self, refused: Refused) -> None:
        self.acts["import.run"].setEnabled(True)
        self.rows.foot_words.setText("")
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
            self.kind.save_rejects, self.plan, path, say=problem_words, reason_heading=_("Lý do"), owner=self,
            then=partial(self._saved, path), refused=self.refuse, label=_("Lưu dòng lỗi"),
        )  # fmt: skip

    def _saved(self, path: Path, count: int) -> None:
        self.say(_("Đã lưu {count} dòng lỗi vào {file}").format(count=count, file=path.name))

    def _close(self) -> None:
        if self.rows.card.is_typing:
            self.rows.card.leave()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._ticket is not None:
            self._ticket.stop()
        self.go(Place("initiatives"))


def _pastes_cells(event: QKeyEvent) -> bool:
    if not event.matches(QKeySequence.StandardKey.Paste):
        return False
    text = QGuiApplication.clipboard().text()
    return "\t" in text or "\n" in text.strip()
