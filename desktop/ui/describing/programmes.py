"""Chương trình: the programmes that are known, one of them in a form, and files of them from above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.demands import named
from desktop.domain.describing import Guide
from desktop.domain.initiative import Section
from desktop.domain.problems import Problem, Refused
from desktop.domain.programme import Demand, Programme
from desktop.i18n import _
from desktop.services import describing, programmes
from desktop.services.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, forms, look, parts, reading
from desktop.ui.kit.forms import CheckField, Form, ReadField, TextField
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once
from desktop.ui.screen import today

CODES = (*Demand, *Section)


class ProgrammesPage(QWidget):
    """The list at the left, the form at the right; `say` and `refuse` are the screen's."""

    def __init__(
        self, desk: Desk, jobs: Jobs, say: Callable[..., None], refuse: Callable[[Refused], None]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self._rows: tuple[Programme, ...] = ()
        self._shown = Programme("", "")
        day = today(desk)
        self.table = Table(
            PagedModel(_columns(), all_at_once(lambda: self._rows), lambda row: row.code),
            _("Chương trình"),
            empty=_(
                "Chưa có chương trình. Lấy chương trình mẫu ở dưới, hoặc bấm Ctrl+N, điền rồi lưu (Ctrl+S)."
            ),
        )
        self.table.opened.connect(self.show_programme)
        self.fields = {
            "name": TextField(_("Tên chương trình"), needed=True, limit=200),
            "code": TextField(_("Mã"), needed=True, limit=60),
            "opens": _window_field(_("Mở"), day, _("ví dụ 1/1/2026")),
            "closes": _window_field(_("Đóng"), day, _("đến phút: 20/4/2026 23:55")),
            "ended": CheckField(_("Đã kết thúc")),
        }
        self.form = Form(self.fields, self)
        self.chips: dict[str, QPushButton] = {code: parts.chip(wording.label(named(code))) for code in CODES}
        self.told = parts.text("", "secondary")
        self._lay_out()
        self.show_programme(Programme("", ""))

    def _lay_out(self) -> None:
        card = parts.Card(margin=look.M, spacing=look.S)
        for field in self.fields.values():
            field.make_compact()
        card.box.addWidget(self.fields["name"])
        card.box.addLayout(
            forms.row(2, self.fields["code"], 2, self.fields["opens"], 3, self.fields["closes"])
        )
        card.box.addWidget(self.fields["ended"])
        card.box.addWidget(parts.heading(_("Chương trình cần"), "strong"))
        card.box.addWidget(parts.flow(*self.chips.values()))
        card.box.addWidget(self.told)
        card.box.addStretch(1)
        self.foot = QHBoxLayout()
        self.samples_button = parts.button(_("Lấy chương trình mẫu"), "import")
        self.samples_button.clicked.connect(self._samples)
        self.file_button = parts.button(_("Nhận tệp của cấp trên"), "folder")
        self.file_button.clicked.connect(self._pick)
        self.guide_out_button = parts.button(_("Lấy hướng dẫn viết ra sửa"), "save_file")
        self.guide_out_button.clicked.connect(self._guide_out)
        self.guide_in_button = parts.button(_("Nhận hướng dẫn đã sửa"), "folder")
        self.guide_in_button.clicked.connect(self._guide_in)
        for button in (self.samples_button, self.file_button, self.guide_out_button, self.guide_in_button):
            self.foot.addWidget(button)
        self.foot.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(look.L)
        line.addWidget(self.table, 2)
        line.addWidget(parts.scrolled(card), 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.addLayout(line, 1)
        box.addLayout(self.foot)

    def reload(self) -> None:
        """Ask again."""
        self._jobs.ask(programmes.listing, owner=self, then=self._show, exclusive="programmes")

    def _show(self, rows: tuple[Programme, ...]) -> None:
        self._rows = rows
        self.table.reload()

    def show_programme(self, programme: Programme) -> None:
        """Into the form."""
        self._shown = programme
        self.form.fill({name: getattr(programme, name) for name in self.fields})
        for code, chip in self.chips.items():
            chip.setChecked(code in programme.required)
        phases = ", ".join(phase.name for phase in programme.phases)
        self.told.setText(_("Các đợt: {phases}").format(phases=phases) if phases else "")

    def new(self) -> None:
        """A blank form."""
        self.show_programme(Programme("", ""))
        self.fields["name"].setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """Store the one in the form; phases and counting rules stay as the file said."""
        if self.form.unreadable:
            self.form.show_problems(())
            self.form.focus_first_problem()
            return
        required = tuple(code for code, chip in self.chips.items() if chip.isChecked())
        made = replace(self._shown, **self.form.values(), required=required)
        self._put((made,))

    def _put(self, found: tuple[Programme, ...]) -> None:
        self._jobs.order(programmes.put, found, owner=self, then=self._stored, refused=self._not_stored)

    def _stored(self, _count: int) -> None:
        self.form.is_dirty = False
        self.form.show_problems(())
        self._say(_("Đã lưu chương trình"), undoable=True)

    def _not_stored(self, refused: Refused) -> None:
        problem = refused.facts.get("problems", (Problem(refused.code),))
        if self.form.show_problems(problem if isinstance(problem, tuple) else ()):
            self._refuse(refused)
        self.form.focus_first_problem()

    def _samples(self, _checked: bool = False) -> None:
        self._jobs.run(programmes.samples, self._desk, owner=self, then=self._put, refused=self._refuse)

    def _pick(self, _checked: bool = False) -> None:
        dialogs.pick_file(self, _("Tệp chương trình"), _("Tệp chương trình (*.toml)"), self.take_file)

    def take_file(self, file: Path) -> None:
        """Programmes from a file; all of them or none."""
        self._jobs.run(programmes.read, file, owner=self, then=self._put, refused=self._refuse)

    def _guide_out(self, _checked: bool = False) -> None:
        dialogs.pick_new_file(
            self, _("Lấy hướng dẫn viết ra sửa"), _("Tệp hướng dẫn (*.toml)"), self.copy_guide
        )

    def copy_guide(self, file: Path) -> None:
        """The guide in force as a file."""
        self._jobs.run(
            describing.copy_guide, self._desk, file, owner=self, then=self._copied, refused=self._refuse
        )

    def _copied(self, file: Path) -> None:
        self._say(_("Đã ghi {file}").format(file=file.name))

    def _guide_in(self, _checked: bool = False) -> None:
        dialogs.pick_file(self, _("Nhận hướng dẫn đã sửa"), _("Tệp hướng dẫn (*.toml)"), self.take_guide)

    def take_guide(self, file: Path) -> None:
        """Another guide, once it has been read."""
        self._jobs.run(
            describing.put_guide, self._desk, file, owner=self, then=self._guided, refused=self._refuse
        )

    def _guided(self, _guide: Guide) -> None:
        self._say(_("Đã nhận; lần mở phần mềm sau sẽ dùng hướng dẫn này"))


def _window_field(words: str, day: date, hint: str) -> ReadField:
    def read(text: str) -> str | None:
        return reading.read_window(text, day)

    return ReadField(words, read, reading.show_window, code="window.unreadable", hint=hint)


def _columns() -> list[Column]:
    return [
        Column(_("Tên"), lambda row: Mark(row.name, "done", "muted") if row.ended else row.name, 0),
        Column(_("Mở"), lambda row: reading.show_window(row.opens), 116),
        Column(_("Đóng"), lambda row: reading.show_window(row.closes), 140),
    ]
