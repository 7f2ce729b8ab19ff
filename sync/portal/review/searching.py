"""Tìm: every entry by words without marks, newest first."""

from __future__ import annotations

from starlette.responses import Response

from sync.portal import counts, search
from sync.portal.review.accounts import Role
from sync.portal.review.pages import Visit, link, page, show
from sync.portal.storage_review_queue import STATUSES
from sync.portal.words import N_

A_PAGE = 50
FARTHEST = 40
"""Pages: whoever needs the two-thousandth hit types one word more."""


@page("/search", needs=Role.READER, menu=N_("Tìm"))
def find(visit: Visit) -> Response:
    """A page of what was found."""
    left = counts.catch_up(visit.portal)
    typed, status = visit.said("q", 300), visit.said("status", 20)
    status = status if status in STATUSES else ""
    number = min(visit.number("page"), FARTHEST)
    with visit.portal.database.read() as session:
        found = search.find(session, typed, "", status, A_PAGE + 1, (number - 1) * A_PAGE)
    return show(
        visit,
        "search.html",
        typed=typed,
        wanted=status,
        statuses=STATUSES,
        found=found[:A_PAGE],
        more=len(found) > A_PAGE and number < FARTHEST,
        number=number,
        left=left,
        to_page=lambda n: link("/search", q=typed, status=status, page=n if n > 1 else ""),
    )


PAGES = (find,)
