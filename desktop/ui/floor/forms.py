"""Sheets with a code: blanks for a workshop, or one for each person of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.paper_form import MOST_FORMS
from desktop.domain.workshop import Workshop
from desktop.i18n import _, ngettext
from desktop.services import people
from desktop.services.people import PeoplePage
from desktop.services.printed_forms import FormsWish
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import ChoiceField
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once


class FormsPage(QWidget):
    """Which sheets; `wish` is what is printed then."""

    def __init__(self, jobs: Jobs, print_button: QWidget) -> None:
        super().__init__()
        self._jobs = jobs
        self._people: tuple[Any, ...] = ()
        self.workshop_field = ChoiceField(_("Tổ, xưởng"), [("", _("mọi xưởng"))])
        self.workshop_field.changed.connect(self._workshop_changed)
        self.blanks_field = forms.count_field(_("Số phiếu trống"))
        self.blanks_field.set_value(20)
        self.blanks_field.setFixedWidth(200)
        columns = [
            Column("", lambda _person: "", 34),
            Column(_("Họ và tên"), lambda person: person.name, 0),
            Column(_("Mã NV"), lambda person: person.staff_code, 120),
            Column(_("Tổ, xưởng"), lambda person: person.workshop, 200),
        ]
        model = PagedModel(columns, all_at_once(lambda: self._people), lambda person: person.id)
        self.table = Table(
            model,
            _("Người được in phiếu riêng"),
            ticks=True,
            empty=_("Không ai khớp. Gõ tên khác, hoặc in phiếu trống không ghi tên."),
        )
        self.table.ticks_changed.connect(self._count)
        self.all_button = parts.button(_("Chọn cả xưởng"), "ticked")
        self.all_button.clicked.connect(self._tick_all)
        self.count = parts.heading("", "secondary")
        told = parts.text(
            _(
                "Mỗi phiếu mang một mã riêng, không ghi thông tin cá nhân trong mã. Quét lại bằng máy quét bất kỳ, "
                "phiếu tự tìm về đúng chỗ. Đánh dấu người (dấu cách) để in sẵn tên lên phiếu; phiếu trống thì viết tay."
            ),
            "secondary",
        )
        foot = QHBoxLayout()
        foot.setSpacing(look.S)
        foot.addWidget(self.all_button)
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(print_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.S)
        box.addWidget(told)
        box.addLayout(forms.row(2, self.workshop_field, 1, self.blanks_field))
        box.addWidget(self.table, 1)
        box.addLayout(foot)
        self.blanks_field.changed.connect(self._count)
        self._count()

    def reload(self) -> None:
        """Workshops and people as they are now."""
        self._jobs.ask(people.workshops, owner=self, then=self._offer, exclusive="workshops")
        self._ask_people()

    def _offer(self, found: tuple[Workshop, ...]) -> None:
        self.workshop_field.set_choices(
            [("", _("mọi xưởng")), *((one.name, one.name) for one in found if one.until is None)]
        )

    def _workshop_changed(self) -> None:
        self.table.tick(set())
        self._ask_people()

    def _ask_people(self) -> None:
        workshop = self.workshop_field.value() or ""
        self._jobs.ask(
            people.page, "", workshop, 0, MOST_FORMS, owner=self, then=self._show, exclusive="people"
        )

    def _show(self, page: PeoplePage) -> None:
        self._people = page.rows
        self.table.reload()
        self._count()

    def _tick_all(self, _checked: bool = False) -> None:
        every = {person.id for person in self._people}
        self.table.tick(set() if set(self.table.ticked()) == every else every)

    def _count(self) -> None:
        wish = self.wish()
        count = len(wish.people) + wish.blanks
        self.count.setText(ngettext("{count} phiếu", "{count} phiếu", count).format(count=count))

    def wish(self) -> FormsWish:
        """The people that are ticked and the blanks."""
        blanks = self.blanks_field.value() or 0
        return FormsWish(
            people=self.table.ticked(), blanks=blanks, workshop=self.workshop_field.value() or ""
        )
