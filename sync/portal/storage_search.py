"""The portal's SQL of searching: words without marks, each as the beginning of a word, newest entries first.

SQLite asks FTS5, PostgreSQL an inverted index over the words as they stand (GIN); both find by beginnings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, text

from sync.database import Session, write_rows


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found."""

    record: str
    unit: str
    unit_name: str
    title: str
    authors: str
    version: int
    status: str
    received_at: str


_SHOWN = (
    "SELECT x.record, x.unit, u.name, x.title, x.authors, r.version, r.status, r.received_at FROM {hits} "
    "JOIN record r ON r.id = x.record JOIN unit u ON u.id = x.unit WHERE (:unit = '' OR x.unit = :unit) "
    "AND (:status = '' OR r.status = :status) ORDER BY x.number DESC LIMIT :most OFFSET :skip"
)
_NEWEST = (
    "(SELECT * FROM (SELECT * FROM entry_text ORDER BY number DESC LIMIT :window) w "
    "WHERE w.vector @@ CAST(:asked AS tsquery)) x"
)
_ALL = (
    "(WITH hits AS MATERIALIZED (SELECT * FROM entry_text WHERE vector @@ CAST(:asked AS tsquery)) "
    "SELECT * FROM hits) x"
)
WINDOWS = (10, 400)
"""So many of the newest entries for each one shown are looked at before the index is asked: words that stand in one
of four hundred entries are found there soon, while the index would gather every entry that holds them."""
_MORE = "AND (:unit = '' OR x.unit = :unit) AND (:status = '' OR r.status = :status) "
_SQLITE = (
    "SELECT x.record, x.unit, u.name, x.title, x.authors, r.version, r.status, r.received_at "
    "FROM (SELECT rowid AS number FROM entry_search WHERE entry_search MATCH :asked ORDER BY rowid DESC {bound}) h "
    "JOIN entry_text x ON x.number = h.number JOIN record r ON r.id = x.record JOIN unit u ON u.id = x.unit "
)


def write(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep what is found of records: `record`, `unit`, `title`, `authors`, `words` (folded, parted by spaces)."""
    if not rows:
        return
    if _is_sqlite(session):
        _forget(session, [str(row["record"]) for row in rows])
    last = int(session.execute(text("SELECT coalesce(max(number), 0) FROM entry_text")).scalar_one())
    write_rows(
        session,
        "INSERT INTO entry_text (number, record, unit, title, authors, words) "
        "VALUES (:number, :record, :unit, :title, :authors, :words) ON CONFLICT (record) DO UPDATE SET "
        "unit = excluded.unit, title = excluded.title, authors = excluded.authors, words = excluded.words",
        [{**row, "number": number} for number, row in enumerate(rows, last + 1)],
    )
    if _is_sqlite(session):
        _index(session, [str(row["record"]) for row in rows])


def _forget(session: Session, records: Sequence[str]) -> None:
    """FTS5 over another table's content is told what stood there before it changes."""
    session.execute(
        _among("INSERT INTO entry_search (entry_search, rowid, words) SELECT 'delete', number, words "
               "FROM entry_text WHERE record IN :records"),
        {"records": list(records)},
    )  # fmt: skip


def _index(session: Session, records: Sequence[str]) -> None:
    session.execute(
        _among("INSERT INTO entry_search (rowid, words) SELECT number, words FROM entry_text "
               "WHERE record IN :records"),
        {"records": list(records)},
    )  # fmt: skip


def find(
    session: Session, words: Sequence[str], unit: str, status: str, most: int, skip: int = 0
) -> list[Hit]:
    """Entries that hold a word beginning with each of these, the newest first."""
    found: Sequence[Any]
    given = {"unit": unit, "status": status, "most": most, "skip": skip}
    if _is_sqlite(session):
        # Without a filter only as many are looked up as are shown; with one, as far as the page needs.
        plain = not unit and not status
        bound = "LIMIT :most OFFSET :skip" if plain else ""
        rest = (
            "ORDER BY h.number DESC"
            if plain
            else f"WHERE 1 = 1 {_MORE}ORDER BY h.number DESC LIMIT :most OFFSET :skip"
        )
        asked = {"asked": " ".join(f'"{word}"*' for word in words)}
        found = session.execute(text(_SQLITE.format(bound=bound) + rest), given | asked).all()
    else:
        asked = {"asked": " & ".join(f"'{word}':*" for word in words)}
        for window in WINDOWS:
            near = given | asked | {"window": window * (skip + most)}
            found = session.execute(text(_SHOWN.format(hits=_NEWEST)), near).all()
            if len(found) == most:
                break
        else:
            found = session.execute(text(_SHOWN.format(hits=_ALL)), given | asked).all()
    return [Hit(*row) for row in found]


def _is_sqlite(session: Session) -> bool:
    return session.connection().dialect.name == "sqlite"


def _among(sql: str) -> Any:
    return text(sql).bindparams(bindparam("records", expanding=True))
