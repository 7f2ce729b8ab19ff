"""The rubric editor: a version is changed by storing the next one; sheets keep the copy that they were marked by."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop import wording
from desktop.domain.problems import Problem, Refused
from desktop.domain.rubric import Family, Rubric, points_text, read_points
from desktop.i18n import _
from desktop.services import rubrics
from desktop.services.rubrics import DatedRubric
from desktop.ui import actions
from desktop.ui.councils.page import CouncilPage
from desktop.ui.councils.rubric_lines import columns_of, criteria_of, pairs_of, rows_of
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import ChoiceField, Form, ReadField, TextField
from desktop.ui.kit.grid import Grid, GridModel
from desktop.ui.paper import PaperScreen
from desktop.ui.screen import today

_EMPTY = Rubric("", 0, "", Family.POINTS)


class RubricPage(CouncilPage):
    """Which rubric, its reckoning, its lines as a grid that takes a block from Excel."""

    def __init__(self, screen: PaperScreen) -> None:
        super().__init__(screen)
        self._offered: list[Rubric] = []
        self._before = _EMPTY
        self.save_button = actions.button(actions.make(self, "rubric.save", self.save), primary=True)
        self.new_button = actions.button(actions.make(self, "rubric.new", self.new), flat=True)
        self._build_form()
        self.model = GridModel(columns_of(Family.POINTS))
        self.grid = Grid(self.model, _("Tiêu chí của thang điểm"))
        self.model.typed.connect(self._typed)
        self._lay_out()
        self.edit(_EMPTY)

    def _build_form(self) -> None:
        self.which_field = ChoiceField(_("Thang điểm"), [])
        self.which_field.changed.connect(self._turn)
        self.title_field = TextField(_("Tên"), needed=True, limit=200)
        self.family_field = forms.enum_field(_("Cách đánh giá"), Family)
        self.family_field.changed.connect(self._turn_family)
        self.pass_field = _points_field(_("Đạt từ"))
        self.completion_field = _points_field(_("Hoàn thiện từ"))
        self.trim_field = forms.count_field(_("Bỏ cao, thấp từ (phiếu)"))
        self.decimals_field = forms.count_field(_("Số lẻ"))
        self.from_field = forms.date_field(_("Dùng từ ngày"), today(self.desk))
        self.form = Form(
            {
                "title": self.title_field,
                "family": self.family_field,
                "pass_mark": self.pass_field,
                "completion_mark": self.completion_field,
                "trim_from": self.trim_field,
                "decimals": self.decimals_field,
                "valid_from": self.from_field,
            },
            self,
        )

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.S, 0, 0)
        box.setSpacing(look.XS)
        box.addLayout(
            forms.row(5, self.which_field, 4, self.title_field, 2, self.family_field, 2, self.from_field)
        )
        self.points_row = forms.row(
            2, self.pass_field, 2, self.completion_field, 2, self.trim_field, 1, self.decimals_field
        )
        box.addLayout(self.points_row)
        box.addWidget(self.grid, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.S)
        self.sum_words = parts.text("", "secondary")
        foot.addWidget(self.sum_words, 1)
        foot.addWidget(self.new_button)
        foot.addWidget(self.save_button)
        box.addLayout(foot)

    def reload(self) -> None:
        """The versions."""
        self.jobs.ask(rubrics.listing, owner=self, then=self._know, exclusive="rubrics")
        if not self._samples:
            self.jobs.run(rubrics.samples, owner=self, then=self._know_samples, refused=self.refuse)

    _samples: tuple[Rubric, ...] = ()
    _stored: tuple[DatedRubric, ...] = ()

    def begin(self) -> None:
        """The hand goes to the choice."""
        self.which_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _know(self, stored: tuple[DatedRubric, ...]) -> None:
        self._stored = stored
        self._offer()

    def _know_samples(self, samples: tuple[Rubric, ...]) -> None:
        self._samples = samples
        self._offer()

    def _offer(self) -> None:
        choices = [
            (
                place,
                _("{title}, bản {version}, từ {day}").format(
                    title=one.rubric.title,
                    version=one.rubric.version,
                    day=reading.show_date(one.valid_from),
                ),
            )
            for place, one in enumerate(self._stored)
        ]
        self._offered = [one.rubric for one in self._stored]
        for sample in self._samples:
            choices.append((len(self._offered), _("mẫu: {title}").format(title=sample.title)))
            self._offered.append(sample)
        is_first = self.which_field.value() is None
        self.which_field.set_choices(choices)
        if is_first and self._offered and not self.form.is_dirty and self._samples:
            self._turn()

    def _turn(self) -> None:
        place = self.which_field.value()
        if place is not None and 0 <= place < len(self._offered):
            self.edit(self._offered[place])

    def edit(self, rubric: Rubric) -> None:
        """Bring a version into the editor."""
        self._before = rubric
        completion = rubric.completion_mark
        self.form.fill(
            {
                "title": rubric.title,
                "family": rubric.family,
                "pass_mark": rubric.pass_mark or None,
                "completion_mark": completion,
                "trim_from": rubric.trim_from or None,
                "decimals": rubric.decimals if rubric.title else None,
                "valid_from": None,
            }
        )
        self.model.show_rows(rows_of(rubric), columns=columns_of(rubric.family))
        self._show_family(rubric.family)
        self._tell()

    def new(self) -> None:
        """An empty one."""
        self.edit(_EMPTY)
        self.title_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_family(self) -> None:
        family = self.family_field.value()
        if family is not None and family is not self._before.family:
            self._before = replace(_EMPTY, family=family)
            self.model.show_rows(rows_of(self._before), columns=columns_of(family))
            self._show_family(family)
            self._tell()

    def _show_family(self, family: Family) -> None:
        for field in (self.pass_field, self.completion_field, self.trim_field, self.decimals_field):
            field.setVisible(family is Family.POINTS)

    def _typed(self, row: int) -> None:
        self.form.is_dirty = True
        if row >= self.model.rowCount() - 1:
            self.model.show_rows([*self.model.cells, [""] * self.model.columnCount()])
            self.grid.go_to(row, min(self.grid.currentIndex().column(), self.model.columnCount() - 1))
        self._tell()

    def _tell(self) -> None:
        rubric = self._as_typed()
        if rubric.family is Family.POINTS:
            self.sum_words.setText(
                _("{count} tiêu chí, tổng {points} điểm. Ctrl+V dán từ Excel.").format(
                    count=len(rubric.criteria), points=points_text(rubric.maximum)
                )
            )
        else:
            self.sum_words.setText(
                _("{count} cặp. Cột Chính: gõ x cho tiêu chí quyết định. Ctrl+V dán từ Excel.").format(
                    count=len(rubric.pairs)
                )
            )

    def _as_typed(self) -> Rubric:
        typed = self.form.values()
        is_points = typed["family"] is not Family.PAIRS
        return replace(
            self._before,
            title=typed["title"],
            family=typed["family"] or Family.POINTS,
            criteria=criteria_of(self.model.cells, self._before.criteria) if is_points else (),
            pairs=() if is_points else pairs_of(self.model.cells, self._before.pairs),
            pass_mark=(typed["pass_mark"] or 0) if is_points else 0,
            completion_mark=typed["completion_mark"] if is_points else None,
            trim_from=(typed["trim_from"] or 0) if is_points else 0,
            decimals=2 if typed["decimals"] is None else typed["decimals"],
        )

    def save(self) -> None:
        """Store what is typed as the next version."""
        self.form.show_problems(())
        faults = self.model.faults()
        if self.form.unreadable or faults:
            self.form.focus_first_problem()
            if faults:
                self.grid.go_to(*faults[0])
                self.say(self.model.fault(*faults[0]), tone="bad")
            return
        self.jobs.order(
            rubrics.save,
            self._as_typed(),
            self.from_field.value(),
            owner=self,
            then=self._saved,
            refused=self._refused,
        )

    def _saved(self, rubric: Rubric) -> None:
        self.form.is_dirty = False
        self._before = rubric
        told = _("Đã lưu “{title}”, phiên bản {version}")
        self.say(told.format(title=rubric.title, version=rubric.version), undoable=True)

    def _refused(self, refused: Refused) -> None:
        field = {
            "rubric.title_missing": "title",
            "rubric.marks": "pass_mark",
            "rubric.reckoning": "trim_from",
        }
        if refused.code in field:
            self.form.show_problems((Problem(refused.code, field[refused.code], refused.facts),))
            self.form.focus_first_problem()
        else:
            self.grid.setFocus()
            told = wording.sentence(refused.code, refused.facts)
            self.say(f"{told} {wording.advice(refused.code, refused.facts)}", tone="bad")


def _points_field(words: str) -> ReadField:
    return ReadField(
        words,
        read_points,
        lambda points: "" if points is None else points_text(points),
        code="points.unreadable",
    )
