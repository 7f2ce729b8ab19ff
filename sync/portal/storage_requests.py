"""The portal's SQL of requests: what units ask to be withdrawn or amended, and what was said to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from sync import wire
from sync.database import Session

KIND = "request"
"""The kind of change that asks; it stands beside the records and is none of them."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `answer` is "" while it is open, then `granted` or `refused`. Times are stamps."""

    id: str
    unit: str
    unit_name: str
    record: str
    what: str
    reason: str
    fingerprint: str
    received_at: str
    answer: str
    answer_reason: str
    answer_by: str
    answered_at: str


def add(session: Session, taken: Sequence[tuple[wire.Change, str, str]], now: str) -> None:
    """Keep requests that were accepted: (change, its fingerprint, its unit)."""
    if not taken:
        return
    session.execute(
        text(
            "INSERT INTO request (id, unit, record, what, reason, fingerprint, received_at, answer, "
            "answer_reason, answer_by, answered_at) VALUES (:id, :unit, :record, :what, :reason, :fingerprint, "
            ":at, '', '', '', '') ON CONFLICT (id) DO NOTHING"
        ),
        [
            {
                "id": change.record,
                "unit": unit,
                "record": change.body["record"],
                "what": change.body["what"],
                "reason": change.body["reason"],
                "fingerprint": fingerprint,
                "at": now,
            }
            for change, fingerprint, unit in taken
        ],
    )


_SELECT = (
    "SELECT q.id, q.unit, u.name, q.record, q.what, q.reason, q.fingerprint, q.received_at, q.answer, "
    "q.answer_reason, q.answer_by, q.answered_at FROM request q JOIN unit u ON u.id = q.unit "
)
_ONE = text(_SELECT + "WHERE q.id = :id")
_OPEN = text(_SELECT + "WHERE q.answer = '' ORDER BY q.received_at, q.id LIMIT :n")


def find(session: Session, request: str) -> Request | None:
    """One by its id."""
    row = session.execute(_ONE, {"id": request}).first()
    return None if row is None else Request(*row)


def still_open(session: Session, limit: int = 1_000) -> list[Request]:
    """What waits for an answer, the oldest first."""
    return [Request(*row) for row in session.execute(_OPEN, {"n": limit})]


def set_answer(session: Session, request: str, said: Mapping[str, Any]) -> None:
    """Keep an answer: `answer`, `reason`, `by`, `at`."""
    session.execute(
        text(
            "UPDATE request SET answer = :answer, answer_reason = :reason, answer_by = :by, answered_at = :at "
            "WHERE id = :id"
        ),
        {"id": request, **said},
    )
