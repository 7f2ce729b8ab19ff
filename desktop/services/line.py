"""How this PC reaches the outside: proxy, what a day may cost, habits of sending; and what sending now would take."""

from __future__ import annotations

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.store.opening import sql_refusals
from sync import outbox, outbox_line
from sync.clock import local_date
from sync.outbox_line import Estimate, Line, ProxyKind

__all__ = ["Estimate", "Line", "ProxyKind", "estimate", "line", "line_of", "set_line"]


@question(Right.SUBMIT)
def line(look: Look) -> Line:
    """The wishes as they stand, the proxy's password among them."""
    return outbox_line.line(look.session)


@job(Right.READ)
def line_of(desk: Desk) -> Line:
    """The same for whoever makes the connection; the caller has asked for the right."""
    with sql_refusals(desk.folder), desk.database.read() as session:
        return outbox_line.line(session)


@order(Right.SUBMIT)
def set_line(work: Work, wished: Line) -> None:
    """Keep the wishes; what was learned of the line stays. Raises `proxy.malformed`, `cap.negative`."""
    if wished.proxy is ProxyKind.MANUAL and not _is_address(wished.address):
        raise Refused("proxy.malformed", address=wished.address)
    if wished.daily_cap < 0:
        raise Refused("cap.negative")
    known = outbox_line.line(work.session)
    outbox_line.set_line(work.session, wished)
    outbox_line.learn(work.session, known.envelope, known.piece, known.rate)


@question(Right.SUBMIT)
def estimate(look: Look) -> Estimate | None:
    """What sending everything now would take; None before this PC is enrolled."""
    peer = outbox.peer(look.session)
    if peer is None:
        return None
    return outbox_line.estimate(look.session, peer.id, local_date(look.clock.now()))


def _is_address(address: str) -> bool:
    from sync.transport import proxy_fault  # with the HTTP library: late, as everywhere here

    return bool(address) and not proxy_fault(address)
