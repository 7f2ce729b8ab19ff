"""Care of a folder: backup, rehearsal, restore, and a look at its health. Blocking, so called on a lane."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services.desk import Desk
from desktop.store import archive, examination, opening
from desktop.store import keys as key_file
from desktop.store.archive import Archived
from desktop.store.examination import Check as Check
from sync import outbox
from sync.clock import VIETNAM, Clock, Randomness, SystemClock, stamp

Stop = Callable[[], object]
SUFFIX = ".sangkien-backup"
KEPT = 7
"""How many automatic backups stay; the oldest goes only after the new one was proven."""


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


def back_up(desk: Desk, out: Path | None = None, *, stop: Stop = lambda: None) -> Archived:
    """Write a proven backup to `out`; without it, a dated one in the folder, of which the newest are kept.

    Raises `right.missing`, `folder.busy` (a backup needs the folder to itself), `disk.full`, `backup.not_proven`.
    """
    _demand(desk, Right.ARRANGE)
    made_at = stamp(desk.clock.now())
    if out is not None:
        return archive.write(desk.folder, desk.database, desk.opened.keys.database, out, made_at, stop)
    day = desk.clock.now().astimezone(VIETNAM)
    place = desk.folder / "backups" / f"{day:%Y-%m-%d-%H%M}{SUFFIX}"
    done = archive.write(desk.folder, desk.database, desk.opened.keys.database, place, made_at, stop)
    for old in sorted(place.parent.glob(f"*{SUFFIX}"))[:-KEPT]:
        old.unlink()
    return done


def rehearse(backup: Path, passphrase: str, *, stop: Stop = lambda: None) -> Report:
    """Restore into a folder that is thrown away, open it, and look at its health: proof that a restore would work."""
    place = Path(tempfile.mkdtemp(prefix="sangkien-rehearsal-", dir=backup.absolute().parent))
    try:
        folder = place / "restored"
        archive.unpack(backup, folder, stop)
        opened_keys, _ = key_file.open_with_passphrase(folder, passphrase)
        opened = opening.open_folder(folder, opened_keys)
        try:
            return Report(examination.examine(opened, folder_only=True))
        finally:
            opened.close()
    finally:
        shutil.rmtree(place, ignore_errors=True)


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

    Raises `backup.damaged`, `backup.newer`, `folder.not_empty`, `key.wrong`, `disk.full`; the folder is gone then.
    """
    found = archive.unpack(backup, folder, stop)
    try:
        opened_keys, _ = key_file.open_with_passphrase(folder, passphrase)
        opened = opening.open_folder(folder, opened_keys, random)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    try:
        with opened.database.write() as session:
            identity = outbox.renew_replica(session, clock or SystemClock(), random)
    finally:
        opened.close()
    return Restored(folder, found.files, found.made_at, identity.replica)


def examine(desk: Desk, *, mend: bool = False) -> Report:
    """A look at everything that can go bad; `mend` puts right what can be put right without asking."""
    _demand(desk, Right.READ)
    mended = examination.mend(desk.opened) if mend and desk.opened.writable else ()
    return Report(examination.examine(desk.opened), mended)


def _demand(desk: Desk, right: Right) -> None:
    if right not in desk.user.rights:
        raise Refused("right.missing", right=right.value)
    if right is not Right.READ and not desk.opened.writable:
        raise Refused("folder.busy", folder=str(desk.folder))
