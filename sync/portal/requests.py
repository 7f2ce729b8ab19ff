"""A reviewer's word on what a unit asked: to take an entry back, or to have it opened for mending.

Granted: the entry is withdrawn and counts no more, or is returned so that the unit may send it mended. Refused: it
stays as it is. Either way the unit hears of it in its feed, of the request and of the entry.
"""

from __future__ import annotations

from sync.clock import stamp
from sync.portal import storage, storage_requests, storage_review, storage_review_decisions
from sync.portal.house import Portal, PortalRefused
from sync.portal.storage_requests import Request
from sync.portal.storage_review_decisions import Answer

GRANTED, REFUSED = "granted", "refused"
WITHDRAWN = "withdrawn"


def answer(portal: Portal, request: str, *, granted: bool, reason: str = "", by: str = "") -> int:
    """Answer a request once; the position of the news. A refusal says why.

    Raises `PortalRefused` with `request.unknown`, `request.answered`, `request.record_unknown` while the entry
    itself has not come, and `review.reason_missing`.
    """
    if not granted and not reason.strip():
        raise PortalRefused("review.reason_missing")
    now = stamp(portal.clock.now())
    said = GRANTED if granted else REFUSED
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        found = storage_requests.find(session, request)
        if found is None:
            raise PortalRefused("request.unknown", request=request)
        if found.answer:
            raise PortalRefused("request.answered", request=request, answer=found.answer)
        record = storage_review.record(session, found.record)
        if record is None or record["unit"] != found.unit:
            raise PortalRefused("request.record_unknown", record=found.record)
        storage_requests.set_answer(session, request, {"answer": said, "reason": reason, "by": by, "at": now})
        if granted:
            storage_review_decisions.settle(session, record, _of_entry(found, reason, by), now)
        facts = {
            "fingerprint": found.fingerprint,
            "version": 1,
            "status": said,
            "reason": reason,
            "field": "",
            "by": by,
        }
        return storage_review.add_news(session, found.unit, "status", request, facts, now)


def _of_entry(found: Request, reason: str, by: str) -> Answer:
    """What becomes of the entry: withdrawn, or returned for the reason that the unit gave itself."""
    told = reason or found.reason
    return Answer(WITHDRAWN if found.what == "withdraw" else "returned", told, "", by)


def waiting(portal: Portal) -> list[Request]:
    """What waits for an answer, the oldest first."""
    with portal.database.read() as session:
        return storage_requests.still_open(session)
