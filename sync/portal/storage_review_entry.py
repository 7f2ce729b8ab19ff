"""The portal's SQL about one entry: its versions with their bytes, its files, what was answered, canned reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from sync.database import Session


@dataclass(frozen=True, slots=True)
class Version:
    """A version that was taken; `state` is `received` while files are missing, else `complete`."""

    number: int
    key: str
    line: bytes
    received_at: str
    state: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that a version names; `here` once it has come whole."""

    sha256: str
    size: int
    name: str
    media: str
    here: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer that was given: on which version, what, why, by whom and when."""

    position: int
    record: str
    unit: str
    version: int
    status: str
    reason: str
    field: str
    by: str
    batch: str
    at: str
    title: str = ""
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class Canned:
    """A reason that reviewers pick: the field it is about ("" for the whole entry) and its words."""

    id: str
    field: str
    words: str


def versions(session: Session, record: str) -> list[Version]:
    """Every version that was taken for the portal, the newest first."""
    rows = session.execute(
        text(
            "SELECT version, key, line, received_at, state FROM change WHERE record = :r AND audience = 'portal' "
            "AND state <> 'held' ORDER BY version DESC"
        ),
        {"r": record},
    )
    return [Version(int(row[0]), row[1], bytes(row[2]), row[3], row[4]) for row in rows]


def files(session: Session, key: str) -> list[File]:
    """The files that a version names, by name."""
    rows = session.execute(
        text(
            "SELECT f.sha256, f.size, f.name, f.media, p.sha256 FROM change_file f "
            "LEFT JOIN file p ON p.sha256 = f.sha256 WHERE f.key = :k ORDER BY f.name, f.sha256"
        ),
        {"k": key},
    )
    return [File(row[0], int(row[1]), row[2], row[3], row[4] is not None) for row in rows]


def file_of(session: Session, record: str, sha256: str) -> File | None:
    """A file by its content, where a version of this record names it and it is here."""
    row = session.execute(
        text(
            "SELECT f.sha256, f.size, f.name, f.media FROM change_file f JOIN change c ON c.key = f.key "
            "JOIN file p ON p.sha256 = f.sha256 WHERE c.record = :r AND c.audience = 'portal' "
            "AND f.sha256 = :s ORDER BY c.version DESC LIMIT 1"
        ),
        {"r": record, "s": sha256},
    ).first()
    return None if row is None else File(row[0], int(row[1]), row[2], row[3], here=True)


_DECISION = (
    "SELECT d.position, d.record, d.unit, d.version, d.status, d.reason, d.field, d.by_name, d.batch, d.at "
)


def decisions(session: Session, record: str) -> list[Decision]:
    """What was answered on a record, the newest first."""
    rows = session.execute(
        text(_DECISION + "FROM review_decision d WHERE d.record = :r ORDER BY d.position DESC"), {"r": record}
    )
    return [Decision(*row) for row in rows]


def all_decisions(session: Session, most: int, after: int) -> list[Decision]:
    """What was answered on all records, the newest first."""
    rows = session.execute(
        text(
            _DECISION + ", COALESCE(e.title, ''), u.name FROM review_decision d JOIN unit u ON u.id = d.unit "
            "LEFT JOIN review_entry e ON e.record = d.record ORDER BY d.position DESC LIMIT :n OFFSET :o"
        ),
        {"n": most, "o": after},
    )
    return [Decision(*row) for row in rows]


def number_of_decisions(session: Session) -> int:
    """How many answers were given."""
    return int(session.execute(text("SELECT count(*) FROM review_decision")).scalar_one())


def canned(session: Session) -> list[Canned]:
    """The reasons to pick from, in their order."""
    rows = session.execute(text("SELECT id, field, words FROM canned_reason ORDER BY place, id"))
    return [Canned(row[0], row[1], row[2]) for row in rows]


def set_canned(session: Session, reasons: Sequence[Canned]) -> None:
    """These are the reasons from now on; what was answered keeps its words."""
    session.execute(text("DELETE FROM canned_reason"))
    if reasons:
        session.execute(
            text("INSERT INTO canned_reason (id, field, words, place) VALUES (:id, :field, :words, :place)"),
            [
                {"id": one.id, "field": one.field, "words": one.words, "place": place}
                for place, one in enumerate(reasons, 1)
            ],
        )
