"""The portal's SQL of searching: words without marks, each as the beginning of a word, newest entries first.

SQLite asks FTS5, PostgreSQL an inverted index over the words as they stand (GIN); both find by beginnings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, text

from sync.database import Session, rows_among, write_rows
from sync.portal.storage_counts_tables import ALL_WORDS


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
_INDEXED = (
    "(WITH hits AS MATERIALIZED (SELECT number, record, unit, title, authors FROM entry_text "
    "WHERE vector @@ CAST(:asked AS tsquery)) SELECT * FROM hits {bound}) x"
)
_BOUND = "ORDER BY number DESC LIMIT :skip + :most"
"""Without a filter no more of what was found is looked up than may be shown."""
WINDOW, WIDEST = 10, 100
"""So many of the newest entries for each one shown are looked at before the index is asked: common words are found
there soon, while the index would gather every entry that holds them. Where some were found, but too few, so many are
looked at as promise enough of them, up to the widest."""
STRETCHES = (("#", 10_000), ("@", 100_000))
"""Each entry is found by its stretch of numbers too, a short one and a long one. The index is asked for the newest of
them first: the rarer the words, the further back, and no more entries are fetched than a page needs many times over.
A stretch that does not promise enough, by what the shorter one gave, is passed over."""
SPELLINGS = 200
"""Words that a beginning may be, at most, to be asked for one by one."""
_WORDS = text(
    "SELECT a.asked, w.word FROM unnest(CAST(:asked AS text[])) a (asked), LATERAL (SELECT word FROM entry_word "
    'WHERE word >= a.asked COLLATE "C" AND word <= (a.asked || chr(1114111)) COLLATE "C" LIMIT :most) w'
)
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
    records = [str(row["record"]) for row in rows]
    if _is_sqlite(session):
        _index(session, records)
    else:
        rows_among(session, f"{ALL_WORDS} WHERE record IN :values ON CONFLICT (word) DO NOTHING", records)


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
        found = _on_server(session, words, given)
    return [Hit(*row) for row in found]


def _on_server(session: Session, words: Sequence[str], given: dict[str, Any]) -> Sequence[Any]:
    asked = _spelt_out(session, words)
    if not asked:
        return []
    found = _among_newest(session, asked, given)
    if len(found) == given["most"]:
        return found
    last = int(session.execute(text("SELECT coalesce(max(number), 0) FROM entry_text")).scalar_one())
    indexed = text(
        _SHOWN.format(hits=_INDEXED.format(bound="" if given["unit"] or given["status"] else _BOUND))
    )
    shorter = 0
    for mark, length in (*STRETCHES, ("", 0)):
        promised = len(found) * length // shorter if shorter else given["most"]
        if length and promised < given["most"]:
            continue
        newest = last // length if length else 0
        stretch = f" & ('{mark}{newest}' | '{mark}{newest - 1}')" if length else ""
        found, shorter = session.execute(indexed, given | {"asked": asked + stretch}).all(), length
        if len(found) == given["most"]:
            break
    return found


def _among_newest(session: Session, asked: str, given: dict[str, Any]) -> Sequence[Any]:
    """What the newest entries hold; whole where it is as many as may be shown."""
    most, wanted = given["most"], given["skip"] + given["most"]
    newest, window = text(_SHOWN.format(hits=_NEWEST)), WINDOW * wanted
    found = session.execute(newest, given | {"asked": asked, "window": window}).all()
    wider = 3 * window * most // (2 * len(found)) if found else 0
    if len(found) < most and window < wider <= WIDEST * wanted:
        found = session.execute(newest, given | {"asked": asked, "window": wider}).all()
    return found


def _spelt_out(session: Session, words: Sequence[str]) -> str:
    """What PostgreSQL's index is asked: words as they stand in entries where that is few, else their beginning.

    Nothing where no entry holds any word beginning like one of these.
    """
    known: dict[str, list[str]] = {}
    for asked, word in session.execute(_WORDS, {"asked": list(words), "most": SPELLINGS + 1}):
        known.setdefault(asked, []).append(word)
    if len(known) < len(set(words)):
        return ""
    return " & ".join(
        f"'{asked}':*" if len(spelt) > SPELLINGS else "(" + " | ".join(f"'{word}'" for word in spelt) + ")"
        for asked, spelt in known.items()
    )


def _is_sqlite(session: Session) -> bool:
    return session.connection().dialect.name == "sqlite"


def _among(sql: str) -> Any:
    return text(sql).bindparams(bindparam("records", expanding=True))
