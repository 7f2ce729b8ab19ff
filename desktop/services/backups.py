"""Backups: by hand and by themselves, dated, proven, kept by a rule, and a second time on another disk. Blocking."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from desktop.disk import copy_whole, disk_errors
from desktop.domain.access import Right
from desktop.domain.keeping import KeepRule, kept
from desktop.domain.problems import Refused
from desktop.services.desk import Desk, Work, job, order
from desktop.store import archive, backup, local, opening
from desktop.store.archive import Archived as Archived
from desktop.store.chain import Anchor
from desktop.store.files import FOLDER as FILES
from sync.clock import VIETNAM, stamp, unstamp

Stop = Callable[[], object]
SUFFIX = ".sangkien-backup"
SPARE = 64 * 1024 * 1024
"""What a backup that nobody asked for leaves free on the disk: it stops before work does."""
_SECOND = "backup_second_place"
_RULE = "backup_rule"
_NAME = "%Y-%m-%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Second:
    """The second copy: where it goes ("" for nowhere yet), and how it stands.

    `code`: `second.none`, `second.absent` (the stick is not there), `second.behind`, `second.well`,
    `second.not_written`. `newest` is what lies there, as far as it can be seen.
    """

    place: str
    code: str
    newest: Archived | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the backups of a folder stand; `is_current` where the newest holds all that the folder holds."""

    newest: Archived | None
    newest_at: datetime | None
    count: int
    is_current: bool
    second: Second


@dataclass(frozen=True, slots=True)
class Automatic:
    """What a backup that nobody asked for came to. `code`: `backup.done`, `backup.current`, `backup.no_room`."""

    code: str
    done: Archived | None
    second: Second


@job(Right.ARRANGE, writes=True)
def back_up(desk: Desk, out: Path | None = None, *, stop: Stop = lambda: None) -> Archived:
    """Write a proven backup to `out`; without it, a dated one in the folder, kept by the rule, and to the second place.

    Raises `right.missing`, `folder.busy` (a backup needs the folder to itself), `disk.full`, `backup.not_proven`.
    """
    if out is not None:
        return archive.write(desk.opened, out, stamp(desk.clock.now()), "hand", stop)
    done = _dated(desk, "hand", stop)
    _to_second(desk, done, stop)
    return done


@job(Right.READ, writes=True)
def automatic(desk: Desk, reason: str, *, stop: Stop = lambda: None) -> Automatic:
    """A backup for a reason (`daily`, `closing`, `import`, `wipe`, `deletions`), where something changed since then.

    Whoever works here, right or not: it is the folder that is cared for. A daily one is made once a day.
    """
    newest = newest_of(desk.folder / backup.FOLDER)
    if newest is not None and _is_enough(desk, newest, reason):
        return Automatic("backup.current", newest, _to_second(desk, newest, stop))
    if not _has_room(desk.folder, desk.folder / backup.FOLDER):
        return Automatic("backup.no_room", None, second(desk))
    done = _dated(desk, reason, stop)
    return Automatic("backup.done", done, _to_second(desk, done, stop))


def standing(desk: Desk) -> Standing:
    """How backups stand; nothing is written."""
    folder = desk.folder / backup.FOLDER
    newest = newest_of(folder)
    at = unstamp(newest.made_at) if newest is not None else None
    return Standing(newest, at, sum(1 for _ in _dated_in(folder)), _is_current(desk, newest), second(desk))


def second(desk: Desk) -> Second:
    """How the second copy stands."""
    place = _place(desk)
    if not place:
        return Second("", "second.none")
    if not Path(place).is_dir():
        return Second(place, "second.absent")
    newest = newest_of(Path(place))
    return Second(place, "second.well" if _is_current(desk, newest) else "second.behind", newest)


@order(Right.ARRANGE)
def put_second_place(work: Work, folder: Path | None) -> None:
    """From now on each backup goes there as well; None for nowhere. Raises `backup.same_disk`, `folder.missing`.

    The place belongs to this PC: it is no fact of the union, and has no history.
    """
    if folder is not None:
        if not folder.is_dir():
            raise Refused("folder.missing", folder=str(folder))
        if on_same_disk(folder, work.folder.path):
            raise Refused("backup.same_disk", folder=str(folder))
    local.put(work.session, _SECOND, str(folder.absolute()) if folder is not None else "")


@order(Right.ARRANGE)
def put_rule(work: Work, rule: KeepRule) -> None:
    """Which backups stay from now on."""
    local.put(work.session, _RULE, msgspec.json.encode(rule).decode())


def rule_of(desk: Desk) -> KeepRule:
    """Which backups stay."""
    with opening.sql_refusals(desk.folder), desk.database.read() as session:
        said = local.get(session, _RULE)
    return msgspec.json.decode(said, type=KeepRule) if said else KeepRule()


def anchors(folder: Path) -> list[Anchor]:
    """What the backups in a folder wrote down of its audit chain."""
    found = []
    for _, path in _dated_in(folder / backup.FOLDER):
        with suppress(Refused):
            anchor = Anchor.parse(archive.peek(path).audit, "backup")
            if anchor is not None:
                found.append(anchor)
    return found


def newest_of(place: Path) -> Archived | None:
    """The newest backup of a place whose list can be read."""
    for _, path in sorted(_dated_in(place), reverse=True):
        with suppress(Refused):
            return archive.peek(path)
    return None


def _dated(desk: Desk, reason: str, stop: Stop) -> Archived:
    now = desk.clock.now()
    place = desk.folder / backup.FOLDER / f"{now.astimezone(VIETNAM):{_NAME}}{SUFFIX}"
    done = archive.write(desk.opened, place, stamp(now), reason, stop)
    _rotate(place.parent, rule_of(desk), done.path)
    return done


def _rotate(place: Path, rule: KeepRule, proven: Path) -> None:
    """Old ones go by the rule, and only now that a new one was proven."""
    found = dict(_dated_in(place))
    staying = kept(found, rule)
    for at, path in found.items():
        if at not in staying and path != proven:
            with disk_errors(path):
                path.unlink()


def _to_second(desk: Desk, done: Archived, stop: Stop) -> Second:
    """Carry the newest backup to the second place and read it back there; what is wrong with it is no refusal."""
    place = _place(desk)
    there = second(desk)
    if there.code in ("second.none", "second.absent", "second.well"):
        return there
    target = Path(place) / done.path.name
    try:
        copy_whole(done.path, target)
        proven = archive.check(target, stop)
        _rotate(Path(place), rule_of(desk), target)
    except Refused:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        return Second(place, "second.not_written", there.newest)
    return Second(place, "second.well" if _is_current(desk, proven) else "second.behind", proven)


def _place(desk: Desk) -> str:
    with opening.sql_refusals(desk.folder), desk.database.read() as session:
        return local.get(session, _SECOND)


def _is_enough(desk: Desk, newest: Archived, reason: str) -> bool:
    """Nothing changed since, or a daily one was made today."""
    if reason == "daily":
        made = unstamp(newest.made_at).astimezone(VIETNAM).date()
        if made == desk.clock.now().astimezone(VIETNAM).date():
            return True
    return _is_current(desk, newest)


def _is_current(desk: Desk, newest: Archived | None) -> bool:
    if newest is None:
        return False
    with opening.sql_refusals(desk.folder), desk.database.read() as session:
        return newest.holds(backup.state_of(session), desk.folder)


def _dated_in(place: Path) -> Iterator[tuple[datetime, Path]]:
    """(moment, path) of each backup whose name tells when it was made."""
    for path in place.glob(f"*{SUFFIX}"):
        with suppress(ValueError):
            yield datetime.strptime(path.name.removesuffix(SUFFIX), _NAME).replace(tzinfo=UTC), path


def _has_room(folder: Path, place: Path) -> bool:
    """Room for a copy of the database and for the backup, and something to spare."""
    database = (folder / opening.FILE).stat().st_size
    attachments = sum(path.stat().st_size for path in (folder / FILES).rglob("*") if path.is_file())
    place.mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(place).free > 2 * database + attachments + SPARE


def on_same_disk(one: Path, other: Path) -> bool:
    """Whether two folders would be lost together with one disk."""
    if os.name == "nt":
        return one.absolute().drive.lower() == other.absolute().drive.lower()
    return one.stat().st_dev == other.stat().st_dev
