"""Files that are there whole or not at all: written beside, flushed, renamed. Disk errors become codes here."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.domain.problems import Refused

_CODES = {
    errno.ENOSPC: "disk.full",
    errno.EDQUOT: "disk.full",
    errno.EROFS: "folder.read_only",
    errno.EACCES: "folder.read_only",
    errno.EPERM: "folder.read_only",
    errno.EIO: "disk.broken",
}
_WINDOWS_HELD = (5, 32, 33)
"""Access denied, sharing violation, lock violation: a virus scanner looks at the file; it lets go soon."""
_TRIES = 6


@contextmanager
def disk_errors(name: str) -> Iterator[None]:
    """Turns the system's disk errors into `Refused`, naming the file."""
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0)
        if code is None:
            raise
        raise Refused(code, file=name) from error


def write_whole(path: Path, data: bytes) -> None:
    """Replace or make a file so that a power cut leaves the old or the new one, never a half."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    with disk_errors(path.name):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            if os.name == "posix":
                beside.chmod(0o600)
            _replace(beside, path)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise
        _sync_folder(path.parent)


def _replace(beside: Path, path: Path) -> None:
    for attempt in range(_TRIES):
        try:
            beside.replace(path)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _WINDOWS_HELD or attempt == _TRIES - 1:
                raise
            time.sleep(0.1 * 2**attempt)
        else:
            return


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
