"""Places for papers in clear, for the seconds in which another program turns them into pages.

Where the system has a disk in memory they never touch a real one. A place names the process that made it: what a sudden
death left is taken away by the next one.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - folders in it are made with names nobody can guess, for their owner alone
_LEAST = 256 * 1024 * 1024
_NAME = re.compile(r"sangkien-clear-(\d+)-.+")


def in_memory() -> Path | None:
    """The system's disk in memory, where there is one with room; None on Windows."""
    if os.name != "posix" or not _IN_MEMORY.is_dir() or not os.access(_IN_MEMORY, os.W_OK):
        return None
    return _IN_MEMORY if shutil.disk_usage(_IN_MEMORY).free > _LEAST else None


@contextmanager
def place(otherwise: Path | None = None) -> Iterator[Path]:
    """A folder for this user alone, gone at the end of the block; without a disk in memory it lies in `otherwise`."""
    sweep()
    root = in_memory() or otherwise
    prefix = f"sangkien-clear-{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=root, ignore_cleanup_errors=True) as made:
        yield Path(made)


def environment(folder: Path) -> Mapping[str, str]:
    """The surroundings of a program that is to leave its own temporary files in a folder."""
    return {**os.environ, "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}


def sweep() -> None:
    """Take away the places of processes that are no more."""
    for root in {_IN_MEMORY, Path(tempfile.gettempdir())}:
        for path in root.glob("sangkien-clear-*"):
            found = _NAME.fullmatch(path.name)
            if found is not None and not _is_alive(int(found[1])):
                shutil.rmtree(path, ignore_errors=True)


def _is_alive(process: int) -> bool:
    """Whether a process runs; where that cannot be told it counts as running."""
    if os.name != "posix":
        return _is_alive_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_alive_on_windows(process: int) -> bool:
    import ctypes  # on Windows alone it has a `windll`

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the stubs of other systems do not know it
    handle = kernel.OpenProcess(0x1000, False, process)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == 259  # STILL_ACTIVE
