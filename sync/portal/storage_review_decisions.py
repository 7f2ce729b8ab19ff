"""The portal's SQL that answers an entry: its status, the audit of who said so, and the news to its unit, at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from sync.database import Session
from sync.portal import storage_review


@dataclass(frozen=True, slots=True)
class Answer:
    """`approved`, or `returned` with a reason and the field it is about ("" for the whole entry).

    `by` is the name that the unit reads, `reviewer` whose account it was ("" from the command line).
    """

    status: str
    reason: str = ""
    field: str = ""
    by: str = ""
    reviewer: str = ""
    batch: str = ""


def settle(session: Session, found: Mapping[str, Any], answer: Answer, now: str) -> int:
    """Answer a record as `storage_review.record` found it; the position of the news. The caller holds the pen."""
    storage_review.set_status(
        session, found["id"], answer.status, (answer.reason, answer.field, answer.by), now
    )
    facts = {
        "fingerprint": found["fingerprint"],
        "version": found["version"],
        "status": answer.status,
        "reason": answer.reason,
        "field": answer.field,
        "by": answer.by,
    }
    position = storage_review.add_news(session, found["unit"], "status", found["id"], facts, now)
    session.execute(
        text(
            "INSERT INTO review_decision (position, record, unit, fingerprint, version, status, reason, field, "
            "reviewer, by_name, batch, at) VALUES (:position, :record, :unit, :fingerprint, :version, :status, "
            ":reason, :field, :reviewer, :by, :batch, :at)"
        ),
        {
            **facts,
            "position": position,
            "record": found["id"],
            "unit": found["unit"],
            "reviewer": answer.reviewer,
            "batch": answer.batch,
            "at": now,
        },
    )
    return position
