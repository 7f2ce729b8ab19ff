"""Safe to wipe this PC? A proof: all of it is in a backup elsewhere that was just read, and at the portal where due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services import audit, backups
from desktop.services.desk import Desk, job
from desktop.store import archive, backup, opening, wiping
from desktop.store.archive import Archived
from sync.clock import stamp

Stop = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that stands between this PC and its wiping. `name` says which, for a person."""

    code: str
    record: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proven, at a moment (a stamp), of a history whose head is `anchor`; `missing` is empty where safe."""

    at: str
    anchor: str
    records: int
    files: int
    backup: Archived | None
    missing: tuple[Missing, ...]

    @property
    def is_safe(self) -> bool:
        """Whether this PC may be wiped."""
        return not self.missing


@job(Right.ARRANGE)
def prove(desk: Desk, elsewhere: Path | None = None, *, stop: Stop = lambda: None) -> Proof:
    """Look at everything anew. `elsewhere`: a backup file to count on; without it, the newest at the second place.

    Where this program may write, a backup is made first if the newest lacks something. Blocking.
    """
    found: list[Missing] = []
    if elsewhere is None and desk.opened.writable:
        backups.automatic(desk, "wipe", stop=stop)
    held = _proven_backup(desk, elsewhere, found, stop)
    with opening.sql_refusals(desk.folder), desk.database.read() as session:
        names = wiping.disk_names(session)
        lacking = list(wiping.lacking(session))
        titles = wiping.titles(session, [item.record for item in lacking])
        records = wiping.count(session)
        if held is not None and not held.holds(backup.state_of(session), desk.folder):
            found.append(Missing("wipe.backup_older", name=held.path.name))
    for name, fingerprint in sorted(names.items()):
        stop()
        if held is not None and name not in held.names:
            found.append(Missing("wipe.file_not_in_backup", fingerprint, fingerprint[:16]))
        elif not _is_sound(desk, fingerprint):
            found.append(Missing("wipe.file_damaged", fingerprint, fingerprint[:16]))
    history = audit.verify(desk)
    if not history.is_well:
        found.append(Missing("wipe.history"))
    found += [Missing(item.code, item.record, titles.get(item.record, "")) for item in lacking]
    return Proof(stamp(desk.clock.now()), history.anchor, records, len(names), held, tuple(found))


def _proven_backup(desk: Desk, elsewhere: Path | None, found: list[Missing], stop: Stop) -> Archived | None:
    """The backup that is counted on, every byte of it read a moment ago, or what is wrong with it."""
    path = elsewhere
    if path is None:
        second = backups.second(desk)
        if second.newest is None:
            found.append(Missing("wipe.no_backup_elsewhere", name=second.place))
            return None
        path = second.newest.path
    try:
        held = archive.check(path, stop)
    except Refused:
        found.append(Missing("wipe.backup_damaged", name=path.name))
        return None
    if backups.on_same_disk(path.parent, desk.folder):
        found.append(Missing("wipe.backup_same_disk", name=path.name))
    return held


def _is_sound(desk: Desk, fingerprint: str) -> bool:
    try:
        desk.files.get(fingerprint)
    except Refused:
        return False
    return True
