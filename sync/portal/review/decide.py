"""A reviewer's answer: on the version that they read, once, with the audit and the news in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sync.clock import stamp
from sync.database import Session
from sync.portal import storage, storage_review
from sync.portal.house import Portal
from sync.portal.review.accounts import Reviewer, Role
from sync.portal.storage_review_decisions import Answer, settle

LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What stood on the page when somebody answered."""

    version: int
    status: str


class Overtaken(Exception):
    """Something happened to the entry since the page was read: `newer` version, or another `answer`."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Unknown(Exception):
    """There is no such entry."""


def may_answer(who: Reviewer, status: str) -> bool:
    """A reviewer answers what waits; an answer that was given is changed by the head alone, a withdrawal by nobody."""
    return status != "withdrawn" and who.role.covers(Role.REVIEWER if status == "waiting" else Role.HEAD)


def decide(portal: Portal, record: str, seen: Seen, answer: Answer) -> None:
    """Answer one entry. Raises `Unknown`, or `Overtaken` where the page was old: then nothing is written."""
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        answer_one(session, record, seen, answer, stamp(portal.clock.now()))


def answer_one(session: Session, record: str, seen: Seen, answer: Answer, now: str) -> None:
    """The same inside the caller's transaction, which holds the pen."""
    found: dict[str, Any] | None = storage_review.record(session, record)
    if found is None:
        raise Unknown
    if found["version"] != seen.version:
        raise Overtaken("newer")
    if found["status"] != seen.status or found["status"] == answer.status:
        raise Overtaken("answer")
    settle(session, found, answer, now)
