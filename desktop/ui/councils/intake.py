"""The register of applications: what happened to each, what comes next and by when."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop import wording
from desktop.domain.deadlines import days_left
from desktop.domain.intake import Step
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import intake_papers, intakes
from desktop.services.intakes import IntakeRow
from desktop.ui import actions, marks
from desktop.ui.councils.page import CouncilPage
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import Form, TextField
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once
from desktop.ui.paper import PaperScreen
from desktop.ui.screen import today

_ICONS = {
    Step.RECEIVED: ("receipt", "muted"),
    Step.ASKED: ("waits", "care"),
    Step.COMPLETED: ("receipt", "accent"),
    Step.ACCEPTED: ("good", "good"),
    Step.WITHDRAWN: ("returned", "muted"),
}


class IntakePage(CouncilPage):
    """Space ticks applications, then a step with its day is written for all of them at once."""

    def __init__(self, screen: PaperScreen) -> None:
        super().__init__(screen)
        self._rows: tuple[IntakeRow, ...] = ()
        self._today = today(self.desk)
        self.take_button = actions.button(actions.make(self, "intake.take", self.take), primary=True)
        self.all_button = actions.button(actions.make(self, "intake.all", self.choose_all), flat=True)
        self.slips_button = actions.button(actions.make(self, "intake.slips", self.print_slips))
        self.book_button = actions.button(actions.make(self, "intake.book", self.print_book))
        self._build_form()
        self._build_table()
        self._lay_out()

    def _build_form(self) -> None:
        self.step_field = forms.enum_field(_("Việc đã làm"), Step)
        self.step_field.changed.connect(self._turn_step)
        self.day_field = forms.date_field(_("Ngày"), self._today)
        self.day_field.set_value(self._today)
        self.words_field = TextField(_("Người nhận"), limit=300)
        self.words_field.set_value(self.desk.user.name)
        self.form = Form({"step": self.step_field, "day": self.day_field, "words": self.words_field}, self)

    def _build_table(self) -> None:
        columns = [
            Column(_("Số"), lambda row: str(row.number or ""), 76),
            Column(_("Tên sáng kiến"), lambda row: row.title, 0),
            Column(_("Tác giả"), lambda row: marks.first_of(row.authors), 165),
            Column(_("Ngày nhận"), lambda row: reading.show_date(row.intake.received_on), 110),
            Column(_("Đang ở"), _where, 160),
            Column(_("Việc tới, hạn"), self._due, 240),
        ]
        self.model = PagedModel(columns, all_at_once(lambda: self._rows), lambda row: row.id)
        self.table = Table(
            self.model,
            _("Sổ tiếp nhận"),
            ticks=True,
            empty=_(
                "Chưa có đơn nào trong sổ. Nhập phiếu ở Sáng kiến (Ctrl+N), đơn tự vào sổ theo ngày nhận."
            ),
        )
        self.table.ticks_changed.connect(self._count)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.S, 0, 0)
        box.setSpacing(look.XS)
        tools = QHBoxLayout()
        tools.setSpacing(look.S)
        self.year_field = forms.count_field(_("Năm"))
        self.year_field.set_value(self._today.year)
        self.year_field.left.connect(self.reload)
        self.year_field.setFixedWidth(100)
        self.count = parts.heading("", "secondary")
        tools.addWidget(self.count)
        tools.addStretch(1)
        tools.addWidget(self.all_button)
        tools.addWidget(self.slips_button)
        tools.addWidget(self.book_button)
        box.addLayout(tools)
        box.addWidget(self.table, 1)
        line = forms.row(0, self.year_field, 2, self.step_field, 2, self.day_field, 5, self.words_field)
        foot = QHBoxLayout()
        foot.setSpacing(look.L)
        foot.addLayout(line, 1)
        foot.addWidget(self.take_button)
        box.addLayout(foot)

    def reload(self) -> None:
        """The register of the year."""
        year = self.year_field.value() or self._today.year
        self.jobs.ask(intakes.register, year, owner=self, then=self._know, exclusive="register")

    def begin(self) -> None:
        """The hand goes to the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _know(self, rows: tuple[IntakeRow, ...]) -> None:
        self._rows = rows
        self.table.reload()
        self.table.tick((self.model.ticked or set()) & {row.id for row in rows})

    def _due(self, row: IntakeRow) -> str | Mark:
        if row.due is None or row.step is Step.WITHDRAWN:
            return row.outcome
        left = days_left(row.due.on, self._today)
        told = f"{reading.show_date(row.due.on)} · {wording.label(row.due.duty)}"
        return Mark(told, "waits", "bad" if left < 0 else "care" if left <= 30 else "muted")

    def _count(self) -> None:
        self.count.setText(
            _("Đã chọn {count}/{total} (Space đánh dấu)").format(
                count=len(self._chosen()), total=len(self._rows)
            )
        )

    def _chosen(self) -> tuple[str, ...]:
        return self.table.ticked()

    def choose_all(self) -> None:
        """Tick all, or none where all are ticked."""
        everything = {row.id for row in self._rows}
        self.table.tick(set() if self.model.ticked == everything else everything)

    def choose(self, record: str) -> None:
        """Put the hand on one application."""
        self.table.choose_key(record)

    def _turn_step(self) -> None:
        step = self.step_field.value()
        words = _("Cần bổ sung gì") if step is Step.ASKED else _("Người nhận")
        self.words_field.label.setText(words)
        self.words_field.edit.setAccessibleName(words)
        self.words_field.setEnabled(step in (Step.RECEIVED, Step.ASKED))
        self.words_field.set_value(self.desk.user.name if step is Step.RECEIVED else "")

    def take(self) -> None:
        """Write the step for all that are ticked (the one that the hand is on, where none is)."""
        self.form.show_problems(())
        here = self.table.current()
        chosen = self._chosen() or ((here.id,) if here else ())
        if self.form.unreadable or not chosen:
            self.form.focus_first_problem()
            return
        day: date | None = self.day_field.value()
        words = self.words_field.value() if self.words_field.isEnabled() else ""
        self.jobs.order(
            intakes.take,
            chosen,
            self.step_field.value(),
            day,
            words,
            owner=self,
            then=self._taken,
            refused=self._refused,
        )

    def _taken(self, count: int) -> None:
        self.say(_("Đã ghi sổ {count} đơn").format(count=count), undoable=True)
        self.table.tick(set())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, refused: Refused) -> None:
        field = "words" if refused.code == "intake.asked_for_missing" else "day"
        if refused.code.startswith("intake."):
            self.form.show_problems((Problem(refused.code, field, refused.facts),))
            self.form.focus_first_problem()
        else:
            self.refuse(refused)

    def print_slips(self) -> None:
        """Slips for the ticked ones, eight a sheet."""
        here = self.table.current()
        chosen = self._chosen() or ((here.id,) if here else ())
        if chosen:
            self.show_paper(_("Giấy biên nhận"), intake_papers.slips, self.desk, chosen)

    def print_book(self) -> None:
        """The register of the year."""
        year = self.year_field.value() or self._today.year
        self.show_paper(
            _("Sổ tiếp nhận {year}").format(year=year), intake_papers.intake_book, self.desk, year
        )


def _where(row: IntakeRow) -> Mark:
    if not row.is_kept:
        return Mark(_("chưa ghi sổ"), "idle", "muted")
    return Mark(wording.label(row.step), *_ICONS[row.step])
