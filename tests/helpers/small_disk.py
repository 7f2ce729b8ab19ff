"""A small file system of its own, where this machine lets tests mount one, and ways to fill it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest


@contextmanager
def mounted(place: Path, *options: str) -> Iterator[Path]:
    """A tmpfs; the test is skipped where only root may mount and we are not root."""
    place.mkdir(exist_ok=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", *options, "tmpfs", str(place)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(ballast: Path, *, leave: int = 0) -> None:
    """Take all the room that is left on a disk but so many bytes."""
    room = os.statvfs(ballast.parent)
    with suppress(OSError), ballast.open("wb") as out:
        out.write(bytes(max(0, room.f_bavail * room.f_frsize - leave)))
