"""Thời hạn lưu giữ: how long things are kept, as dated rules of the house, and what is due."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from desktop import wording
from desktop.domain.problems import Problem, Refused
from desktop.domain.retention import Kept, Retention
from desktop.i18n import _
from desktop.services import personal
from desktop.services.desk import Desk
from desktop.services.personal import Due
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.forms import Form, ReadField, TextField

_NAMED = 12
"""So many people who are due are named; the rest is counted."""


class PeriodsPage(QWidget):
    """A card a kind: its period, why, what is due, and a way to let it go."""

    def __init__(
        self, desk: Desk, jobs: Jobs, say: Callable[..., None], refuse: Callable[[Refused], None]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self.months: dict[Kept, ReadField] = {}
        self.basis: dict[Kept, TextField] = {}
        self.forms: dict[Kept, Form] = {}
        self.told: dict[Kept, Any] = {}
        self.drop_buttons: dict[Kept, QPushButton] = {}
        inner = QWidget()
        column = parts.page(inner, margins=(0, look.M, look.S, look.M))
        column.addWidget(
            parts.text(
                _("Luật không ghi sẵn số tháng cho sổ này: đơn vị đặt thời hạn và căn cứ, có ngày hiệu lực."),
                "secondary",
            )
        )
        for kept in Kept:
            column.addWidget(self._card(kept))
        column.addStretch(1)
        box = parts.page(self, margins=(0, 0, 0, 0))
        box.addWidget(parts.scrolled(inner))

    def _card(self, kept: Kept) -> parts.Card:
        card = parts.Card(spacing=look.XS)
        card.box.addWidget(parts.heading(wording.label(kept), "section"))
        self.months[kept] = forms.count_field(_("Giữ bao nhiêu tháng"))
        self.basis[kept] = TextField(_("Căn cứ"), limit=200)
        self.forms[kept] = Form({"months": self.months[kept], "basis": self.basis[kept]}, self)
        self.told[kept] = parts.text(_("Chưa đặt thời hạn."), "secondary")
        save = parts.button(_("Đặt thời hạn"), "save")
        save.setAccessibleName(_("Đặt thời hạn: {what}").format(what=wording.label(kept)))
        save.clicked.connect(partial(self._put, kept))
        self.drop_buttons[kept] = drop = parts.button(_("Dọn phần đến hạn"), "delete")
        drop.setAccessibleName(_("Dọn phần đến hạn: {what}").format(what=wording.label(kept)))
        drop.clicked.connect(partial(self._drop, kept))
        drop.setVisible(False)
        line = forms.row(1, self.months[kept], 3, self.basis[kept])
        line.addWidget(save)
        card.box.addLayout(line)
        below = forms.row(1, self.told[kept])
        below.addWidget(drop)
        card.box.addLayout(below)
        return card

    def begin(self) -> None:
        """The hand goes to the first field."""
        self.months[Kept.PERSON].setFocus()

    def reload(self) -> None:
        """Ask what is due."""
        self._jobs.run(personal.due, self._desk, owner=self, then=self._show, exclusive="due")

    def _show(self, found: tuple[Due, ...]) -> None:
        for item in found:
            kept = item.rule.what
            if not self.forms[kept].is_dirty:
                self.forms[kept].fill({"months": item.rule.months, "basis": item.rule.basis})
            told = _("{count} đến hạn (trước {day})").format(
                count=item.count, day=reading.show_date(item.before)
            )
            if item.people:
                names = ", ".join(idle.name for idle in item.people[:_NAMED])
                more = "…" if item.count > _NAMED else ""
                told += f": {names}{more}. " + _("Xóa từng người ở trang Một người.")
            self.told[kept].setText(told)
            self.drop_buttons[kept].setVisible(kept is not Kept.PERSON and item.count > 0)

    def _put(self, kept: Kept, _checked: bool = False) -> None:
        form = self.forms[kept]
        form.show_problems(())
        typed = form.values()
        rule = Retention(kept, typed["months"] or 0, typed["basis"])
        self._jobs.order(
            personal.put_period,
            rule,
            owner=self,
            then=partial(self._stored, kept),
            refused=partial(self._no, kept),
        )

    def _stored(self, kept: Kept, _value: Any) -> None:
        self.forms[kept].is_dirty = False
        self._say(_("Đã đặt thời hạn"), undoable=True)
        self.reload()

    def _no(self, kept: Kept, refused: Refused) -> None:
        if refused.code == "retention.months":
            self.forms[kept].show_problems((Problem(refused.code, "months", refused.facts),))
            self.forms[kept].focus_first_problem()
        else:
            self._refuse(refused)

    def _drop(self, kept: Kept, _checked: bool = False) -> None:
        self._jobs.run(
            personal.drop_due,
            self._desk,
            kept,
            owner=self,
            then=self._dropped,
            refused=self._refuse,
            label=_("Dọn phần đến hạn"),
            touches=("draft",),
        )

    def _dropped(self, count: int) -> None:
        self._say(_("Đã dọn {count} mục").format(count=count))
        self.reload()
