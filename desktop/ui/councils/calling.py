"""A meeting is prepared: when, where, about what, by which rubric, who cannot come."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from desktop import wording
from desktop.domain.agenda import Agenda
from desktop.domain.initiative import Stage
from desktop.domain.problems import Problem, Refused
from desktop.domain.rubric import Rubric
from desktop.domain.seats import Member
from desktop.i18n import _
from desktop.services import agendas, council_papers, councils, initiatives, rubrics, seats
from desktop.services.agendas import Called, Sitting
from desktop.services.initiatives import ListQuery
from desktop.ui import actions, marks
from desktop.ui.councils.meeting_box import MeetingBox
from desktop.ui.councils.page import CouncilPage
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import ChoiceField, Form, TextField
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once, asking
from desktop.ui.paper import PaperScreen
from desktop.ui.screen import today


class CallPage(CouncilPage):
    """Fields above, the initiatives to tick at the left, the members who come at the right."""

    def __init__(self, screen: PaperScreen) -> None:
        super().__init__(screen)
        self._agenda: Agenda | None = None
        self._pending: tuple[str, ...] = ()
        self._members: tuple[Member, ...] = ()
        self.meeting_box = MeetingBox(_("phiên họp mới"))
        self.meeting_box.turned.connect(self._turn)
        self.save_button = actions.button(actions.make(self, "call.save", self.save), primary=True)
        self._invite = actions.make(self, "call.invite", self.print_invitation)
        self._off = actions.make(self, "call.off", self.call_off)
        self.all_button = actions.button(actions.make(self, "call.all", self.choose_all), flat=True)
        self.invite_button = actions.button(self._invite)
        self.off_button = actions.button(self._off, flat=True)
        self._build_fields()
        self._build_tables()
        self._lay_out()

    def _build_fields(self) -> None:
        self.held_field = forms.date_field(_("Ngày họp"), today(self.desk), needed=True)
        self.hour_field = TextField(_("Giờ"), limit=10)
        self.hour_field.edit.setPlaceholderText("8h30")
        self.place_field = TextField(_("Địa điểm"), limit=200)
        self.rubric_field = ChoiceField(_("Thang điểm"), [("", _("không chấm, chỉ biểu quyết"))])
        self.purpose_field = TextField(_("Nội dung (trống: xét sáng kiến)"), limit=200)
        self.guests_field = TextField(_("Khách mời (cách nhau bằng ;)"), limit=300)
        self.form = Form(
            {
                "held_on": self.held_field,
                "opens_at": self.hour_field,
                "place": self.place_field,
                "rubric": self.rubric_field,
                "purpose": self.purpose_field,
                "guests": self.guests_field,
            },
            self,
        )
        self.held_field.left.connect(self._ask_council)

    def _build_tables(self) -> None:
        columns = [
            Column(_("Số"), lambda item: str(item.row.number or ""), 76),
            Column(_("Tên sáng kiến"), lambda item: item.row.title, 0),
            Column(_("Tác giả"), lambda item: marks.first_of(item.row.authors), 150),
        ]
        ask = asking(self.jobs, initiatives.page, _open_query, lambda: self.table)
        self.model = PagedModel(columns, ask, lambda item: item.row.id)
        self.table = Table(
            self.model,
            _("Sáng kiến sẽ xét"),
            ticks=True,
            empty=_("Không có sáng kiến nào chờ xét. Nhập đủ hồ sơ ở Sáng kiến trước."),
        )
        self.table.ticks_changed.connect(self._tell)
        seated = [
            Column(_("Có mặt"), lambda one: one.name, 0),
            Column(_("Chức danh"), lambda one: wording.label(one.seat), 130),
        ]
        self.members_model = PagedModel(seated, all_at_once(lambda: self._members), lambda one: one.id)
        self.members_table = Table(
            self.members_model,
            _("Thành viên có mặt"),
            ticks=True,
            empty=_("Chưa ghi thành viên. Bấm Ctrl+6 để ghi."),
        )
        self.members_table.ticks_changed.connect(self._tell)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.S, 0, 0)
        box.setSpacing(look.XS)
        box.addLayout(
            forms.row(2, self.held_field, 1, self.hour_field, 4, self.place_field, 4, self.rubric_field)
        )
        box.addLayout(forms.row(1, self.purpose_field, 1, self.guests_field))
        tools = QHBoxLayout()
        tools.setSpacing(look.S)
        label = QLabel(_("Phiên họp"))
        label.setProperty("kind", "label")
        label.setBuddy(self.meeting_box)
        self.count = parts.heading("", "secondary")
        for widget in (label, self.meeting_box, self.count):
            tools.addWidget(widget)
        tools.addStretch(1)
        tools.addWidget(self.all_button)
        box.addLayout(tools)
        lists = QHBoxLayout()
        lists.setSpacing(look.M)
        lists.addWidget(self.table, 3)
        lists.addWidget(self.members_table, 2)
        box.addLayout(lists, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.S)
        self.warnings = parts.text("", "secondary", "care")
        foot.addWidget(self.warnings, 1)
        foot.addWidget(self.off_button)
        foot.addWidget(self.invite_button)
        foot.addWidget(self.save_button)
        box.addLayout(foot)

    # --- what is shown

    def reload(self) -> None:
        """What waits for the council, the rubrics, the meetings that were called."""
        self.table.reload()
        self.jobs.ask(councils.pending, owner=self, then=self._know_pending, exclusive="pending")
        self.jobs.ask(rubrics.in_use, owner=self, then=self._know_rubrics, exclusive="rubrics")
        self.jobs.ask(agendas.listing, owner=self, then=self._know_called, exclusive="called")
        if self._agenda is None:
            self._ask_council()

    def begin(self) -> None:
        """The hand goes to the day."""
        self.held_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _know_pending(self, ids: tuple[str, ...]) -> None:
        self._pending = ids
        self._tell()

    def _know_rubrics(self, found: tuple[Rubric, ...]) -> None:
        choices = [("", _("không chấm, chỉ biểu quyết"))]
        self.rubric_field.set_choices([*choices, *((one.code, one.title) for one in found)])

    def _know_called(self, called: tuple[Called, ...]) -> None:
        self.meeting_box.offer([one for one in called if not one.is_held])
        record = self.meeting_box.record
        if record:
            self._ask_sitting(record)

    def _ask_council(self) -> None:
        day = self.held_field.value()
        self.jobs.ask(seats.council, day, owner=self, then=self._know_council, exclusive="council")

    def _know_council(self, council: seats.Council) -> None:
        if self._agenda is None:
            self._show_members(council.members, absent=())
            self._warn(council.problems)

    def _show_members(self, members: tuple[Member, ...], absent: tuple[str, ...]) -> None:
        known = {one.id for one in self._members}
        ticked = self.members_model.ticked or set()
        self._members = members
        self.members_table.reload()
        come = {one.id for one in members if one.id not in known or one.id in ticked}
        self.members_table.tick(come - set(absent))

    def _warn(self, problems: tuple[Problem, ...]) -> None:
        told = [wording.sentence(problem.code, problem.facts) for problem in problems]
        self.warnings.setText(" ".join(told[:2]) + (" …" if len(told) > 2 else ""))
        self.warnings.setToolTip("\n".join(told))

    def _turn(self, record: str) -> None:
        if record:
            self._ask_sitting(record)
        else:
            self._agenda = None
            self._members = ()
            self.form.fill({"held_on": None, "opens_at": "", "purpose": "", "guests": "", "rubric": ""})
            self.table.tick(set())
            self._ask_council()
        self._tell()

    def _ask_sitting(self, record: str) -> None:
        self.jobs.ask(
            agendas.sitting,
            record,
            owner=self,
            then=self._know_sitting,
            refused=self.refuse,
            exclusive="sitting",
        )

    def _know_sitting(self, sitting: Sitting) -> None:
        agenda = sitting.agenda
        is_other = self._agenda is None or self._agenda.id != agenda.id
        self._agenda = agenda
        if is_other or not self.form.is_dirty:
            self.form.fill(
                {
                    "held_on": agenda.held_on,
                    "opens_at": agenda.opens_at,
                    "place": agenda.place,
                    "rubric": agenda.rubric.code if agenda.rubric else "",
                    "purpose": agenda.purpose,
                    "guests": "; ".join(agenda.guests),
                }
            )
            self.table.tick(set(agenda.initiatives))
            self._members = ()
            self._show_members(sitting.members, agenda.absent)
        self._warn(sitting.problems)
        self._tell()

    def _tell(self) -> None:
        come = len(self.members_model.ticked or set())
        told = _("Xét {count} sáng kiến").format(count=len(self._chosen()))
        if self._members:
            told += " · " + _("{come}/{all} thành viên có mặt").format(come=come, all=len(self._members))
        self.count.setText(told)
        for act in (self._invite, self._off):
            act.setEnabled(self._agenda is not None)

    # --- typing

    def _chosen(self) -> tuple[str, ...]:
        """Ticked ones: those of the agenda in its order, then what was added."""
        ticked = self.model.ticked or set()
        first = [one for one in (self._agenda.initiatives if self._agenda else ()) if one in ticked]
        return (*first, *(one for one in self._pending if one in ticked and one not in first))

    def choose_all(self) -> None:
        """Tick all that wait, or none where all are ticked."""
        everything = set(self._pending)
        self.table.tick(set() if self.model.ticked == everything else everything)

    def save(self) -> None:
        """Call the meeting, or change it."""
        typed = self.form.values()
        self.form.show_problems(() if typed["held_on"] else (Problem("meeting.date_missing", "held_on"),))
        if typed["held_on"] is None or self.form.unreadable:
            self.form.focus_first_problem()
            return
        come = self.members_model.ticked or set()
        agenda = Agenda(
            self._agenda.id if self._agenda else "",
            typed["held_on"],
            self._chosen(),
            typed["opens_at"],
            typed["place"],
            typed["purpose"],
            tuple(part.strip() for part in typed["guests"].split(";") if part.strip()),
            tuple(one.id for one in self._members if one.id not in come),
        )
        self.form.is_dirty = False
        self.jobs.order(
            agendas.save,
            agenda,
            rubric=typed["rubric"] or "",
            owner=self,
            then=self._saved,
            refused=self._refused,
        )

    def _saved(self, record: str) -> None:
        self.say(_("Đã lưu phiên họp"), undoable=True)
        self._agenda = None  # what was stored is shown as it stands
        self.jobs.ask(agendas.listing, owner=self, then=self._know_called, exclusive="called")
        self.jobs.ask(agendas.sitting, record, owner=self, then=self._turn_to_saved, refused=self.refuse)

    def _turn_to_saved(self, sitting: Sitting) -> None:
        self.meeting_box.blockSignals(True)
        self.meeting_box.choose(sitting.agenda.id)
        self.meeting_box.blockSignals(False)
        self._know_sitting(sitting)

    def _refused(self, refused: Refused) -> None:
        self.form.is_dirty = True
        field = {"agenda.hour_unreadable": "opens_at", "rubric.missing": "rubric"}.get(refused.code)
        if field:
            self.form.show_problems((Problem(refused.code, field, refused.facts),))
            self.form.focus_first_problem()
        else:
            self.refuse(refused)
            self.table.setFocus()

    def call_off(self) -> None:
        """Take the meeting back."""
        if self._agenda is not None:
            self.jobs.order(
                agendas.remove, self._agenda.id, owner=self, then=self._called_off, refused=self.refuse
            )

    def _called_off(self, _nothing: Any) -> None:
        self.say(_("Đã hủy phiên họp"), undoable=True)

    def print_invitation(self) -> None:
        """The invitation with its list."""
        if self._agenda is not None:
            self.show_paper(_("Giấy mời họp"), council_papers.invitation, self.desk, self._agenda.id)


def _open_query(offset: int, limit: int) -> tuple[ListQuery]:
    return (ListQuery(stages=(Stage.PENDING,), descending=False, offset=offset, limit=limit),)
