"""Salvage: a new folder from a damaged one, its backups and the history's own copies, and all that differs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path

from desktop.disk import copy_whole, disk_errors, patiently
from desktop.domain.access import User
from desktop.domain.problems import Refused
from desktop.services import backups
from desktop.store import accounts, archive, backup, opening, places, salvage
from desktop.store import keys as key_file
from desktop.store.accounts import USERS
from desktop.store.opening import OpenFolder
from desktop.store.records import Operation, Stamp
from desktop.store.salvage import Difference as Difference
from sync import outbox
from sync.clock import Clock, Randomness, SystemClock, new_id, stamp

Stop = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The new folder, how many records and attachments it holds, and what is not as it was.

    `aside` is where the damaged folder lies since the new one took its place; None where it stays.
    """

    folder: Path
    records: int
    files: int
    differences: tuple[Difference, ...]
    aside: Path | None = None


def run(
    damaged: Path,
    out: Path,
    passphrase: str,
    *,
    also: Sequence[Path] = (),
    clock: Clock | None = None,
    random: Randomness = os.urandom,
    stop: Stop = lambda: None,
) -> Salvaged:
    """Make a good folder at `out` from a damaged one, which is only read. `also`: backups that lie elsewhere.

    The new folder is a new replica, which enrols again. Raises `folder.not_empty`, `folder.missing`, `key.wrong`,
    `keys.damaged` where no backup has the key file either, `salvage.nothing`, `disk.full`.
    """
    places.demand_local(out)
    if out.exists() and any(out.iterdir()):
        raise Refused("folder.not_empty", folder=str(out))
    spare = _newest_first(damaged, also)
    staging = out.with_name(f".{out.name[:60]}.salvaging")
    shutil.rmtree(staging, ignore_errors=True)
    try:
        with disk_errors(staging):
            staging.mkdir(parents=True, mode=0o700)
        keys_lost = _bring_keys(damaged, staging, spare)
        opened_keys, _ = key_file.open_with_passphrase(staging, passphrase)
        done = salvage.salvage(
            damaged, opened_keys, staging, spare, partial(_begin_anew, clock or SystemClock(), random), stop
        )
        if keys_lost:
            done.note("salvage.keys_from_backup")
        with disk_errors(out):
            if out.exists():
                out.rmdir()
            patiently(lambda: staging.rename(out))
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return Salvaged(out, done.records, done.files, tuple(done.differences))


def in_place(damaged: Path, passphrase: str, *, stop: Stop = lambda: None) -> Salvaged:
    """Make a good folder that takes the damaged one's place; the damaged one is kept beside it under another name.

    Raises `folder.busy` while a program has it open, and the codes of `run`.
    """
    opening.demand_free(damaged)
    made = _beside(damaged, "salvaged")
    done = run(damaged, made, passphrase, stop=stop)
    aside = _beside(damaged, "damaged")
    with disk_errors(damaged):
        patiently(lambda: damaged.rename(aside))
        patiently(lambda: made.rename(damaged))
    return replace(done, folder=damaged, aside=aside)


def _beside(folder: Path, why: str) -> Path:
    """A name beside a folder that is not taken yet."""
    names = (folder.with_name(f"{folder.name}-{why}-{number}") for number in count(1))
    return next(path for path in names if not path.exists())


def _begin_anew(clock: Clock, random: Randomness, opened: OpenFolder) -> None:
    """Another replica id: what this PC sent since the backup is compared before anything is sent again."""
    with opened.database.write() as session:
        replica = outbox.renew_replica(session, clock, random).replica
        known = {user.id for user in accounts.load_all(session)}
        lost = [holder for holder in key_file.holders(opened.path) if holder.id not in known]
        if lost:  # whoever has a key signs in, also where their record is gone; roles are given anew then
            said = Stamp(new_id(clock, random), stamp(clock.now()), lost[0].id, replica)
            operation: Operation[User] = Operation(session, opened.payloads, said, "folder.begin")
            operation.make_final()
            operation.save_new(USERS, [User(holder.id, holder.name) for holder in lost])
            operation.close()


def _newest_first(damaged: Path, also: Sequence[Path]) -> list[Path]:
    """Backups whose lists can be read, newest first: those in the folder, and what else was named."""
    found = []
    for path in {*(damaged / backup.FOLDER).glob(f"*{backups.SUFFIX}"), *also}:
        with suppress(Refused):
            found.append((archive.peek(path).made_at, path))
    return [path for _, path in sorted(found, reverse=True)]


def _bring_keys(damaged: Path, staging: Path, spare: Sequence[Path]) -> bool:
    """The key file: either of its two copies, else a backup's. True where it came from a backup."""
    for name in (key_file.FILE, key_file.COPY):
        if (damaged / name).exists():
            copy_whole(damaged / name, staging / name)
    try:
        key_file.store(staging, key_file.read(staging))
    except Refused as refused:
        if refused.code not in ("keys.damaged", "folder.missing"):
            raise
        for path in spare:
            with suppress(Refused):
                archive.extract_one(path, key_file.FILE, staging / key_file.FILE)
                key_file.store(staging, key_file.read(staging))
                return True
        raise
    return False
