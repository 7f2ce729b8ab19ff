"""A body above: its units, the silent ones first with who is in charge, their places; files taken in, paper typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.disk import read_small
from desktop.domain.problems import Problem, Refused
from desktop.domain.report import COUNTED, Measure
from desktop.domain.unit_below import UnitBelow
from desktop.domain.unit_report import JointFigures, JointRow, RankBy
from desktop.i18n import _, ngettext
from desktop.services import joint_reports, units_below
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import Form, TextField
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once


class UnitsPage(QWidget):
    """Rows of units; the form below is the chosen one's, empty for a new one."""

    table: Table

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        refuse: Callable[[Refused], None],
        say: Callable[..., None],
        acts: dict[str, QAction],
        today: date,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._refuse = refuse
        self._say = say
        self._today = today
        self._code = ""
        self.figures: JointFigures | None = None
        self.by_field = forms.enum_field(_("Xếp hạng"), RankBy)
        self.by_field.changed.connect(self.reload)
        self.model = PagedModel(_columns(), all_at_once(self._rows), lambda row: row.unit)
        self.table = Table(
            self.model,
            _("Các đơn vị trực thuộc"),
            empty=_("Chưa có đơn vị trực thuộc. Bấm Ctrl+N để thêm, hoặc Ctrl+O nhận tệp báo cáo."),
        )
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._to_form)
        self.summary = parts.text("", "secondary")
        self.unit_form = self._build_unit()
        self.paper_form = self._build_paper()
        self._lay_out(acts)

    def _build_unit(self) -> Form:
        self.name_field = TextField(_("Tên đơn vị"), needed=True, limit=160)
        self.group_field = TextField(_("Cụm, khối"), limit=80)
        self.in_charge_field = TextField(_("Người phụ trách"), limit=120)
        self.contact_field = TextField(_("Liên hệ"), limit=80)
        self.assigned_field = forms.count_field(_("Chỉ tiêu giao"))
        return Form(
            {
                "name": self.name_field,
                "group": self.group_field,
                "in_charge": self.in_charge_field,
                "contact": self.contact_field,
                "assigned": self.assigned_field,
            },
            self,
        )

    def _build_paper(self) -> Form:
        self.until_field = forms.date_field(_("Báo cáo giấy đến ngày"), self._today)
        self.count_fields = {
            Measure.RECOGNISED: forms.count_field(_("Đã công nhận")),
            Measure.ON_PORTAL: forms.count_field(_("Lên cổng")),
            Measure.VALID: forms.count_field(_("Hợp lệ")),
        }
        self.number_field = TextField(_("Số văn bản"), limit=40)
        return Form(
            {
                "until": self.until_field,
                **{measure.value: field for measure, field in self.count_fields.items()},
                "number": self.number_field,
            },
            self,
        )

    def _lay_out(self, acts: dict[str, QAction]) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.XS)
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(actions.button(acts["unit.new"], flat=True))
        head.addWidget(actions.button(acts["unit.files"], flat=True))
        box.addLayout(head)
        box.addWidget(self.table, 1)
        box.addLayout(
            forms.row(
                4, self.name_field, 2, self.group_field, 3, self.in_charge_field, 2, self.contact_field,
                2, self.assigned_field, spacing=look.M,
            )
        )  # fmt: skip
        box.addLayout(
            forms.row(
                3, self.until_field, *(part for field in self.count_fields.values() for part in (2, field)),
                2, self.number_field, 3, self.by_field, spacing=look.M,
            )
        )  # fmt: skip
        foot = QHBoxLayout()
        foot.addStretch(1)
        for name in ("target.save", "unit.type", "report.preview"):
            foot.addWidget(actions.button(acts[name]))
        foot.addWidget(actions.button(acts["report.send"], primary=True))
        box.addLayout(foot)

    @property
    def by(self) -> RankBy:
        """How units are ranked."""
        found = self.by_field.value()
        return found if isinstance(found, RankBy) else RankBy.VALID

    def reload(self, *_changed: Any) -> None:
        """Ask for all units."""
        self._jobs.ask(
            joint_reports.figures,
            None,
            self.by,
            owner=self,
            then=self._know,
            refused=self._refuse,
            exclusive="joint",
        )

    def begin(self) -> None:
        """The hand goes to the units; to the form where there are none."""
        if self.model.total:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.name_field.setFocus(Qt.FocusReason.TabFocusReason)

    def _know(self, figures: JointFigures) -> None:
        self.figures = figures
        self.model.reload()
        total = figures.total
        if not total.units:
            self.summary.setText(
                _("Chỉ dành cho cấp trên: nhận tệp báo cáo của đơn vị, hoặc thêm đơn vị bằng các ô dưới.")
            )
            return
        words = _("{units} đơn vị, {silent} chưa báo cáo tuần này · {counts}")
        counts = ", ".join(
            f"{wording.label(measure)} {reading.show_money(total.counts[measure])}" for measure in COUNTED
        )
        self.summary.setText(words.format(units=total.units, silent=total.silent, counts=counts))

    def _rows(self) -> Sequence[JointRow]:
        return () if self.figures is None else self.figures.rows

    def _chosen(self, row: JointRow | None) -> None:
        if row is None or row.unit == self._code or self.unit_form.is_dirty:
            return
        self._code = row.unit
        self.unit_form.fill(
            {
                "name": row.name,
                "group": row.group,
                "in_charge": row.in_charge,
                "contact": row.contact,
                "assigned": row.assigned,
            }
        )
        self._clear_paper()

    def _clear_paper(self) -> None:
        self.paper_form.fill(
            {"until": None, "number": "", **{measure.value: None for measure in self.count_fields}}
        )

    def _to_form(self, _row: JointRow) -> None:
        self.until_field.setFocus(Qt.FocusReason.TabFocusReason)

    def new_unit(self) -> None:
        """Empty the form for another unit."""
        self._code = ""
        self.unit_form.fill({"name": "", "group": "", "in_charge": "", "contact": "", "assigned": None})
        self._clear_paper()
        self.name_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Store the unit as it is from today on."""
        if self.unit_form.unreadable:
            self.unit_form.focus_first_problem()
            return
        typed = self.unit_form.values()
        said = UnitBelow(
            self._code,
            typed["name"],
            typed["group"],
            typed["in_charge"],
            typed["contact"],
            typed["assigned"],
        )
        self._jobs.order(units_below.put_unit, said, owner=self, then=self._saved, refused=self._no_unit)

    def _saved(self, code: str) -> None:
        self._code = code
        self.unit_form.is_dirty = False
        self.unit_form.show_problems(())
        self.table.choose_key(code)
        self._say(_("Đã lưu đơn vị"), undoable=True)

    def _no_unit(self, refused: Refused) -> None:
        self.unit_form.show_problems((Problem(refused.code, "name", refused.facts),))
        self.unit_form.focus_first_problem()

    def type_in(self) -> None:
        """Keep what the chosen unit reported on paper."""
        if not self._code or self.paper_form.unreadable:
            self.paper_form.focus_first_problem()
            return
        typed = self.paper_form.values()
        counts = {measure: typed[measure.value] or 0 for measure in self.count_fields}
        self._jobs.order(
            units_below.type_in,
            self._code,
            typed["until"] or self._today,
            counts,
            typed["number"],
            owner=self,
            then=self._typed,
            refused=self._no_paper,
        )

    def _typed(self, _record: str) -> None:
        self._clear_paper()
        self._say(_("Đã ghi báo cáo giấy"), undoable=True)
        self.begin()

    def _no_paper(self, refused: Refused) -> None:
        fields = {"report.in_future": "until", "unit_report.signed": "until"}
        field = fields.get(refused.code, Measure.VALID.value)
        self.paper_form.show_problems((Problem(refused.code, field, refused.facts),))
        self.paper_form.focus_first_problem()

    def take_in(self, files: Sequence[Path]) -> None:
        """Read units' files on the work lane."""
        self._jobs.run(
            _take_in,
            self._desk,
            tuple(files),
            owner=self,
            then=self._taken,
            refused=self._refuse,
            label=_("Nhận tệp báo cáo"),
            touches=("unit_report", "house_fact"),
        )

    def _taken(self, found: tuple[int, tuple[str, ...]]) -> None:
        count, told = found
        words = ngettext("Đã nhận {count} tệp báo cáo", "Đã nhận {count} tệp báo cáo", count)
        self._say(
            " · ".join((words.format(count=count), *told)),
            tone="care" if told else "good",
            undoable=count == 1,
        )


def _take_in(desk: Desk, files: Sequence[Path]) -> tuple[int, tuple[str, ...]]:
    """How many were kept, and what stood out, file by file. Blocking."""
    count = 0
    told: list[str] = []
    for path in files:
        try:
            found = units_below.take_in(desk, read_small(path, units_below.LARGEST)).value
        except Refused as refused:
            told.append(f"{path.name}: {wording.sentence(refused.code, refused.facts)}")
            continue
        except OSError:
            told.append(f"{path.name}: {wording.sentence('file.not_readable', {'file': path.name})}")
            continue
        count += 1
        told += [f"{path.name}: {wording.sentence(one.code, one.facts)}" for one in found.problems]
    return count, tuple(told)


def _columns() -> list[Column]:
    def of(measure: Measure) -> Callable[[Any], str]:
        return lambda row: reading.show_money(row.counts[measure])

    return [
        Column(_("Đơn vị"), _name, 0),
        Column(_("Phụ trách"), lambda row: row.in_charge or "–", 150),
        Column(_("Hạng"), _place, 84, right=True),
        Column(_("Giao"), lambda row: reading.show_money(row.assigned) or "–", 96, right=True),
        Column(_("Công nhận"), of(Measure.RECOGNISED), 110, right=True),
        Column(_("Lên cổng"), of(Measure.ON_PORTAL), 122, right=True),
        Column(_("Hợp lệ"), _valid, 104, right=True),
        Column(_("Số liệu đến"), lambda row: reading.show_date(row.until) or "–", 124),
    ]


def _name(row: JointRow) -> Mark:
    if row.is_silent:
        return Mark(_("{name} (chưa báo cáo)").format(name=row.name), "care", "care")
    return Mark(row.name, "good", "ink")


def _place(row: JointRow) -> str:
    moved = row.place_before is not None and row.place_before != row.place
    return f"{row.place} ({row.place_before})" if moved else str(row.place)


def _valid(row: JointRow) -> str:
    change = row.change(Measure.VALID)
    valid = reading.show_money(row.counts[Measure.VALID])
    return valid if not change else f"{valid} ({change:+d})"
