"""A record's story on its way to a portal: every freeze, try, receipt, return and correction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import text

from sync import outbox_requests, wire
from sync.clock import unstamp
from sync.database import Session
from sync.outbox_parking import PUT_ASIDE

Known = tuple[str, "Event"]
"""When this PC came to know it (a stamp), and what it was."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a record's timeline: what happened, when, and the facts for its sentence.

    `what` is `frozen`, `packed`, `tried`, `received`, `complete`, `parked`, `put_aside`, `offered_again`,
    `asked_withdraw`, `asked_amend`, `approved`, `returned`, `withdrawn`, `granted` or `refused` (of a request).
    """

    at: datetime
    what: str
    facts: dict[str, Any]


def timeline(session: Session, record: str) -> tuple[Event, ...]:
    """All that happened to a record on its way, in the order in which this PC came to know it.

    Receipts and reviewers' answers carry the portal's time, the rest this PC's.
    """
    events = [
        *_frozen(session, record),
        *_told(session, record),
        *_packed(session, record),
        *_tried(session, record),
        *_answered(session, record),
        *_reviewed(session, record),
        *_requested(session, record),
    ]
    return tuple(event for _, event in sorted(events, key=lambda known: known[0]))


def _frozen(session: Session, record: str) -> Iterable[Known]:
    for at, fingerprint, state, code, field, facts, answered in session.execute(
        text(
            "SELECT frozen_at, fingerprint, state, code, field, facts, answered_at FROM sync_change "
            "WHERE record = :r AND audience = 'portal' ORDER BY ordinal"
        ),
        {"r": record},
    ):
        yield at, Event(unstamp(at), "frozen", {"fingerprint": fingerprint})
        if state in {"parked", "superseded"}:
            known = {**msgspec.json.decode(facts), "code": code, "field": field}
            yield answered or at, Event(unstamp(answered or at), _parked(code), known)


def _told(session: Session, record: str) -> Iterable[Known]:
    for at, what, facts in session.execute(
        text("SELECT at, what, facts FROM sync_story WHERE record = :r ORDER BY ordinal"), {"r": record}
    ):
        known = msgspec.json.decode(facts)
        happened = _parked(str(known["code"])) if what == "parked" else str(what)
        yield at, Event(unstamp(at), happened, known)


def _parked(code: str) -> str:
    return "put_aside" if code == PUT_ASIDE else "parked"


def _packed(session: Session, record: str) -> Iterable[Known]:
    """Into which envelope: it is the same whether a link or a stick carries it."""
    for at, sequence, name in session.execute(
        text(
            "SELECT v.made_at, v.sequence, p.name FROM sync_envelope v JOIN sync_peer p ON p.id = v.peer "
            "JOIN sync_envelope_change e ON e.envelope = v.id JOIN sync_change c ON c.key = e.key "
            "WHERE c.record = :r AND c.audience = 'portal' ORDER BY v.sequence"
        ),
        {"r": record},
    ):
        yield at, Event(unstamp(at), "packed", {"number": sequence, "portal": name})


def _tried(session: Session, record: str) -> Iterable[Known]:
    for at, outcome, code, name in session.execute(
        text(
            "SELECT DISTINCT a.at, a.outcome, a.code, p.name FROM sync_attempt a "
            "JOIN sync_peer p ON p.id = a.peer JOIN sync_envelope_change e ON e.envelope = a.envelope "
            "JOIN sync_change c ON c.key = e.key WHERE c.record = :r AND c.audience = 'portal' ORDER BY a.at"
        ),
        {"r": record},
    ):
        yield at, Event(unstamp(at), "tried", {"outcome": outcome, "code": code, "portal": name})


def _answered(session: Session, record: str) -> Iterable[Known]:
    for name, leaf, known_at in session.execute(
        text(
            "SELECT p.name, r.leaf, a.stored_at FROM sync_receipt r JOIN sync_answer a ON a.id = r.answer "
            "JOIN sync_peer p ON p.id = a.peer JOIN sync_change c ON c.key = r.key "
            "WHERE c.record = :r AND c.audience = 'portal' ORDER BY r.ordinal"
        ),
        {"r": record},
    ):
        receipt = wire.parse_receipt(bytes(leaf))
        facts = {
            "version": receipt.version,
            "portal": name,
            "fingerprint": receipt.fingerprint,
            "missing": len(receipt.missing),
        }
        yield known_at, Event(unstamp(receipt.completed_at or receipt.at), receipt.state, facts)


def _reviewed(session: Session, record: str) -> Iterable[Known]:
    for line, known_at, name in session.execute(
        text(
            "SELECT i.line, i.stored_at, p.name FROM sync_inbound i JOIN sync_peer p ON p.id = i.peer "
            "WHERE i.record = :r AND i.kind = 'status' ORDER BY i.position"
        ),
        {"r": record},
    ):
        news = wire.parse(bytes(line), wire.News)
        facts = {
            "reason": news.reason,
            "field": news.field,
            "by": news.by,
            "fingerprint": news.fingerprint,
            "portal": name,
        }
        yield known_at, Event(unstamp(news.at), news.status, facts)


def _requested(session: Session, record: str) -> Iterable[Known]:
    """What came of requests about the record; that they were asked stands in its own story."""
    for request in outbox_requests.requests(session, record):
        for what in (_answered, _reviewed):
            for known_at, event in what(session, request.id):
                named = "request_received" if event.what == "complete" else event.what
                yield known_at, Event(event.at, named, event.facts)
