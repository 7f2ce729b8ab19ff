"""Records set aside on their way to a portal: by the portal, which did not take them, or by a person here.

What was set aside counts as unsent until it is offered again, or a later version of it is frozen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import text

from sync.clock import Clock, stamp
from sync.database import Session

PUT_ASIDE = "change.put_aside"
"""The code of what a person set aside; its facts are `reason` and `by`."""

_FIND = text(
    "SELECT coalesce(answered_at, frozen_at), code, field, facts FROM sync_change WHERE state = 'parked' "
    "AND key = (SELECT key FROM sync_head WHERE record = :record AND audience = 'portal')"
)
_OFFER = text(
    "UPDATE sync_change SET state = 'frozen', code = '', field = '', facts = '{}', answered_at = NULL "
    "WHERE state = 'parked' "
    "AND key = (SELECT key FROM sync_head WHERE record = :record AND audience = 'portal')"
)
_PUT = text(
    "UPDATE sync_change SET state = 'parked', code = :code, field = '', facts = :facts, answered_at = :at "
    "WHERE state = 'frozen' "
    "AND key = (SELECT key FROM sync_head WHERE record = :record AND audience = 'portal') "
    "AND NOT EXISTS (SELECT 1 FROM sync_envelope_change e JOIN sync_envelope v ON v.id = e.envelope "
    "WHERE e.key = sync_change.key AND v.open = 1) RETURNING key"
)


def offer_again(session: Session, clock: Clock, record: str, by: str = "") -> bool:
    """Offer what was set aside again as it is; false where nothing was. `by` is who says so, for the story."""
    row = session.execute(_FIND, {"record": record}).first()
    if row is None:
        return False
    at, code, field, facts = row
    tell(session, at, record, "parked", {**msgspec.json.decode(facts), "code": code, "field": field})
    tell(session, stamp(clock.now()), record, "offered_again", {"by": by})
    session.execute(_OFFER, {"record": record})
    return True


def put_aside(session: Session, clock: Clock, record: str, reason: str, by: str = "") -> bool:
    """Hold back what has not left yet; false where nothing waits, or where it may be on its way already."""
    facts = msgspec.json.encode({"reason": reason, "by": by}).decode()
    put = {"record": record, "code": PUT_ASIDE, "facts": facts, "at": stamp(clock.now())}
    return session.execute(_PUT, put).first() is not None


def tell(session: Session, at: str, record: str, what: str, facts: Mapping[str, Any]) -> None:
    """Keep a line of a record's story that no other row will hold."""
    session.execute(
        text("INSERT INTO sync_story (record, at, what, facts) VALUES (:r, :at, :w, :f)"),
        {"r": record, "at": at, "w": what, "f": msgspec.json.encode(dict(facts)).decode()},
    )
