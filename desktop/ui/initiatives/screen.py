"""Sáng kiến: the list with its filters and search, details beside, the form in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.initiative import Stage
from desktop.i18n import _, ngettext
from desktop.services import initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery, PortalRow
from desktop.ui import actions, marks
from desktop.ui.initiatives.details import Details
from desktop.ui.initiatives.form import InitiativeForm
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look, parts
from desktop.ui.kit.editors import LineEdit
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, asking
from desktop.ui.places import Go, Place
from desktop.ui.screen import Screen, today

BESIDE_FROM = 1080
"""Width of the screen in px from which there is room for details beside the list."""


def _row_key(item: PortalRow) -> str:
    return item.row.id


def _title(item: PortalRow) -> str | Mark:
    return Mark(item.row.title, "protected", "ink") if item.row.is_protected else item.row.title


def _columns() -> list[Column]:
    return [
        Column(_("Số"), lambda item: str(item.row.number or ""), 60, "number"),
        Column(_("Tên sáng kiến"), _title, 0, "title"),
        Column(_("Tác giả"), lambda item: marks.first_of(item.row.authors), 180),
        Column(_("Xưởng"), lambda item: item.row.workshop, 112, "workshop"),
        Column(_("Giai đoạn"), lambda item: marks.stage(item.row.stage), 182),
        Column(_("Cổng"), lambda item: marks.portal(item.portal), 132),
    ]


class InitiativesScreen(Screen):
    """The list and the form, one at a time."""

    concerned_by = ("initiative", "decision", "meeting", "portal")

    table: Table

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self._stages: tuple[Stage, ...] = ()
        self._sort = ("entered", True)
        self._build_list()
        self.form = InitiativeForm(desk, jobs, today(desk))
        self.form.closed.connect(self._form_closed)
        self.form.stored.connect(self._form_stored)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list_page)
        self.pages.addWidget(self.form)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pages)

    def _build_list(self) -> None:
        self.list_page = QWidget()
        orders: dict[str, Callable[[], None]] = {
            "initiative.new": self.new,
            "initiative.open": self._open_current,
            "initiative.remove": self._remove,
            "initiative.import": partial(self.go, Place("importing")),
            "initiative.filter": self._focus_filter,
        }
        act = {name: actions.make(self.list_page, name, run) for name, run in orders.items()}
        self.new_button = actions.button(act["initiative.new"], primary=True)
        self.count = parts.heading("", "secondary")
        self.search_edit = LineEdit()
        self.search_edit.setPlaceholderText(_("Tìm theo tên, tác giả, xưởng, số; gõ không dấu cũng được"))
        self.search_edit.setAccessibleName(_("Tìm trong danh sách"))
        self.search_edit.addAction(look.icon("search"), LineEdit.ActionPosition.LeadingPosition)
        self.search_edit.setClearButtonEnabled(True)
        self._soon = QTimer(self, interval=120, singleShot=True)
        self._soon.timeout.connect(self._ask_again)
        self.search_edit.textChanged.connect(self._search_typed)
        self.search_edit.returnPressed.connect(self._to_table)
        self.chips: dict[Stage, QPushButton] = {stage: self._chip(stage) for stage in Stage}
        self.model = PagedModel(
            _columns(), asking(self.jobs, initiatives.page, self._arguments, lambda: self.table), _row_key
        )
        self.table = Table(self.model, _("Danh sách sáng kiến"), several=True)
        self.table.sorted_by.connect(self._sorted)
        self.table.opened.connect(self._open_row)
        self.details = Details(self.jobs)
        self.table.chosen.connect(self._chosen)
        self.model.loaded.connect(self._loaded)
        self.empty = parts.Empty(
            "initiative",
            _("Chưa có sáng kiến nào"),
            _(
                "Mỗi phiếu giấy là một sáng kiến: tên, tác giả, xưởng, ngày áp dụng. "
                "Bấm Ctrl+N để nhập phiếu đầu tiên, hoặc Ctrl+I để nhập cả danh sách Excel của xưởng."
            ),
            actions.button(act["initiative.import"]),
        )
        self._lay_out_list(act["initiative.import"], act["initiative.open"], act["initiative.remove"])

    def _lay_out_list(self, bring: QAction, edit: QAction, remove: QAction) -> None:
        tools = [actions.button(action, flat=True) for action in (edit, remove)]
        self.middle = QStackedWidget()
        shown = QWidget()
        line = QHBoxLayout(shown)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.L)
        line.addWidget(self.table, 1)
        line.addWidget(self.details)
        self.none_found = QLabel(_("Không có sáng kiến nào khớp. Xóa bớt chữ tìm, hoặc bỏ bộ lọc."))
        self.none_found.setAlignment(look.MIDDLE)
        for widget in (shown, self.empty, self.none_found):
            self.middle.addWidget(widget)
        box = parts.page(self.list_page)
        box.addLayout(
            parts.head(
                parts.heading(_("Sáng kiến")),
                *tools,
                actions.button(bring),
                self.new_button,
                beside=self.count,
            )
        )
        box.addWidget(self.search_edit)
        box.addWidget(parts.flow(*self.chips.values()))
        box.addWidget(self.middle, 1)

    def _chip(self, stage: Stage) -> QPushButton:
        chip = parts.chip(wording.label(stage))
        chip.toggled.connect(partial(self._filter, stage))
        return chip

    # --- the list

    def _arguments(self, offset: int, limit: int) -> tuple[ListQuery]:
        sort, descending = self._sort
        return (
            ListQuery(
                search=self.search_edit.text(),
                stages=self._stages,
                sort=sort,
                descending=descending,
                offset=offset,
                limit=limit,
            ),
        )

    def reload(self) -> None:
        """Ask again for the rows in view and the counts."""
        self.table.reload()
        self.jobs.ask(initiatives.counts, owner=self, then=self._count, exclusive="counts")

    def _ask_again(self) -> None:
        self.table.scrollToTop()
        self.model.reload()

    def _search_typed(self, _text: str) -> None:
        self._soon.start()

    def _filter(self, stage: Stage, on: bool) -> None:
        self._stages = tuple(
            kept for kept in Stage if (kept is stage and on) or (kept is not stage and kept in self._stages)
        )
        self._ask_again()

    def _sorted(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self._ask_again()

    def _count(self, counts: Mapping[Stage, int]) -> None:
        total = sum(counts.values())
        self.count.setText(ngettext("{count} phiếu", "{count} phiếu", total).format(count=total))
        for stage, chip in self.chips.items():
            words = f"{wording.label(stage)}  {counts[stage]}"
            chip.setText(words)
            chip.setAccessibleName(words)
            chip.setVisible(bool(counts[stage]) or chip.isChecked())
        self._show_middle(total)

    def _loaded(self, total: int) -> None:
        self._show_middle(total)

    def _show_middle(self, total: int) -> None:
        is_filtered = bool(self._stages or self.search_edit.text().strip())
        if self.model.total or total:
            self.middle.setCurrentIndex(2 if is_filtered and not self.model.total else 0)
        else:
            self.middle.setCurrentIndex(2 if is_filtered else 1)

    def _chosen(self, row: PortalRow | None) -> None:
        if self.details.isVisibleTo(self):
            self.details.show_row(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Details beside the list only where there is room."""
        super().resizeEvent(event)
        has_room = self.width() >= BESIDE_FROM
        if has_room == self.details.isHidden():
            self.details.setVisible(has_room)
            if has_room:
                self.details.show_row(self.table.current())
        self.details.setFixedWidth(max(320, self.width() // 4))

    def _focus_filter(self) -> None:
        self.search_edit.setFocus()
        self.search_edit.selectAll()

    def _to_table(self) -> None:
        self.table.setFocus()

    def _open_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self._open_row(row)

    def _open_row(self, row: PortalRow) -> None:
        self._to_form()
        self.form.open_record(row.row.id)

    def _remove(self) -> None:
        ids = self.table.selected_keys()
        if ids:
            words = ngettext("Xóa {count} sáng kiến?", "Xóa {count} sáng kiến?", len(ids)).format(
                count=len(ids)
            )
            answers = (("remove", _("Xóa")), ("keep", _("Giữ lại")))
            dialogs.ask(
                self,
                words,
                _("Có thể lấy lại bằng Hoàn tác (Ctrl+Z)."),
                answers,
                partial(self._do_remove, ids),
            )

    def _do_remove(self, ids: tuple[str, ...], answer: str) -> None:
        if answer == "remove":
            self.jobs.order(initiatives.remove, ids, owner=self, then=self._removed, refused=self.refuse)

    def _removed(self, count: int) -> None:
        told = ngettext("Đã xóa {count} sáng kiến", "Đã xóa {count} sáng kiến", count)
        self.say(told.format(count=count), undoable=True)

    # --- the form

    def new(self) -> None:
        """A blank form in place of the list."""
        self._to_form()
        self.form.open_new()

    def _to_form(self) -> None:
        self.pages.setCurrentWidget(self.form)

    def _form_closed(self, record: str) -> None:
        self.pages.setCurrentWidget(self.list_page)
        self.reload()
        if record:
            self.table.choose_key(record)
        self.table.setFocus()

    def _form_stored(self, title: str, is_new: bool) -> None:
        told = _("Đã lưu sáng kiến mới: {title}") if is_new else _("Đã lưu: {title}")
        self.say(told.format(title=title if len(title) < 60 else title[:57] + "…"), undoable=True)

    def arrive(self, place: Place) -> None:
        """A record opens its form; a filter or a draft may be named."""
        if place.record:
            self._to_form()
            self.form.open_record(place.record)
        elif "new" in place.facts:
            self.new()
        elif "draft" in place.facts:
            self._to_form()
            self.form.open_draft(place.facts["draft"])
        else:
            self._show_filtered(place.facts.get("stage", ""))

    def _show_filtered(self, stage: str) -> None:
        if stage:
            self._leave_form()
            for kept, chip in self.chips.items():
                chip.setChecked(kept.value == stage)
        if self.pages.currentWidget() is self.list_page:
            self.table.setFocus()

    def _leave_form(self) -> None:
        self.form.keep()
        self.pages.setCurrentWidget(self.list_page)

    def may_leave(self) -> bool:
        """What is being typed is kept as a draft."""
        if self.pages.currentWidget() is self.form:
            self.form.keep()
        return True
