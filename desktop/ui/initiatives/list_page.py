"""The list of initiatives: search as you type, chips and filters, saved views, what is done with the chosen rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QWidget

from desktop import wording
from desktop.domain.access import Right
from desktop.domain.initiative import Stage
from desktop.i18n import _, ngettext
from desktop.services import initiatives, saved_views
from desktop.services.initiatives import Facets, ListQuery, PortalRow
from desktop.services.saved_views import SavedView
from desktop.ui import actions, marks
from desktop.ui.initiatives.details import Details
from desktop.ui.initiatives.list_check import ListCheck
from desktop.ui.initiatives.list_export import ListExport
from desktop.ui.initiatives.list_filters import FilterCard, kept_words
from desktop.ui.initiatives.list_views import ViewChip
from desktop.ui.kit import dialogs, look, parts
from desktop.ui.kit.editors import LineEdit
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, asking
from desktop.ui.places import Place
from desktop.ui.screen import Screen

BESIDE_FROM = 1080
"""Width of the screen in px from which there is room for details beside the list."""

LIST = "initiatives"
SHOWN, EMPTY, NONE_FOUND = range(3)


def _title(item: PortalRow) -> str | Mark:
    return Mark(item.row.title, "protected", "ink") if item.row.is_protected else item.row.title


def columns() -> list[Column]:
    """What the list shows of each."""
    return [
        Column(_("Số"), lambda item: str(item.row.number or ""), 60, "number"),
        Column(_("Tên sáng kiến"), _title, 0, "title"),
        Column(_("Tác giả"), lambda item: marks.first_of(item.row.authors), 180, "author"),
        Column(_("Xưởng"), lambda item: item.row.workshop, 112, "workshop"),
        Column(_("Giai đoạn"), lambda item: marks.stage(item.row.stage), 182),
        Column(_("Cổng"), lambda item: marks.portal(item.portal), 132),
    ]


class ListPage(QWidget):
    """Asks and shows; opening a form is the screen's business."""

    opened = Signal(str)

    def __init__(self, screen: Screen, new: Callable[[], None]) -> None:
        super().__init__()
        self.screen_ = screen
        self._new = new
        self.jobs = screen.jobs
        self.sort = ("entered", True)
        self.stages: tuple[Stage, ...] = ()
        self._views: tuple[SavedView, ...] = ()
        self._renamed = ""
        self._make_actions()
        self._make_search()
        self.model = PagedModel(
            columns(), asking(self.jobs, initiatives.page, self._arguments, lambda: self.table),
            lambda item: item.row.id,
        )  # fmt: skip
        empty = _("Không có sáng kiến nào khớp. Xóa chữ đang tìm hoặc bỏ bớt bộ lọc để xem lại.")
        self.table = Table(self.model, _("Danh sách sáng kiến"), several=True, empty=empty)
        self.table.sorted_by.connect(self._sorted)
        self.table.opened.connect(self._open_row)
        self.table.chosen.connect(self._chosen)
        self.model.loaded.connect(self._show_middle)
        self.checking = ListCheck(self, self, screen)
        self.details = Details(self.jobs, actions.button(self.checking.action, flat=True))
        self.exporting = ListExport(self, screen, columns())
        self._lay_out()

    def _make_actions(self) -> None:
        orders: dict[str, Callable[[], None]] = {
            "initiative.new": self._new,
            "initiative.open": self._open_current,
            "initiative.remove": self._remove,
            "initiative.import": partial(self.screen_.go, Place("importing")),
            "initiative.floor": partial(self.screen_.go, Place("floor")),
            "initiative.describe": partial(self.screen_.go, Place("describing")),
            "initiative.filter": self._focus_search,
            "initiative.filters": self._turn_filters,
            "initiative.export": self.export,
            "initiative.bulk": self.bulk,
            "initiative.alike": self.show_alike,
        }
        self.acts = {name: actions.make(self, name, run) for name, run in orders.items()}

    def _make_search(self) -> None:
        self.count = parts.heading("", "secondary")
        self.search_edit = LineEdit()
        self.search_edit.setPlaceholderText(_("Tìm theo tên, tác giả, xưởng, số; gõ không dấu cũng được"))
        self.search_edit.setAccessibleName(_("Tìm trong danh sách"))
        self.search_edit.addAction(look.icon("search"), LineEdit.ActionPosition.LeadingPosition)
        self.search_edit.setClearButtonEnabled(True)
        self._soon = QTimer(self, interval=120, singleShot=True)
        self._soon.timeout.connect(self.ask_again)
        self.search_edit.textChanged.connect(self._search_typed)
        self.search_edit.returnPressed.connect(self._to_table)
        self.chips: dict[Stage, QPushButton] = {stage: self._chip(stage) for stage in Stage}
        self.filters = FilterCard()
        self.filters.hide()
        self.filters.changed.connect(self.ask_again)
        self.filters.saved.connect(self._save_view)

    def _chip(self, stage: Stage) -> QPushButton:
        chip = parts.chip(wording.label(stage))
        chip.toggled.connect(partial(self._stage_chosen, stage))
        return chip

    def _lay_out(self) -> None:
        self.empty = parts.Empty(
            "initiative",
            _("Chưa có sáng kiến nào"),
            _(
                "Mỗi phiếu giấy là một sáng kiến: tên, tác giả, xưởng, ngày áp dụng. "
                "Bấm Ctrl+N để nhập phiếu đầu tiên, hoặc Ctrl+I để nhập cả danh sách Excel của xưởng."
            ),
            actions.button(self.acts["initiative.import"]),
        )
        shown = QWidget()
        line = QHBoxLayout(shown)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.L)
        line.addWidget(self.table, 1)
        line.addWidget(self.details)
        self.none_found = QLabel(_("Không có sáng kiến nào khớp. Xóa bớt chữ tìm, hoặc bỏ bộ lọc."))
        self.none_found.setAlignment(look.MIDDLE)
        self.middle = QStackedWidget()
        for widget in (shown, self.empty, self.none_found):
            self.middle.addWidget(widget)
        self.new_button = actions.button(self.acts["initiative.new"], primary=True)
        quiet = ("initiative.open", "initiative.remove", "initiative.bulk", "initiative.alike")
        tools = [actions.button(self.acts[name], flat=True) for name in quiet]
        box = parts.page(self)
        box.addLayout(
            parts.head(
                parts.heading(_("Sáng kiến")),
                actions.button(self.acts["initiative.describe"], flat=True),
                actions.button(self.acts["initiative.export"], flat=True),
                actions.button(self.acts["initiative.import"]),
                self.new_button,
                beside=self.count,
            )
        )
        finding = QHBoxLayout()
        finding.setSpacing(look.S)
        finding.addWidget(self.search_edit, 1)
        finding.addWidget(actions.button(self.acts["initiative.filters"]))
        for tool in tools:
            finding.addWidget(tool)
        box.addLayout(finding)
        self.kept_chip = parts.button("")
        self.kept_chip.setProperty("chip", True)
        self.kept_chip.hide()
        self.kept_chip.clicked.connect(self.filters.clear)
        self.strip = parts.flow(*self.chips.values(), self.kept_chip)
        box.addWidget(self.strip)
        box.addWidget(self.filters)
        box.addWidget(self.middle, 1)

    # --- what is asked

    @property
    def query(self) -> ListQuery:
        """What the list shows, from its first row on."""
        sort, descending = self.sort
        asked = ListQuery(self.search_edit.text(), self.stages, sort=sort, descending=descending)
        return self.filters.narrowed(asked)

    def _arguments(self, offset: int, limit: int) -> tuple[ListQuery]:
        return (replace(self.query, offset=offset, limit=limit),)

    def reload(self) -> None:
        """Ask again for the rows in view, the counts, what filters may choose from."""
        self.table.reload()
        self.jobs.ask(initiatives.counts, owner=self, then=self._count, exclusive="counts")
        self.jobs.ask(saved_views.views, LIST, owner=self, then=self._show_views, exclusive="views")
        if not self.filters.isHidden():
            self._ask_facets()

    def ask_again(self) -> None:
        """Other rows are wanted."""
        self.table.ask_anew()
        self._tell_kept()

    def _search_typed(self, _text: str) -> None:
        self._soon.start()

    def _stage_chosen(self, stage: Stage, on: bool) -> None:
        self.stages = tuple(
            kept for kept in Stage if (kept is stage and on) or (kept is not stage and kept in self.stages)
        )
        self.ask_again()

    def _sorted(self, key: str, descending: bool) -> None:
        self.sort = (key, descending)
        self.ask_again()

    def _count(self, counts: Mapping[Stage, int]) -> None:
        total = sum(counts.values())
        self.count.setText(ngettext("{count} phiếu", "{count} phiếu", total).format(count=total))
        for stage, chip in self.chips.items():
            words = f"{wording.label(stage)}  {counts[stage]}"
            chip.setText(words)
            chip.setAccessibleName(words)
            chip.setVisible(bool(counts[stage]) or chip.isChecked())
        self._show_middle(total)

    def _show_middle(self, total: int) -> None:
        query = self.query
        is_filtered = query.is_filtered or bool(query.search.strip())
        if self.model.total or total:
            self.middle.setCurrentIndex(NONE_FOUND if is_filtered and not self.model.total else SHOWN)
        else:
            self.middle.setCurrentIndex(NONE_FOUND if is_filtered else EMPTY)

    def show_stage(self, stage: str) -> None:
        """Keep one stage alone."""
        for kept, chip in self.chips.items():
            chip.setChecked(kept.value == stage)

    # --- filters and views

    def _turn_filters(self) -> None:
        self._renamed = ""
        self.filters.setVisible(self.filters.isHidden())
        if self.filters.isVisible():
            self._ask_facets()
            self.filters.workshop.setFocus()

    def _ask_facets(self) -> None:
        self.jobs.ask(initiatives.facets, owner=self, then=self._offer, exclusive="facets")

    def _offer(self, facets: Facets) -> None:
        query = self.query
        self.filters.offer(facets)
        self.filters.show_query(query)

    def _tell_kept(self) -> None:
        kept = kept_words(self.query)
        words = _("Đang lọc: {what} ✕").format(what=", ".join(kept))
        self.kept_chip.setText(words)
        self.kept_chip.setAccessibleName(_("Bỏ lọc: {what}").format(what=", ".join(kept)))
        self.kept_chip.setVisible(bool(kept))

    def _save_view(self, name: str) -> None:
        renamed, self._renamed = self._renamed, ""
        told = partial(self._view_told, _("Đã lưu bộ lọc"))
        order = partial(self.jobs.order, owner=self, then=told, refused=self.screen_.refuse)
        if renamed:
            order(saved_views.rename, renamed, name)
        else:
            order(saved_views.save, LIST, name, self.query)

    def _view_told(self, words: str, _value: object) -> None:
        self.screen_.say(words, undoable=True)

    def _show_views(self, views: Sequence[SavedView]) -> None:
        if tuple(views) == self._views:
            return
        self._views = tuple(views)
        strip = self.strip.layout()
        for chip in self.strip.findChildren(QPushButton, "view"):
            strip.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for view in self._views:
            strip.addWidget(ViewChip(view, self._apply_view, self._rename_view, self._remove_view))

    def _rename_view(self, view: SavedView) -> None:
        self._renamed = view.id
        self.filters.show()
        self.filters.ask_name(view.name)

    def _remove_view(self, view: SavedView) -> None:
        told = partial(self._view_told, _("Đã xóa bộ lọc"))
        self.jobs.order(saved_views.remove, view.id, owner=self, then=told, refused=self.screen_.refuse)
        self.table.setFocus()

    def _apply_view(self, view: SavedView) -> None:
        query = view.query
        self.search_edit.blockSignals(True)
        self.search_edit.setText(query.search)
        self.search_edit.blockSignals(False)
        for stage, chip in self.chips.items():
            chip.blockSignals(True)
            chip.setChecked(stage in query.stages)
            chip.blockSignals(False)
        self.stages, self.sort = query.stages, (query.sort, query.descending)
        self.jobs.ask(
            initiatives.facets, owner=self, then=partial(self._offer_and_show, query), exclusive="facets"
        )

    def _offer_and_show(self, query: ListQuery, facets: Facets) -> None:
        self.filters.offer(facets)
        self.filters.show_query(query)
        self.ask_again()
        self.table.setFocus()

    # --- the rows

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

    def _focus_search(self) -> None:
        self.search_edit.setFocus()
        self.search_edit.selectAll()

    def _to_table(self) -> None:
        self.table.setFocus()

    def _open_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self._open_row(row)

    def _open_row(self, row: PortalRow) -> None:
        self.opened.emit(row.row.id)

    def with_chosen(self, then: Callable[[tuple[str, ...]], None]) -> None:
        """Give the ids of the chosen rows, loaded or not; all that the list matches where all are chosen."""
        if self.table.has_all or self.table.lacks_keys:
            pieces = () if self.table.has_all else self.table.pieces()
            self.jobs.ask(initiatives.ids, self.query, pieces, owner=self, then=lambda ids: then(tuple(ids)))
        elif keys := self.table.selected_keys():
            then(keys)

    def _remove(self) -> None:
        self.with_chosen(self._ask_remove)

    def _ask_remove(self, ids: tuple[str, ...]) -> None:
        words = ngettext("Xóa {count} sáng kiến?", "Xóa {count} sáng kiến?", len(ids)).format(count=len(ids))
        answers = (("remove", _("Xóa")), ("keep", _("Giữ lại")))
        told = _("Có thể lấy lại bằng Hoàn tác (Ctrl+Z).")
        dialogs.ask(self, words, told, answers, partial(self._do_remove, ids))

    def _do_remove(self, ids: tuple[str, ...], answer: str) -> None:
        if answer == "remove":
            self.jobs.order(
                initiatives.remove, ids, owner=self, then=self._removed, refused=self.screen_.refuse
            )

    def _removed(self, count: int) -> None:
        self.table.choose_one()
        told = ngettext("Đã xóa {count} sáng kiến", "Đã xóa {count} sáng kiến", count)
        self.screen_.say(told.format(count=count), undoable=True)

    def bulk(self) -> None:
        """Change one field of the chosen."""
        self.with_chosen(self._open_bulk)

    def _open_bulk(self, ids: tuple[str, ...]) -> None:
        from desktop.ui.initiatives.list_bulk import BulkDialog

        dialog = BulkDialog(self, self.jobs, self.screen_.desk, ids)
        dialog.changed.connect(self._bulk_done)
        dialog.open()

    def _bulk_done(self, count: int) -> None:
        told = ngettext("Đã sửa {count} sáng kiến", "Đã sửa {count} sáng kiến", count)
        self.screen_.say(told.format(count=count), undoable=True)

    def show_alike(self) -> None:
        """What resembles the initiative under the hand."""
        from desktop.ui.initiatives.list_alike import AlikeDialog

        row = self.table.current()
        if row is not None:
            may_say = self.screen_.desk.may(Right.COUNCIL)
            AlikeDialog(self, self.jobs, row.row.id, row.row.title, may_say=may_say).open()

    def export(self) -> None:
        """The list as a workbook."""
        self.exporting.start(self.query, self.model.total)
