"""What every screen promises to the window that shows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta, timezone

from PySide6.QtWidgets import QWidget

from desktop import wording
from desktop.domain.changes import Changes
from desktop.domain.problems import Refused
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.places import Go, Place

_VIETNAM = timezone(timedelta(hours=7))


def today(desk: Desk) -> date:
    """The calendar day in Vietnam, by the desk's clock."""
    return desk.clock.now().astimezone(_VIETNAM).date()


class Screen(QWidget):
    """One place of work. Keeps no copy of the truth: it asks again when `concerned_by` kinds change.

    A hidden screen only marks itself stale and asks when it is shown.
    """

    concerned_by: tuple[str, ...] = ()
    """Kinds of records whose change makes this screen ask again."""

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__()
        self.desk = desk
        self.jobs = jobs
        self.go = go
        self.say: Callable[..., None] = _say_nothing
        """A note at the bottom: `say(words, tone="good", undoable=False)`."""
        self.recovery_words: tuple[str, ...] = ()
        self._stale = True
        jobs.changed.connect(self._heard)

    def show_place(self, place: Place) -> None:
        """Come to the front at a place."""
        if self._stale:
            self._stale = False
            self.reload()
        self.arrive(place)

    def hasHeightForWidth(self) -> bool:
        """No: a screen takes the room that it gets.

        Otherwise showing or hiding one label would measure the texts of every screen that was ever opened.
        """
        return False

    def heightForWidth(self, width: int) -> int:
        """The same, for a stack of screens, which asks without asking whether."""
        return -1

    def arrive(self, place: Place) -> None:
        """Turn to the record or page that a place names; put the focus where the work begins."""

    def reload(self) -> None:
        """Ask again for what is shown; selection and scroll stay."""

    def may_leave(self) -> bool:
        """Keep what is being typed; true when the window may turn to another screen."""
        return True

    def permit(self, page: QWidget) -> None:
        """A page that was built after its screen: hold back what the user may not do."""
        actions.permit(page, self.desk.may)

    def refuse(self, refused: Refused) -> None:
        """An order that could not be done, as a note: what happened and what to do."""
        told = wording.sentence(refused.code, refused.facts)
        more = wording.advice(refused.code, refused.facts)
        self.say(f"{told} {more}".strip(), tone="bad")

    def _heard(self, changes: Changes) -> None:
        if not any(changes.concerns(kind) for kind in self.concerned_by):
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True


def _say_nothing(_words: str, *, tone: str = "good", undoable: bool = False) -> None:
    """Where no window listens."""
