"""A data folder: made, locked, opened, migrated. Everything that can be wrong with it becomes a code here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import insert, select
from sqlalchemy.exc import DatabaseError as SqlError

from desktop import clear
from desktop.disk import disk_errors, write_whole
from desktop.domain.problems import Refused
from desktop.store import backup, chain, places, refolding, tables
from desktop.store.chain import Anchor
from desktop.store.files import FileStore
from desktop.store.head_copy import HeadCopy
from desktop.store.keys import Keys
from desktop.store.migrations import STEPS
from desktop.store.payloads import Payloads
from desktop.store.person_keys import FILE as PERSON_KEYS
from desktop.store.person_keys import PersonKeys
from sync import outbox
from sync.database import Database, DatabaseError, open_sqlite

FILE = "sangkien.db"
LOCK = "in-use.lock"
RUNNING = "still-open"
"""Stands while a program holds the folder; found at an opening, the last one did not close it."""

RESERVE = "reserve.bin"
_NO_ROOM = 256 * 1024
RESERVE_BYTES = 4 * 1024 * 1024
"""Freed when the disk is full, so that what is being typed can still be stored."""

SCRATCH = "scratch"
"""Papers in clear for the seconds in which they are printed; emptied at each opening, after a sudden death too."""

Randomness = Callable[[int], bytes]


@dataclass(slots=True)
class OpenFolder:
    """An open data folder. `writable` is false beside another program that holds it."""

    path: Path
    keys: Keys
    database: Database
    person_keys: PersonKeys
    payloads: Payloads
    files: FileStore
    head_copy: HeadCopy
    writable: bool
    lock: FileLock | None
    unclean: bool = False
    """The last program that wrote here did not leave properly."""
    head_fault: str = ""
    """What is wrong between the chain and its second copy, found at the opening; "" for nothing."""

    def close(self) -> None:
        """Give back files and the lock."""
        self.database.close()
        self.person_keys.close()
        if self.lock is not None:
            with suppress(OSError):
                (self.path / RUNNING).unlink(missing_ok=True)
            self.lock.release()

    def note_head(self, anchor: Anchor) -> None:
        """Keep the second copy of the audit head; one that does not fit is evidence, and is left alone."""
        if not self.head_fault:
            self.head_copy.note(anchor)

    def accept_head(self) -> None:
        """From here on the chain as it stands is what the second copy says: after a restore, or by decision."""
        with self.database.read() as session:
            anchor = chain.head(session)
        self.head_copy.begin(anchor)
        self.head_fault = ""

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A place for files in clear, gone at the end of the block; in memory where the system has a disk there."""
        with disk_errors(self.path):
            (self.path / SCRATCH).mkdir(exist_ok=True, mode=0o700)
        with clear.place(self.path / SCRATCH) as place:
            yield place

    def free_reserve(self) -> bool:
        """Drop the reserve file; True where that freed anything."""
        reserve = self.path / RESERVE
        if not reserve.exists():
            return False
        reserve.unlink()
        return True

    def refill_reserve(self) -> None:
        """Make the reserve file again once there is room; where there is none, work goes on without it."""
        reserve = self.path / RESERVE
        if self.writable and not reserve.exists():
            with suppress(Refused):
                write_whole(reserve, bytes(RESERVE_BYTES), private=True)


@contextmanager
def new_folder(folder: Path, keys: Keys, random: Randomness = os.urandom) -> Iterator[OpenFolder]:
    """A new folder, open to be filled; emptied again where that fails.

    Raises `folder.not_empty`, `folder.read_only`, `disk.full`.
    """
    _prepare(folder)
    try:
        opened = open_folder(folder, keys, random)
        try:
            yield opened
        except BaseException:
            opened.close()
            raise
    except BaseException:
        for inside in folder.iterdir():  # it was empty before: all of it is ours
            shutil.rmtree(inside) if inside.is_dir() else inside.unlink()
        raise


def _prepare(folder: Path) -> None:
    """An empty folder that only its owner may enter."""
    places.demand_local(folder)
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Refused("folder.not_empty", folder=str(folder))
        if os.name == "posix":
            folder.chmod(0o700)


def open_folder(
    folder: Path, keys: Keys, random: Randomness = os.urandom, *, write: bool = True
) -> OpenFolder:
    """Open a folder with its keys; for writing it is locked first and migrated.

    Raises `folder.busy`, `folder.read_only`, `disk.full`, `database.newer`, `database.damaged`.
    """
    lock = _locked(folder) if write else None
    try:
        try:
            return _opened(folder, keys, random, lock)
        except Refused as refused:
            if refused.code != "disk.full" or lock is None or not (folder / RESERVE).exists():
                raise
            (folder / RESERVE).unlink()
            return _opened(folder, keys, random, lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def demand_free(folder: Path) -> None:
    """Raise `folder.busy` while a program holds a folder."""
    _locked(folder).release()


def _is_at_rest(folder: Path) -> bool:
    """Whether nobody can be writing: the disk takes no writes, and the last program left no log behind."""
    return not os.access(folder, os.W_OK) and not any(folder.glob("*.db-wal"))


def _locked(folder: Path) -> FileLock:
    lock = FileLock(
        folder / LOCK, timeout=0, mode=0o600, thread_local=False
    )  # opened on one lane, closed on another
    with disk_errors(folder):
        try:
            lock.acquire()
        except Timeout:
            raise Refused("folder.busy", folder=str(folder)) from None
    return lock


def _opened(folder: Path, keys: Keys, random: Randomness, lock: FileLock | None) -> OpenFolder:
    write = lock is not None
    at_rest = not write and _is_at_rest(folder)
    unclean = write and (folder / RUNNING).exists()
    if write:
        _sweep(folder)
        _make_private(folder)
    database = open_sqlite(folder / FILE, keys.database, read_only=not write, at_rest=at_rest)
    try:
        with sql_refusals(folder):
            if write:
                _migrate(folder, keys, database)
            else:
                _demand_known(database)
            person_keys = PersonKeys.open(folder, keys.person_keys, random, write=write, at_rest=at_rest)
    except BaseException:
        database.close()
        raise
    opened = OpenFolder(
        folder,
        keys,
        database,
        person_keys,
        Payloads(person_keys),
        FileStore(folder, keys.files, keys.file_names, random),
        HeadCopy(folder, keys.audit),
        write,
        lock,
        unclean,
    )
    try:
        with sql_refusals(folder):
            _hold_head(opened)
    except BaseException:
        database.close()
        person_keys.close()
        raise
    if write:
        with suppress(OSError):
            (folder / RUNNING).touch(mode=0o600)
    opened.refill_reserve()
    return opened


def _sweep(folder: Path) -> None:
    """What a sudden death left half written: papers in clear, copies that never took their names."""
    clear.sweep()
    shutil.rmtree(folder / SCRATCH, ignore_errors=True)
    for place, pattern in ((folder, ".*.part"), (folder / backup.FOLDER, ".*")):
        for left in place.glob(pattern):
            with suppress(OSError):
                left.unlink()


def _make_private(folder: Path) -> None:
    """What lies in a data folder is for its owner alone; an older program, or a copy, may have left it open."""
    if os.name != "posix":
        return  # on Windows the profile's own folder is private; rights are inherited from it
    with suppress(OSError):
        folder.chmod(0o700)
        for database in (folder / FILE, folder / PERSON_KEYS):
            if not database.exists():
                database.touch(mode=0o600)
        for inside in folder.iterdir():
            if inside.stat().st_mode & 0o077 and not inside.is_symlink():
                inside.chmod(0o700 if inside.is_dir() else 0o600)


_HEAD_MARK = "audit_head_copied"


def _hold_head(opened: OpenFolder) -> None:
    """Compare the chain with its second copy; where the copy is only behind, or was never made, bring it up."""
    with opened.database.read() as session:
        anchor = chain.head(session)
        marked = session.execute(
            select(tables.app_state.c.value).where(tables.app_state.c.key == _HEAD_MARK)
        ).first()
        try:
            copied = opened.head_copy.read()
        except Refused as refused:
            opened.head_fault = refused.code
            return
        if copied is None:
            opened.head_fault = "audit.copy_missing" if marked else ""
        elif copied.operations > anchor.operations:
            opened.head_fault = "audit.copy_ahead"
        elif not chain.agrees(session, copied):
            opened.head_fault = "audit.copy_differs"
    if opened.head_fault or not opened.writable or (copied == anchor and marked):
        return
    with suppress(Refused):  # a full disk leaves the copy behind, which is no fault
        opened.head_copy.begin(anchor)
        if not marked:
            with opened.database.write() as session:
                session.execute(insert(tables.app_state).values(key=_HEAD_MARK, value="1"))


_SQLITE_CODES = (
    ("disk is full", "disk.full"),
    ("readonly database", "folder.read_only"),
    ("unable to open", "folder.read_only"),
    ("disk i/o error", "disk.broken"),
    ("malformed", "database.damaged"),
    ("not a database", "database.damaged"),  # the key was proven by the key file before
    ("locked", "folder.busy"),
    ("unique constraint failed", "record.taken"),
)


_LINEAGES = {"desktop": STEPS, "outbox": outbox.MIGRATIONS}


def _demand_known(database: Database) -> None:
    for lineage, steps in _LINEAGES.items():
        found = database.version_of(lineage)
        if found > len(steps):
            raise Refused("database.newer", lineage=lineage, found=found, known=len(steps))


def _migrate(folder: Path, keys: Keys, database: Database) -> None:
    """Bring the tables forward; a file that holds somebody's work is copied, and the copy proven, before."""
    found = {lineage: database.version_of(lineage) for lineage in _LINEAGES}
    behind = any(0 < found[lineage] < len(steps) for lineage, steps in _LINEAGES.items())
    if behind:
        name = "before-" + "-".join(f"{lineage}{version}" for lineage, version in found.items()) + ".db"
        backup.copy_verified(database, folder / FILE, folder / backup.FOLDER / name, keys.database)
    for lineage, steps in _LINEAGES.items():
        database.migrate(lineage, steps)
    refolding.bring_up_to_date(database)


@contextmanager
def sql_refusals(folder: Path) -> Iterator[None]:
    """Turns what SQLite says of the disk that a folder lies on into `Refused`."""
    try:
        yield
    except SqlError as error:
        raise _refusal_of(error, folder) from error
    except DatabaseError as error:
        code = "database.damaged" if error.code == "key.wrong" else error.code
        raise Refused(code, **error.facts) from error


def _refusal_of(error: SqlError, folder: Path) -> Refused:
    """What SQLite's own words about the disk mean; anything else is a bug and is raised again."""
    said = str(error.orig).lower()
    for words, code in _SQLITE_CODES:
        if words in said:
            return Refused(_told_apart(code, folder), file=folder.name)
    raise error


def _told_apart(code: str, folder: Path) -> str:
    """SQLite also speaks of a broken disk where its shared memory finds no room on a full one."""
    is_full = code == "disk.broken" and shutil.disk_usage(folder).free < _NO_ROOM
    return "disk.full" if is_full else code
