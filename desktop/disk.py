"""Files that are there whole or not at all: written beside, flushed, renamed. Disk errors become codes here."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from desktop.domain.problems import Refused

_CODES = {
    errno.ENOSPC: "disk.full",
    errno.EDQUOT: "disk.full",
    errno.EFBIG: "disk.full",
    errno.EROFS: "folder.read_only",
    errno.EACCES: "folder.read_only",
    errno.EPERM: "folder.read_only",
    errno.EIO: "disk.broken",
}
_WINDOWS_HELD = (5, 32, 33)
"""Access denied, sharing violation, lock violation: a virus scanner looks at the file; it lets go soon."""
_TRIES = 6
_PIECE = 1024 * 1024
SMALL = _PIECE
"""Bytes of a file of settings, words or a passphrase that are read at all."""

T = TypeVar("T")


def refusal_of(fault: OSError, path: Path) -> Refused:
    """What a fault of the disk means to a person.

    `disk.full`, `folder.read_only`, `file.in_use`, `disk.broken`, `file.not_written`.
    """
    code = _CODES.get(fault.errno or 0)
    if code is None:
        return Refused("file.not_written", file=path.name, error=errno.errorcode.get(fault.errno or 0, ""))
    if code == "folder.read_only" and os.name == "nt" and path.is_file():
        code = "file.in_use"  # Windows says "access denied" of a file that another program, often Word, holds
    return Refused(code, file=path.name)


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turns the system's disk errors into `Refused`, naming the file."""
    try:
        yield
    except OSError as fault:
        raise refusal_of(fault, path) from fault


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Replace or make a file so that a power cut leaves the old or the new one, never a half.

    `private`: for this user alone. Raises the codes of `refusal_of`; nothing is left behind then.
    """
    beside = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("wb") as out:
                if private and os.name == "posix":
                    beside.chmod(0o600)
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            _replace(beside, path)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise
        _sync_folder(path.parent)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file as `write_whole` writes one: whole or not at all, for this user alone, piece by piece."""
    beside = target.with_name(f".{target.name[:60]}.{os.getpid()}.part")
    with disk_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with reading(source) as wanted, beside.open("wb") as out:
                if os.name == "posix":
                    beside.chmod(0o600)
                while piece := wanted.read(_PIECE):
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            _replace(beside, target)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise
        _sync_folder(target.parent)


def reading(path: Path) -> BinaryIO:
    """Open a file to read it, waiting for who holds it."""
    return patiently(lambda: path.open("rb"))


def read_small(path: Path, most: int) -> bytes:
    """A file that came from outside, whole; one of more than `most` bytes is not read to its end.

    Raises `Refused("input.too_large")`, and `OSError` as the system says it.
    """
    with reading(path) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise Refused("input.too_large", file=path.name, megabytes=most // _PIECE)
    return data


def patiently(action: Callable[[], T]) -> T:
    """Do something with a file; where another program holds it for a moment, wait and try again, some six seconds."""
    for attempt in range(_TRIES):
        try:
            return action()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _WINDOWS_HELD or attempt == _TRIES - 1:
                raise
            time.sleep(0.1 * 2**attempt)
    raise AssertionError("the last attempt returns or raises")


def _replace(beside: Path, path: Path) -> None:
    patiently(lambda: beside.replace(path))


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
