"""The one file where threads and widgets meet.

Three lanes: the database lane (one worker: orders, in the order given), the read lane (questions for screens) and the
work lane (files, papers, network). What comes back goes through a deque and one argument-less queued signal to one
slot, so it always arrives on the main thread, one answer at a turn of its loop: keys and painting come between.
Results for an owner that is gone are dropped.
"""

from __future__ import annotations

import itertools
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop.domain.changes import Changes
from desktop.domain.problems import Refused, Stopped

if TYPE_CHECKING:
    from desktop.services.desk import Desk  # with it comes the whole store: the sign-in window does without

Then = Callable[[Any], None]
Refusal = Callable[[Refused], None]
Progress = Callable[[int, int], None]

QUIT_SECONDS = 5.0


class Ticket:
    """One job that somebody may stop. `owner` is the widget that waits for it."""

    def __init__(self, owner: QObject, label: str = "", exclusive: str = "") -> None:
        self.owner = owner
        self.label = label
        self.exclusive = exclusive
        self.is_order = False
        """An order is never stopped: what was typed is stored also while the program ends."""
        self.done = 0
        self.total = 0
        self._stop = threading.Event()

    def stop(self) -> None:
        """Ask it to stop; it ends at its next look at the flag, and its answer is dropped."""
        self._stop.set()

    @property
    def is_stopped(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._stop.is_set()

    def __call__(self) -> bool:
        """The flag as services ask for it."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise `Stopped` where somebody asked to stop."""
        if self._stop.is_set():
            raise Stopped


_UNSTORED = frozenset({"disk.full", "folder.read_only", "folder.busy"})


class Jobs(QObject):
    """Gives work to the lanes and brings answers home. Lives as long as the program."""

    changed = Signal(object)
    """`Changes`, after every order that changed something."""
    lacking = Signal(object)
    """A refusal for want of a right that nobody listened for: a screen asked for more than its user may see."""
    unstored = Signal(str)
    """The code of a refusal by the disk or the folder: what the order was about is not stored. Empty: it is again."""
    damaged = Signal()
    """The folder's data met a spoilt page, whoever asked for them."""
    working = Signal()
    """The list of running jobs, or the progress of one, is another."""

    _arrived = Signal()

    def __init__(self, crashed: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._crashed = crashed
        self._home: deque[Callable[[], None]] = deque()
        self._running: list[Ticket] = []
        self._numbers = itertools.count(1)
        self._lanes = {
            "database": ThreadPoolExecutor(1, thread_name_prefix="database"),
            "read": ThreadPoolExecutor(2, thread_name_prefix="read"),
            "work": ThreadPoolExecutor(3, thread_name_prefix="work"),
        }
        self._is_coming = False
        self._is_over = False
        self._unstored = ""
        self._arrived.connect(self._soon, Qt.ConnectionType.QueuedConnection)

    def serve(self, desk: Desk | None) -> None:
        """From now on orders and questions go to this desk; what was given before goes on at the one before."""
        self._desk = desk

    @property
    def running(self) -> tuple[Ticket, ...]:
        """Jobs with a label that are not done: what the bottom line shows."""
        return tuple(ticket for ticket in self._running if ticket.label)

    @property
    def is_idle(self) -> bool:
        """Nothing runs and nothing waits to be delivered."""
        return not self._running and not self._home

    def order(
        self,
        order: Callable[..., Any],
        *args: Any,
        owner: QObject,
        then: Then | None = None,
        refused: Refusal | None = None,
        **named: Any,
    ) -> Ticket:
        """One write, on the database lane, through `Desk.do`; `then` gets what the order returned."""
        desk = self._served()
        ticket = Ticket(owner)
        ticket.is_order = True

        def work() -> Any:
            done = desk.do(order, *args, **named)
            if self._unstored:
                self._tell_unstored("")
            if done.changes:
                self._post(partial(self.changed.emit, done.changes))
            return done.value

        self._give("database", ticket, work, then, refused)
        return ticket

    def ask(
        self,
        question: Callable[..., Any],
        *args: Any,
        owner: QObject,
        then: Then,
        refused: Refusal | None = None,
        exclusive: str = "",
        **named: Any,
    ) -> Ticket:
        """One read, on the read lane, through `Desk.look`. `exclusive` drops the owner's earlier one of that name."""
        desk = self._served()
        ticket = Ticket(owner, exclusive=exclusive)
        self._give("read", ticket, partial(desk.look, question, *args, **named), then, refused)
        return ticket

    def run(
        self,
        work: Callable[..., Any],
        *args: Any,
        owner: QObject,
        then: Then | None = None,
        refused: Refusal | None = None,
        label: str = "",
        exclusive: str = "",
        stop: str = "",
        counted: bool = False,
        touches: tuple[str, ...] = (),
        **named: Any,
    ) -> Ticket:
        """Long work on the work lane. `counted` hands it a `progress` to report to, `stop` a way to be stopped.

        "flag" gives one that answers true, "check" one that raises `Stopped`.

        `touches` names the kinds of records that it may have changed when it ends, well or not.
        """
        ticket = Ticket(owner, label, exclusive)
        if stop:
            named["stop"] = ticket.check if stop == "check" else ticket
        if counted:
            named["progress"] = partial(self._count, ticket)

        def do() -> Any:
            try:
                return work(*args, **named)
            finally:
                if touches:
                    self._post(partial(self.changed.emit, Changes(dict.fromkeys(touches, frozenset()))))

        self._give("work", ticket, do, then, refused)
        return ticket

    def stop_all(self) -> tuple[str, ...]:
        """Before quitting: ask all to stop, wait a little, say what still runs."""
        self._is_over = True
        for ticket in list(self._running):
            ticket.stop()
        for name, lane in self._lanes.items():
            lane.shutdown(wait=False, cancel_futures=name != "database")  # what was typed is still stored
        waiting = threading.Thread(target=self._wait, daemon=True)
        waiting.start()
        waiting.join(QUIT_SECONDS)
        return tuple(ticket.label for ticket in self._running if ticket.label) if waiting.is_alive() else ()

    def _wait(self) -> None:
        for lane in self._lanes.values():
            lane.shutdown(wait=True)

    def _served(self) -> Desk:
        if self._desk is None:
            raise RuntimeError("nobody has signed in")
        return self._desk

    def _give(
        self, lane: str, ticket: Ticket, work: Callable[[], Any], then: Then | None, refused: Refusal | None
    ) -> None:
        if (
            self._is_over and not ticket.is_order
        ):  # a timer was quicker than the end: nobody waits for its answer
            ticket.stop()
            return
        if ticket.exclusive:
            for earlier in self._running:
                if earlier.owner is ticket.owner and earlier.exclusive == ticket.exclusive:
                    earlier.stop()
        self._running.append(ticket)
        if ticket.label:
            self.working.emit()
        self._lanes[lane].submit(self._carry_out, ticket, work, then, refused)

    def _carry_out(
        self, ticket: Ticket, work: Callable[[], Any], then: Then | None, refused: Refusal | None
    ) -> None:
        answer: Callable[[], None] | None = None
        try:
            if ticket.is_order or not ticket.is_stopped:
                value = work()
                answer = partial(then, value) if then else None
        except Stopped:
            pass
        except Refused as refusal:
            answer = partial(refused or self._unheard, refusal)
            if refusal.code == "database.damaged":
                self._post(self.damaged.emit)
            if ticket.is_order and refusal.code in _UNSTORED:
                self._tell_unstored(refusal.code)
        except Exception as error:  # noqa: BLE001 - a bug ends in the crash dialog, whichever thread it was on
            self._post(partial(self._crashed, error))
        self._post(partial(self._bring_home, ticket, answer))

    def _tell_unstored(self, code: str) -> None:
        self._unstored = code
        self._post(partial(self.unstored.emit, code))

    def _unheard(self, refusal: Refused) -> None:
        if refusal.code == "right.missing":
            self.lacking.emit(refusal)
        elif refusal.code != "database.damaged":  # this is told by a signal, and is no bug
            self._crashed(refusal)

    def _bring_home(self, ticket: Ticket, answer: Callable[[], None] | None) -> None:
        self._running.remove(ticket)
        if ticket.label:
            self.working.emit()
        owner_lives = shiboken6.isValid(ticket.owner)
        if answer and owner_lives and not (ticket.exclusive and ticket.is_stopped):
            answer()

    def _count(self, ticket: Ticket, done: Any, total: int = 0) -> None:
        # Rows come as two numbers, the exchange's progress as one value.
        if isinstance(done, int):
            ticket.done, ticket.total = done, total
        else:
            ticket.done, ticket.total = done.confirmed // 1024, done.total // 1024
        self._post(self.working.emit)

    def _post(self, act: Callable[[], None]) -> None:
        self._home.append(act)
        if shiboken6.isValid(self):
            self._arrived.emit()

    @Slot()
    def _soon(self) -> None:
        if not self._is_coming:
            self._is_coming = True
            QTimer.singleShot(0, self._deliver)

    @Slot()
    def _deliver(self) -> None:
        self._is_coming = False
        if self._home:
            act = self._home.popleft()
            if self._home:
                self._soon()
            act()
