"""Sáng kiến: the list and the form, one at a time."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop.i18n import _
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.initiatives.form import InitiativeForm
from desktop.ui.initiatives.list_page import ListPage
from desktop.ui.initiatives.scan_entry import ScanEntry
from desktop.ui.jobs import Jobs
from desktop.ui.kit.tables import PagedModel, Table
from desktop.ui.places import Go, Place
from desktop.ui.screen import Screen, today
from desktop.ui.typing.drafting import is_new


class InitiativesScreen(Screen):
    """Turns from the list to a form and back."""

    concerned_by = ("initiative", "decision", "meeting", "portal", "saved_view")

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self.list_page = ListPage(self, self.new)
        self.list_page.opened.connect(self._open)
        self.scan_entry: ScanEntry | None = None
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list_page)
        actions.make(self.list_page, "initiative.story", self._show_story)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pages)

    @property
    def table(self) -> Table:
        """The list's rows."""
        return self.list_page.table

    @property
    def model(self) -> PagedModel:
        """What the list holds of them."""
        return self.list_page.model

    def reload(self) -> None:
        """Ask again for the rows in view and the counts."""
        self.list_page.reload()

    @cached_property
    def form(self) -> InitiativeForm:
        """The form, built when it is first needed: the list is there sooner."""
        form = InitiativeForm(self.desk, self.jobs, today(self.desk))
        form.closed.connect(self._form_closed)
        form.stored.connect(self._form_stored)
        self.pages.addWidget(form)
        return form

    @property
    def _is_form_shown(self) -> bool:
        return "form" in self.__dict__ and self.pages.currentWidget() is self.form

    def _open(self, record: str) -> None:
        self._to_form()
        self.form.open_record(record)

    def _show_story(self) -> None:
        """The way of the row under the hand to the portal and back."""
        row = self.table.current()
        if row is not None:
            self.go(Place("handover", self.model.key(row)))

    # --- the form

    def new(self) -> None:
        """Nhập gọn, form after form."""
        self.go(Place("entry"))

    def _open_draft(self, form: str) -> None:
        if is_new(form):
            self.new()
        else:
            self._to_form()
            self.form.open_draft(form)

    def _to_form(self) -> None:
        self.pages.setCurrentWidget(self.form)

    def _open_scan(self, scan: str) -> None:
        if self.scan_entry is None:
            self.scan_entry = ScanEntry(self.desk, self.jobs)
            self.scan_entry.closed.connect(self._scan_closed)
            self.scan_entry.stored.connect(self._form_stored)
            self.pages.addWidget(self.scan_entry)
        self.pages.setCurrentWidget(self.scan_entry)
        self.scan_entry.open_scan(scan)

    def _scan_closed(self, _record: str) -> None:
        """Back to the scans that wait, where the next one is."""
        self.pages.setCurrentWidget(self.list_page)
        self.go(Place("floor", facts={"page": "scans"}))

    def _form_closed(self, record: str) -> None:
        self.pages.setCurrentWidget(self.list_page)
        self.reload()
        if record:
            self.table.choose_key(record)
        self.table.setFocus()

    def _form_stored(self, title: str, is_new: bool) -> None:
        told = _("Đã lưu sáng kiến mới: {title}") if is_new else _("Đã lưu: {title}")
        self.say(told.format(title=title if len(title) < 60 else title[:57] + "…"), undoable=True)

    def arrive(self, place: Place) -> None:
        """A record opens its form; a filter or a draft may be named."""
        if place.record:
            self._to_form()
            self.form.open_record(place.record, place.facts.get("field", ""), place.facts.get("why", ""))
        elif "new" in place.facts:
            self.new()
        elif "scan" in place.facts:
            self._open_scan(place.facts["scan"])
        elif "draft" in place.facts:
            self._open_draft(place.facts["draft"])
        elif "at" in place.facts:
            self._form_closed(place.facts["at"])
        else:
            self._show_filtered(place.facts.get("stage", ""))

    def _show_filtered(self, stage: str) -> None:
        if stage:
            self._leave_form()
            self.list_page.show_stage(stage)
        if self.pages.currentWidget() is self.list_page:
            self.table.setFocus()

    def _leave_form(self) -> None:
        if self._is_form_shown:
            self.form.keep()
        self.pages.setCurrentWidget(self.list_page)

    def may_leave(self) -> bool:
        """What is being typed is kept as a draft."""
        if self._is_form_shown:
            self.form.keep()
        return True
