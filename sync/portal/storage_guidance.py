"""The portal's SQL about guidance packages: the newest of each publisher, and what the feed says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, text

from sync import guidance
from sync.clock import Clock
from sync.database import Session
from sync.portal import storage, storage_review

EVERYONE = "*"
"""The unit of news that each unit reads."""
_PASSED = "guidance_passed"
_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
_LEAP = 1000
"""More packages than a portal publishes between a backup and its restore."""


@dataclass(frozen=True, slots=True)
class Published:
    """The newest package of one publisher."""

    publisher: str
    version: int
    hash: str
    package: bytes
    published_at: str


def published(session: Session) -> list[Published]:
    """The newest package of each publisher."""
    rows = session.execute(
        text("SELECT publisher, version, hash, package, published_at FROM guidance ORDER BY publisher")
    )
    return [Published(row[0], int(row[1]), row[2], bytes(row[3]), row[4]) for row in rows]


def given_out(session: Session, publisher: str) -> int:
    """The highest number that a package of this publisher has here, or may have had before a restore."""
    out = (one.version for one in published(session) if one.publisher == publisher)
    return max([int(storage.setting(session, _PASSED) or 0), *out])


def pass_numbers(session: Session, clock: Clock, publisher: str) -> None:
    """Count on beyond every number that this publisher gave out since its backup was made.

    How many that were, nothing here remembers, and the same backup may come back twice: so the minutes since
    2020 are taken for a number where they are the higher one. With the clock wrong it is a leap all the same.
    """
    minutes = int((clock.now() - _BEGINNING).total_seconds() // 60)
    storage.set_setting(session, _PASSED, str(max(given_out(session, publisher) + _LEAP, minutes)))


def put(session: Session, package: guidance.Package, data: bytes, now: str) -> None:
    """Make a package its publisher's newest; the file as it came."""
    session.execute(
        text(
            "INSERT INTO guidance (publisher, version, hash, package, published_at) "
            "VALUES (:p, :v, :h, :d, :at) ON CONFLICT (publisher) DO UPDATE SET version = excluded.version, "
            "hash = excluded.hash, package = excluded.package, published_at = excluded.published_at"
        ),
        {
            "p": package.manifest.publisher,
            "v": package.manifest.version,
            "h": package.hash,
            "d": data,
            "at": now,
        },
    )


def keep_only(session: Session, records: Sequence[str]) -> set[str]:
    """Take everything else about guidance out of the feed; which of these records it says already."""
    statement = text("DELETE FROM feed WHERE unit = :u AND kind = :k AND record NOT IN :records").bindparams(
        bindparam("records", expanding=True)
    )
    session.execute(statement, {"u": EVERYONE, "k": guidance.NEWS, "records": list(records)})
    rows = session.execute(
        text("SELECT DISTINCT record FROM feed WHERE unit = :u AND kind = :k"),
        {"u": EVERYONE, "k": guidance.NEWS},
    )
    return {str(row[0]) for row in rows}


def say(session: Session, words: Sequence[guidance.Word], now: str) -> None:
    """Put words into the feed of everyone, in this order."""
    entries = [
        (
            word.record,
            {"jws": word.jws} if word.jws else {"size": word.size, "offset": word.offset, "data": word.data},
        )
        for word in words
    ]
    storage_review.add_all_news(session, EVERYONE, guidance.NEWS, entries, now)
