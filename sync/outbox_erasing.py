"""Erasing somebody here: of a change that was received, the fingerprint stays and the body goes.

What still waits to leave keeps its bytes: an envelope is sent again unchanged or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from sync.database import Session


@dataclass(frozen=True, slots=True)
class Shrunk:
    """How many bodies went, and how many changes still wait for their answer and keep theirs."""

    gone: int
    waiting: int


def shrink(session: Session, records: Sequence[str]) -> Shrunk:
    """Drop the bodies of received changes of these records, and of envelopes in which nothing is open."""
    gone = waiting = 0
    for record in records:
        done = session.execute(
            text(
                "UPDATE sync_change SET line = x'' WHERE record = :record AND length(line) > 0 "
                "AND state IN ('complete', 'superseded') "
                "AND (audience = 'portal' OR key NOT IN (SELECT key FROM sync_head))"
            ),
            {"record": record},
        )
        gone += done.rowcount
        session.execute(
            text(
                "UPDATE sync_envelope SET bytes = x'' WHERE open = 0 AND id IN (SELECT envelope FROM "
                "sync_envelope_change e JOIN sync_change c ON c.key = e.key WHERE c.record = :record)"
            ),
            {"record": record},
        )
        left = text(
            "SELECT count(*) FROM sync_change WHERE record = :record AND audience = 'portal' AND length(line) > 0"
        )
        waiting += int(session.execute(left, {"record": record}).scalar() or 0)
    return Shrunk(gone, waiting)
