"""Folded columns and the search index, made anew when the rule of folding has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update

from desktop.domain.text import FOLD_VERSION, fold, name_key
from desktop.store import tables
from desktop.store.columns import need_json
from desktop.store.initiatives import folded_text, order_keys
from sync.database import Database, Session

_KEY = "fold_version"
_CHUNK = 2_000
_USUAL_PART, _LARGE_PART = 1024 * 1024, 32 * 1024 * 1024
"""How much of the index of words is held in memory before it is written, in bytes; the first is FTS5's own measure."""
_HASH_SIZE = "INSERT INTO initiative_search (initiative_search, rank) VALUES ('hashsize', ?)"
_KEY_INDEXES = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'initiative' "
    "AND (sql LIKE '%(title_key%' OR sql LIKE '%(author_key%')"
)
_ROWS = (
    "SELECT seq, title, public_title, number, workshop, is_protected, summary, sections, title_key, author_key, "
    "json_extract(recognition, '$.number') AS recognised "
    "FROM initiative WHERE seq > ? AND tombstone = 0 ORDER BY seq LIMIT ?"
)
_AUTHORS = (
    "SELECT initiative, name, staff_code FROM author WHERE initiative > ? AND initiative <= ? "
    "ORDER BY initiative, place"
)
_INSERT = "INSERT INTO initiative_search (rowid, title, authors, rest, marked) VALUES (?, ?, ?, ?, ?)"
_KEYS = "UPDATE initiative SET title_key = ?, author_key = ? WHERE seq = ?"


def bring_up_to_date(database: Database) -> bool:
    """Fold everything again where it was folded by another version; gives whether that was needed."""
    with database.read() as session:
        known = session.execute(
            select(tables.app_state.c.value).where(tables.app_state.c.key == _KEY)
        ).scalar()
    if known == str(FOLD_VERSION):
        return False
    with database.write() as session, database.roomy(session):
        _refold_people(session)
        _refold_workshops(session)
        _reindex(session)
        session.execute(delete(tables.app_state).where(tables.app_state.c.key == _KEY))
        session.execute(insert(tables.app_state).values(key=_KEY, value=str(FOLD_VERSION)))
    return True


def _refold_people(session: Session) -> None:
    table = tables.person
    for row in session.execute(select(table.c.id, table.c.name, table.c.given_name)).all():
        key = name_key(f"{row.name} {row.given_name}" if row.given_name else row.name)
        session.execute(update(table).where(table.c.id == row.id).values(folded=fold(row.name), name_key=key))


def _refold_workshops(session: Session) -> None:
    table = tables.workshop
    for row in session.execute(select(table.c.id, table.c.name)).all():
        session.execute(update(table).where(table.c.id == row.id).values(folded=fold(row.name)))


def _reindex(session: Session) -> None:
    """The search index and the keys of order, in one pass over the rows as they lie in the file."""
    run = session.connection().exec_driver_sql
    run("INSERT INTO initiative_search (initiative_search) VALUES ('delete-all')")
    # Indexes of the keys are made again afterwards, from sorted keys; the index of words is written in few large parts.
    indexes = run(_KEY_INDEXES).all()
    for index in indexes:
        run(f"DROP INDEX {index.name}")
    run(_HASH_SIZE, (_LARGE_PART,))
    last = 0
    while True:
        rows = run(_ROWS, (last, _CHUNK)).all()
        if not rows:
            break
        authors = _authors(session, last, rows[-1].seq)
        last = rows[-1].seq
        run(_INSERT, [_line(row, authors.get(row.seq, [])) for row in rows])
        keys = [_keys(row, authors.get(row.seq, [])) for row in rows]
        if changed := [
            each for row, each in zip(rows, keys, strict=True) if each[:2] != (row.title_key, row.author_key)
        ]:
            run(_KEYS, changed)
    run(_HASH_SIZE, (_USUAL_PART,))
    for index in indexes:
        run(index.sql)


def _authors(session: Session, after: int, until: int) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for seq, name, code in session.connection().exec_driver_sql(_AUTHORS, (after, until)):
        found[seq].append((name, code))
    return found


def _line(row: Any, authors: Sequence[tuple[str, str]]) -> tuple[object, ...]:
    rest = [row.workshop, row.public_title, str(row.number or "")]
    if not row.is_protected:
        rest += [row.summary, *need_json(row.sections, dict[str, str]).values()]
    if row.recognised:
        rest.append(row.recognised)
    text = folded_text(row.title, authors, rest)
    return row.seq, text["title"], text["authors"], text["rest"], text["marked"]


def _keys(row: Any, authors: Sequence[tuple[str, str]]) -> tuple[str, str, int]:
    keys = order_keys(row.title, authors[0][0] if authors else "")
    return keys["title_key"], keys["author_key"], row.seq
