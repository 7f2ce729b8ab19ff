"""The calendar of last days: what the Charter wants done by when, each line opening its record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from desktop import wording
from desktop.domain.deadlines import Duty
from desktop.i18n import _
from desktop.services import deadlines
from desktop.services.deadlines import DueItem
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts, reading
from desktop.ui.kit.tables import Mark
from desktop.ui.places import Go, Place

LINES = 8
TOGETHER = 4
"""So many of one duty and day are one line: a batch typed on one day falls due on one day."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a single initiative, or several of one duty and day."""

    on: date
    duty: Duty
    days_left: int
    items: tuple[DueItem, ...]


def entries(items: Sequence[DueItem]) -> tuple[Entry, ...]:
    """Items in the order of their days; many of one duty and day together."""
    found: list[Entry] = []
    for (on, duty), alike in groupby(sorted(items, key=_by_day), key=lambda item: (item.on, item.duty)):
        group = tuple(alike)
        alone = [group] if len(group) >= TOGETHER else [(item,) for item in group]
        found += [Entry(on, duty, group[0].days_left, part) for part in alone]
    return tuple(found)


def _by_day(item: DueItem) -> tuple[date, str, int]:
    return item.on, item.duty.value, item.number or 0


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
        self._jobs.ask(deadlines.coming, owner=self, then=self._show, exclusive="due")

    def _show(self, items: tuple[DueItem, ...]) -> None:
        while self.box.count():
            taken = self.box.takeAt(0).widget()
            if taken is not None:
                taken.hide()
                taken.deleteLater()
        found = entries(items)
        self.box.addWidget(parts.heading(_("Lịch hạn trả lời"), "section"))
        self.lines = [self._line(entry) for entry in found[:LINES]]
        if len(found) > LINES:
            rest = sum(len(entry.items) for entry in found[LINES:])
            words = _("Còn {count} đơn khác: xem sổ tiếp nhận").format(count=rest)
            place = Place("councils", facts={"page": "intake"})
            self.lines.append(parts.Line(words, Mark("", "calendar", "muted"), partial(self._go, place)))
        for line in self.lines:
            self.box.addWidget(line)
        self.setVisible(bool(found))

    def _line(self, entry: Entry) -> parts.Line:
        tone = "bad" if entry.days_left < 0 else "care" if entry.days_left <= 7 else "muted"
        lone = entry.items[0] if len(entry.items) == 1 else None
        place = Place("initiatives", lone.initiative) if lone else Place("councils", facts={"page": "intake"})
        return parts.Line(_words(entry), Mark("", "calendar", tone), partial(self._go, place))


def _words(entry: Entry) -> str:
    when = _("{day} ({left})").format(day=reading.show_date(entry.on), left=_left(entry.days_left))
    lone = entry.items[0]
    if len(entry.items) == 1:
        title = lone.title if len(lone.title) <= 60 else lone.title[:57] + "…"
        what = f"{lone.number}. {title}" if lone.number else title
    else:
        what = _("{count} đơn").format(count=len(entry.items))
    return f"{when} · {wording.label(entry.duty)} · {what}"


def _left(days: int) -> str:
    if days < 0:
        return _("quá {days} ngày").format(days=-days)
    return _("còn {days} ngày").format(days=days) if days else _("hôm nay")
