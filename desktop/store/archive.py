"""A backup as one file: a ZIP of stored entries, each encrypted already, with a list of hashes at its end.

The unit's own templates are in it as they lie in the folder: forms in clear, with nobody's data. What is not in it:
the keys of persons, so that a restore brings nobody back who was erased.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, Any

from desktop.disk import disk_errors, patiently, reading
from desktop.domain.problems import Refused
from desktop.store import backup, erased, files, keys, opening
from desktop.store.opening import OpenFolder

LIST = "backup.json"
TEMPLATES = "templates"
"""Where a data folder keeps the unit's own templates."""
VERSION = 1
_PIECE = 1024 * 1024
_MOST_ENTRIES = 1_000_000
_MOST_LIST = 256 * 1024 * 1024

Stop = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Archived:
    """A backup as it says of itself: where, how many attachments, how many bytes, when it was made and why.

    `audit` is the head of its audit chain, `state` a fingerprint of all its database holds ("" for both in old ones),
    `names` the attachments by their names on disk, `templates` a fingerprint of the unit's own templates in it.
    """

    path: Path
    files: int
    size: int
    made_at: str
    reason: str = ""
    audit: str = ""
    state: str = ""
    names: frozenset[str] = frozenset()
    templates: str = ""

    def holds(self, state: str, folder: Path) -> bool:
        """Whether it holds what a folder holds now, whose database has this state."""
        here = {name: _hash_of(path) for name, path in _templates(folder)}
        return bool(self.state) and self.state == state and self.templates == _mark(here)


def write(opened: OpenFolder, out: Path, made_at: str, reason: str, stop: Stop) -> Archived:
    """Write a backup of an open folder and prove it before it takes its name.

    `reason` says why it was made: `hand`, `daily`, `closing`, `import`. Raises `disk.full`,
    `folder.read_only`, `backup.not_proven`; nothing is left behind then.
    """
    beside = out.with_name(f".{out.name[:60]}.{os.getpid()}.part")
    copy = opened.path / backup.FOLDER / f".{os.getpid()}.copy.db"
    try:
        copied = backup.copy_verified(opened.database, opened.path / opening.FILE, copy, opened.keys.database)
        said = {"made_at": made_at, "reason": reason, "audit": copied.audit, "state": copied.state}
        with disk_errors(out):
            out.parent.mkdir(parents=True, exist_ok=True)
            _pack(opened.path, copy, beside, said, stop)
        found = check(beside, stop)
        with disk_errors(out):
            patiently(lambda: beside.replace(out))
        erased.take_along(opened.path, out.parent)
    finally:
        for left in (beside, copy):
            left.unlink(missing_ok=True)
    return replace(found, path=out)


def check(path: Path, stop: Stop = lambda: None) -> Archived:
    """Read a backup back, every byte of it. Raises `backup.damaged`, `backup.newer`, `backup.missing`."""
    with _opened(path) as archive:
        listed = _listed(archive, path)
        for name, wanted in listed["entries"].items():
            stop()
            with archive.open(name) as entry:
                if _hash(entry) != wanted:
                    raise Refused("backup.damaged", file=path.name, entry=name)
    return _archived(path, listed)


def peek(path: Path) -> Archived:
    """What a backup says of itself; its list is read and fits its entries, which are not read. Raises as `check`."""
    with _opened(path) as archive:
        return _archived(path, _listed(archive, path))


def _archived(path: Path, listed: Mapping[str, Any]) -> Archived:
    inside = f"{files.FOLDER}/"
    names = frozenset(name.removeprefix(inside) for name in listed["entries"] if name.startswith(inside))
    said = {name: str(listed.get(name, "")) for name in ("made_at", "reason", "audit", "state")}
    templates = _mark({name: sha for name, sha in listed["entries"].items() if _is_template(name)})
    return Archived(path, len(names), path.stat().st_size, names=names, templates=templates, **said)


def extract_one(path: Path, name: str, target: Path) -> None:
    """Put one entry of a backup at a place. Raises `backup.damaged`, `backup.missing`."""
    with _opened(path) as archive:
        entries = _listed(archive, path)["entries"]
        if name not in entries:
            raise Refused("backup.damaged", file=path.name, entry=name)
        with archive.open(name) as entry:
            if _hash(entry) != entries[name]:
                raise Refused("backup.damaged", file=path.name, entry=name)
        with disk_errors(target):
            _extract(archive, name, target)


def unpack(path: Path, folder: Path, stop: Stop = lambda: None) -> Archived:
    """Put a backup into an empty or new folder, after it was read back whole.

    Raises the codes of `check`, `folder.not_empty`, `disk.full`; the folder is empty again then.
    """
    found = check(path, stop)
    if folder.exists() and any(folder.iterdir()):
        raise Refused("folder.not_empty", folder=str(folder))
    try:
        with _opened(path) as archive, disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name in _listed(archive, path)["entries"]:
                stop()
                _extract(archive, name, folder.joinpath(*PurePosixPath(name).parts))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return found


def _pack(folder: Path, copy: Path, out: Path, said: Mapping[str, str], stop: Stop) -> None:
    entries: dict[str, str] = {}
    if os.name == "posix":
        out.touch(mode=0o600)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, source in _sources(folder, copy):
            stop()
            entries[name] = _hash_of(source)
            archive.write(source, name)
        listed = {"version": VERSION, **said, "entries": entries}
        archive.writestr(LIST, json.dumps(listed, sort_keys=True))
    with out.open("rb+") as written:
        os.fsync(written.fileno())


def _sources(folder: Path, copy: Path) -> Iterator[tuple[str, Path]]:
    yield opening.FILE, copy
    yield keys.FILE, folder / keys.FILE
    for path in sorted((folder / files.FOLDER).rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path
    yield from _templates(folder)


def _templates(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted((folder / TEMPLATES).rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path


def _is_template(name: str) -> bool:
    return name.startswith(f"{TEMPLATES}/")


def _mark(hashes: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()


def _opened(path: Path) -> zipfile.ZipFile:
    if not path.is_file():
        raise Refused("backup.missing", file=path.name)
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise Refused("backup.damaged", file=path.name, entry="") from error


def _listed(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    """The list of entries, once it fits what is in the file: no entry more, none less, none compressed."""
    try:
        infos = {info.filename: info for info in archive.infolist()}
        if len(infos) > _MOST_ENTRIES or infos[LIST].file_size > _MOST_LIST:
            raise Refused("backup.damaged", file=path.name, entry=LIST)
        listed = json.loads(archive.read(LIST))
        entries = listed["entries"]
        if listed["version"] > VERSION:
            raise Refused("backup.newer", file=path.name)
        sound = set(infos) == {*entries, LIST} and all(
            info.compress_type == zipfile.ZIP_STORED and _is_plain(name) for name, info in infos.items()
        )
        # Stored entries that are larger together than their file lie over each other.
        sound = sound and sum(info.file_size for info in infos.values()) <= path.stat().st_size
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise Refused("backup.damaged", file=path.name, entry=LIST) from error
    if not sound or opening.FILE not in entries or keys.FILE not in entries:
        raise Refused("backup.damaged", file=path.name, entry=LIST)
    return listed  # type: ignore[no-any-return]  # checked above


def _is_plain(name: str) -> bool:
    """A relative name that stays in the folder."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name


def _extract(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as entry, target.open("wb") as out:
        shutil.copyfileobj(entry, out, _PIECE)
        out.flush()
        os.fsync(out.fileno())
    if os.name == "posix":
        target.chmod(0o600)


def _hash_of(path: Path) -> str:
    with reading(path) as stream:
        return _hash(stream)


def _hash(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    try:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    except zipfile.BadZipFile:  # the entry's own checksum does not fit
        return ""
    return digest.hexdigest()
