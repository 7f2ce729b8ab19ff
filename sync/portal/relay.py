"""A relay: a portal that passes on, to the portal above, what PCs signed for it, and brings back what that one said.

Its outbox is the very one of a PC, in a file of its own (`relay.db`): the same engine, the same care with lost
answers. It can keep things back, for weeks where there is no link, and can neither forge nor alter: envelopes go on
with their PCs' signatures, and each word from above comes with its own proof. The portal above may be a relay itself.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, BinaryIO

from sync import calls, engine, enrolment, merkle, outbox, outbox_beyond, outbox_passing, wire
from sync.clock import stamp
from sync.database import Database, Session
from sync.engine import RoundResult
from sync.outcomes import Answered, Outcome, Request, Transport
from sync.portal import claims, guidance, storage, storage_relay, storage_review
from sync.portal.house import Portal, PortalRefused, begin_relay

AT_ONCE = 200
CLAIMS_AT_ONCE = 50
TOLD = frozenset({"accepted", "stale", "refused", "conflict"})
"""Outcomes that the PC is told; that a change is unknown or waits above is no word about it."""


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
        _know_above(portal, database, answer.lines[:1])
        _look_further(portal, database, transport)
    finally:
        if portal.outbox is None:
            database.close()
    return found.portal_name


def pass_on(portal: Portal, transport: Transport, stop: Callable[[], bool] = lambda: False) -> RoundResult:
    """One round with the portal above. Raises `PortalRefused("relay.none")` where there is none."""
    database = outbox_of(portal)
    heard = Overheard(portal, transport)
    gather(portal, database)
    _look_further(portal, database, transport)
    result = _round(portal, database, heard, stop)
    if not result.stopped and _make_known(portal, database, transport) and gather(portal, database):
        result = _round(portal, database, heard, stop)
    guidance.hand_on(portal, database)
    return result


def waits(portal: Portal) -> int:
    """How many versions have no receipt from above yet."""
    database = outbox_of(portal)
    with database.read() as session:
        return outbox_passing.waiting(session)


def outbox_of(portal: Portal) -> Database:
    """What waits for the portal above. Raises `PortalRefused("relay.none")`."""
    if portal.outbox is None:
        raise PortalRefused("relay.none")
    return portal.outbox


def _round(portal: Portal, database: Database, transport: Transport, stop: Callable[[], bool]) -> RoundResult:
    return engine.run(
        database,
        transport,
        Files(portal),
        portal.clock,
        portal.random,
        stop,
        lambda _: None,
        eager=True,
    )


def _look_further(portal: Portal, database: Database, transport: Transport) -> None:
    """Whether the portal above is a relay too, and of whom; what is known stays where nothing is answered."""
    with database.read() as session:
        peer = outbox.peer(session)
    assert peer is not None
    if not peer.token:
        return  # the round gets one; the next one looks
    answer = transport.exchange(calls.upstream(peer, portal.random))
    if isinstance(answer, Answered):
        with portal.database.read() as session:
            direct = storage.setting(session, claims.UPSTREAM).encode("utf-8").split(b"\n")[:1]
        _know_above(portal, database, [*direct, *answer.lines])


def _know_above(portal: Portal, database: Database, hellos: Sequence[bytes]) -> None:
    """Remember the portals above, for PCs to ask; those further up by the word of the one between.

    That is enough to carry what they signed: a PC believes its own paper.
    """
    told = b"\n".join(hellos).decode("utf-8")
    with portal.database.read() as session:
        if storage.setting(session, claims.UPSTREAM) == told:
            return
    with database.write() as session:
        peer = outbox.peer(session)
        assert peer is not None
        for hop, line in enumerate(hellos[1:], 1):
            outbox_beyond.store(session, portal.clock, peer, wire.parse(line, wire.Hello), hop)
    with portal.database.write() as session:
        storage.set_setting(session, claims.UPSTREAM, told)


def gather(portal: Portal, database: Database) -> int:
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
    direct = [one.sealed for one in waiting if not one.portal]
    further = [as_said(one) for one in waiting if one.portal]
    answer = transport.exchange(calls.claims(peer, portal.random, direct, further))
    return isinstance(answer, Answered) and claims_answered(portal, answer) > 0


def as_said(claim: storage_relay.Claim) -> dict[str, str]:
    """A claim as it is handed up."""
    return {"replica": claim.replica, "portal": claim.portal, "sealed": claim.sealed}


def claims_answered(portal: Portal, answer: Answered) -> int:
    """Take in what was said to claims, each by the PC that it names; how many are known above by it."""
    known = 0
    now = stamp(portal.clock.now())
    paths = merkle.inclusion_paths(answer.lines)
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        for place, line in enumerate(answer.lines):
            said = wire.parse_object(line)
            replica, outcome = str(said.get("replica", "")), said.get("outcome")
            if outcome == "kept":
                storage_relay.set_claim(session, replica, str(said.get("portal", "")), "passed")
            if outcome not in {"enrolled", "not_enrolled"}:
                continue
            known += outcome == "enrolled"
            storage_relay.set_claim(
                session, replica, "", storage_relay.KNOWN if outcome == "enrolled" else "refused"
            )
            sender = storage.replica(session, replica)
            if sender is not None:
                facts = _proof(answer, place, paths[place])
                storage_review.add_news(session, sender.unit, "beyond", replica, facts, now)
    return known


class Overheard:
    """The line to the portal above; each word that concerns a PC is put into that PC's news, with its proof.

    What a relay above tells of portals further up comes with their proof already, and goes on as it is.
    """

    def __init__(self, portal: Portal, transport: Transport) -> None:
        self._portal = portal
        self._transport = transport

    def exchange(self, request: Request, meanwhile: Callable[[], None] | None = None) -> Outcome:
        """Say it, and tell on what was answered before anything here relies on it."""
        outcome = self._transport.exchange(request, meanwhile)
        if isinstance(outcome, Answered) and request.call in {"envelopes", "receipts", "changes"}:
            tell_on(self._portal, outcome)
        return outcome


def tell_on(portal: Portal, answer: Answered) -> None:
    """Put each word of an answer from above that concerns a PC into that PC's news; said once."""
    now = stamp(portal.clock.now())
    paths = merkle.inclusion_paths(answer.lines)
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        for place, line in enumerate(answer.lines):
            said, leaf, proof = wire.parse_object(line), line, _proof(answer, place, paths[place])
            if said.get("kind") == "beyond":
                proof = {name: said.get(name) for name in ("jws", "leaf", "place", "path")}
                leaf = str(said.get("leaf", "")).encode("utf-8")
                said = _read(leaf)
            owner = _owner(session, said)
            if owner is not None and storage_relay.first_time(session, sha256(leaf).hexdigest()):
                unit, record = owner
                storage_review.add_news(session, unit, "beyond", record, proof, now)


def _read(leaf: bytes) -> dict[str, Any]:
    try:
        return wire.parse_object(leaf)
    except wire.WireError:
        return {}


def _owner(session: Session, said: dict[str, Any]) -> tuple[str, str] | None:
    """(unit, what it is about) of a word from above, None where it is about nobody here."""
    if said.get("outcome") in TOLD:
        return storage_relay.owner_of_key(session, str(said.get("key", "")))
    if said.get("kind") == "status":
        record = str(said.get("record", ""))
        unit = storage_relay.owner_of_record(session, record)
        return None if unit is None else (unit, record)
    if said.get("outcome") in {"enrolled", "not_enrolled"}:
        sender = storage.replica(session, str(said.get("replica", "")))
        return None if sender is None else (sender.unit, sender.id)
    return None


def _proof(answer: Answered, place: int, path: Sequence[bytes]) -> dict[str, object]:
    return {
        "jws": answer.head_jws,
        "leaf": answer.lines[place].decode("utf-8"),
        "place": place,
        "path": [step.hex() for step in path],
    }


class Files:
    """The relay's files, as the engine asks for them."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def open(self, sha256: str) -> BinaryIO:
        """A reader over the content. Raises `OSError` where it has not come yet."""
        if self._portal.blobs.is_name(sha256) and self._portal.blobs.has(sha256):
            return io.BufferedReader(self._portal.blobs.path(sha256).open("rb", buffering=0))
        raise FileNotFoundError(sha256)
