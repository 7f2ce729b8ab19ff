"""What kind of place a data folder lies in: some lose data however careful a program is.

SQLite's log needs shared memory, which a network drive does not give: refused. A program that copies a folder to a
cloud, or a stick that is pulled out, may take one file without the other: told, and left to the person.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from desktop.domain.problems import Refused


class PlaceKind(StrEnum):
    """What is known of a place."""

    ORDINARY = "ordinary"
    NETWORK = "network"
    SYNCED = "synced"
    REMOVABLE = "removable"


_SYNCED = (
    "onedrive", "google drive", "googledrive", "my drive", "drive của tôi", "dropbox", "icloud drive", "iclouddrive",
    "mega", "megasync", "nextcloud", "owncloud", "box sync", "pcloud", "syncthing",
)  # fmt: skip
_SYNC_MARKS = (".dropbox", ".dropbox.cache", ".stfolder", ".sync", ".tmp.driveupload")
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK = (
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "davfs", "sshfs", "gvfsd-fuse", "davfs2",
    "rclone",
)  # fmt: skip
_ON_STICKS = ("vfat", "exfat", "msdos")
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4
MOUNTS = Path("/proc/self/mountinfo")
BLOCKS = Path("/sys/class/block")


def kind_of(folder: Path) -> PlaceKind:
    """What kind of place a folder (there or not) lies in."""
    path = Path(os.path.abspath(folder))  # noqa: PTH100 - a link into a cloud's folder counts by its name
    if _is_synced(path) or _is_synced(path.resolve()):
        return PlaceKind.SYNCED
    return _windows_kind(path) if os.name == "nt" else _mounted_kind(path.resolve())


def demand_local(folder: Path) -> None:
    """Raises `folder.on_network` for a place where SQLite cannot keep its promises."""
    if kind_of(folder) is PlaceKind.NETWORK:
        raise Refused("folder.on_network", folder=str(folder))


def _is_synced(path: Path) -> bool:
    if any(_names_cloud(part) for part in path.parts):
        return True
    for name in _SYNC_VARIABLES:
        root = os.environ.get(name)
        if root and path.is_relative_to(root):
            return True
    return any((above / mark).exists() for above in (path, *path.parents) for mark in _SYNC_MARKS)


def _names_cloud(part: str) -> bool:
    """`OneDrive - Công ty May`, `Dropbox (Personal)`: the name, and what a business adds to it."""
    low = part.lower()
    return any(low == name or low.startswith((f"{name} -", f"{name} (", f"{name}-")) for name in _SYNCED)


def _mounted_kind(path: Path) -> PlaceKind:
    try:
        lines = MOUNTS.read_text(encoding="utf-8").splitlines()
    except OSError:
        return PlaceKind.ORDINARY
    best: tuple[int, str, str] = (-1, "", "")
    for place, kind, source in _mounts(lines):
        if path.is_relative_to(place) and len(place) > best[0]:
            best = (len(place), kind, source)
    _, kind, source = best
    if kind.removeprefix("fuse.") in _NETWORK:
        return PlaceKind.NETWORK
    if kind in _ON_STICKS or _is_removable(Path(source).name):
        return PlaceKind.REMOVABLE
    return PlaceKind.ORDINARY


def _mounts(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    """(place, file system, source) of each line of mountinfo."""
    for line in lines:
        before, _, after = line.partition(" - ")
        fields, more = before.split(), after.split()
        if len(fields) > 4 and len(more) > 1:
            yield fields[4].replace("\\040", " "), more[0], more[1]


def _is_removable(device: str) -> bool:
    """Whether the disk of a partition can be taken out, as the kernel says."""
    block = BLOCKS / device
    for mark in (block / "removable", block.resolve().parent / "removable"):
        try:
            if mark.read_text(encoding="ascii").strip() == "1":
                return True
        except OSError:
            continue
    return False


def _windows_kind(path: Path) -> PlaceKind:
    if path.drive.startswith("\\\\"):
        return PlaceKind.NETWORK
    import ctypes  # on Windows alone it has a `windll`

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the stubs of other systems do not know it
    found = kernel.GetDriveTypeW(f"{path.drive}\\")
    return {_DRIVE_REMOTE: PlaceKind.NETWORK, _DRIVE_REMOVABLE: PlaceKind.REMOVABLE}.get(
        found, PlaceKind.ORDINARY
    )
