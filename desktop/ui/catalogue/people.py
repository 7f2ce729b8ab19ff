"""People: found by a few letters, mended in place, moved to another workshop from a day on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.person import Gender, Person, WorkerKind
from desktop.domain.problems import Problem, Refused
from desktop.domain.text import fold
from desktop.i18n import _, ngettext
from desktop.services import people
from desktop.ui.catalogue.merging import MergeDialog
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import CheckField, Field, Form, TextField
from desktop.ui.kit.suggest import Found, Suggestions
from desktop.ui.kit.tables import Column, PagedModel, Table, asking

Say = Callable[..., None]
_NEW = Person("", "")


class PeoplePage(QWidget):
    """The list at the left, one person at the right."""

    def __init__(self, jobs: Jobs, say: Say, refuse: Callable[[Refused], None], day: date) -> None:
        super().__init__()
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self._person = _NEW
        self.search = TextField(_("Tìm theo tên hoặc mã"), hint=_("không cần dấu"), limit=80)
        self._soon = QTimer(self, interval=150, singleShot=True)
        self._soon.timeout.connect(self._search)
        self.search.edit.textChanged.connect(self._typed)
        columns = [
            Column(_("Họ và tên"), lambda person: person.name, 0),
            Column(_("Mã NV"), lambda person: person.staff_code, 104),
            Column(_("Tổ, xưởng"), lambda person: person.workshop, 110),
        ]
        ask = asking(jobs, people.page, self._asked, lambda: self.table)
        self.table = Table(
            PagedModel(columns, ask, lambda person: person.id),
            _("Người lao động"),
            several=True,
            empty=_("Không ai khớp. Gõ vài chữ khác, hoặc bấm Ctrl+N để thêm người."),
        )
        self.table.chosen.connect(self._turn_to)
        self.table.opened.connect(self._edit)
        self.form = Form(self._build(day), self)
        self.move_to = TextField(_("Chuyển người đã chọn sang"), limit=120)
        self.move_on = forms.date_field(_("Từ ngày"), day)
        self._hang(self.form.fields["workshop"])
        self._hang(self.move_to)
        self.new_button = parts.pressed(_("Người mới"), "add", self.new)
        self.save_button = parts.pressed(_("Lưu"), "save", self.save, primary=True)
        self.save_button.setToolTip(f"{_('Lưu')}  (Ctrl+S)")
        self.move_button = parts.pressed(_("Chuyển"), "next", self.move_chosen)
        self.merge_button = parts.pressed(_("Gộp người…"), "share", self.merge)
        self.story = parts.text("", "secondary")
        self._lay_out()

    def _build(self, day: date) -> dict[str, Field]:
        return {
            "name": TextField(_("Họ và tên"), needed=True, limit=120),
            "staff_code": TextField(_("Mã nhân viên"), limit=40),
            "workshop": TextField(_("Tổ, xưởng"), limit=120),
            "since": forms.date_field(_("Chuyển từ ngày"), day, hint=_("trống: chỉ sửa")),
            "birth": TextField(_("Ngày hoặc năm sinh"), limit=10),
            "gender": forms.enum_field(_("Giới tính"), Gender),
            "title": TextField(_("Chức danh"), limit=120),
            "qualification": TextField(_("Trình độ"), limit=120),
            "worker_kind": forms.enum_field(_("Đối tượng"), WorkerKind),
            "left_on": forms.date_field(_("Nghỉ việc từ ngày"), day),
            "union_member": CheckField(_("Đoàn viên công đoàn")),
        }

    def _hang(self, field: Any) -> None:
        hang = Suggestions(field.edit, self._find_workshop)
        hang.taken.connect(field.set_value)

    def _lay_out(self) -> None:
        field = self.form.fields
        card = parts.Card(margin=look.M, spacing=0)
        card.box.addLayout(forms.row(3, field["name"], 2, field["staff_code"]))
        card.box.addLayout(forms.row(3, field["workshop"], 2, field["since"]))
        card.box.addLayout(forms.row(field["birth"], field["gender"], field["worker_kind"]))
        card.box.addLayout(forms.row(field["title"], field["qualification"]))
        card.box.addLayout(forms.row(field["left_on"], field["union_member"]))
        card.box.addWidget(self.story)
        foot = QHBoxLayout()
        foot.addWidget(self.new_button)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        card.box.addLayout(foot)
        card.box.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, look.M, 0)
        column.setSpacing(look.XS)
        column.addWidget(self.search)
        self.stack = QStackedWidget()
        self.stack.addWidget(
            parts.Empty(
                "user",
                _("Chưa có ai trong danh sách"),
                _(
                    "Người được lập khi nhập sáng kiến, khi nhập danh sách lao động từ Excel, hoặc ở ô bên phải."
                ),
            )
        )
        self.stack.addWidget(self.table)
        column.addWidget(self.stack, 1)
        column.addLayout(forms.row(3, self.move_to, 2, self.move_on))
        line = QHBoxLayout()
        line.addWidget(self.merge_button)
        line.addStretch(1)
        line.addWidget(self.move_button)
        column.addLayout(line)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(parts.scrolled(card))
        split.setSizes([480, 540])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.addWidget(split)

    # --- the list

    def reload(self) -> None:
        """Ask again for the rows in view."""
        self.table.model_.loaded.connect(self._loaded, Qt.ConnectionType.UniqueConnection)
        self.table.reload()

    def _loaded(self, total: int) -> None:
        self.stack.setCurrentIndex(1 if total or self.search.value() else 0)

    def _typed(self, _text: str) -> None:
        self._soon.start()

    def _search(self) -> None:
        self.table.ask_anew()

    def _asked(self, offset: int, limit: int) -> tuple[Any, ...]:
        return self.search.value(), "", offset, limit

    def _find_workshop(self, typed: str, then: Found) -> None:
        self._jobs.ask(people.workshops, owner=self, then=partial(_offer, typed, then), exclusive="workshop")

    def _turn_to(self, person: Person | None) -> None:
        if person is not None and not self.form.is_dirty:
            self._fill(person)

    def _edit(self, person: Person) -> None:
        self._fill(person)
        self.form.fields["name"].setFocus()

    def _fill(self, person: Person) -> None:
        self._person = person
        self.form.fill(
            {
                "name": person.name,
                "staff_code": person.staff_code,
                "workshop": person.workshop,
                "since": None,
                "birth": person.birth,
                "gender": person.gender,
                "title": person.title,
                "qualification": person.qualification,
                "worker_kind": person.worker_kind,
                "left_on": person.left_on,
                "union_member": bool(person.union_member),
            }
        )
        self.story.setText(
            "\n".join(
                _("Từ {day}: {workshop}").format(day=reading.show_date(one.since), workshop=one.workshop)
                for one in reversed(person.postings)
                if one.since > date.min
            )
        )

    # --- orders

    def merge(self) -> None:
        """Look at entries that may be one person."""
        dialog = MergeDialog(self, self._jobs)
        dialog.merged.connect(partial(self._say, undoable=True))
        dialog.open()

    def new(self) -> None:
        """An empty form."""
        self._fill(_NEW)
        self.form.fields["name"].setFocus()

    def save(self) -> None:
        """Store the person in the form."""
        self.form.show_problems(())
        if self.form.unreadable:
            self.form.focus_first_problem()
            return
        typed = self.form.values()
        since = typed.pop("since")
        known = self._person.union_member
        typed["union_member"] = True if typed["union_member"] else (False if known is not None else None)
        person = replace(self._person, **typed)
        self._jobs.order(
            people.save_person, person, since=since, owner=self, then=self._saved, refused=self._problem
        )

    def _saved(self, record: str) -> None:
        self.form.is_dirty = False
        self.table.choose_key(record)
        self._say(_("Đã lưu người"), undoable=True)

    def _problem(self, refused: Refused) -> None:
        self.form.show_problems((Problem(refused.code, "name", refused.facts),))
        self.form.focus_first_problem()

    def move_chosen(self) -> None:
        """The chosen people go to another workshop from a day on."""
        if self.move_on.value() is None:
            self.move_on.setFocus()
        elif self.table.has_all or self.table.lacks_keys:  # Ctrl+A takes those too that were never in view
            pieces = () if self.table.has_all else self.table.pieces()
            self._jobs.ask(people.ids, self.search.value(), pieces, owner=self, then=self._move)
        elif chosen := self.table.selected_keys():
            self._move(chosen)

    def _move(self, chosen: tuple[str, ...]) -> None:
        goal, day = self.move_to.value(), self.move_on.value()
        self._jobs.order(
            people.move_people, chosen, goal, day, owner=self, then=self._moved, refused=self._refuse
        )

    def _moved(self, count: int) -> None:
        told = ngettext("Đã chuyển {count} người", "Đã chuyển {count} người", count)
        self._say(told.format(count=count), undoable=True)


def _offer(typed: str, then: Found, found: tuple[Any, ...]) -> None:
    words = fold(typed)
    then([(one.name, one.name) for one in found if one.until is None and words in fold(one.name)][:8])
