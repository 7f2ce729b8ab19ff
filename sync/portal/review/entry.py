"""One entry whole on one page: its fields and files, what changed, and the answer."""

from __future__ import annotations

from typing import Any

from starlette.responses import FileResponse, Response

from sync import wire
from sync.database import Session
from sync.portal import storage_review_batches, storage_review_entry, storage_review_queue
from sync.portal.review import entry_view
from sync.portal.review.accounts import Role
from sync.portal.review.decide import LONGEST_REASON, Overtaken, Seen, Unknown, decide, may_answer
from sync.portal.review.pages import Notice, Sorry, Visit, go, link, page, show
from sync.portal.review.queue import as_query, look_over, wanted_of
from sync.portal.storage_review_decisions import Answer
from sync.portal.storage_review_entry import Canned, Version
from sync.portal.storage_review_queue import Row, Wanted

WHOLE = "*"
"""A return that is about the whole entry, not one field."""
RETURNABLE = (
    *(path for path in entry_view.FIELDS if path not in entry_view.OF_THE_PROGRAM),
    *(f"sections.{name}" for name in entry_view.SECTIONS),
    "files",
)
MOST_VERSIONS = 20
"""Versions that are shown with what they changed; those before are counted."""
SAFE_MEDIA = frozenset({"application/pdf", "image/png", "image/jpeg", "image/webp", "image/heic"})
"""What a file may be called on its way out; everything else is bytes and no more."""


@page("/entry/{record}", needs=Role.READER)
def entry(visit: Visit) -> Response:
    """The entry in its queue: the filters of the list go along, so next and previous are those of the list."""
    return _entry(visit, wanted_of(visit.query), 200, {})


@page("/entry/{record}/approve", needs=Role.REVIEWER, method="POST")
def approve(visit: Visit) -> Response:
    """Approve the version that was read."""
    return _answered(visit, Answer("approved", by=visit.reviewer.shown, reviewer=visit.reviewer.id))


@page("/entry/{record}/return", needs=Role.REVIEWER, method="POST")
def send_back(visit: Visit) -> Response:
    """Return it with a reason and the field that it is about; both reach the unit."""
    with visit.portal.database.read() as session:
        picked = {one.id: one for one in storage_review_entry.canned(session)}.get(visit.said("canned"))
    reason, field = _reason(visit, picked), _field(visit, picked)
    typed = {name: visit.said(name) for name in ("canned", "reason", "field")}
    if not reason or len(reason) > LONGEST_REASON:
        return _entry(visit, wanted_of(_filters(visit)), 422, typed, "return.reason")
    if field is None:
        return _entry(visit, wanted_of(_filters(visit)), 422, typed, "return.field")
    return _answered(visit, Answer("returned", reason, field, visit.reviewer.shown, visit.reviewer.id))


def _reason(visit: Visit, picked: Canned | None) -> str:
    own = visit.said("reason", LONGEST_REASON + 1)
    return "\n".join(part for part in (picked.words if picked else "", own) if part)


def _field(visit: Visit, picked: Canned | None) -> str | None:
    """The field that is returned: the one picked, else that of the canned reason; "" is the whole entry."""
    said = visit.said("field")
    if said == WHOLE:
        return ""
    if said in RETURNABLE:
        return said
    return picked.field if picked is not None else None


def _filters(visit: Visit) -> dict[str, str]:
    return {name: visit.said(name) for name in ("status", "unit", "body", "state") if visit.said(name)}


def _answered(visit: Visit, answer: Answer) -> Response:
    """Answer, then on to the next entry of the queue, or back to the list."""
    record, seen = visit.path["record"], Seen(visit.number("version"), visit.said("seen"))
    wanted = wanted_of(_filters(visit))
    with visit.portal.database.read() as session:
        here = storage_review_queue.row(session, record)
        following = _beside(session, wanted, here, before=False) if here else ""
    if here is not None and not may_answer(visit.reviewer, seen.status):
        raise Sorry(403, "role.missing")
    try:
        decide(visit.portal, record, seen, answer)
    except Unknown:
        raise Sorry(404, "entry.unknown") from None
    except Overtaken as overtaken:
        return _entry(visit, wanted, 409, {}, f"overtaken.{overtaken.what}")
    if following:
        return go(f"/entry/{following}", **as_query(wanted), done=record)
    return go("/queue", **as_query(wanted), done=answer.status)


def _beside(session: Session, wanted: Wanted, row: Row, *, before: bool) -> str:
    return storage_review_queue.neighbour(session, wanted, row.received_at, row.record, before=before)


def _entry(visit: Visit, wanted: Wanted, status: int, typed: dict[str, str], problem: str = "") -> Response:
    look_over(visit.portal)
    record = visit.path["record"]
    if batch := visit.said("batch", 40):
        _note_opened(visit, batch, record)
    with visit.portal.database.read() as session:
        row = storage_review_queue.row(session, record)
        if row is None:
            raise Sorry(404, "entry.unknown")
        versions = storage_review_entry.versions(session, record)
        files = {one.number: storage_review_entry.files(session, one.key) for one in versions[:MOST_VERSIONS]}
        previous, following = (_beside(session, wanted, row, before=before) for before in (True, False))
        facts = {
            "row": row,
            "files": files[row.version],
            "twins": storage_review_queue.twins(session, record) if row.twins else [],
            "decisions": storage_review_entry.decisions(session, record),
            "canned": storage_review_entry.canned(session),
            "done": _done(session, visit),
        }
    filters = as_query(wanted)
    told = versions[:MOST_VERSIONS]
    bodies = {one.number: wire.parse_change(one.line) for one in told}
    return show(
        visit,
        "entry.html",
        status,
        **facts,
        shown=entry_view.shown(bodies[row.version].body, visit.words),
        sealed=bool(bodies[row.version].sealed),
        changes=_changes(visit, told, bodies, files),
        older=len(versions) - len(told),
        filters=filters,
        previous=link(f"/entry/{previous}", **filters) if previous else "",
        following=link(f"/entry/{following}", **filters) if following else "",
        batch=batch,
        may=may_answer(visit.reviewer, row.status),
        fields=[(path, entry_view.field_name(visit.words, path)) for path in RETURNABLE],
        field_name=lambda path: entry_view.field_name(visit.words, path),
        typed=typed,
        problem=problem,
        longest=LONGEST_REASON,
    )


def _note_opened(visit: Visit, batch: str, record: str) -> None:
    """A page that was shown to its reviewer counts as read."""
    with visit.portal.database.write() as session:
        now = visit.portal.place().now
        storage_review_batches.opened(session, batch, visit.reviewer.id, record, now)


def _done(session: Session, visit: Visit) -> Notice | None:
    """What became of the entry before this one."""
    done = visit.said("done", 64)
    before = storage_review_queue.row(session, done) if done else None
    if before is None or before.status == "waiting":
        return None
    return Notice(f"done.{before.status}.title", {"title": before.title})


def _changes(
    visit: Visit, versions: list[Version], bodies: dict[int, wire.Change], files: dict[int, list[Any]]
) -> list[dict[str, Any]]:
    """Each version with what it changed against the one before, the newest first."""
    found = []
    for newer, older in zip(versions, [*versions[1:], None], strict=True):
        changed = None
        if older is not None:
            names = tuple([one.name for one in files[side.number]] for side in (older, newer))
            changed = entry_view.differences(
                bodies[older.number].body, bodies[newer.number].body, (names[0], names[1]), visit.words
            )
        found.append({"version": newer, "changed": changed})
    return found


@page("/entry/{record}/file/{sha256}", needs=Role.READER)
def download(visit: Visit) -> Response:
    """A file of this entry, to be kept and opened outside: in the browser it may do nothing at all."""
    content = visit.path["sha256"]
    with visit.portal.database.read() as session:
        found = storage_review_entry.file_of(session, visit.path["record"], content)
    if found is None or not visit.portal.blobs.is_name(content) or not visit.portal.blobs.has(content):
        raise Sorry(404, "file.unknown")
    return FileResponse(
        visit.portal.blobs.path(content),
        media_type=found.media if found.media in SAFE_MEDIA else "application/octet-stream",
        filename=found.name.replace("/", "_").replace("\\", "_") or content,
        headers={"Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "no-store"},
    )


PAGES = (entry, approve, send_back, download)
