"""The list that a council votes on: ticks, votes, and beneath it the one that the hand is on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.initiative import Outcome, Stage
from desktop.domain.problems import Problem
from desktop.domain.rubric import points_text
from desktop.domain.text import fold
from desktop.i18n import _
from desktop.services import councils, initiatives
from desktop.services.agendas import Sitting
from desktop.services.initiatives import ListQuery, Page
from desktop.services.marking import Counted
from desktop.ui import marks
from desktop.ui.councils.votes import Votes
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import TextField
from desktop.ui.kit.suggest import Found, Suggestions
from desktop.ui.kit.tables import Column, PagedModel, Slice, Table

_MOST_REASONS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One initiative that can be voted on."""

    id: str
    number: int | None
    title: str
    authors: str


class Ballot(QWidget):
    """Lists what waits for the council, or what a meeting was called for; `every` are the ids that may be ticked."""

    counted = Signal()
    """Ticks or votes are others."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.votes = Votes()
        self.every: tuple[str, ...] = ()
        self._jobs = jobs
        self._sitting: Sitting | None = None
        self._marks: Mapping[str, Counted] = {}
        self._build_table()
        self._build_row()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.XS)
        box.addWidget(self.middle, 1)
        box.addWidget(self.row_card)

    def _build_table(self) -> None:
        columns = [
            Column(_("Số"), lambda line: str(line.number or ""), 76),
            Column(_("Tên sáng kiến"), lambda line: line.title, 0),
            Column(_("Tác giả"), lambda line: marks.first_of(line.authors), 170),
            Column(_("Chấm"), lambda line: self._marked(line.id), 110),
            Column(_("Phiếu"), lambda line: self.votes.fraction(line.id), 80),
            Column(_("Kết quả"), lambda line: self.votes.result(line.id), 270),
        ]
        self.model = PagedModel(columns, self._ask, lambda line: line.id)
        self.table = Table(
            self.model,
            _("Sáng kiến chờ hội đồng"),
            ticks=True,
            empty=_(
                "Không có sáng kiến nào chờ hội đồng. Nhập đủ hồ sơ (Sáng kiến, Ctrl+N) thì phiếu vào đây."
            ),
        )
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._to_votes)
        self.table.ticks_changed.connect(self.counted)
        self.model.loaded.connect(self._loaded)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.table)
        self.middle.addWidget(
            parts.Empty(
                "council",
                _("Không có sáng kiến nào chờ hội đồng"),
                _("Sáng kiến đủ hồ sơ (tên, tác giả, xưởng, ngày áp dụng, tóm tắt) sẽ hiện ở đây."),
            )
        )

    def _build_row(self) -> None:
        self.row_card = parts.Card(margin=look.M, spacing=0)
        self.row_title = parts.heading("", "strong")
        self.row_title.setTextFormat(Qt.TextFormat.PlainText)
        self.yes_field = forms.count_field(_("Phiếu đồng ý"))
        self.yes_field.setFixedWidth(110)
        self.words_field = TextField(_("Lý do không đề nghị (ghi vào thông báo)"), limit=500)
        self.arithmetic = parts.text("", "secondary")
        self.reasons = Suggestions(self.words_field.edit, self._find_reasons, from_the_start=True)
        self.reasons.taken.connect(self._take_reason)
        self.yes_field.changed.connect(self._yes_typed)
        self.words_field.changed.connect(self._words_typed)
        self.yes_field.edit.returnPressed.connect(self._after_votes)
        self.words_field.edit.returnPressed.connect(self._next_row)
        line = QHBoxLayout()
        line.setSpacing(look.L)
        told = QVBoxLayout()
        told.addWidget(self.row_title)
        told.addWidget(self.arithmetic)
        told.addStretch(1)
        line.addLayout(told, 2)
        line.addWidget(self.yes_field)
        line.addWidget(self.words_field, 2)
        self.row_card.box.addLayout(line)

    # --- what is shown

    def turn_to(self, sitting: Sitting | None, *, anew: bool) -> None:
        """List what a meeting was called for (None: all that waits); `anew` forgets what was typed, ticks its list."""
        self._sitting = sitting
        if sitting is None:
            self._marks, self.votes.authors = {}, {}
        else:
            self.every = tuple(one.id for one in sitting.considered)
            self.votes.authors = {record: len(own) for record, own in sitting.own.items()}
        if anew:
            self.votes.clear()
            self.table.tick(set() if sitting is None else set(self.every))
        self.table.reload()

    def know_pending(self, ids: tuple[str, ...]) -> None:
        """What waits for the council; ticks of what waits no longer are gone."""
        if self._sitting is None:
            self.every = ids
            self.table.tick((self.model.ticked or set()) & set(ids))

    def know_marks(self, counted: tuple[Counted, ...]) -> None:
        """What the sheets come to."""
        self._marks = {one.initiative: one for one in counted}
        self.table.viewport().update()

    def set_counts(self, members: int, default: int | None) -> None:
        """How many members there are, and how many of them agree unless said otherwise."""
        self.votes.members, self.votes.default = members, default
        self.table.viewport().update()
        self._chosen(self.table.current())
        self.counted.emit()

    def chosen_ids(self) -> tuple[str, ...]:
        """The ticked ones, in the order of the list."""
        ticked = self.model.ticked or set()
        return tuple(record for record in self.every if record in ticked)

    def choose_all(self) -> None:
        """Tick all, or none where all are ticked."""
        everything = set(self.every)
        self.table.tick(set() if self.model.ticked == everything else everything)

    def told(self) -> str:
        """What the ticked ones come to."""
        if not self.votes.members:
            return ""
        said = [self.votes.outcome(record) for record in self.chosen_ids()]
        if not said:
            return ""
        told = _("Đề nghị công nhận {carried}, không đề nghị {others}").format(
            carried=said.count(Outcome.PROPOSED), others=said.count(Outcome.NOT_RECOGNISED)
        )
        if waiting := said.count(Outcome.AFTER_COMPLETION):
            told += " · " + _("{count} chờ hoàn thiện hồ sơ").format(count=waiting)
        return told

    def _ask(self, offset: int, limit: int, then: Callable[[Slice], None]) -> None:
        if self._sitting is not None:
            lines = [
                Line(one.id, one.number, one.title, ", ".join(author.name for author in one.authors))
                for one in self._sitting.considered
            ]
            then(Slice(lines[offset : offset + limit], len(lines)))
            return
        query = ListQuery(stages=(Stage.PENDING,), descending=False, offset=offset, limit=limit)

        def come(page: Page) -> None:
            rows = [Line(one.row.id, one.row.number, one.row.title, one.row.authors) for one in page.rows]
            then(Slice(rows, page.total))

        self._jobs.ask(initiatives.page, query, owner=self.table, then=come)

    def _marked(self, record: str) -> str:
        counted = self._marks.get(record)
        if counted is None:
            return "–"
        tally = counted.tally
        if tally.verdict is None:
            return _("thiếu {count}").format(count=len(tally.missing))
        return points_text(tally.shown) if tally.shown is not None else _short(tally.verdict)

    def _loaded(self, total: int) -> None:
        self.middle.setCurrentIndex(0 if total else 1)
        self.row_card.setVisible(bool(total))

    def _chosen(self, line: Line | None) -> None:
        if line is None:
            return
        self.row_title.setText(line.title if len(line.title) <= 60 else line.title[:57] + "…")
        self._show_vote(line.id)
        if not self.yes_field.edit.hasFocus():
            self.yes_field.blockSignals(True)
            self.yes_field.set_value(self.votes.own.get(line.id))
            self.yes_field.blockSignals(False)

    def _show_vote(self, record: str) -> None:
        """The sum, and what the words are asked for."""
        self.arithmetic.setText(self.votes.arithmetic(record) if self.votes.members else "")
        words = (
            _("Cần hoàn thiện gì trước (trống: không)")
            if self.votes.is_carried(record)
            else _("Lý do không đề nghị (ghi vào thông báo)")
        )
        offered = "" if self.votes.is_carried(record) else _("Phím ↓: lý do thường gặp")
        self.words_field.edit.setPlaceholderText(offered)
        self.words_field.label.setText(words)
        self.words_field.edit.setAccessibleName(words)
        self.words_field.setEnabled(bool(self.votes.members))
        if not self.words_field.edit.hasFocus():
            self.words_field.blockSignals(True)
            self.words_field.set_value(self.votes.words(record))
            self.words_field.blockSignals(False)

    def ask_reason(self, problem: Problem) -> None:
        """Put the hand where it has to be said why one is not carried; `problem` names the record."""
        self.table.choose_key(str(problem.facts["record"]))
        self.words_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words_field.show_problem(problem)

    def unexplained(self) -> Problem | None:
        """The first ticked one that is not carried for a reason that nobody gave."""
        silent = [record for record in self.chosen_ids() if self.votes.unexplained(record)]
        if not silent or not self.votes.members:
            return None
        title = next((line.title for line in self.model.loaded_rows() if line.id == silent[0]), "")
        facts = {"record": silent[0], "title": title, "count": len(silent)}
        return Problem("council.reason_missing", "reason", facts)

    # --- typing

    def _find_reasons(self, text: str, then: Found) -> None:
        line = self.table.current()
        if line is None or self.votes.is_carried(line.id):
            then(())  # what has to be completed is said in free words
            return

        def come(usual: tuple[str, ...]) -> None:
            wanted = fold(text)
            then([(one, one) for one in usual if wanted in fold(one)][:_MOST_REASONS])

        self._jobs.ask(councils.usual_reasons, owner=self, then=come, exclusive="reasons")

    def _take_reason(self, reason: str) -> None:
        self.words_field.set_value(reason)

    def _to_votes(self, line: Line) -> None:
        self.table.tick((self.model.ticked or set()) | {line.id})
        self.yes_field.setFocus(Qt.FocusReason.TabFocusReason)

    def _yes_typed(self) -> None:
        line = self.table.current()
        if line is None:
            return
        typed = self.yes_field.value()
        if typed is None:
            self.votes.own.pop(line.id, None)
        else:
            self.votes.own[line.id] = typed
        self.yes_field.show_problem(self._fault(line, typed))
        self.table.viewport().update()
        self._show_vote(line.id)
        self.counted.emit()

    def _fault(self, line: Line, typed: int | None) -> Problem | None:
        if typed is None or not self.votes.members or typed <= self.votes.most(line.id):
            return None
        if typed > self.votes.members:
            return Problem("votes.more_than_members", facts={"members": self.votes.members})
        return Problem("votes.own_work", facts={"title": line.title, "most": self.votes.most(line.id)})

    def _words_typed(self) -> None:
        line = self.table.current()
        if line is not None:
            self.votes.say(line.id, self.words_field.value())
            self.words_field.show_problem(None)
            self.table.viewport().update()
            self.counted.emit()

    def _after_votes(self) -> None:
        line = self.table.current()
        if line is None or self.votes.is_carried(line.id):
            self._next_row()

    def _next_row(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        self.table.choose(self.table.currentIndex().row() + 1)


def _short(outcome: Outcome) -> str:
    return {
        Outcome.PROPOSED: _("Đạt"),
        Outcome.AFTER_COMPLETION: _("Hoàn thiện"),
        Outcome.NOT_RECOGNISED: _("Không đạt"),
    }[outcome]
