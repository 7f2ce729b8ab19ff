"""The portal's SQL about bulk approval: what a reviewer put together, which of it must be read, what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from sync.database import Session


@dataclass(frozen=True, slots=True)
class Batched:
    """An entry of a batch; `opened_at` is "" until its reviewer opened it, `sample` says that they must."""

    record: str
    version: int
    sample: bool
    opened_at: str


def add(
    session: Session, batch: str, reviewer: str, records: Sequence[tuple[str, int, bool]], now: str
) -> None:
    """A batch of (record, version, whether it belongs to the sample), in this order."""
    session.execute(
        text("INSERT INTO review_batch (id, reviewer, made_at) VALUES (:id, :r, :at)"),
        {"id": batch, "r": reviewer, "at": now},
    )
    session.execute(
        text(
            "INSERT INTO review_batch_record (batch, record, version, place, sample, opened_at) "
            "VALUES (:batch, :record, :version, :place, :sample, '')"
        ),
        [
            {"batch": batch, "record": record, "version": version, "place": place, "sample": int(sample)}
            for place, (record, version, sample) in enumerate(records)
        ],
    )


def open_batch(session: Session, batch: str, reviewer: str) -> list[Batched]:
    """What a reviewer's own batch holds; empty where it is not theirs or was closed."""
    rows = session.execute(
        text(
            "SELECT r.record, r.version, r.sample, r.opened_at FROM review_batch_record r "
            "JOIN review_batch b ON b.id = r.batch WHERE b.id = :b AND b.reviewer = :r AND b.closed_at IS NULL "
            "ORDER BY r.place"
        ),
        {"b": batch, "r": reviewer},
    )
    return [Batched(row[0], int(row[1]), bool(row[2]), row[3]) for row in rows]


def opened(session: Session, batch: str, reviewer: str, record: str, now: str) -> None:
    """The reviewer of this batch opened one of its entries; the first time counts."""
    session.execute(
        text(
            "UPDATE review_batch_record SET opened_at = :at WHERE batch = :b AND record = :r AND opened_at = '' "
            "AND EXISTS (SELECT 1 FROM review_batch b WHERE b.id = :b AND b.reviewer = :who)"
        ),
        {"at": now, "b": batch, "r": record, "who": reviewer},
    )


def close(session: Session, batch: str, now: str) -> None:
    """It was answered."""
    session.execute(text("UPDATE review_batch SET closed_at = :at WHERE id = :b"), {"at": now, "b": batch})
