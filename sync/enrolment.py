"""Enrolling a replica: the portal's keys are pinned from the paper code, and the code is spent once.

A lost answer is no harm: the same replica with the same code is answered again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sync import calls, outbox, outbox_beyond, paper_code, wire
from sync.clock import Clock, Randomness, unstamp
from sync.database import Database
from sync.outcomes import Answered, LocalFault, Outcome, RefusedByPortal, Request, Transport
from sync.transport import address_fault

TRIES = 3
T = TypeVar("T")


class NotEnrolled(Exception):
    """The portal was not reached, is not the one of the paper, or knows no such code: `code` and `facts`."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What the portal knows this unit as, and the portal's pinned signing key."""

    unit: str
    unit_name: str
    portal: str
    portal_name: str
    portal_key: str


def enrol(
    database: Database, transport: Transport, clock: Clock, random: Randomness, url: str, code: str
) -> Enrolled:
    """Enrol this replica at the portal of that address with the code from paper, and remember the portal.

    Raises `paper_code.PaperCodeError` where the code was typed wrong, before anything is sent;
    `NotEnrolled` with an outcome's code (`unreachable`, `not_the_portal`, …) or `enrolment.keys_differ`,
    `enrolment.code_unknown`, `enrolment.code_used`.
    """
    paper = paper_code.read(code)
    address = url.strip().rstrip("/")
    fault = address_fault(address)
    # A portal on plain http beyond this PC is the transport's to allow; it says the same of every request.
    if fault == "url.malformed":
        raise NotEnrolled(fault)
    with database.write() as session:
        who = outbox.ensure_identity(session, clock, random)
    greeting = _exchange(transport, lambda: calls.hello(address, random, None))
    hello = _first(greeting, wire.Hello)
    if not paper.pins(hello.signing_key, hello.age_recipient):
        raise NotEnrolled("enrolment.keys_differ")
    answer = _exchange(
        transport, lambda: calls.enrolment(address, random, hello.signing_key, who, paper.secret)
    )
    granted = _first(answer, wire.Enrolment)
    found = outbox.Peer(
        id=answer.head.portal,
        role="portal",
        name=hello.name,
        url=address,
        signing_key=hello.signing_key,
        age_recipient=hello.age_recipient,
        replica=who.replica,
        unit=granted.unit,
        unit_name=granted.unit_name,
        epoch=answer.head.epoch,
        token=granted.token,
        cursor=0,
        skew_ms=int((clock.now() - unstamp(answer.head.time)).total_seconds() * 1000),
        failures=0,
        wait_code="",
        next_try=None,
        last_contact=None,
    )
    with database.write() as session:
        outbox.store_peer(session, clock, found)
    return Enrolled(found.unit, found.unit_name, found.id, found.name, found.signing_key)


def enrol_beyond(
    database: Database, transport: Transport, clock: Clock, random: Randomness, code: str
) -> str:
    """Make this PC known to a portal above the relay, by a code from that portal's own paper; its name.

    Where relays stand above each other, each portal on the way up wants a code of its own.

    Its keys are pinned from the paper, whatever the relay says; the code's secret is encrypted to them. The
    answer comes with the news, perhaps weeks later. Raises as `enrol` does, and `relay.none` where the
    portal that this PC knows has none above it.
    """
    paper = paper_code.read(code)
    with database.read() as session:
        peer, who = outbox.peer(session), outbox.identity(session)
    if peer is None or who is None:
        raise NotEnrolled("not_enrolled")
    told = _all(_exchange(transport, lambda: calls.upstream(peer, random)), wire.Hello)
    pinned = [hop for hop, one in enumerate(told) if paper.pins(one.signing_key, one.age_recipient)]
    if not pinned:
        raise NotEnrolled("enrolment.keys_differ")
    hop = pinned[0]
    hello = told[hop]
    sealed = outbox_beyond.claim(peer.unit, who, paper.secret, hello.age_recipient)
    _exchange(transport, lambda: calls.claim(peer, random, sealed, hello.portal))
    with database.write() as session:
        outbox_beyond.store(session, clock, peer, hello, hop)
    return hello.name


def _exchange(transport: Transport, request: Callable[[], Request]) -> Answered:
    """Ask, and ask again after a lost answer: enrolling twice with the same keys gives the same answer."""
    outcome: Outcome = LocalFault("unsure")
    for _ in range(TRIES):
        outcome = transport.exchange(request())
        if isinstance(outcome, Answered):
            return outcome
        if outcome.code != "unsure":
            break
    facts = dict(outcome.facts) if isinstance(outcome, RefusedByPortal) else {}
    raise NotEnrolled(outcome.code, **facts)


def _first(answer: Answered, type_: type[T]) -> T:
    return _all(answer, type_)[0]


def _all(answer: Answered, type_: type[T]) -> list[T]:
    try:
        wire.parse_first(answer.lines, type_)
        return [wire.parse(line, type_) for line in answer.lines]
    except wire.WireError:
        raise NotEnrolled("not_the_portal") from None
