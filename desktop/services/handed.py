"""What may be frozen for the portal now, where the frozen ones stand, receipts, a record's story: by pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.services.desk import Look, question
from desktop.store import handed
from desktop.store.lists import InitiativeRow
from sync import outbox_questions, outbox_requests, outbox_story
from sync.outbox_questions import RecordState, StoredReceipt
from sync.outbox_story import Event

__all__ = ["Event", "RecordState"]


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """One page of what may be frozen, and how many there are."""

    rows: tuple[InitiativeRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class HandedPage:
    """One page of what was frozen, each with where it stands, and how many there are."""

    rows: tuple[tuple[InitiativeRow, RecordState], ...]
    total: int


@dataclass(frozen=True, slots=True)
class ShownReceipt:
    """A receipt as people read it; `verified` was computed just now from the stored bytes."""

    record: str
    portal: str
    state: str
    key: str
    fingerprint: str
    version: int
    at: str
    verified: bool
    title: str = ""
    asks: bool = False
    """Whether it is for a request; the title is then of the record that it is about."""


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """One page of receipts, in the order in which they came, and how many there are."""

    rows: tuple[ShownReceipt, ...]
    total: int


@question()
def ready(look: Look, offset: int = 0, limit: int = 100) -> ReadyPage:
    """Recognised initiatives that may leave: never frozen for the portal, or mended after it said no."""
    return ReadyPage(handed.ready(look.session, offset, limit), handed.count_ready(look.session))


@question()
def ready_ids(look: Look) -> tuple[str, ...]:
    """The ids of all of them, to tick or to freeze at once."""
    return handed.ready_ids(look.session)


@question()
def count_ready(look: Look) -> int:
    """How many those are; for a page that only says so."""
    return handed.count_ready(look.session)


@question()
def at_portal(look: Look, states: Sequence[str], offset: int = 0, limit: int = 100) -> HandedPage:
    """What was frozen and stands in one of these states."""
    rows = handed.at_portal(look.session, states, offset, limit)
    known = outbox_questions.status_of(look.session, [row.id for row in rows])
    counted = handed.counts_by_state(look.session)
    return HandedPage(
        tuple((row, known[row.id]) for row in rows if row.id in known),
        sum(counted.get(state, 0) for state in states),
    )


@question()
def states(look: Look, ids: Sequence[str]) -> Mapping[str, RecordState]:
    """What the portal last said of each."""
    return outbox_questions.status_of(look.session, list(ids))


@question()
def counts(look: Look) -> Mapping[str, int]:
    """How many initiatives stand in each state at the portal."""
    return handed.counts_by_state(look.session)


@question()
def receipts(look: Look, record: str = "") -> tuple[ShownReceipt, ...]:
    """The stored receipts (of one record, or all), each verified again from its bytes."""
    return _shown(look, outbox_questions.receipts(look.session, [record] if record else None))


@question()
def receipts_page(look: Look, offset: int = 0, limit: int = 100) -> ReceiptPage:
    """A page of them all; only these are verified."""
    found = outbox_questions.receipts(look.session, None, offset, limit)
    return ReceiptPage(_shown(look, found), outbox_questions.count_receipts(look.session))


@question()
def story(look: Look, record: str) -> tuple[Event, ...]:
    """All that happened to a record on its way to the portal and back, oldest first."""
    return outbox_story.timeline(look.session, record)


@question()
def titles(look: Look, records: Sequence[str]) -> Mapping[str, str]:
    """Titles by id, of those that are here."""
    return handed.titles(look.session, records)


def _shown(look: Look, stored: Sequence[StoredReceipt]) -> tuple[ShownReceipt, ...]:
    about = {one.id: one.record for one in outbox_requests.requests(look.session)}
    records = [about.get(item.receipt.record, item.receipt.record) for item in stored]
    known = handed.titles(look.session, records)
    return tuple(
        ShownReceipt(
            item.receipt.record,
            item.portal_name,
            item.receipt.state,
            item.receipt.key,
            item.receipt.fingerprint,
            item.receipt.version,
            item.receipt.at,
            outbox_questions.verify_receipt(item),
            known.get(record, ""),
            item.receipt.record in about,
        )
        for item, record in zip(stored, records, strict=True)
    )
