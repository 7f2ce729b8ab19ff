"""Dòng thời gian: one record's way to the portal and back, a line for everything that happened, oldest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop import wording
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import handed, initiatives
from desktop.services.desk import Look, question
from desktop.services.handed import RecordState
from desktop.services.initiatives import Event
from desktop.ui import actions, marks
from desktop.ui.handover import lists
from desktop.ui.handover.requesting import RequestCard
from desktop.ui.handover.values import portal_field
from desktop.ui.jobs import Jobs
from desktop.ui.kit import parts, reading
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once
from desktop.wording import story as words

ASKABLE = frozenset({"received", "complete", "approved", "returned"})
"""Where the portal holds the version that a request would speak of."""


@dataclass(frozen=True, slots=True)
class Story:
    """A record, where it stands, and all that happened to it, from one view."""

    record: str
    title: str
    state: RecordState | None
    events: tuple[Event, ...]


@question()
def _story(look: Look, record: str) -> Story:
    states = handed.states(look, (record,))
    title = handed.titles(look, (record,)).get(record, record)
    return Story(record, title, states.get(record), initiatives.timeline(look, record))


class StoryPage(QWidget):
    """Asked to show a record; Esc goes back to where it was opened."""

    closed = Signal()

    def __init__(
        self,
        jobs: Jobs,
        refuse: Callable[[Refused], None],
        mend: Callable[[str, RecordState | None], None],
        say: Callable[..., None],
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._refuse = refuse
        self._mend = mend
        self.record = ""
        self.told: Story | None = None
        self.title = parts.text("", "strong")
        self.mark = parts.MarkLabel()
        self.reason = parts.text("", "secondary", "care")
        columns = [
            Column(_("Lúc"), lambda event: reading.show_moment(event.at), 172),
            Column(_("Việc"), _what, 190),
            Column(_("Ai, cổng nào"), _who, 240),
            Column(_("Chi tiết"), _more, 0),
        ]
        model = PagedModel(
            columns, all_at_once(self._events), lambda event: f"{event.at}{event.code}{id(event)}"
        )
        self.table = Table(
            model,
            _("Dòng thời gian"),
            empty=_("Chưa có gì xảy ra với cổng. Chốt nộp (Ctrl+Enter) là bước đầu."),
        )
        self.request_card = RequestCard(jobs, say, self._to_table)
        close = actions.make(self, "story.close", self.close_page)
        self.ask_action = actions.make(self, "story.ask", self.ask)
        self.open_action = actions.make(self, "story.open", self.open)
        box = parts.page(self)
        box.addLayout(
            parts.head(
                parts.heading(_("Dòng thời gian")),
                actions.button(close, flat=True),
                actions.button(self.ask_action, flat=True),
                actions.button(self.open_action),
                beside=self.mark,
            )
        )
        box.addWidget(self.title)
        box.addWidget(self.reason)
        box.addWidget(self.request_card)
        box.addWidget(self.table, 1)

    def show_record(self, record: str) -> None:
        """Turn to a record; the hand goes to its newest line."""
        if record != self.record:
            self.told = None
            self.request_card.hide()
            self.ask_action.setEnabled(False)
            self.title.setText(_("Đang đọc dòng thời gian…"))
            self.reason.hide()
            self.table.reload()
        self.record = record
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask again."""
        if self.record:
            self._jobs.ask(
                _story, self.record, owner=self, then=self._show, refused=self._refuse, exclusive="story"
            )

    def _show(self, told: Story) -> None:
        first = self.told is None
        self.told = told
        self.title.setText(told.title)
        self.mark.setVisible(told.state is not None)
        if told.state is not None:
            self.mark.show_mark(marks.portal(told.state.state.value))
        held = told.state is not None and told.state.state.value in ASKABLE
        self.ask_action.setEnabled(held)
        why = why_words(told.state)
        self.reason.setText(why)
        self.reason.setVisible(bool(why))
        self.table.reload()
        if first:
            self.table.choose(len(told.events) - 1)

    def ask(self) -> None:
        """What to ask of the portal about it, and why."""
        self.request_card.ask(self.record)

    def close_page(self) -> None:
        """Back; Esc puts the request away first."""
        if self.request_card.isVisible():
            self.request_card.put_away()
        else:
            self.closed.emit()

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _events(self) -> tuple[Event, ...]:
        return self.told.events if self.told is not None else ()

    def open(self) -> None:
        """The form, at the field that the portal named."""
        if self.told is not None:
            self._mend(self.told.record, self.told.state)


def why_words(state: RecordState | None) -> str:
    """Why it came back or was set aside, and at which field."""
    if state is None:
        return ""
    told = lists.why(state)
    return _("{why} (ô: {field})").format(why=told, field=portal_field(state.field)) if state.field else told


def _what(event: Event) -> str:
    room, _dot, what = event.code.partition(".")
    return words.happened(what) if room == "portal" else wording.label(event.code).capitalize()


def _who(event: Event) -> str:
    room, _dot, what = event.code.partition(".")
    return words.who(what, event.facts) if room == "portal" else event.who


def _more(event: Event) -> str:
    room, _dot, what = event.code.partition(".")
    if room != "portal":
        return ""
    code = str(event.facts.get("code") or "")
    return words.more(what, event.facts, wording.sentence(code, event.facts) if code else "")
