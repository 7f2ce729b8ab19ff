"""The screen of Nhập gọn: Ctrl+N from the list, Esc back to it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from desktop.i18n import _
from desktop.services.desk import Desk
from desktop.ui.entry.rapid import RapidForm
from desktop.ui.jobs import Jobs
from desktop.ui.places import Go, Place
from desktop.ui.screen import Screen, today


class EntryScreen(Screen):
    """One form after the other."""

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self.form = RapidForm(desk, jobs, today(desk))
        self.form.closed.connect(self._closed)
        self.form.stored.connect(self._told)
        self.form.consents.connect(self._consents)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.form)

    def arrive(self, place: Place) -> None:
        """A blank form, or the question about one that was being typed."""
        self.form.open_new()

    def may_leave(self) -> bool:
        """What is being typed is kept as a draft."""
        self.form.keep()
        return True

    def _closed(self, record: str) -> None:
        self.go(Place("initiatives", facts={"at": record} if record else {}))

    def _consents(self) -> None:
        self.go(Place("office", facts={"page": "consents", "from": "entry"}))

    def _told(self, title: str) -> None:
        told = _("Đã lưu sáng kiến mới: {title}")
        self.say(told.format(title=title if len(title) < 60 else title[:57] + "…"), undoable=True)
