"""Workshops and bodies above the union: a name a row, with its days and what it became."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.body import Body, BodyLevel
from desktop.domain.problems import Problem, Refused
from desktop.domain.workshop import Workshop
from desktop.i18n import _
from desktop.services import bodies, people, reorganising
from desktop.services.reorganising import UnitKind
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import ChoiceField, Field, Form, TextField
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once

Say = Callable[..., None]


class UnitsPage(QWidget):
    """The list at the left, one unit at the right; `reorganise` asks for the page of many changes."""

    reorganise = Signal(object)
    kind: UnitKind

    def __init__(self, jobs: Jobs, say: Say, refuse: Callable[[Refused], None], day: date) -> None:
        super().__init__()
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self._units: tuple[Any, ...] = ()
        self._unit: Any = None
        self._counts: Mapping[str, int] = {}
        self.table = Table(
            PagedModel(self.columns(), all_at_once(lambda: self._units), lambda unit: unit.id),
            self.words(),
            empty=_("Chưa có dòng nào. Bấm Ctrl+N để thêm."),
        )
        self.table.chosen.connect(self._turn_to)
        self.table.opened.connect(self._edit)
        self.form = Form(self.build(day), self)
        self.new_button = parts.pressed(_("Thêm"), "add", self.new)
        self.save_button = parts.pressed(_("Lưu"), "save", self.save, primary=True)
        self.save_button.setToolTip(f"{_('Lưu')}  (Ctrl+S)")
        self.many_button = parts.pressed(_("Sắp xếp lại nhiều đơn vị"), "import", self._many)
        self.story = parts.text("", "secondary")
        card = parts.Card(margin=look.M, spacing=0)
        self.lay_out(card.box)
        card.box.addWidget(self.story)
        foot = QHBoxLayout()
        foot.addWidget(self.new_button)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        card.box.addLayout(foot)
        card.box.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.addWidget(parts.Empty("office", _("Chưa có đơn vị nào"), self.advice()))
        self.stack.addWidget(self.table)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, look.M, 0)
        column.addWidget(self.stack, 1)
        line = QHBoxLayout()
        line.addWidget(self.many_button)
        line.addStretch(1)
        column.addLayout(line)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(parts.scrolled(card))
        split.setSizes([540, 480])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.addWidget(split)

    # --- what each kind says

    def words(self) -> str:
        """What the list is called."""
        raise NotImplementedError

    def advice(self) -> str:
        """What belongs into an empty list."""
        raise NotImplementedError

    def columns(self) -> Sequence[Column]:
        """The columns of the list."""
        raise NotImplementedError

    def build(self, day: date) -> dict[str, Field]:
        """The fields of a unit."""
        raise NotImplementedError

    def lay_out(self, box: QVBoxLayout) -> None:
        """Their places."""
        raise NotImplementedError

    def values(self, unit: Any) -> dict[str, Any]:
        """A unit as the form's values."""
        raise NotImplementedError

    def fresh(self) -> Any:
        """A unit that is not stored yet."""
        raise NotImplementedError

    def store(self, typed: dict[str, Any]) -> None:
        """Order that the typed unit is stored."""
        raise NotImplementedError

    # --- the list

    def show_units(self, units: tuple[Any, ...]) -> None:
        """Show these."""
        self._units = units
        self.stack.setCurrentIndex(1 if units else 0)
        self.table.reload()

    def _turn_to(self, unit: Any) -> None:
        if unit is not None and not self.form.is_dirty:
            self._fill(unit)

    def _edit(self, unit: Any) -> None:
        self._fill(unit)
        next(iter(self.form.fields.values())).setFocus()

    def _fill(self, unit: Any) -> None:
        self._unit = unit
        self.form.fill(self.values(unit))
        by_id = {one.id: one for one in self._units}
        told = [
            _("Trước là: {name}").format(name=one.name) for one in self._units if one.successor == unit.id
        ]
        if unit.successor in by_id:
            told.append(_("Nay là: {name}").format(name=by_id[unit.successor].name))
        self.story.setText("\n".join(told))

    def new(self) -> None:
        """An empty form."""
        self._fill(self.fresh())
        next(iter(self.form.fields.values())).setFocus()

    def save(self) -> None:
        """Store what is typed."""
        self.form.show_problems(())
        if self.form.unreadable:
            self.form.focus_first_problem()
            return
        if self._unit is None:
            self._unit = self.fresh()
        self.store(self.form.values())

    def saved(self, record: str) -> None:
        """It is stored: say so and keep the hand on it."""
        self.form.is_dirty = False
        self.table.choose_key(record)
        self._say(_("Đã lưu"), undoable=True)

    def problem(self, refused: Refused) -> None:
        """Say beside the name why not."""
        self.form.show_problems((Problem(refused.code, "name", refused.facts),))
        self.form.focus_first_problem()

    def _many(self) -> None:
        self.reorganise.emit(self.kind)


class WorkshopsPage(UnitsPage):
    """Workshops with their spellings."""

    kind = UnitKind.WORKSHOP

    def words(self) -> str:
        """The list."""
        return _("Tổ, xưởng")

    def advice(self) -> str:
        """An example."""
        return _("Ghi mỗi xưởng một lần, kèm các cách viết hay gặp: May 2, còn viết Px.May II, xưởng may2.")

    def columns(self) -> Sequence[Column]:
        """Name, other spellings, days, people."""
        return [
            Column(_("Tên gọi"), lambda unit: unit.name, 150),
            Column(_("Cách viết khác"), lambda unit: ", ".join(unit.aliases), 0),
            Column(_("Thời gian"), period, 140),
            Column(_("Người"), lambda unit: str(self._counts.get(unit.name, "")), 84, right=True),
        ]

    def build(self, day: date) -> dict[str, Field]:
        """Name, from when the new name holds, other spellings."""
        return {
            "name": TextField(_("Tên tổ, xưởng"), needed=True, limit=120),
            "renamed_on": forms.date_field(_("Mang tên này từ ngày"), day, hint=_("trống: sửa chỗ ghi sai")),
            "aliases": TextField(_("Cách viết khác, cách nhau bằng dấu phẩy"), limit=400),
        }

    def lay_out(self, box: QVBoxLayout) -> None:
        """One below the other."""
        for field in self.form.fields.values():
            box.addWidget(field)

    def values(self, unit: Workshop) -> dict[str, Any]:
        """As the form shows it."""
        return {"name": unit.name, "renamed_on": None, "aliases": ", ".join(unit.aliases)}

    def fresh(self) -> Workshop:
        """A new one."""
        return Workshop("", "")

    def store(self, typed: dict[str, Any]) -> None:
        """A new name from a day on is a row of its own; without a day the row is mended."""
        aliases = tuple(part.strip() for part in typed["aliases"].split(",") if part.strip())
        day = typed["renamed_on"]
        if self._unit.id and day is not None:
            order: tuple[Any, ...] = (reorganising.rename_workshop, self._unit.id, typed["name"], day)
        else:
            since = day if day is not None else self._unit.since
            order = (
                people.save_workshop,
                replace(self._unit, name=typed["name"], aliases=aliases, since=since),
            )
        self._jobs.order(*order, owner=self, then=self.saved, refused=self.problem)

    def reload(self) -> None:
        """Workshops and how many people each has."""
        self._jobs.ask(people.headcounts, owner=self, then=self._count, exclusive="counts")

    def _count(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._jobs.ask(people.workshops, owner=self, then=self.show_units, exclusive="units")


class BodiesPage(UnitsPage):
    """Bodies of the union above this one."""

    kind = UnitKind.BODY

    def words(self) -> str:
        """The list."""
        return _("Công đoàn cấp trên")

    def advice(self) -> str:
        """An example."""
        return _(
            "Ghi từng cấp phía trên: công đoàn cấp trên trực tiếp, liên đoàn tỉnh, Tổng Liên đoàn. Đổi tên hay sáp "
            "nhập thì ghi ngày, tên cũ vẫn còn cho giấy tờ cũ."
        )

    def columns(self) -> Sequence[Column]:
        """Name, level, days."""
        return [
            Column(_("Tên gọi"), lambda unit: unit.name, 0),
            Column(_("Cấp"), lambda unit: wording.label(unit.level), 150),
            Column(_("Thời gian"), period, 140),
        ]

    def build(self, day: date) -> dict[str, Field]:
        """Name, level, what is above it, bloc, field, days."""
        return {
            "name": TextField(_("Tên đầy đủ"), needed=True, limit=200),
            "level": forms.enum_field(_("Cấp"), BodyLevel),
            "parent": ChoiceField(_("Trực thuộc"), [("", _("không"))]),
            "bloc": TextField(_("Khối"), limit=80),
            "field": TextField(_("Ngành"), limit=80),
            "aliases": TextField(_("Cách viết khác, cách nhau bằng dấu phẩy"), limit=400),
            "since": forms.date_field(_("Từ ngày"), day),
            "until": forms.date_field(_("Đến hết ngày"), day),
        }

    def lay_out(self, box: QVBoxLayout) -> None:
        """Two columns where fields are short."""
        field = self.form.fields
        box.addWidget(field["name"])
        box.addWidget(field["parent"])
        box.addLayout(forms.row(field["level"], field["bloc"], field["field"]))
        box.addWidget(field["aliases"])
        box.addLayout(forms.row(field["since"], field["until"]))

    def values(self, unit: Body) -> dict[str, Any]:
        """As the form shows it."""
        choices = [("", _("không")), *((one.id, one.name) for one in self._units if one.id != unit.id)]
        self.form.fields["parent"].set_choices(choices)  # type: ignore[attr-defined]  # a choice
        return {
            "name": unit.name,
            "level": unit.level,
            "parent": unit.parent,
            "bloc": unit.bloc,
            "field": unit.field,
            "aliases": ", ".join(unit.aliases),
            "since": unit.since,
            "until": unit.until,
        }

    def fresh(self) -> Body:
        """A new one."""
        return Body("", "")

    def store(self, typed: dict[str, Any]) -> None:
        """Mend or add a body."""
        typed["aliases"] = tuple(part.strip() for part in typed["aliases"].split(",") if part.strip())
        typed["parent"] = typed["parent"] or ""
        body = replace(self._unit, **typed)
        self._jobs.order(bodies.save, body, owner=self, then=self.saved, refused=self.problem)

    def reload(self) -> None:
        """Every body."""
        self._jobs.ask(bodies.bodies, owner=self, then=self.show_units, exclusive="units")


def period(unit: Any) -> str:
    """The days that a unit bore its name; nothing for one that always did."""
    if unit.until is not None:
        return _("đến {day}").format(day=reading.show_date(unit.until))
    return _("từ {day}").format(day=reading.show_date(unit.since)) if unit.since else ""
