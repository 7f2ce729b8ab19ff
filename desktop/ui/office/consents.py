"""Đồng ý: authors of whom no paper says that they agreed; a signed list is recorded for many at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.domain.initiative import Attachment
from desktop.domain.problems import Problem, Refused
from desktop.domain.sheets.workshops import workshop_key
from desktop.i18n import _
from desktop.services import author_papers, files, personal
from desktop.services.desk import Desk
from desktop.services.personal import Unasked
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.files import PathField
from desktop.ui.kit.forms import ChoiceField, Form, TextField
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once

_FIELD_OF = {
    "consent.in_future": "given_on",
    "consent.paper_missing": "paper",
    "attachment.missing": "scan",
    "attachment.kind": "scan",
    "attachment.large": "scan",
}


class ConsentsPage(QWidget):
    """A list to tick, and what the signed paper says."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        say: Callable[..., None],
        refuse: Callable[[Refused], None],
        day: date,
        show_paper: Callable[..., None],
    ) -> None:
        super().__init__()
        self._show_paper = show_paper
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self._day = day
        self._everybody: tuple[Unasked, ...] = ()
        self._missing: tuple[Unasked, ...] = ()
        self.record_action = actions.make(self, "consent.record", self.record)
        self.all_action = actions.make(self, "consent.all", self.tick_all)
        self.close_action = actions.make(self, "consent.close", self._go_back)
        self._back: Callable[[], None] | None = None
        self.print_action = actions.make(self, "consent.print", self.print_names)
        self.blank_action = actions.make(self, "consent.blank", self.print_blank)
        columns = [
            Column(_("Tác giả chưa đồng ý"), lambda one: one.name, 0),
            Column(_("Mã nhân viên"), lambda one: one.staff_code, 130),
            Column(_("Xưởng"), lambda one: one.workshop, 180),
            Column(_("Sáng kiến mới nhất"), lambda one: reading.show_date(one.last_on), 160),
        ]
        self.workshop = ChoiceField(_("Xưởng"), [("", _("Mọi xưởng, phòng"))])
        self.workshop.make_compact()
        self.workshop.changed.connect(self._narrow)
        self.model = PagedModel(columns, all_at_once(lambda: self._missing), lambda one: one.id)
        self.model.ticked = set()
        self.table = Table(
            self.model,
            _("Tác giả chưa đồng ý"),
            empty=_("Xưởng này ai cũng đã đồng ý. Chọn xưởng khác ở trên."),
        )
        self.table.ticks_changed.connect(self._count)
        self.table.opened.connect(self._to_paper)
        self.count = parts.heading("", "secondary")
        self.form = Form(
            {
                "given_on": forms.date_field(_("Ngày trên giấy"), day, needed=True),
                "paper": TextField(
                    _("Giấy nào, cất ở đâu"),
                    needed=True,
                    limit=200,
                    hint=_("ví dụ: số 3, tủ A"),
                ),
                "scan": PathField(_("Bản quét"), _("Bản quét (*.pdf *.jpg *.png)")),
            },
            self,
        )
        self.empty = parts.Empty(
            "good",
            _("Mọi tác giả đều đã đồng ý"),
            _(
                "Khi có tác giả mới, tên họ hiện ở đây cho đến khi có giấy đồng ý. Im lặng không phải là đồng ý. "
                "Bấm Ctrl+B in danh sách trống mang xuống xưởng."
            ),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self._lay_out()

    def _lay_out(self) -> None:
        box = parts.page(self, margins=(0, look.M, look.S, look.M))
        head = QHBoxLayout()
        head.setSpacing(look.S)
        head.addWidget(self.workshop)
        head.addStretch(1)
        head.addWidget(actions.button(self.close_action, flat=True))
        self.came_from(None)
        head.addWidget(actions.button(self.blank_action, flat=True))
        head.addWidget(actions.button(self.print_action))
        box.addLayout(head)
        box.addWidget(self.stack, 1)
        card = parts.Card(spacing=look.XS)
        fields = self.form.fields
        card.box.addLayout(forms.row(3, fields["given_on"], 6, fields["paper"], 7, fields["scan"]))
        foot = QHBoxLayout()
        foot.setSpacing(look.S)
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(actions.button(self.all_action))
        foot.addWidget(actions.button(self.record_action, primary=True))
        card.box.addLayout(foot)
        box.addWidget(card)

    def _to_paper(self, _row: Unasked) -> None:
        """Enter goes on from the marks to what the paper says."""
        self.form.fields["given_on"].setFocus(Qt.FocusReason.TabFocusReason)

    def came_from(self, back: Callable[[], None] | None) -> None:
        """Esc leads back to where somebody came from; None: nobody came from elsewhere."""
        self._back = back
        self.close_action.setVisible(back is not None)

    def _go_back(self) -> None:
        back = self._back
        self.came_from(None)
        if back is not None:
            back()

    def begin(self) -> None:
        """The hand goes to the list."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def reload(self) -> None:
        """Ask who has not agreed."""
        self._jobs.ask(personal.without_consent, owner=self, then=self._know, exclusive="consents")

    def _know(self, missing: tuple[Unasked, ...]) -> None:
        self._everybody = missing
        known = {workshop_key(one.workshop): one.workshop for one in reversed(missing) if one.workshop}
        here = self.workshop.value()
        choices = [("", _("Mọi xưởng, phòng")), *((name, name) for _key, name in sorted(known.items()))]
        self.workshop.set_choices(choices)
        self.workshop.set_value(here if here in known.values() else "")
        self._narrow()

    def _narrow(self) -> None:
        """Who is of the chosen workshop, however it is spelt; a mark stands only where it is seen."""
        key = workshop_key(self.workshop.value() or "")
        self._missing = tuple(one for one in self._everybody if not key or workshop_key(one.workshop) == key)
        self.model.ticked = (self.model.ticked or set()) & {one.id for one in self._missing}
        self.stack.setCurrentWidget(self.table if self._missing else self.empty)
        self.print_action.setEnabled(bool(self._missing))
        self.table.reload()
        self._count()

    def print_names(self) -> None:
        """The list to be signed, with the names of the chosen workshop."""
        self._print(0)

    def print_blank(self) -> None:
        """The same list with empty lines."""
        self._print(author_papers.BLANK_LINES)

    def _print(self, blank: int) -> None:
        title, place = _("Danh sách đồng ý"), self.workshop.value() or ""
        stem = f"{title} {place}".strip()
        self._show_paper(title, stem, author_papers.consent_list, self._desk, place, blank)

    def _count(self) -> None:
        self.count.setText(
            _("{ticked} người đã đánh dấu, {count} người chưa đồng ý").format(
                ticked=len(self.model.ticked or ()), count=len(self._missing)
            )
        )

    def tick_all(self) -> None:
        """Everybody on the list, or nobody."""
        everybody = {one.id for one in self._missing}
        self.model.ticked = set() if self.model.ticked == everybody else everybody
        self.table.reload()
        self._count()

    def record(self) -> None:
        """Record the signed list for those that are ticked; its scan is stored first."""
        self.form.show_problems(())
        if self.form.unreadable:
            self.form.focus_first_problem()
            return
        typed = self.form.values()
        if typed["given_on"] is None:
            typed["given_on"] = self._day
        if typed["scan"] is None:
            self._record(typed["given_on"], typed["paper"], "")
            return

        def stored(attached: Attachment) -> None:
            self._record(typed["given_on"], typed["paper"], attached.file)

        self._jobs.run(
            files.attach,
            self._desk,
            typed["scan"],
            owner=self,
            then=stored,
            refused=self._refused,
            label=_("Chép bản quét"),
        )

    def _record(self, given_on: date, paper: str, scan: str) -> None:
        self._jobs.order(
            personal.record_consent,
            sorted(self.model.ticked or ()),
            given_on,
            paper,
            scan,
            owner=self,
            then=self._recorded,
            refused=self._refused,
        )

    def _recorded(self, count: int) -> None:
        self.model.ticked = set()
        self.form.fill({"given_on": None, "paper": "", "scan": None})
        self._say(_("Đã ghi đồng ý của {count} người").format(count=count), undoable=True)
        self.reload()

    def _refused(self, refused: Refused) -> None:
        field = _FIELD_OF.get(refused.code, "")
        if not field:
            self._refuse(refused)
            return
        self.form.show_problems((Problem(refused.code, field, refused.facts),))
        self.form.focus_first_problem()
