"""Enrolment by the code on paper: with the portal or relay that this PC talks to, and with the portal above a relay."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import handing_over
from desktop.services.desk import Desk
from desktop.services.handing_over import Enrolled
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import Form, TextField


class EnrolCard(parts.Card):
    """Hidden until asked for; the second code is asked once this PC is enrolled."""

    def __init__(self, desk: Desk, jobs: Jobs, say: Callable[..., None], done: Callable[[], None]) -> None:
        super().__init__("accent", margin=look.M, spacing=look.XS)
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._done = done
        self.is_wanted = False
        self.url_field = TextField(_("Địa chỉ cổng"), needed=True, limit=300)
        self.url_field.edit.setPlaceholderText("https://")
        self.code_field = TextField(_("Mã ghi danh trên giấy"), needed=True, limit=200)
        self.form = Form({"url": self.url_field, "code": self.code_field}, self)
        self.button = parts.pressed(_("Ghi danh"), "key", self.enrol)
        self.code_field.edit.returnPressed.connect(self.enrol)
        self.told = parts.text(
            _("Ghi danh máy này một lần bằng mã giấy của cán bộ phụ trách cổng."), "strong"
        )
        self.box.addWidget(self.told)
        line = forms.row(2, self.url_field, 3, self.code_field)
        line.addWidget(self.button)
        self.box.addLayout(line)
        self.box.addWidget(self._beyond_row())
        self.hide()

    def _beyond_row(self) -> QWidget:
        self.beyond_field = TextField(
            _("Mã của cổng phía trên"),
            limit=200,
            hint=_("chỉ khi nơi trên là trạm chuyển tiếp"),
        )
        self.beyond_field.make_compact()
        self.beyond_field.edit.returnPressed.connect(self.enrol_beyond)
        self.beyond_button = parts.pressed(_("Ghi danh với cổng phía trên"), "key", self.enrol_beyond)
        line = forms.row(1, self.beyond_field)
        line.addWidget(self.beyond_button)
        self.beyond_row = QWidget()
        self.beyond_row.setLayout(line)
        self.beyond_row.hide()
        return self.beyond_row

    def show_enrolled(self, *, enrolled: bool) -> None:
        """Whether this PC knows a portal: only then there may be one above it."""
        self.told.setVisible(not enrolled)
        self.beyond_row.setVisible(enrolled)

    def turn(self) -> None:
        """Show the fields, or put them away."""
        self.is_wanted = not self.is_wanted
        self.setVisible(self.is_wanted)
        if self.is_wanted:
            self.url_field.setFocus(Qt.FocusReason.TabFocusReason)

    def enrol(self) -> None:
        """Enrol this PC with the code on paper."""
        typed = self.form.values()
        missing = {"url": "url.missing", "code": "code.missing"}
        problems = [Problem(code, name) for name, code in missing.items() if not typed[name]]
        self.form.show_problems(problems)
        if problems:
            self.form.focus_first_problem()
            return
        self.button.setEnabled(False)
        self._jobs.run(
            handing_over.enrol,
            self._desk,
            typed["url"],
            typed["code"],
            owner=self,
            then=self._enrolled,
            refused=self._not_enrolled,
            label=_("Ghi danh với cổng"),
            touches=("portal",),
        )

    def _enrolled(self, done: Enrolled) -> None:
        self.button.setEnabled(True)
        self.is_wanted = False
        self.form.fill({"url": "", "code": ""})
        self._say(_("Đã ghi danh {unit} với {portal}").format(unit=done.unit, portal=done.portal))
        self._done()

    def _not_enrolled(self, refused: Refused) -> None:
        self.button.setEnabled(True)
        field = "code" if refused.code.startswith(("code.", "enrolment.")) else "url"
        self.form.show_problems((Problem(refused.code, field, refused.facts),))
        self.form.focus_first_problem()

    def enrol_beyond(self) -> None:
        """Make this PC known to the portal above, by that portal's own code."""
        typed = self.beyond_field.value()
        self.beyond_field.show_problem(None if typed else Problem("code.missing"))
        if not typed:
            self.beyond_field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.beyond_button.setEnabled(False)
        self._jobs.run(
            handing_over.enrol_beyond,
            self._desk,
            typed,
            owner=self,
            then=self._known_beyond,
            refused=self._not_beyond,
            label=_("Ghi danh với cổng phía trên"),
            touches=("portal",),
        )

    def _known_beyond(self, name: str) -> None:
        self.beyond_button.setEnabled(True)
        self.is_wanted = False
        self.beyond_field.set_value("")
        self._say(_("Đã xin {name} nhận máy này; trả lời về ở lần gửi tới").format(name=name))
        self._done()

    def _not_beyond(self, refused: Refused) -> None:
        self.beyond_button.setEnabled(True)
        self.beyond_field.show_problem(Problem(refused.code, facts=refused.facts))
        self.beyond_field.setFocus(Qt.FocusReason.OtherFocusReason)
