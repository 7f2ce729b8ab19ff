"""The queue: entries by body and unit, those that wait longest first; filters stand in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from itertools import groupby
from operator import itemgetter

from starlette.datastructures import QueryParams
from starlette.responses import Response

from sync import wire
from sync.portal import storage, storage_review_queue
from sync.portal.house import Portal
from sync.portal.looking import look
from sync.portal.review.accounts import Role
from sync.portal.review.pages import Notice, Visit, link, page, show
from sync.portal.review.reading import clean
from sync.portal.storage_review_queue import STATUSES, Wanted
from sync.portal.words import N_

A_PAGE = 50
AT_ONCE = 5_000
"""New entries that are looked over before a list is shown; the rest come with the next one."""
ALL = "all"
STATES = ("", "clean", "care")


def wanted_of(query: QueryParams | Mapping[str, str]) -> Wanted:
    """The filters of an address; what nobody offers is passed over."""
    status, state = str(query.get("status", "waiting")), str(query.get("state", ""))
    return Wanted(
        status="" if status == ALL else status if status in STATUSES else "waiting",
        unit=clean(str(query.get("unit", "")))[:64],
        body=clean(str(query.get("body", "")))[:300],
        state=state if state in STATES else "",
    )


def as_query(wanted: Wanted) -> dict[str, str]:
    """The same filters for an address."""
    said = {name: value for name, value in asdict(wanted).items() if value}
    return {**said, "status": ALL} if not wanted.status else {k: v for k, v in said.items() if v != "waiting"}


def look_over(portal: Portal) -> int:
    """Look over what is new since the last time; how many are left for the next."""
    with portal.database.read() as session:
        left = storage_review_queue.number_to_look_over(session)
    if not left:
        return 0
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        found = storage_review_queue.to_look_over(session, AT_ONCE)
        rows = []
        for record, version, line, received_at in found:
            change = wire.parse_change(line)
            looked = look(change.body, len(change.files), received_at)
            findings = " ".join(looked.findings)
            rows.append({"record": record, "version": version, **asdict(looked), "findings": findings})
        storage_review_queue.looked_over(session, rows)
    return max(left - len(found), 0)


@page("/queue", needs=Role.READER, menu=N_("Hàng chờ"))
def queue(visit: Visit) -> Response:
    """A page of the queue, with how many there are by unit and by status."""
    left = look_over(visit.portal)
    wanted, number = wanted_of(visit.query), visit.number("page")
    with visit.portal.database.read() as session:
        total = storage_review_queue.number(session, wanted)
        pages = max(1, -(-total // A_PAGE))
        number = min(number, pages)
        rows = storage_review_queue.page(session, wanted, A_PAGE, (number - 1) * A_PAGE)
        units = storage_review_queue.by_unit(session, wanted.status)
        statuses = storage_review_queue.by_status(session)
    return show(
        visit,
        "queue.html",
        wanted=wanted,
        asked=as_query(wanted),
        rows=rows,
        total=total,
        number=number,
        pages=pages,
        left=left,
        bodies=[(body, list(found)) for body, found in groupby(units, key=itemgetter(2))],
        statuses=[(status, statuses.get(status, 0)) for status in STATUSES],
        first=(number - 1) * A_PAGE + 1,
        notice=_notice(visit),
        to_page=lambda n: link("/queue", **as_query(wanted), page=n if n > 1 else ""),
    )


def _notice(visit: Visit) -> Notice | None:
    """What became of the last order, where there was no other entry to go on to."""
    done = visit.query.get("done", "")
    return Notice(f"done.{done}") if done in {"approved", "returned", "none_clean"} else None


PAGES = (queue,)
