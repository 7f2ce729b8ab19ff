"""Bulk approval: clean entries together, once a random sample of them was opened; each is judged again at the end."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import Response

from sync.clock import Randomness, new_id
from sync.database import Session
from sync.portal import storage, storage_review_batches, storage_review_queue
from sync.portal.house import Portal
from sync.portal.review.accounts import Reviewer, Role
from sync.portal.review.decide import Overtaken, Seen, Unknown, answer_one
from sync.portal.review.pages import Notice, Sorry, Visit, go, page, show
from sync.portal.review.queue import as_query, look_over, wanted_of
from sync.portal.storage_review_batches import Batched
from sync.portal.storage_review_decisions import Answer
from sync.portal.storage_review_queue import Wanted

MOST = 100
LEAST_SAMPLE, ONE_IN = 3, 10
"""A tenth is read, and three at least; a batch of three is read whole."""


def sample_of(number: int, random: Randomness) -> set[int]:
    """Which of so many are to be read: drawn by lot, so that nobody can know before."""
    size = min(number, max(LEAST_SAMPLE, -(-number // ONE_IN)))
    lots = sorted(range(number), key=lambda _place: random(8))
    return set(lots[:size])


@page("/batch", needs=Role.REVIEWER, method="POST")
def gather(visit: Visit) -> Response:
    """Put together the clean entries of a queue that wait longest."""
    look_over(visit.portal)
    asked = wanted_of({name: visit.said(name) for name in ("unit", "body")})
    clean = Wanted(unit=asked.unit, body=asked.body, state="clean")
    batch = new_id(visit.portal.clock, visit.portal.random)
    with visit.portal.database.write() as session:
        rows = storage_review_queue.page(session, clean, MOST)
        drawn = sample_of(len(rows), visit.portal.random)
        if rows:
            records = [(row.record, row.version, place in drawn) for place, row in enumerate(rows)]
            storage_review_batches.add(session, batch, visit.reviewer.id, records, visit.portal.place().now)
    return go(f"/batch/{batch}") if rows else go("/queue", **as_query(asked), done="none_clean")


@page("/batch/{batch}", needs=Role.REVIEWER)
def batch_page(visit: Visit) -> Response:
    """What the batch holds, and what of it is still to be read."""
    with visit.portal.database.read() as session:
        held = _held(session, visit)
        rows = [(one, storage_review_queue.row(session, one.record)) for one in held]
    unread = sum(one.sample and not one.opened_at for one in held)
    found = [(one, row) for one, row in rows if row is not None]
    return show(
        visit, "batch.html", rows=found, unread=unread, notice=None if unread else Notice("batch.read")
    )


@page("/batch/{batch}/approve", needs=Role.REVIEWER, method="POST")
def approve_all(visit: Visit) -> Response:
    """Approve those that are ticked, waiting, unchanged and still clean; the others are named."""
    look_over(visit.portal)
    batch = visit.path["batch"]
    ticked = {str(one) for one in visit.form.getlist("record")}
    with visit.portal.database.write() as session:
        storage.hold_the_pen(session)
        held = _held(session, visit)
        if any(one.sample and not one.opened_at for one in held):
            raise Sorry(422, "batch.unread")
        skipped = _approve(
            session, visit.portal, visit.reviewer, batch, [o for o in held if o.record in ticked]
        )
        storage_review_batches.close(session, batch, visit.portal.place().now)
        left = [(why, storage_review_queue.row(session, record)) for record, why in skipped]
    approved = len(ticked & {one.record for one in held}) - len(left)
    return show(visit, "batch_done.html", approved=approved, left=[(why, row) for why, row in left if row])


def _approve(
    session: Session, portal: Portal, who: Reviewer, batch: str, chosen: Sequence[Batched]
) -> list[tuple[str, str]]:
    """Approve what may be; (record, why not) of the rest."""
    answer = Answer("approved", by=who.shown, reviewer=who.id, batch=batch)
    now, skipped = portal.place().now, []
    for one in chosen:
        row = storage_review_queue.row(session, one.record)
        try:
            if row is not None and row.version == one.version and not row.is_clean:
                raise Overtaken("care")
            answer_one(session, one.record, Seen(one.version, "waiting"), answer, now)
        except Overtaken as overtaken:
            skipped.append((one.record, overtaken.what))
        except Unknown:
            skipped.append((one.record, "unknown"))
    return skipped


def _held(session: Session, visit: Visit) -> list[Batched]:
    held = storage_review_batches.open_batch(session, visit.path["batch"], visit.reviewer.id)
    if not held:
        raise Sorry(404, "batch.unknown")
    return held


PAGES = (gather, batch_page, approve_all)
