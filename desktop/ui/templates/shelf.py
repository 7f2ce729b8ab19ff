"""Mẫu giấy tờ: which template each paper is printed from; put out for Word, taken back, and put back to ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import own_templates
from desktop.services.desk import Desk
from desktop.services.own_templates import Checked, Row, Source
from desktop.services.printing import Rendered
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look, parts
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once

Show = Callable[..., None]
_MARKS = {Source.UNIT: ("edit", "accent"), Source.GUIDANCE: ("next", "care"), Source.OURS: ("good", "muted")}


class ShelfPage(QWidget):
    """A row a paper, and beside it what is wrong with a template that was handed in."""

    def __init__(
        self, desk: Desk, jobs: Jobs, refuse: Callable[[Refused], None], say: Callable[..., None], show: Show
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._refuse = refuse
        self._say = say
        self._show = show
        self._rows: tuple[Row, ...] = ()
        self._checked: Checked | None = None
        self.acts = {
            name: actions.make(self, name, run)
            for name, run in (
                ("template.out", self.put_out),
                ("template.in", self.pick),
                ("template.sample", self.sample),
                ("template.ours", self.back_to_ours),
                ("template.above", self.use_above),
                ("template.guidance", self.pick_guidance),
                ("template.before", self.before),
            )
        }
        columns = [
            Column(_("Giấy tờ"), lambda row: row.title, 0),
            Column(_("Đang in từ"), _used, 216),
            Column(_("Bản"), lambda row: row.version if row.used is not Source.OURS else "", 88),
        ]
        self.model = PagedModel(columns, all_at_once(lambda: self._rows), lambda row: row.kind.value)
        self.table = Table(
            self.model,
            _("Mẫu giấy tờ"),
            empty=_("Không thấy mẫu nào. Cài lại phần mềm để có lại các mẫu gốc."),
        )
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._opened)
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.M)
        box.addWidget(parts.flow(*(actions.button(act, flat=True) for act in self.acts.values())))
        middle = QHBoxLayout()
        middle.setSpacing(look.L)
        middle.addWidget(self.table, 3)
        card = parts.Card()
        self.about = parts.heading("", "strong")
        self.told = parts.text("", "secondary")
        self.take_button = parts.button(_("Dùng mẫu này"), "done", primary=True)
        self.take_button.clicked.connect(self._take)
        self.look_button = parts.button(_("Xem trước"), "preview")
        self.look_button.clicked.connect(self._look)
        card.box.addWidget(self.about)
        card.box.addWidget(parts.scrolled(_column(self.told)), 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.look_button)
        foot.addWidget(self.take_button)
        card.box.addLayout(foot)
        middle.addWidget(card, 2)
        box.addLayout(middle, 1)
        self._chosen(None)

    def reload(self) -> None:
        """Ask again which templates there are."""
        self._jobs.run(own_templates.rows, self._desk, owner=self, then=self._know, exclusive="rows")

    def _know(self, rows: tuple[Row, ...]) -> None:
        self._rows = rows
        self.table.reload()
        self._chosen(self.table.current())

    def _chosen(self, row: Row | None) -> None:
        self._checked = None
        self.take_button.setVisible(False)
        self.look_button.setVisible(False)
        offered = row.offered if row else ()
        self.acts["template.ours"].setEnabled(row is not None and row.used is not Source.OURS)
        above = Source.GUIDANCE in offered and row is not None and row.used is not Source.GUIDANCE
        self.acts["template.above"].setEnabled(above)
        self.acts["template.before"].setEnabled(row is not None and row.versions > 1)
        for name in ("template.out", "template.in", "template.sample"):
            self.acts[name].setEnabled(row is not None)
        self.about.setText(row.title if row else "")
        self.told.setText(_explained(row) if row else "")

    def _opened(self, _row: Row) -> None:
        self.sample()

    # --- what can be done

    def _row(self) -> Row | None:
        return self.table.current()

    def put_out(self) -> None:
        """Copy the template in use to where Word can open it."""
        if self._row() is not None:
            dialogs.pick_folder(self, _("Lấy mẫu ra thư mục"), self.put_out_into)

    def put_out_into(self, folder: Path) -> None:
        """The same, the folder known."""
        row = self._row()
        if row is not None:
            self._run(own_templates.export, row.kind, folder, then=self._put_out)

    def _put_out(self, file: Path) -> None:
        self._say(_("Đã lấy mẫu ra {file}. Sửa bằng Word rồi nhận lại (Ctrl+O).").format(file=file.name))

    def pick(self) -> None:
        """Choose a template that was edited."""
        if self._row() is not None:
            dialogs.pick_file(self, _("Mẫu đã sửa"), _("Word (*.docx)"), self.check)

    def check(self, path: Path) -> None:
        """Say what is wrong with it; nothing is taken yet."""
        row = self._row()
        if row is not None:
            self._run(own_templates.check, row.kind, path, then=self._know_checked)

    def _know_checked(self, checked: Checked) -> None:
        self._checked = checked
        lines = [
            f"• {wording.sentence(one.code, one.facts)} {wording.advice(one.code, one.facts)}"
            for one in checked.problems
        ]
        if checked.left_out:
            told = _("Mẫu bỏ bớt các tên: {names}. Dùng mẫu này thì các mục ấy không in ra.")
            lines.append("• " + told.format(names=", ".join(checked.left_out)))
        if not lines:
            lines = [_("Mẫu đúng, đủ tên. Xem trước bằng dữ liệu mẫu rồi dùng.")]
        self.told.setText("\n".join(lines))
        self.take_button.setVisible(checked.may_be_taken)
        self.look_button.setVisible(checked.may_be_taken)
        if checked.may_be_taken:
            self.take_button.setFocus()

    def _look(self, _clicked: bool = False) -> None:
        if self._checked is not None:
            title = _("Xem thử mẫu")
            self._show(title, title, own_templates.look_at, self._desk, self._checked)

    def _take(self, _clicked: bool = False) -> None:
        if self._checked is not None:
            self._run(_taken, self._checked, then=self._took)

    def _took(self, version: str) -> None:
        self._say(_("Đã dùng mẫu của đơn vị, bản {version}").format(version=version))
        self.reload()

    def sample(self) -> None:
        """The template in use with sample data."""
        row = self._row()
        if row is not None:
            self._show(row.title, row.title, _sample, self._desk, row.kind)

    def back_to_ours(self) -> None:
        """One key, and ours is printed from again."""
        self._use(Source.OURS)

    def use_above(self) -> None:
        """That of the level above."""
        self._use(Source.GUIDANCE)

    def _use(self, source: Source) -> None:
        row = self._row()
        if row is not None:
            self._jobs.order(
                own_templates.use, row.kind, source, owner=self, then=self._used, refused=self._refuse
            )

    def before(self) -> None:
        """The version before."""
        row = self._row()
        if row is not None:
            self._jobs.order(
                own_templates.go_back, row.kind, owner=self, then=self._used, refused=self._refuse
            )

    def _used(self, _value: object) -> None:
        self._say(_("Đã đổi mẫu"))
        self.reload()

    def pick_guidance(self) -> None:
        """Choose the folder that came from the level above."""
        dialogs.pick_folder(self, _("Thư mục mẫu của cấp trên"), self.bring_guidance)

    def bring_guidance(self, folder: Path) -> None:
        """Take all of its templates beside the unit's own."""
        self._run(own_templates.bring_guidance, folder, then=self._brought)

    def _brought(self, found: tuple[tuple[Any, ...], tuple[Any, ...]]) -> None:
        taken, refused = found
        told = _("Đã nhận {count} mẫu của cấp trên, {refused} mẫu không nhận được")
        self._say(told.format(count=len(taken), refused=len(refused)), tone="care" if refused else "good")
        self.reload()
        self.told.setText(
            "\n".join(f"• {one.field}: {wording.sentence(one.code, one.facts)}" for one in refused)
        )

    def _run(self, work: Callable[..., Any], *arguments: Any, then: Callable[[Any], None]) -> None:
        self._jobs.run(
            work, self._desk, *arguments, owner=self, then=then, refused=self._refuse, label=_("Mẫu giấy tờ")
        )


def _taken(desk: Desk, checked: Checked) -> str:
    return own_templates.take(desk, checked, leave_out=True)


def _sample(desk: Desk, kind: Any) -> Rendered:
    return own_templates.sample(desk, kind)


def _used(row: Row) -> Mark:
    return Mark(wording.label(row.used), *_MARKS[row.used])


def _explained(row: Row) -> str:
    told = _("Các tên mẫu này điền được, gõ trong hai ngoặc nhọn:")
    names = "   ".join(f"{{{{{name}}}}}" for name in row.names)
    return f"{told}\n{names}"


def _column(widget: QWidget) -> QWidget:
    inner = QWidget()
    box = QVBoxLayout(inner)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(widget)
    box.addStretch(1)
    return inner
