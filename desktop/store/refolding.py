"""Folded columns and the search index, made anew when the rule of folding has changed."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, text, update

from desktop.domain.text import FOLD_VERSION, fold, name_key
from desktop.store import initiatives, tables
from desktop.store.initiatives import order_keys, search_text
from desktop.store.records import by_id
from sync.database import Database, Session

_KEY = "fold_version"
_CHUNK = 1_000


def bring_up_to_date(database: Database) -> bool:
    """Fold everything again where it was folded by another version; gives whether that was needed."""
    with database.read() as session:
        known = session.execute(
            select(tables.app_state.c.value).where(tables.app_state.c.key == _KEY)
        ).scalar()
    if known == str(FOLD_VERSION):
        return False
    with database.write() as session:
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
    session.execute(text("INSERT INTO initiative_search (initiative_search) VALUES ('delete-all')"))
    seqs = {
        row.id: row.seq for row in session.execute(select(tables.initiative.c.id, tables.initiative.c.seq))
    }
    lines: list[dict[str, object]] = []
    keys: list[dict[str, object]] = []
    for value in initiatives.load_all(session):
        lines.append({"rowid": seqs[value.id], **search_text(value)})
        keys.append(
            {"_id": value.id, **order_keys(value.title, value.authors[0].name if value.authors else "")}
        )
        if len(lines) == _CHUNK:
            _write(session, lines, keys)
    if lines:
        _write(session, lines, keys)


def _write(session: Session, lines: list[dict[str, object]], keys: list[dict[str, object]]) -> None:
    session.execute(insert(tables.search), lines)
    session.connection().execute(by_id(tables.initiative), keys)
    lines.clear()
    keys.clear()
