"""What units ask about entries that are here: to withdraw one, or to have it opened for mending."""

from __future__ import annotations

from starlette.responses import Response

from sync.portal import requests, storage_review_queue
from sync.portal.review.accounts import Role
from sync.portal.review.decide import LONGEST_REASON
from sync.portal.review.pages import Notice, Visit, go, page, show
from sync.portal.review.queue import look_over
from sync.portal.words import N_


@page("/requests", needs=Role.READER, menu=N_("Đề nghị"))
def asked(visit: Visit) -> Response:
    """Those that wait for a word, the oldest first."""
    look_over(visit.portal)
    found = requests.waiting(visit.portal)
    with visit.portal.database.read() as session:
        rows = [(one, storage_review_queue.row(session, one.record)) for one in found]
    done = visit.query.get("done", "")
    return show(
        visit,
        "requests.html",
        rows=rows,
        longest=LONGEST_REASON,
        notice=Notice(f"requests.{done}") if done in {"granted", "refused"} else None,
    )


@page("/requests/{request}", needs=Role.REVIEWER, method="POST")
def say(visit: Visit) -> Response:
    """Grant it or not; the unit hears either way."""
    granted = visit.said("answer") == "grant"
    reason = visit.said("reason", LONGEST_REASON)
    requests.answer(
        visit.portal, visit.path["request"], granted=granted, reason=reason, by=visit.reviewer.shown
    )
    return go("/requests", done="granted" if granted else "refused")


PAGES = (asked, say)
