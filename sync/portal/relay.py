"""A relay: a portal that passes on, to the portal above, what PCs signed for it, and brings back what that one said.

Its outbox is the very one of a PC, in a file of its own (`relay.db`): the same engine, the same care with
lost answers. It can keep things back, for weeks where there is no link, and can neither forge nor alter:
envelopes go on with their PCs' signatures, and each word from above comes with its own proof.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import BinaryIO

from sync import calls, engine, enrolment, merkle, outbox, outbox_passing, wire
from sync.clock import stamp
from sync.database import Database
from sync.engine import RoundResult
from sync.outcomes import Answered, Outcome, Request, Transport
from sync.portal import guidance, storage, storage_relay, storage_review
from sync.portal.house import Portal, PortalRefused, begin_relay

AT_ONCE = 200
CLAIMS_AT_ONCE = 50
TOLD = frozenset({"accepted", "stale", "refused", "conflict"})
"""Outcomes that the PC is told; that a change is unknown or waits above is no word about it."""
HELLO = "upstream"


def set_upstream(portal: Portal, transport: Transport, url: str, code: str) -> str:
    """Become a relay of the portal at that address, with a relay's code from its paper; its name.

    The folder has to be opened anew for it. Raises what `enrolment.enrol` raises.
    """
    database = begin_relay(portal)
    try:
        found = enrolment.enrol(database, transport, portal.clock, portal.random, url, code)
        answer = transport.exchange(calls.hello(url.rstrip("/"), portal.random, found.portal_key))
        if not isinstance(answer, Answered):
            raise enrolment.NotEnrolled(answer.code)
        with database.write() as session:
            outbox.set_role(session, outbox.PASSES_ON)
        with portal.database.write() as session:
            storage.set_setting(session, HELLO, answer.lines[0].decode("utf-8"))
    finally:
        if portal.outbox is None:
            database.close()
    return found.portal_name


def pass_on(portal: Portal, transport: Transport, stop: Callable[[], bool] = lambda: False) -> RoundResult:
    """One round with the portal above. Raises `PortalRefused("relay.none")` where there is none."""
    database = _outbox_of(portal)
    heard = _Overheard(portal, transport)
    _gather(portal, database)
    result = _round(portal, database, heard, stop)
    if not result.stopped and _make_known(portal, database, transport) and _gather(portal, database):
        result = _round(portal, database, heard, stop)
    guidance.hand_on(portal, database)
    return result


def waits(portal: Portal) -> int:
    """How many versions have no receipt from above yet."""
    database = _outbox_of(portal)
    with database.read() as session:
        return outbox_passing.waiting(session)


def _outbox_of(portal: Portal) -> Database:
    if portal.outbox is None:
        raise PortalRefused("relay.none")
    return portal.outbox


def _round(portal: Portal, database: Database, transport: Transport, stop: Callable[[], bool]) -> RoundResult:
    return engine.run(
        database,
        transport,
        _Files(portal),
        portal.clock,
        portal.random,
        stop,
        lambda _: None,
        eager=True,
    )


def _gather(portal: Portal, database: Database) -> int:
    """Bring what PCs handed over into the relay's outbox; done twice after a crash it is there once."""
    number = 0
    while True:
        with portal.database.read() as session:
            rows = storage_relay.queued(session, AT_ONCE)
        if not rows:
            return number
        with database.write() as session:
            peer = outbox.peer(session)
            assert peer is not None
            for _, _, data in rows:
                envelope = wire.unpack_envelope(data, wire.Limits())
                number += outbox_passing.put(session, portal.clock, peer, envelope, data)
        with portal.database.write() as session:
            storage_relay.taken_on(session, [position for position, *_ in rows])


def _make_known(portal: Portal, database: Database, transport: Transport) -> bool:
    """Pass on what PCs say to the portal above; whether one more is known there now."""
    with portal.database.read() as session:
        waiting = storage_relay.waiting_claims(session)[:CLAIMS_AT_ONCE]
    if not waiting:
        return False
    with database.read() as session:
        peer = outbox.peer(session)
    assert peer is not None
    answer = transport.exchange(calls.claims(peer, portal.random, [sealed for _, sealed in waiting]))
    if not isinstance(answer, Answered) or len(answer.lines) != len(waiting):
        return False
    known = 0
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        for place, (replica, _) in enumerate(waiting):
            said = wire.parse_object(answer.lines[place])
            enrolled = said.get("outcome") == "enrolled" and said.get("replica") == replica
            known += enrolled
            storage_relay.set_claim(session, replica, "known" if enrolled else "refused")
            sender = storage.replica(session, replica)
            if sender is not None:
                now = stamp(portal.clock.now())
                facts = _proof(answer, place, merkle.inclusion_paths(answer.lines)[place])
                storage_review.add_news(session, sender.unit, "beyond", replica, facts, now)
    return known > 0


class _Overheard:
    """The line to the portal above; each word that concerns a PC is put into that PC's news, with its proof."""

    def __init__(self, portal: Portal, transport: Transport) -> None:
        self._portal = portal
        self._transport = transport

    def exchange(self, request: Request, meanwhile: Callable[[], None] | None = None) -> Outcome:
        """Say it, and tell on what was answered before anything here relies on it."""
        outcome = self._transport.exchange(request, meanwhile)
        if isinstance(outcome, Answered) and request.call in {"envelopes", "receipts", "changes"}:
            self._tell_on(outcome)
        return outcome

    def _tell_on(self, answer: Answered) -> None:
        portal = self._portal
        now = stamp(portal.clock.now())
        paths = merkle.inclusion_paths(answer.lines)
        with portal.database.write() as session:
            storage.hold_the_pen(session)
            for place, leaf in enumerate(answer.lines):
                said = wire.parse_object(leaf)
                owner = None
                if said.get("outcome") in TOLD:
                    owner = storage_relay.owner_of_key(session, str(said.get("key", "")))
                elif said.get("kind") == "status":
                    record = str(said.get("record", ""))
                    unit = storage_relay.owner_of_record(session, record)
                    owner = None if unit is None else (unit, record)
                if owner is not None and storage_relay.first_time(session, sha256(leaf).hexdigest()):
                    unit, record = owner
                    storage_review.add_news(
                        session, unit, "beyond", record, _proof(answer, place, paths[place]), now
                    )


def _proof(answer: Answered, place: int, path: Sequence[bytes]) -> dict[str, object]:
    return {
        "jws": answer.head_jws,
        "leaf": answer.lines[place].decode("utf-8"),
        "place": place,
        "path": [step.hex() for step in path],
    }


class _Files:
    """The relay's files, as the engine asks for them."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def open(self, sha256: str) -> BinaryIO:
        """A reader over the content. Raises `OSError` where it has not come yet."""
        if self._portal.blobs.is_name(sha256) and self._portal.blobs.has(sha256):
            return io.BufferedReader(self._portal.blobs.path(sha256).open("rb", buffering=0))
        raise FileNotFoundError(sha256)
