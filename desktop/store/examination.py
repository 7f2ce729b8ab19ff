"""The doctor's rounds: each check looks at one thing that can go bad and tells facts, never opinions."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError as SqlError

from desktop.domain.problems import Refused
from desktop.store import chain, files, places, program, rows, tables
from desktop.store.opening import RESERVE, OpenFolder
from sync import outbox, outbox_questions
from sync.clock import unstamp
from sync.database import DatabaseError

LEAST_FREE = 200 * 1024 * 1024
OLDEST_SQLITE = (3, 51, 3)
"""From here on SQLite no longer loses pages when a checkpoint meets a writer."""
MOST_SKEW = timedelta(minutes=5)
MOST_BACK = timedelta(hours=26)
"""The clock may lie before the newest entry by a day's mistake and a time zone, not by more."""
TEMPORARY = "sangkien-"
"""How folders are named that a paper is rendered in; one that is left came from a crash."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: `code` names it, `facts` are for its sentence."""

    code: str
    is_well: bool
    facts: Mapping[str, object] = field(default_factory=dict)


def examine(
    opened: OpenFolder, *, folder_only: bool = False, now: datetime | None = None
) -> tuple[Check, ...]:
    """Every check; `folder_only` leaves out what concerns this PC and not the data."""
    looks = dict(_OF_DATA) if folder_only else {**_OF_DATA, **_OF_PLACE}
    found = [_looked(opened, code, look) for code, look in looks.items()]
    if now is not None:
        found.append(_looked(opened, "doctor.clock", partial(_clock, now=now)))
    return tuple(found)


def _looked(opened: OpenFolder, code: str, look: Callable[[OpenFolder], Check]) -> Check:
    """One look; where the database cannot even be read for it, that is what is wrong."""
    try:
        return look(opened)
    except (SqlError, DatabaseError):
        opened.database.close()  # a connection that met a spoilt page reads nothing any more
        return Check(code, is_well=False)


def mend(opened: OpenFolder) -> tuple[str, ...]:
    """Put right what needs no decision: leftovers of a crash, the reserve file."""
    done = []
    for path in _left_behind(opened.path):
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
        done.append("leftovers")
    if not (opened.path / RESERVE).exists():
        opened.refill_reserve()
        done.append("reserve")
    return tuple(dict.fromkeys(done))


def _database(opened: OpenFolder) -> Check:
    with opened.database.read() as session:
        pages = session.execute(text("PRAGMA cipher_integrity_check")).scalars().all()
        # On a damaged page SQLite may stop instead of telling; the pages are told above.
        said = [] if pages else session.execute(text("PRAGMA integrity_check")).scalars().all()
    return Check("doctor.database", not pages and said == ["ok"], {"pages": len(pages)})


def _references(opened: OpenFolder) -> Check:
    with opened.database.read() as session:
        broken = session.execute(text("PRAGMA foreign_key_check")).all()
    return Check("doctor.references", not broken, {"count": len(broken)})


def _audit(opened: OpenFolder) -> Check:
    with opened.database.read() as session:
        operations = chain.head(session).operations
        fault = chain.verify(session, chain.of_receipts(session))
    return Check("doctor.audit", fault is None, {"operations": operations, "broken_at": fault and fault.at})


def _rows(opened: OpenFolder) -> Check:
    """Today's records against the history's last word on each."""
    with opened.database.read() as session:
        found = sum(1 for _ in rows.strangers(session, opened.payloads))
    return Check("doctor.rows", not found, {"count": found})


def _head_copy(opened: OpenFolder) -> Check:
    """The second copy of the audit head, outside the database, as it was found when the folder was opened."""
    fault = opened.head_fault
    copied = 0
    if not fault:
        with opened.database.read() as session:
            held = opened.head_copy.read()
            copied = held.operations if held else 0
            if held is not None and not chain.agrees(session, held):
                fault = "audit.copy_differs"
    return Check(fault or "doctor.head_copy", not fault, {"operations": copied})


def _person_keys(opened: OpenFolder) -> Check:
    pages = opened.person_keys.damaged_pages()
    return Check("doctor.person_keys", not pages, {"pages": pages})


def _clock(opened: OpenFolder, now: datetime) -> Check:
    """This PC's clock against the newest entry of the history, and against the portal's when it was last heard."""
    with opened.database.read() as session:
        newest = session.execute(
            select(tables.operation.c.at).order_by(tables.operation.c.seq.desc()).limit(1)
        ).scalar()
        skew = timedelta(milliseconds=outbox.learned_skew(session) or 0)
    back = unstamp(newest) - now if newest else timedelta()
    is_well = back <= MOST_BACK and abs(skew) <= MOST_SKEW
    facts = {"minutes_off": round(skew.total_seconds() / 60), "days_back": max(0, back.days)}
    return Check("doctor.clock", is_well, facts)


def _place(opened: OpenFolder) -> Check:
    kind = places.kind_of(opened.path)
    return Check("doctor.place", kind is places.PlaceKind.ORDINARY, {"kind": kind})


def _program(_opened: OpenFolder) -> Check:
    """The program's own files against the list that it was packed with; a virus scanner may have taken some."""
    found = program.examine()
    facts = {"count": found.known, "missing": found.missing, "changed": found.changed}
    return Check("doctor.program", not found.missing and not found.changed, facts)


def _attachments(opened: OpenFolder) -> Check:
    missing = damaged = 0
    with opened.database.read() as session:
        known = session.execute(select(tables.file.c.fingerprint)).scalars().all()
    for fingerprint in known:
        try:
            opened.files.get(fingerprint)
        except Refused as refused:
            missing += refused.code == "file.missing"
            damaged += refused.code != "file.missing"
    facts = {"count": len(known), "missing": missing, "damaged": damaged}
    return Check("doctor.attachments", not missing and not damaged, facts)


def _orphans(opened: OpenFolder) -> Check:
    """Files that no record names: left by a form that was never stored. They harm nobody and are told."""
    with opened.database.read() as session:
        known = set(session.execute(select(tables.file.c.disk_name)).scalars())
    folder = opened.path / files.FOLDER
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return Check("doctor.orphans", is_well=True, facts={"count": len(found - known)})


def _outbox(opened: OpenFolder) -> Check:
    with opened.database.read() as session:
        summary = outbox_questions.summary(session)
    facts = {"unsent": summary.unsent, "parked": summary.parked, "lost": summary.files_lost}
    return Check("doctor.outbox", not summary.files_lost, facts)


def _space(opened: OpenFolder) -> Check:
    free = shutil.disk_usage(opened.path).free
    return Check("doctor.space", free >= LEAST_FREE, {"megabytes": free // 1024 // 1024})


def _sqlite(opened: OpenFolder) -> Check:
    with opened.database.read() as session:
        version = str(session.execute(text("SELECT sqlite_version()")).scalar())
    new_enough = tuple(int(part) for part in version.split(".")) >= OLDEST_SQLITE
    return Check("doctor.sqlite", new_enough, {"version": version})


def _leftovers(opened: OpenFolder) -> Check:
    count = sum(1 for _ in _left_behind(opened.path))
    return Check("doctor.leftovers", not count, {"count": count})


def _left_behind(folder: Path) -> Iterator[Path]:
    """Folders of a rehearsal, and attachments that a sudden death left half written."""
    yield from (path for path in folder.glob(f"{TEMPORARY}*") if path.is_dir())
    yield from (folder / files.FOLDER).glob("*/.*.part")


_OF_DATA: Mapping[str, Callable[[OpenFolder], Check]] = {
    "doctor.database": _database,
    "doctor.references": _references,
    "doctor.audit": _audit,
    "doctor.head_copy": _head_copy,
    "doctor.rows": _rows,
    "doctor.attachments": _attachments,
}
_OF_PLACE: Mapping[str, Callable[[OpenFolder], Check]] = {
    "doctor.person_keys": _person_keys,
    "doctor.orphans": _orphans,
    "doctor.outbox": _outbox,
    "doctor.space": _space,
    "doctor.place": _place,
    "doctor.sqlite": _sqlite,
    "doctor.program": _program,
    "doctor.leftovers": _leftovers,
}
