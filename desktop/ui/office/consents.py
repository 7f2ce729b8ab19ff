"""Đồng ý: authors of whom no paper says that they agreed; a signed list is recorded for many at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.domain.initiative import Attachment
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import files, personal
from desktop.services.desk import Desk
from desktop.services.personal import Idle
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.files import PathField
from desktop.ui.kit.forms import Form, TextField
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
        self, desk: Desk, jobs: Jobs, say: Callable[..., None], refuse: Callable[[Refused], None], day: date
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self._day = day
        self._missing: tuple[Idle, ...] = ()
        self.record_action = actions.make(self, "personal.consent", self.record)
        self.all_action = actions.make(self, "personal.all", self.tick_all)
        columns = [
            Column(_("Tác giả chưa đồng ý"), lambda idle: idle.name, 0),
            Column(_("Sáng kiến mới nhất"), lambda idle: reading.show_date(idle.last_on), 180),
        ]
        self.model = PagedModel(columns, all_at_once(lambda: self._missing), lambda idle: idle.id)
        self.model.ticked = set()
        self.table = Table(self.model, _("Tác giả chưa đồng ý"))
        self.table.ticks_changed.connect(self._count)
        self.count = parts.heading("", "secondary")
        self.form = Form(
            {
                "given_on": forms.date_field(_("Ngày trên giấy"), day, needed=True),
                "paper": TextField(
                    _("Giấy nào, cất ở đâu"),
                    needed=True,
                    limit=200,
                    hint=_("ví dụ: Danh sách số 3, tủ văn phòng"),
                ),
                "scan": PathField(_("Bản quét"), _("Bản quét (*.pdf *.jpg *.png)")),
            },
            self,
        )
        self.empty = parts.Empty(
            "good",
            _("Mọi tác giả đều đã đồng ý"),
            _(
                "Khi có tác giả mới, tên họ hiện ở đây cho đến khi có giấy đồng ý. Im lặng không phải là đồng ý."
            ),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self._lay_out()

    def _lay_out(self) -> None:
        box = parts.page(self, margins=(0, look.M, look.S, look.M))
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

    def begin(self) -> None:
        """The hand goes to the list."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def reload(self) -> None:
        """Ask who has not agreed."""
        self._jobs.ask(personal.without_consent, owner=self, then=self._know, exclusive="consents")

    def _know(self, missing: tuple[Idle, ...]) -> None:
        self._missing = missing
        self.model.ticked = (self.model.ticked or set()) & {idle.id for idle in missing}
        self.stack.setCurrentWidget(self.table if missing else self.empty)
        self.table.reload()
        self._count()

    def _count(self) -> None:
        self.count.setText(
            _("{ticked} người đã đánh dấu, {count} người chưa đồng ý").format(
                ticked=len(self.model.ticked or ()), count=len(self._missing)
            )
        )

    def tick_all(self) -> None:
        """Everybody on the list, or nobody."""
        everybody = {idle.id for idle in self._missing}
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
