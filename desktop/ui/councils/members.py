"""Who sits on the council: the list, a form for one of them, and what the council lacks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop import wording
from desktop.domain.person import Person
from desktop.domain.problems import Problem, Refused
from desktop.domain.seats import Member, Seat
from desktop.i18n import _
from desktop.services import council_papers, people, seats
from desktop.ui import actions
from desktop.ui.councils.page import CouncilPage
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import CheckField, Form, TextField
from desktop.ui.kit.suggest import Found, Suggestions
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once
from desktop.ui.paper import PaperScreen
from desktop.ui.screen import today


class MembersPage(CouncilPage):
    """Enter on a row brings it into the form; an empty form makes a new member."""

    def __init__(self, screen: PaperScreen) -> None:
        super().__init__(screen)
        self._members: tuple[Member, ...] = ()
        self._id, self._person = "", ""
        self.save_button = actions.button(actions.make(self, "member.save", self.save), primary=True)
        self.new_button = actions.button(actions.make(self, "member.new", self.new), flat=True)
        self.remove_button = actions.button(actions.make(self, "member.remove", self.remove), flat=True)
        self.set_up_button = actions.button(actions.make(self, "member.set_up", self.print_set_up))
        self._build_form()
        self._build_table()
        self._lay_out()

    def _build_form(self) -> None:
        day = today(self.desk)
        self.name_field = TextField(_("Họ tên"), needed=True, limit=120)
        self.code_field = TextField(_("Mã nhân viên"), limit=40, hint=_("nếu có"))
        self.seat_field = forms.enum_field(_("Chức danh trong Hội đồng"), Seat)
        self.seat_field.set_value(Seat.MEMBER)
        self.post_field = TextField(_("Chức vụ, đơn vị"), limit=120)
        self.union_field = CheckField(_("Đại diện công đoàn"))
        self.head_field = CheckField(_("Người đứng đầu đơn vị"))
        self.since_field = forms.date_field(_("Từ ngày"), day)
        self.until_field = forms.date_field(_("Đến hết ngày"), day, hint=_("trống: còn tham gia"))
        self.form = Form(
            {
                "name": self.name_field,
                "staff_code": self.code_field,
                "seat": self.seat_field,
                "post": self.post_field,
                "represents_union": self.union_field,
                "is_head": self.head_field,
                "since": self.since_field,
                "until": self.until_field,
            },
            self,
        )
        self.suggestions = Suggestions(self.name_field.edit, self._find)
        self.suggestions.taken.connect(self._take_person)

    def _build_table(self) -> None:
        columns = [
            Column(_("Họ tên"), lambda one: one.name, 0),
            Column(_("Chức danh"), lambda one: wording.label(one.seat), 150),
            Column(_("Chức vụ, đơn vị"), lambda one: one.post, 250),
            Column(_("Vai trò"), _roles, 190),
            Column(_("Từ"), lambda one: reading.show_date(one.since), 110),
            Column(_("Đến"), lambda one: reading.show_date(one.until), 110),
        ]
        self.model = PagedModel(columns, all_at_once(lambda: self._members), lambda one: one.id)
        self.table = Table(
            self.model,
            _("Thành viên hội đồng"),
            empty=_("Chưa có thành viên nào. Bấm Ctrl+N, điền tên, chức danh rồi lưu (Ctrl+S)."),
        )
        self.table.opened.connect(self.edit)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.S, 0, 0)
        box.setSpacing(look.S)
        self.warnings = parts.text("", tone="care")
        box.addWidget(self.warnings)
        box.addWidget(self.table, 1)
        card = parts.Card(margin=look.M, spacing=0)
        card.box.addLayout(
            forms.row(4, self.name_field, 2, self.code_field, 3, self.seat_field, 4, self.post_field)
        )
        card.box.addLayout(
            forms.row(2, self.since_field, 2, self.until_field, 2, self.union_field, 2, self.head_field)
        )
        box.addWidget(card)
        foot = QHBoxLayout()
        foot.setSpacing(look.S)
        foot.addWidget(self.new_button)
        foot.addWidget(self.remove_button)
        foot.addStretch(1)
        foot.addWidget(self.set_up_button)
        foot.addWidget(self.save_button)
        box.addLayout(foot)

    def reload(self) -> None:
        """The members, and what the council of today lacks."""
        self.jobs.ask(seats.members, owner=self, then=self._know, exclusive="members")
        self.jobs.ask(seats.council, owner=self, then=self._know_council, exclusive="council")

    def begin(self) -> None:
        """The hand goes to the name."""
        self.name_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _know(self, members: tuple[Member, ...]) -> None:
        self._members = members
        self.table.reload()

    def _know_council(self, council: seats.Council) -> None:
        told = [wording.sentence(problem.code, problem.facts) for problem in council.problems]
        if not council.members:
            told = [
                _(
                    "Ghi từng thành viên để in quyết định thành lập, giấy mời, phiếu chấm và biên bản có đủ tên."
                )
            ]
        self.warnings.setText(" ".join(told))
        self.warnings.setVisible(bool(told))

    # --- typing

    def _find(self, text: str, then: Found) -> None:
        def come(found: tuple[Person, ...]) -> None:
            then([(" · ".join(filter(None, (one.name, one.staff_code, one.workshop))), one) for one in found])

        self.jobs.ask(people.find_people, text, owner=self, then=come, exclusive="people")

    def _take_person(self, person: Person) -> None:
        self._person = person.id
        self.form.fill({"name": person.name, "staff_code": person.staff_code}, dirty=True)
        if not self.post_field.value():
            self.post_field.set_value(person.title)
        self.seat_field.setFocus(Qt.FocusReason.TabFocusReason)

    def edit(self, member: Member) -> None:
        """Bring one into the form."""
        self._id, self._person = member.id, member.person
        self.form.fill(
            {
                "name": member.name,
                "staff_code": "",
                "seat": member.seat,
                "post": member.post,
                "represents_union": member.represents_union,
                "is_head": member.is_head,
                "since": member.since,
                "until": member.until,
            }
        )
        self.begin()

    def new(self) -> None:
        """An empty form; the days stay, for a council is set up on one day."""
        self._id, self._person = "", ""
        kept = {"since": self.since_field.value(), "until": self.until_field.value()}
        self.form.fill(
            {
                "name": "",
                "staff_code": "",
                "seat": Seat.MEMBER,
                "post": "",
                "represents_union": False,
                "is_head": False,
                **kept,
            }
        )
        self.begin()

    def save(self) -> None:
        """Store the one in the form."""
        self.form.show_problems(())
        if self.form.unreadable:
            self.form.focus_first_problem()
            return
        typed = self.form.values()
        code = typed.pop("staff_code")
        known = next((one for one in self._members if one.id == self._id), None)
        person = self._person if known is None or known.name == typed["name"] else ""
        member = Member(self._id, person, **typed)
        self.jobs.order(
            seats.save_member, member, staff_code=code, owner=self, then=self._saved, refused=self._refused
        )

    def _saved(self, _record: Any) -> None:
        self.say(_("Đã lưu thành viên"), undoable=True)
        self.new()

    def _refused(self, refused: Refused) -> None:
        field = {"member.until_before_since": "until"}.get(refused.code, "name")
        self.form.show_problems((Problem(refused.code, field, refused.facts),))
        self.form.focus_first_problem()

    def remove(self) -> None:
        """Take back the row that the hand is on."""
        member = self.table.current()
        if member is not None:
            self.jobs.order(
                seats.remove_member, member.id, owner=self, then=self._removed, refused=self.refuse
            )

    def _removed(self, _nothing: Any) -> None:
        self.say(_("Đã xóa dòng ghi nhầm"), undoable=True)

    def print_set_up(self) -> None:
        """The decision that sets up the council, its number and date blank until they are typed in."""
        self.show_paper(_("Quyết định thành lập Hội đồng"), council_papers.set_up, self.desk)


def _roles(member: Member) -> str:
    told = [_("đại diện công đoàn")] if member.represents_union else []
    return ", ".join([*told, *([_("người đứng đầu")] if member.is_head else [])])
