"""The calendar of last days: what the Charter wants done by when, each line opening its record."""

from __future__ import annotations

from functools import partial

from desktop import wording
from desktop.i18n import _
from desktop.services import deadlines
from desktop.services.deadlines import DueLine, Nearest
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts, reading
from desktop.ui.kit.tables import Mark
from desktop.ui.places import Go, Place

LINES = 8


class Calendar(parts.Card):
    """Asks for itself; hidden while nothing is due within a month."""

    def __init__(self, jobs: Jobs, go: Go) -> None:
        super().__init__(spacing=look.XS)
        self._jobs = jobs
        self._go = go
        self.lines: list[parts.Line] = []
        self.hide()

    def reload(self) -> None:
        """Ask what is due."""
        self._jobs.ask(deadlines.nearest, LINES, owner=self, then=self._show, exclusive="due")

    def _show(self, found: Nearest) -> None:
        while self.box.count():
            taken = self.box.takeAt(0).widget()
            if taken is not None:
                taken.hide()
                taken.deleteLater()
        self.box.addWidget(parts.heading(_("Lịch hạn trả lời"), "section"))
        self.lines = [self._line(line) for line in found.lines]
        if found.rest:
            words = _("Còn {count} đơn khác: xem sổ tiếp nhận").format(count=found.rest)
            place = Place("councils", facts={"page": "intake"})
            self.lines.append(parts.Line(words, Mark("", "calendar", "muted"), partial(self._go, place)))
        for line in self.lines:
            self.box.addWidget(line)
        self.setVisible(bool(found.lines))

    def _line(self, due: DueLine) -> parts.Line:
        item = due.item
        tone = "bad" if item.days_left < 0 else "care" if item.days_left <= 7 else "muted"
        many = Place("councils", facts={"page": "intake"})
        place = Place("initiatives", item.initiative) if due.count == 1 else many
        return parts.Line(_words(due), Mark("", "calendar", tone), partial(self._go, place))


def _words(due: DueLine) -> str:
    item = due.item
    when = _("{day} ({left})").format(day=reading.show_date(item.on), left=_left(item.days_left))
    if due.count == 1:
        title = item.title if len(item.title) <= 60 else item.title[:57] + "…"
        what = f"{item.number}. {title}" if item.number else title
    else:
        what = _("{count} đơn").format(count=due.count)
    return f"{when} · {wording.label(item.duty)} · {what}"


def _left(days: int) -> str:
    if days < 0:
        return _("quá {days} ngày").format(days=-days)
    return _("còn {days} ngày").format(days=days) if days else _("hôm nay")
