"""Requests about what a portal holds already: to withdraw a record, or to have it opened for mending.

A request travels as any change does, as a record of kind `request` of its own with one version, and its answer comes
as a reviewer's answers come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import text

from sync import outbox
from sync.clock import Clock, Randomness, new_id, stamp, unstamp
from sync.database import Session
from sync.outbox import Outgoing
from sync.outbox_parking import tell

KIND = "request"
WITHDRAW, AMEND = "withdraw", "amend"
_OPEN = ("frozen", "unknown", "held", "received", "complete")


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked about a record and what became of it.

    `state` is that of its change, or `granted` or `refused` once it was answered; `answer` is the reviewer's reason.
    """

    id: str
    record: str
    what: str
    reason: str
    asked_at: datetime
    state: str
    code: str
    answer: str
    answered_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self.state in _OPEN


def ask(
    session: Session, clock: Clock, random: Randomness, record: str, what: str, reason: str, by: str = ""
) -> str:
    """Freeze a request about a record that a portal signed for; its id, "" where no portal holds the record.

    `by` is who asks, for the story here; it does not leave. Raises `outbox.NotSendable`.
    """
    fingerprint = session.execute(
        text(
            "SELECT fingerprint FROM sync_change WHERE record = :r AND audience = 'portal' "
            "AND state IN ('received', 'complete') ORDER BY ordinal DESC LIMIT 1"
        ),
        {"r": record},
    ).scalar()
    if fingerprint is None:
        return ""
    request = new_id(clock, random)
    body = {"what": what, "record": record, "fingerprint": str(fingerprint), "reason": reason}
    outbox.freeze(session, clock, random, Outgoing(kind=KIND, record=request, body=body))
    asked = {"reason": reason, "by": by, "request": request}
    tell(session, stamp(clock.now()), record, f"asked_{what}", asked)
    return request


def requests(session: Session, record: str = "") -> tuple[Request, ...]:
    """All that was asked (about one record, or any), the oldest first."""
    return tuple(one for one in _all(session) if record in ("", one.record))


def _all(session: Session) -> Iterator[Request]:
    rows = session.execute(
        text(
            "SELECT c.record, c.line, c.frozen_at, c.state, c.code, s.status, s.reason, s.at "
            "FROM sync_change c LEFT JOIN sync_status s ON s.record = c.record "
            "WHERE c.kind = 'request' AND c.audience = 'portal' ORDER BY c.frozen_at, c.ordinal"
        )
    )
    for request, line, at, state, code, status, answer, answered in rows:
        body = msgspec.json.decode(bytes(line))["body"]
        yield Request(
            str(request),
            body["record"],
            body["what"],
            body["reason"],
            unstamp(at),
            status or state,
            code,
            answer or "",
            unstamp(answered) if answered else None,
        )
