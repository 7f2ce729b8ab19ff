"""Care of a folder: restore, rehearsal, and a look at its health. Blocking, so called on a lane."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from desktop.disk import disk_errors, patiently
from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services import backups
from desktop.services.desk import Desk, job
from desktop.store import archive, chain, erased, examination, opening, places
from desktop.store import keys as key_file
from desktop.store.archive import Archived
from desktop.store.examination import Check as Check
from desktop.store.places import PlaceKind as PlaceKind
from sync import outbox
from sync.clock import Clock, Randomness, SystemClock, unstamp

_OLDEST_BACKUP = timedelta(days=7)

Stop = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore brought: attachments, when the backup was made, and the new id of this installation."""

    folder: Path
    files: int
    made_at: str
    replica: str


@dataclass(frozen=True, slots=True)
class Report:
    """What `doctor` saw, and what it mended."""

    checks: tuple[Check, ...]
    mended: tuple[str, ...] = field(default=())

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return all(check.is_well for check in self.checks)


def rehearse(backup: Path, passphrase: str, *, stop: Stop = lambda: None) -> Report:
    """Restore into a folder that is thrown away, open it, and look at its health: proof that a restore would work."""
    place = Path(tempfile.mkdtemp(prefix="sangkien-rehearsal-", dir=backup.absolute().parent))
    try:
        folder = place / "restored"
        found = archive.unpack(backup, folder, stop)
        opened_keys, _ = key_file.open_with_passphrase(folder, passphrase)
        opened = opening.open_folder(folder, opened_keys)
        try:
            opened.accept_head()
            looks = examination.examine(opened, folder_only=True)
            return Report((*looks, _head_as_written(opened, found)))
        finally:
            opened.close()
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _head_as_written(opened: opening.OpenFolder, found: Archived) -> Check:
    """The restored chain ends where the backup's list says."""
    with opened.database.read() as session:
        is_well = not found.audit or found.audit == str(chain.head(session))
    return Check("doctor.backup_head", is_well, {"made_at": found.made_at})


def restore(
    backup: Path,
    folder: Path,
    passphrase: str,
    *,
    clock: Clock | None = None,
    random: Randomness = os.urandom,
    stop: Stop = lambda: None,
) -> Restored:
    """Bring a backup back into an empty folder. This installation gets a new id and must enrol again before it sends.

    It is made whole beside and takes its place last: a sudden death leaves no folder, or all of it. Raises
    `backup.damaged`, `backup.newer`, `folder.not_empty`, `folder.on_network`, `key.wrong`, `disk.full`.
    """
    places.demand_local(folder)
    if folder.exists() and any(folder.iterdir()):
        raise Refused("folder.not_empty", folder=str(folder))
    beside = folder.with_name(f".{folder.name[:60]}.restoring")
    shutil.rmtree(beside, ignore_errors=True)  # what a sudden death left
    try:
        found = archive.unpack(backup, beside, stop)
        erased.take_along(backup.absolute().parent, beside)  # the next sign-in erases them again
        opened_keys, _ = key_file.open_with_passphrase(beside, passphrase)
        opened = opening.open_folder(beside, opened_keys, random)
        try:
            with opened.database.write() as session:
                identity = outbox.renew_replica(session, clock or SystemClock(), random)
            opened.accept_head()
        finally:
            opened.close()
        with disk_errors(folder):
            if folder.exists():
                folder.rmdir()
            patiently(lambda: beside.rename(folder))
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return Restored(folder, found.files, found.made_at, identity.replica)


@job(Right.READ)
def examine(desk: Desk, *, mend: bool = False) -> Report:
    """A look at everything that can go bad; `mend` puts right what can be put right without asking."""
    mended = examination.mend(desk.opened) if mend and desk.opened.writable else ()
    looks = examination.examine(desk.opened, now=desk.clock.now())
    return Report((*looks, _looked(_backups, desk), _looked(_second, desk)), mended)


@job(Right.READ)
def place_of(desk: Desk) -> PlaceKind:
    """What kind of place the folder lies in."""
    return places.kind_of(desk.folder)


@job(Right.READ)
def quick_look(desk: Desk) -> Report:
    """After a stop that was not clean: the data themselves, and the second copy of the audit head."""
    return Report(examination.examine(desk.opened, folder_only=True))


def _looked(look: Callable[[Desk], Check], desk: Desk) -> Check:
    """One look; data that cannot be compared with a backup are damaged, and said to be so above."""
    try:
        return look(desk)
    except Refused:
        desk.database.close()
        return Check("doctor.backups", is_well=False)


def _backups(desk: Desk) -> Check:
    """A folder that has been worked in for a day has a backup, and no older one than a week."""
    stands = backups.standing(desk)
    now = desk.clock.now()
    with opening.sql_refusals(desk.folder), desk.database.read() as session:
        began = chain.began(session)
    held = stands.newest.made_at if stands.newest else began
    age = now - unstamp(held) if held else timedelta()
    most = _OLDEST_BACKUP if stands.newest else timedelta(days=1)
    facts = {"count": stands.count, "days": max(0, age.days)}
    return Check("doctor.backups", stands.is_current or age <= most, facts)


def _second(desk: Desk) -> Check:
    found = backups.second(desk)
    return Check(found.code, found.code != "second.not_written", {"place": found.place})
