"""Practice: a register for training alone, with a portal on this very PC that misbehaves on order.

A practice folder stays one for good and reaches no other portal than its own; a register that is enrolled with a real
portal cannot become one. The portal lives beside the data and answers only while somebody practises.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services import office, practice_guard
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.services.practice_guard import Fault
from desktop.store import local
from sync import enrolment, outbox
from sync.portal import house, storage_review
from sync.portal.faults import Misdeed
from sync.portal.serving import Served, serve_in_thread
from sync.transport import HttpTransport

PORTAL = "practice-portal"
_PORT = "practice_port"
_ALWAYS = 1_000_000


_MISDEEDS = {
    Fault.NONE: (),
    Fault.LINK_DOWN: (Misdeed(kind="drop_before", times=_ALWAYS),),
    Fault.SLOW: (Misdeed(kind="delay", on="POST", times=_ALWAYS, seconds=5.0),),
    Fault.CUT: (Misdeed(kind="cut", on="POST /v1/envelopes", times=3),),
    Fault.ANSWER_LOST: (Misdeed(kind="drop_after", on="POST /v1/envelopes", times=3),),
    Fault.BUSY: (Misdeed(kind="unavailable", times=_ALWAYS, seconds=60.0),),
    Fault.LOGIN_PAGE: (Misdeed(kind="html", times=_ALWAYS),),
    Fault.WRONG_RECEIPT: (Misdeed(kind="wrong_receipt", on="POST /v1/envelopes", times=3),),
}


@dataclass(slots=True)
class Practice:
    """A practice portal that answers; `url` is on this PC alone."""

    served: Served

    @property
    def url(self) -> str:
        """Where it answers."""
        return self.served.url

    def set_fault(self, fault: Fault) -> None:
        """From the next request on it does this wrong, and nothing else."""
        assert self.served.practice is not None
        self.served.practice.misdeeds = [
            Misdeed(kind=one.kind, on=one.on, skip=one.skip, times=one.times, seconds=one.seconds)
            for one in _MISDEEDS[fault]
        ]

    def review_all(self, status: str, reason: str = "", field: str = "") -> int:
        """Answer every record that waits, as a reviewer would; how many. Blocking."""
        portal = self.served.portal
        with portal.database.read() as session:
            waiting = storage_review.ids_with_status(session, "waiting")
        for record in waiting:
            house.review(portal, record, status, reason, field, "Cổng tập")
        return len(waiting)


@contextmanager
def practising(desk: Desk) -> Iterator[Practice]:
    """Serve the practice portal of a practice register for as long as the block lasts, and enrol with it. Blocking.

    Raises `practice.not_one` for a register with real data, `practice.no_port` where its place is taken.
    """
    _demand_practice(desk)
    folder = desk.folder / PORTAL
    if not (folder / house.SETTINGS).exists():
        house.make(folder, "Cổng tập", desk.clock, desk.random)
    port = int(desk.look(_kept_port) or 0)
    try:
        with serve_in_thread(
            folder, practice=True, port=port, clock=desk.clock, random=desk.random
        ) as served:
            _enrol(desk, served)
            yield Practice(served)
    except OSError as error:
        raise Refused("practice.no_port") from error


@job(Right.SUBMIT, writes=True)
def _demand_practice(desk: Desk) -> None:
    if not desk.look(practice_guard.is_practice):
        raise Refused("practice.not_one")


def _enrol(desk: Desk, served: Served) -> None:
    if desk.look(_is_enrolled):
        return
    union = desk.look(office.facts).union
    desk.do(_keep_port, str(urlsplit(served.url).port))
    code = house.enrol_code(served.portal, union.name if union else "CĐCS")
    transport = HttpTransport()
    try:
        enrolment.enrol(desk.database, transport, desk.clock, desk.random, served.url, code)
    finally:
        transport.close()


@question()
def _is_enrolled(look: Look) -> bool:
    return outbox.peer(look.session) is not None


@question()
def _kept_port(look: Look) -> str:
    return local.get(look.session, _PORT)


@order(Right.SUBMIT)
def _keep_port(work: Work, port: str) -> None:
    local.put(work.session, _PORT, port)
