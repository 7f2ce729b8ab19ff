"""Sending by itself while the window stands: off until somebody wishes it, quiet, at the pace of the exchange."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop import wording
from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import handing_over, line, unattended
from desktop.services.desk import Desk, Look, question
from desktop.services.handing_over import RoundResult
from desktop.ui.jobs import Jobs

EVERY = 60_000
"""Milliseconds between two looks whether something waits; how soon a try is due the exchange itself knows."""
TOUCHED = ("initiative", "decision", "person", "house_fact", "user", "idea", "portal")


@question(Right.SUBMIT)
def _is_due(look: Look) -> bool:
    """Whether somebody wished it, this PC is enrolled, and something waits that may be tried now."""
    if not line.line(look).by_itself:
        return False
    found = handing_over.summary(look)
    waits = found.unsent or found.files_waiting or found.unknown or found.requests
    due = found.next_try is None or found.next_try <= look.clock.now()
    return bool(found.enrolled and waits and due)


class Sending(QObject):
    """Looks once a minute; at the end of work lays out what the system's scheduler may send."""

    def __init__(self, desk: Desk, jobs: Jobs, quiet: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._quiet = quiet
        self._busy = False
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Take in what was answered while nobody was here; then look every minute."""
        if not (self._desk.opened.writable and self._desk.may(Right.SUBMIT)):
            return
        self._jobs.run(
            unattended.take_back,
            self._desk,
            owner=self,
            then=self._took,
            refused=self._rest,
            touches=("portal",),
        )
        self._timer.start()

    def look(self) -> None:
        """Send a round where one is due."""
        if not self._busy:
            self._jobs.ask(_is_due, owner=self, then=self._send, refused=self._rest, exclusive="due")

    def _send(self, due: bool) -> None:
        if not due or self._busy:
            return
        self._busy = True
        self._jobs.run(
            handing_over.send,
            self._desk,
            eager=False,
            owner=self,
            then=self._sent,
            refused=self._rest,
            label=_("Tự gửi lên cổng (KB)"),
            stop="flag",
            counted=True,
            touches=TOUCHED,
        )

    def _sent(self, result: RoundResult) -> None:
        """One quiet line, and only where something came of it."""
        self._busy = False
        if result.received or result.complete or result.returned:
            told = _("Tự gửi: cổng nhận {received}, đủ tệp {complete}, trả lại {returned}").format(
                received=result.received, complete=result.complete, returned=result.returned
            )
            self._quiet(told)

    def _took(self, count: int) -> None:
        if count:
            self._quiet(_("Hệ thống đã gửi {count} lô khi không có ai").format(count=count))

    def _rest(self, refused: Refused) -> None:
        self._busy = False
        if refused.code not in ("not_enrolled", "right.missing"):
            self._quiet(wording.sentence(refused.code, refused.facts))
