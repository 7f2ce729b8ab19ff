"""Đã kiểm tra: forms that somebody held against their paper, said for the chosen rows at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.checking import Hands
from desktop.i18n import _, ngettext
from desktop.services import checking
from desktop.ui import actions
from desktop.ui.kit import reading
from desktop.ui.screen import Screen


class Choosing(Protocol):
    """A page that knows which rows are chosen."""

    def with_chosen(self, then: Callable[[tuple[str, ...]], None]) -> None:
        """Give their ids."""
        ...


class ListCheck(QObject):
    """The action and its order."""

    def __init__(self, page: QWidget, choosing: Choosing, screen: Screen) -> None:
        super().__init__(page)
        self._page, self._choosing, self._screen = page, choosing, screen
        self.action = actions.make(page, "initiative.check", self.check)

    def check(self) -> None:
        """Say it of the chosen rows."""
        self._choosing.with_chosen(self._order)

    def _order(self, ids: tuple[str, ...]) -> None:
        self._screen.jobs.order(
            checking.check, ids, owner=self._page, then=self._done, refused=self._screen.refuse
        )

    def _done(self, count: int) -> None:
        told = ngettext("Đã ghi kiểm tra {count} phiếu", "Đã ghi kiểm tra {count} phiếu", count)
        self._screen.say(told.format(count=count), undoable=True)


def told(hands: Hands) -> str:
    """Who entered and who checked, in one or two lines."""
    entered = _("Người nhập: {name}").format(name=hands.entered_by or "–")
    if hands.entered_at is not None:
        entered += f" · {reading.show_time(hands.entered_at)}"
    if not hands.checked_by or hands.checked_at is None:
        return entered + "\n" + _("Chưa ai kiểm tra")
    checked = _("Người kiểm tra: {name}").format(name=hands.checked_by)
    checked += f" · {reading.show_time(hands.checked_at)}"
    if hands.is_stale:
        checked += " · " + _("đã sửa sau khi kiểm tra")
    return f"{entered}\n{checked}"
