"""Ý tưởng: the list with its stages, and one idea's slip and road in its place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.idea import IdeaStage
from desktop.i18n import _, ngettext
from desktop.services import asking_papers, author_papers, ideas
from desktop.services.desk import Desk
from desktop.services.ideas import IdeaRow
from desktop.ui import actions
from desktop.ui.ideas.form import IdeaForm
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts, reading
from desktop.ui.kit.editors import LineEdit
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, asking
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Go, Place
from desktop.ui.screen import today

_MARKS = {
    IdeaStage.RECEIVED: ("waits", "care"),
    IdeaStage.DECLINED: ("bad", "muted"),
    IdeaStage.ANSWERED: ("next", "accent"),
    IdeaStage.PROPOSED: ("waits", "care"),
    IdeaStage.NOT_ALLOWED: ("bad", "bad"),
    IdeaStage.ALLOWED: ("good", "accent"),
    IdeaStage.ON_TRIAL: ("sync", "accent"),
    IdeaStage.FAILED: ("bad", "muted"),
    IdeaStage.WORKED: ("good", "good"),
    IdeaStage.INITIATIVE: ("initiative", "good"),
}


class IdeasScreen(PaperScreen):
    """The list and the form, one at a time."""

    concerned_by = ("idea",)

    table: Table

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self._stages: tuple[IdeaStage, ...] = ()
        self.list_page = QWidget()
        self.acts = {
            name: actions.make(self.list_page, name, run)
            for name, run in (
                ("idea.new", self.new),
                ("idea.open", self._open_current),
                ("idea.remove", self._remove),
                ("idea.filter", self._focus_filter),
            )
        }
        self.search_edit = LineEdit()
        self.search_edit.setPlaceholderText(_("Tìm theo tên, người nêu, xưởng; gõ không dấu cũng được"))
        self.search_edit.setAccessibleName(_("Tìm trong danh sách"))
        self.search_edit.addAction(look.icon("search"), LineEdit.ActionPosition.LeadingPosition)
        self._soon = QTimer(self, interval=120, singleShot=True)
        self._soon.timeout.connect(self._ask_again)
        self.search_edit.textChanged.connect(self._typed)
        self.search_edit.returnPressed.connect(self._to_table)
        self.chips: dict[IdeaStage, QPushButton] = {stage: self._chip(stage) for stage in IdeaStage}
        self.model = PagedModel(
            _columns(), asking(jobs, ideas.page, self._arguments, lambda: self.table), lambda row: row.id
        )
        self.table = Table(
            self.model,
            _("Danh sách ý tưởng"),
            several=True,
            empty=_("Không có ý tưởng nào khớp. Xóa chữ đang tìm hoặc bỏ bớt bộ lọc để xem lại."),
        )
        self.table.opened.connect(self._open_row)
        self.model.loaded.connect(self._loaded)
        self.form = IdeaForm(desk, jobs, today(desk))
        self.form.closed.connect(self._form_closed)
        self.form.grown.connect(self._grown)
        self.form.told.connect(self._tell)
        self.form.refused.connect(self.refuse)
        self.form.wanted_paper.connect(self._show_paper_of)
        self._lay_out()

    def _lay_out(self) -> None:
        self.count = parts.heading("", "secondary")
        self.middle = QStackedWidget()
        self.middle.addWidget(self.table)
        self.middle.addWidget(
            parts.Empty(
                "idea",
                _("Chưa có ý tưởng nào"),
                _(
                    "Điều công nhân nghĩ ra mà chưa làm thử thì ghi ở đây: ai nêu, vướng gì, làm thế nào. "
                    "Bấm Ctrl+N để nhập phiếu đầu tiên; làm thử đạt thì chuyển thành sáng kiến."
                ),
            )
        )
        box = parts.page(self.list_page)
        tools = [actions.button(self.acts[name], flat=True) for name in ("idea.open", "idea.remove")]
        new = actions.button(self.acts["idea.new"], primary=True)
        box.addLayout(parts.head(parts.heading(_("Ý tưởng")), *tools, new, beside=self.count))
        box.addWidget(self.search_edit)
        box.addWidget(parts.flow(*self.chips.values()))
        box.addWidget(self.middle, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list_page)
        self.pages.addWidget(self.form)
        outer = QVBoxLayout(self.main)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pages)

    def _chip(self, stage: IdeaStage) -> QPushButton:
        chip = parts.chip(wording.label(stage))
        chip.toggled.connect(partial(self._filter, stage))
        return chip

    # --- the list

    def _arguments(self, offset: int, limit: int) -> tuple[Any, ...]:
        return self.search_edit.text(), self._stages, offset, limit

    def reload(self) -> None:
        """Ask again for the rows in view and the counts."""
        self.table.reload()
        self.jobs.ask(ideas.counts, owner=self, then=self._count, exclusive="counts")

    def _ask_again(self) -> None:
        self.model.reload()

    def _typed(self, _text: str) -> None:
        self._soon.start()

    def _filter(self, stage: IdeaStage, on: bool) -> None:
        self._stages = tuple(
            kept
            for kept in IdeaStage
            if (kept is stage and on) or (kept is not stage and kept in self._stages)
        )
        self._ask_again()

    def _count(self, counts: Mapping[IdeaStage, int]) -> None:
        total = sum(counts.values())
        self.count.setText(ngettext("{count} ý tưởng", "{count} ý tưởng", total).format(count=total))
        for stage, chip in self.chips.items():
            words = f"{wording.label(stage)}  {counts[stage]}"
            chip.setText(words)
            chip.setAccessibleName(words)
            chip.setVisible(bool(counts[stage]) or chip.isChecked())

    def _loaded(self, total: int) -> None:
        is_filtered = bool(self._stages or self.search_edit.text().strip())
        self.middle.setCurrentIndex(0 if total or is_filtered else 1)

    def _focus_filter(self) -> None:
        self.search_edit.setFocus()
        self.search_edit.selectAll()

    def _to_table(self) -> None:
        self.table.setFocus()

    def _open_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self._open_row(row)

    def _open_row(self, row: IdeaRow) -> None:
        self.pages.setCurrentWidget(self.form)
        self.form.open_record(row.id)

    def _remove(self) -> None:
        chosen = self.table.selected_keys()
        if chosen:
            self.jobs.order(ideas.remove, chosen, owner=self, then=self._removed, refused=self.refuse)

    def _removed(self, count: int) -> None:
        told = ngettext("Đã xóa {count} ý tưởng", "Đã xóa {count} ý tưởng", count)
        self.say(told.format(count=count), undoable=True)

    # --- the form

    def new(self) -> None:
        """A blank slip in place of the list."""
        self.pages.setCurrentWidget(self.form)
        self.form.open_new()

    def _form_closed(self, record: str) -> None:
        self.pages.setCurrentWidget(self.list_page)
        self.reload()
        if record:
            self.table.choose_key(record)
        self.table.setFocus()

    def _grown(self, record: str) -> None:
        self.pages.setCurrentWidget(self.list_page)
        self.say(_("Đã thành sáng kiến; ghi ngày áp dụng lần đầu khi có"), undoable=True)
        self.go(Place("initiatives", record))

    def _tell(self, words: str) -> None:
        self.say(words, undoable=True)

    def _show_paper_of(self, kind: str, record: str) -> None:
        if kind == "acknowledgement":
            title = _("Giấy ghi nhận ý tưởng")
            self.show_paper(title, title, author_papers.acknowledgement, self.desk, record)
            return
        title = _("Phiếu ý tưởng")
        self.show_paper(title, title, asking_papers.idea_slip, self.desk, record)

    def arrive(self, place: Place) -> None:
        """A record opens its form."""
        if place.record:
            self.pages.setCurrentWidget(self.form)
            self.form.open_record(place.record)
        elif "draft" in place.facts:
            record = place.facts["draft"].partition("/")[2]
            self.new() if record == "new" else self.arrive(Place("ideas", record))
        elif self.pages.currentWidget() is self.list_page:
            self.table.setFocus()

    def may_leave(self) -> bool:
        """What is being typed is kept as a draft."""
        self.form.keep()
        return True


def _columns() -> list[Column]:
    return [
        Column(_("Số"), lambda row: str(row.number or ""), 60),
        Column(_("Tên ý tưởng"), lambda row: row.title, 0),
        Column(_("Người nêu"), lambda row: row.authors, 200),
        Column(_("Xưởng"), lambda row: row.workshop, 120),
        Column(_("Ngày nhận"), lambda row: reading.show_date(row.received_on), 116),
        Column(_("Đang ở bước"), lambda row: Mark(wording.label(row.stage), *_MARKS[row.stage]), 210),
    ]
