"""The canned reasons, which the head edits, and the log of answers."""

from __future__ import annotations

from starlette.responses import Response

from sync.clock import new_id
from sync.portal import storage, storage_review_entry
from sync.portal.review import entry_view
from sync.portal.review.accounts import Role
from sync.portal.review.entry import RETURNABLE
from sync.portal.review.pages import Notice, Visit, go, link, page, show
from sync.portal.storage_review_entry import Canned
from sync.portal.words import N_

MOST_REASONS = 40
LONGEST = 300
EMPTY_ROWS = 2
A_PAGE = 100


@page("/reasons", needs=Role.HEAD, menu=N_("Lý do mẫu"))
def reasons(visit: Visit) -> Response:
    """The reasons in their order, and room for more."""
    with visit.portal.database.read() as session:
        found = storage_review_entry.canned(session)
    rows = [*found, *([Canned("", "", "")] * EMPTY_ROWS)]
    return show(
        visit,
        "reasons.html",
        rows=rows,
        fields=[("", entry_view.field_name(visit.words, ""))]
        + [(path, entry_view.field_name(visit.words, path)) for path in RETURNABLE],
        longest=LONGEST,
        notice=Notice("reasons.kept") if visit.query.get("done") else None,
    )


@page("/reasons", needs=Role.HEAD, method="POST")
def keep_reasons(visit: Visit) -> Response:
    """Keep them as they stand on the page; one without words goes. Answers that were given keep theirs."""
    rows = []
    for place in range(MOST_REASONS + EMPTY_ROWS):
        words, field = visit.said(f"words{place}", LONGEST), visit.said(f"field{place}")
        if words:
            known = visit.said(f"id{place}", 40) or new_id(visit.portal.clock, visit.portal.random)
            order = visit.number(f"place{place}", 0)
            rows.append((order, place, Canned(known, field if field in RETURNABLE else "", words)))
    with visit.portal.database.write() as session:
        storage.hold_the_pen(session)
        storage_review_entry.set_canned(session, [one for _, _, one in sorted(rows, key=lambda row: row[:2])])
    return go("/reasons", done=1)


@page("/log", needs=Role.HEAD, menu=N_("Nhật ký"))
def log(visit: Visit) -> Response:
    """Who answered what, the newest first."""
    number = visit.number("page")
    with visit.portal.database.read() as session:
        total = storage_review_entry.number_of_decisions(session)
        pages = max(1, -(-total // A_PAGE))
        number = min(number, pages)
        rows = storage_review_entry.all_decisions(session, A_PAGE, (number - 1) * A_PAGE)
    return show(
        visit,
        "log.html",
        rows=rows,
        total=total,
        number=number,
        pages=pages,
        field_name=lambda path: entry_view.field_name(visit.words, path),
        to_page=lambda n: link("/log", page=n if n > 1 else ""),
    )


PAGES = (reasons, keep_reasons, log)
