"""A folder made good again from what is left of a damaged one, and a list of everything that differs.

Rows come from the damaged database as far as they can be read, from the newest backup where a table has gaps, and from
the history's own copies where those are newer; attachments and the key file from backups. The damaged folder is only
read. What is made lies beside and takes its place last.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Table, delete, inspect, select, text
from sqlalchemy.exc import DatabaseError as SqlError

from desktop.disk import copy_whole
from desktop.domain.problems import Refused
from desktop.store import archive, catalogue, chain, files, opening, person_keys, refolding, tables
from desktop.store.chain import Anchor
from desktop.store.damaged import Damaged, in_pieces
from desktop.store.head_copy import HeadCopy
from desktop.store.history import NOUNS
from desktop.store.keys import Keys
from desktop.store.migrations import STEPS
from desktop.store.opening import OpenFolder
from desktop.store.records import Synced
from sync import outbox
from sync.database import Database, Session, open_sqlite

Stop = Callable[[], object]
_SKIPPED = frozenset({"schema_version"})
_LOCAL_MARKS = ("audit_head_copied", "fold_version")
"""What a new database finds out for itself."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was. `what` names a record, a file or a table.

    `code`: `salvage.database_lost`, `salvage.rows_lost`, `salvage.from_backup`, `salvage.from_history`,
    `salvage.record_lost`, `salvage.file_from_backup`, `salvage.file_lost`, `salvage.operations_lost`,
    `salvage.person_keys_lost`, `salvage.entries_lost`, `salvage.history_broken`.
    """

    code: str
    kind: str = ""
    what: str = ""
    count: int = 1


@dataclass(slots=True)
class Salvage:
    """What came of it."""

    differences: list[Difference] = field(default_factory=list)
    records: int = 0
    files: int = 0

    def note(self, code: str, kind: str = "", what: str = "", count: int = 1) -> None:
        """One more difference."""
        self.differences.append(Difference(code, kind, what, count))


def salvage(
    folder: Path,
    keys: Keys,
    staging: Path,
    backups: Sequence[Path],
    finish: Callable[[OpenFolder], object],
    stop: Stop = lambda: None,
) -> Salvage:
    """Fill an empty staging folder, where the key file already stands, from a damaged one. `backups`: newest first.

    `finish` is called with the new folder open, before its audit head is taken over.
    """
    result = Salvage()
    work = staging / ".work"
    work.mkdir()
    held = _head_copy(folder, keys)
    old = _old_database(folder, keys, work)
    spare = _spare_database(backups, keys, work)
    if not old.is_readable:
        result.note("salvage.database_lost")
    source = old if old.is_readable else spare
    if source is None:
        raise Refused("salvage.nothing", folder=str(folder))
    _fill(staging, keys, source, spare if source is not spare else None, result, stop)
    _person_keys(folder, keys, work, staging, result)
    opened = opening.open_folder(staging, keys)
    try:
        with opened.database.write() as session:
            _drop_orphans(session, result)
            _catch_up(session, opened, [base for base in (old, spare) if base is not None], result)
        refolding.bring_up_to_date(opened.database)
        _files(folder, opened, backups, result, stop)
        _judge_history(opened, held, result)
        finish(opened)
        opened.accept_head()
    finally:
        opened.close()
    shutil.rmtree(work, ignore_errors=True)
    return result


def _head_copy(folder: Path, keys: Keys) -> Anchor | None:
    with suppress(Refused):
        return HeadCopy(folder, keys.audit).read()
    return None


def _old_database(folder: Path, keys: Keys, work: Path) -> Damaged:
    """A copy of the database and its log to read from: opening a log may write beside it."""
    for name in (opening.FILE, f"{opening.FILE}-wal"):
        if (folder / name).exists():
            copy_whole(folder / name, work / name)
    return Damaged(work / opening.FILE, keys.database)


def _spare_database(backups: Sequence[Path], keys: Keys, work: Path) -> Damaged | None:
    for place, backup in enumerate(backups):
        with suppress(Refused):
            target = work / f"backup-{place}.db"
            archive.extract_one(backup, opening.FILE, target)
            spare = Damaged(target, keys.database)
            if spare.is_readable:
                return spare
    return None


def _fill(
    staging: Path, keys: Keys, source: Damaged, spare: Damaged | None, result: Salvage, stop: Stop
) -> None:
    """A new database of the same age as the old one, with every row that is left; then brought forward."""
    versions = dict(source.rows("schema_version").found) if "schema_version" in source.tables else {}
    database = open_sqlite(staging / opening.FILE, keys.database, pool_size=1)
    try:
        database.relax()
        for lineage, steps in (("desktop", STEPS), ("outbox", outbox.MIGRATIONS)):
            database.migrate(lineage, steps[: int(versions.get(lineage, len(steps)))])
        made = _columns(database)
        with database.write() as session:
            for table in source.tables:
                stop()
                if table in made and table not in _SKIPPED:
                    _fill_table(session, table, made[table], source, spare, result)
            _keep_references(session)
            session.execute(delete(tables.app_state).where(tables.app_state.c.key.in_(_LOCAL_MARKS)))
    finally:
        database.close()


def _columns(database: Database) -> Mapping[str, Sequence[str]]:
    look = inspect(database.engine)
    return {name: [column["name"] for column in look.get_columns(name)] for name in look.get_table_names()}


def _fill_table(
    session: Session, table: str, made: Sequence[str], source: Damaged, spare: Damaged | None, result: Salvage
) -> None:
    read = source.rows(table)
    _insert(session, table, made, read.columns, read.found)
    if read.whole:
        return
    before = _count(session, table)
    if spare is not None and table in spare.tables:
        older = spare.rows(table)
        _insert(session, table, made, older.columns, older.found)
    result.note("salvage.rows_lost", table, count=_count(session, table) - before)


def _insert(
    session: Session,
    table: str,
    made: Sequence[str],
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Put rows in that are not there yet; columns that a newer table no longer has are left out."""
    kept = [name for name in columns if name in made]
    places = [columns.index(name) for name in kept]
    names = ", ".join(f'"{name}"' for name in kept)
    values = ", ".join(f":c{place}" for place in range(len(kept)))
    wanted = text(f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({values})')  # noqa: S608 - our own tables
    for piece in in_pieces(rows):
        session.execute(wanted, [{f"c{n}": row[place] for n, place in enumerate(places)} for row in piece])


def _count(session: Session, table: str) -> int:
    return int(session.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one())  # noqa: S608 - our own tables


def _keep_references(session: Session) -> None:
    """Rows name the operation that wrote them; one that is lost is stood for by an empty entry, which no link fits."""
    wanted: set[int] = set()
    for table in tables.metadata.sorted_tables:
        if "operation" in table.c and table is not tables.operation:
            with suppress(SqlError):  # a table that a later step makes
                wanted |= set(session.execute(select(table.c.operation).distinct()).scalars())
    known = set(session.execute(select(tables.operation.c.seq)).scalars())
    for seq in sorted(wanted - known - {None}):
        session.execute(
            text(
                "INSERT INTO operation (seq, id, at, user, replica, label, undoable) "
                "VALUES (:s, :i, '', '', '', 'folder.lost', 0)"
            ),
            {"s": seq, "i": f"lost-{seq}"},
        )
    for column in ("undoes", "undone_by"):
        session.execute(
            text(
                f"UPDATE operation SET {column} = NULL WHERE {column} NOT IN (SELECT seq FROM operation)"  # noqa: S608
            )
        )


def _person_keys(folder: Path, keys: Keys, work: Path, staging: Path, result: Salvage) -> None:
    """Every key that can be read; where one is lost, history about that person stays closed, and nothing else."""
    for name in (person_keys.FILE, f"{person_keys.FILE}-wal"):
        if (folder / name).exists():
            copy_whole(folder / name, work / name)
    old = Damaged(work / person_keys.FILE, keys.person_keys)
    read = old.rows(person_keys.TABLE) if person_keys.TABLE in old.tables else None
    new = person_keys.PersonKeys.open(staging, keys.person_keys)
    try:
        new.take_over({str(person): bytes(key) for person, key in read.found} if read else {})
    finally:
        new.close()
    if read is None or not read.whole:
        result.note("salvage.person_keys_lost")


def _catch_up(session: Session, opened: OpenFolder, bases: Sequence[Damaged], result: Salvage) -> None:
    """Records that are missing, or not as the history's last word on them, are written from the history.

    Where rows were lost each record is compared whole: what hung on it may be gone while its own row stands.
    """
    whole = not any(item.code == "salvage.rows_lost" for item in result.differences)
    for kind, noun in NOUNS.items():
        table: Table = noun.table
        stood = {row.id: row.operation for row in session.execute(select(table.c.id, table.c.operation))}
        result.records += len(stood)
        last = session.execute(
            text(
                "SELECT record, max(operation) AS operation, after FROM history WHERE kind = :k GROUP BY record"
            ),
            {"k": kind},
        ).all()
        for row in last:
            if row.after is None or (whole and stood.get(row.record, -1) >= row.operation):
                continue
            _write_last(session, opened, kind, row, stood, result)
        if not whole:
            named = set().union(
                *(base.words(table.name, "id") for base in bases if table.name in base.tables)
            )
            for record in sorted(named - set(stood) - {row.record for row in last}):
                result.note("salvage.record_lost", kind, record)


def _write_last(
    session: Session, opened: OpenFolder, kind: str, row: Any, stood: Mapping[str, int], result: Salvage
) -> None:
    noun = NOUNS[kind]
    try:
        value = opened.payloads.unpack(kind, row.after, noun.type)
    except Refused:  # about somebody who was erased, or whose key is gone
        if row.record not in stood:
            result.note("salvage.record_lost", kind, row.record)
        elif stood[row.record] < row.operation:
            result.note("salvage.from_backup", kind, row.record)
        return
    if noun.load_many(session, (row.record,)).get(row.record) == value:
        return
    for item in getattr(value, "attachments", ()):
        name = opened.files.disk_name(item.file)
        catalogue.add(session, item.file, item.size, item.media_type, name, "")
    noun.write(session, [value], [Synced(1, row.operation)], new=row.record not in stood)
    result.note("salvage.from_history", kind, row.record)


def _drop_orphans(session: Session, result: Salvage) -> None:
    """Rows that hang on a row that is lost say nothing any more."""
    broken = {(row[0], row[3]) for row in session.execute(text("PRAGMA foreign_key_check"))}
    gone = 0
    for table, number in sorted(broken):
        for key in session.execute(text(f'PRAGMA foreign_key_list("{table}")')):
            if key.id == number:
                wanted = f'DELETE FROM "{table}" WHERE "{key[3]}" NOT IN (SELECT "{key[4]}" FROM "{key[2]}")'  # noqa: S608
                gone += max(0, getattr(session.execute(text(wanted)), "rowcount", 0))
    if gone:
        result.note("salvage.rows_lost", "references", count=gone)


def _files(folder: Path, opened: OpenFolder, backups: Sequence[Path], result: Salvage, stop: Stop) -> None:
    """Every attachment that the catalogue names, proven; from a backup where it is spoilt or gone."""
    with opened.database.read() as session:
        known = session.execute(select(tables.file.c.fingerprint)).scalars().all()
    for fingerprint in known:
        stop()
        name = opened.files.disk_name(fingerprint)
        target = opened.path / files.FOLDER / name
        with suppress(Refused, OSError):
            copy_whole(folder / files.FOLDER / name, target)
        if _reads(opened, fingerprint):
            result.files += 1
        elif _from_backup(opened, fingerprint, f"{files.FOLDER}/{name}", target, backups):
            result.files += 1
            result.note("salvage.file_from_backup", "file", fingerprint)
        else:
            target.unlink(missing_ok=True)
            result.note("salvage.file_lost", "file", fingerprint)


def _from_backup(
    opened: OpenFolder, fingerprint: str, name: str, target: Path, backups: Sequence[Path]
) -> bool:
    for backup in backups:
        target.unlink(missing_ok=True)
        with suppress(Refused):
            archive.extract_one(backup, name, target)
            if _reads(opened, fingerprint):
                return True
    return False


def _reads(opened: OpenFolder, fingerprint: str) -> bool:
    try:
        opened.files.get(fingerprint)
    except Refused:
        return False
    return True


def _judge_history(opened: OpenFolder, held: Anchor | None, result: Salvage) -> None:
    with opened.database.read() as session:
        found = chain.head(session)
        fault = chain.verify(session)
        left = session.execute(_ENTRIES_WITH_GAPS).scalar_one()
    if held is not None and held.operations > found.operations:
        result.note("salvage.operations_lost", count=held.operations - found.operations)
    if left:
        result.note("salvage.entries_lost", count=int(left))
    if fault is not None:
        result.note("salvage.history_broken", what=str(fault.at))


_ENTRIES_WITH_GAPS = text(
    "SELECT max(0, (SELECT coalesce(max(seq), 0) FROM operation) - (SELECT count(*) FROM operation)) + "
    "(SELECT count(*) FROM operation o WHERE o.label = 'folder.lost' OR o.steps <> "
    "(SELECT count(*) FROM history h WHERE h.operation = o.seq))"
)
"""Entries of the history that are gone, or of which something is: a record may be lost that nothing names any more."""
