"""Scans that wait: whose sheet it is, the page beside it, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.access import Right
from desktop.domain.paper_form import shown_code
from desktop.domain.problems import Refused
from desktop.i18n import _, ngettext
from desktop.services import initiatives, scanning
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.services.scanning import ReadScan, Taken, Waiting
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look, parts
from desktop.ui.kit.file_view import FilePane
from desktop.ui.kit.forms import TextField
from desktop.ui.kit.suggest import Found, Suggestions
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once

Say = Callable[..., None]


class ScansPage(QWidget):
    """The list, the page that the hand is on, two fields to say by hand what the scanner could not read."""

    enter = Signal(str)
    """A scan is to be entered as a new initiative."""

    def __init__(
        self, desk: Desk, jobs: Jobs, say: Say, tools: Sequence[QWidget], more: Sequence[QWidget]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._waiting: tuple[Waiting, ...] = ()
        self._queue: list[Path] = []
        self._taken: list[Taken] = []
        self._not_read: list[Path] = []
        self.here: Waiting | None = None
        columns = [
            Column(_("Phiếu của"), _whose, 0),
            Column(_("Tình trạng"), _mark, 158),
        ]
        model = PagedModel(columns, all_at_once(lambda: self._waiting), lambda waits: waits.scan.id)
        self.table = Table(
            model,
            _("Bản quét đang chờ"),
            several=True,
            empty=_(
                "Chưa có bản quét nào chờ. Bấm Ctrl+O để nhận tệp, hoặc Ctrl+D để chọn thư mục máy quét."
            ),
        )
        self.table.chosen.connect(self._turn_to)
        self.table.opened.connect(self._open)
        self.pane = FilePane(desk, jobs)
        self.pane.turned.connect(self._turned)
        self.code_field = TextField(_("Mã in dưới ô mã"), hint=_("Enter"), limit=20)
        self.code_field.edit.returnPressed.connect(self.name_form)
        self.goal_field = TextField(_("Xếp vào sáng kiến"), hint=_("gõ tên hoặc số"), limit=200)
        self._suggestions = Suggestions(self.goal_field.edit, self._find)
        self._suggestions.taken.connect(self._attach_to)
        self._lay_out(tools, more)
        self.setAcceptDrops(True)

    def _lay_out(self, tools: Sequence[QWidget], more: Sequence[QWidget]) -> None:
        right = QWidget()
        box = QVBoxLayout(right)
        box.setContentsMargins(look.M, 0, 0, 0)
        box.setSpacing(look.S)
        box.addWidget(self.pane, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for tool in tools:
            foot.addWidget(tool)
        box.addLayout(foot)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.S)
        column.addWidget(self.table, 1)
        column.addWidget(self.code_field)
        column.addWidget(self.goal_field)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([400, 600])
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        self.empty = parts.Empty(
            "import",
            _("Chưa có bản quét nào chờ"),
            _(
                "Kéo tệp quét vào đây, hoặc bấm Nhận bản quét (Ctrl+O). Phiếu có mã tự tìm về đúng người, đúng sáng "
                "kiến; phiếu không đọc được mã thì xếp tay ở đây."
            ),
            *more,
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(split)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, look.M, 0, 0)
        outer.addWidget(self.stack)

    # --- the list

    def reload(self) -> None:
        """Ask what waits."""
        if self._desk.may(Right.ENTER):
            self._jobs.ask(scanning.waiting, owner=self, then=self._show, exclusive="waiting")

    def _show(self, waiting: tuple[Waiting, ...]) -> None:
        self._waiting = waiting
        self.stack.setCurrentIndex(1 if waiting else 0)
        self.table.reload()

    def _turn_to(self, waits: Waiting | None) -> None:
        before = self.here.scan.file if self.here else ""
        self.here = waits
        if waits is not None and waits.scan.file != before:
            self.code_field.set_value(shown_code(waits.form.code) if waits.form else "")
            self.code_field.say("")
            self.goal_field.set_value("")
            self.pane.show_file(scanning.as_attachment(waits.scan))

    def _turned(self, _before: object, _after: object) -> None:
        self.reload()

    def _open(self, waits: Waiting) -> None:
        self.enter.emit(waits.scan.id)

    # --- reading files

    def take(self, paths: Sequence[Path]) -> None:
        """Read scanned files one after the other; what is found is noted as each is done."""
        self._queue.extend(path for path in paths if path not in self._queue)
        if len(self._queue) == len(paths):
            self._taken, self._not_read = [], []
            self._next()

    def _next(self) -> None:
        if not self._queue:
            self._tell()
            return
        self._jobs.run(
            scanning.read_scan,
            self._desk,
            self._queue[0],
            owner=self,
            then=self._read,
            refused=self._refused,
            label=_("Đọc bản quét"),
            stop="check",
            counted=True,
        )

    def _read(self, read: ReadScan) -> None:
        self._jobs.order(scanning.take_in, read, owner=self, then=self._noted, refused=self._refused)

    def _noted(self, taken: Taken) -> None:
        self._taken.append(taken)
        self._done()

    def _refused(self, refused: Refused) -> None:
        self._not_read.append(self._queue[0])
        self._tell_refused(refused)
        self._done()

    def _done(self) -> None:
        self._queue = self._queue[1:]
        self._next()

    def _tell(self) -> None:
        attached = sum(len(one.attached) for one in self._taken)
        entering = sum(len(one.to_enter) for one in self._taken)
        unknown = sum(len(one.unknown) for one in self._taken)
        count = attached + entering + unknown
        if count:
            told = ngettext(
                "Đã nhận {count} phiếu: {attached} gắn vào sáng kiến, {entering} chờ nhập, {unknown} xếp tay",
                "Đã nhận {count} phiếu: {attached} gắn vào sáng kiến, {entering} chờ nhập, {unknown} xếp tay",
                count,
            )
            told = told.format(count=count, attached=attached, entering=entering, unknown=unknown)
            self._say(". ".join([told, *self._left_out()]), undoable=True)

    def _left_out(self) -> list[str]:
        """Which files were not read, where others were: their own sentences are gone from the screen by then."""
        if not self._not_read:
            return []
        count, first = len(self._not_read), self._not_read[0]
        told = ngettext("Không đọc {count} tệp: {first}", "Không đọc {count} tệp: {first}…", count)
        return [told.format(count=count, first=first.name)]

    def pick(self) -> None:
        """Choose scanned files."""
        kinds = " ".join(f"*{suffix}" for suffix in scanning.SUFFIXES)
        dialogs.pick_files(self, _("Nhận bản quét"), _("Bản quét ({kinds})").format(kinds=kinds), self.take)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Scanned files may be dropped here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them."""
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    # --- sorting by hand

    def begin(self) -> None:
        """Enter the sheet that the hand is on."""
        if self.here is not None:
            self.enter.emit(self.here.scan.id)

    def name_form(self) -> None:
        """The code that was typed says which sheet this is."""
        if self.here is not None and self.code_field.value():
            self._jobs.order(
                scanning.name_form,
                self.here.scan.id,
                self.code_field.value(),
                owner=self,
                then=self._named,
                refused=self._no_code,
            )

    def _named(self, _form: str) -> None:
        self._say(_("Đã ghi mã phiếu"), undoable=True)

    def _no_code(self, refused: Refused) -> None:
        self.code_field.say(wording.sentence(refused.code, refused.facts))
        self.code_field.setFocus()

    def _find(self, typed: str, then: Found) -> None:
        query = ListQuery(search=typed, limit=8)
        self._jobs.ask(initiatives.page, query, owner=self, then=partial(self._offer, then), exclusive="goal")

    def _offer(self, then: Found, page: Any) -> None:
        then([(_goal_words(item.row), item.row) for item in page.rows])

    def _attach_to(self, row: Any) -> None:
        chosen = self._chosen()
        self.goal_field.set_value(_goal_words(row))
        self._jobs.order(
            scanning.attach,
            chosen,
            row.id,
            owner=self,
            then=partial(self._attached, row.title),
            refused=self._tell_refused,
        )

    def _attached(self, title: str, _nothing: object) -> None:
        self._say(_("Đã xếp vào: {title}").format(title=title), undoable=True)

    def _chosen(self) -> list[str]:
        """The chosen scans that still wait, else the one that the hand is on."""
        here = {waits.scan.id for waits in self._waiting}
        chosen = [record for record in self.table.selected_keys() if record in here]
        return chosen or ([self.here.scan.id] if self.here else [])

    def drop(self) -> None:
        """Take the chosen scans out of the list."""
        chosen = self._chosen()
        if chosen:
            self._jobs.order(
                scanning.drop, chosen, owner=self, then=self._dropped, refused=self._tell_refused
            )

    def _dropped(self, count: int) -> None:
        told = ngettext("Đã bỏ {count} bản quét", "Đã bỏ {count} bản quét", count)
        self._say(told.format(count=count), undoable=True)

    def _tell_refused(self, refused: Refused) -> None:
        told = wording.sentence(refused.code, refused.facts)
        self._say(f"{told} {wording.advice(refused.code, refused.facts)}".strip(), tone="bad")


def _goal_words(row: Any) -> str:
    return f"{row.number or '–'} · {row.title}"


def _whose(waits: Waiting) -> str:
    """Whom the sheet was printed for, else where in which file it was found."""
    if waits.form is not None:
        return waits.person or waits.workshop or shown_code(waits.form.code)
    return _("{name}, trang {page}").format(name=waits.scan.name, page=waits.scan.page)


def _mark(waits: Waiting) -> Mark:
    if waits.initiative:
        return Mark(_("Đã có sáng kiến"), "initiative", "accent")
    if waits.form is not None:
        return Mark(_("Nhập được ngay"), "good", "good")
    return Mark(_("Chưa rõ phiếu"), "care", "care")
