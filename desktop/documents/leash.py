"""A program that does not outlive us: it ends with everything it started when we end it, or when we are killed.

Where there are process groups it runs in one of its own beside a watcher that reads from a pipe which only this process
writes to; the end of the pipe is our end, however sudden, and ends the group. Signals on a parent's death would tell
about the thread that started it, and about the first process alone. On Windows it belongs to a job whose last handle is
ours, so that the system itself ends the job with us.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

_WATCHED = 'exec 3<&0 </dev/null; { read -r _ <&3; kill -s KILL 0; } & exec 3<&-; "$@"'
"""For the system's own shell, which is there without Python too; `"$@"` is the program with its arguments."""
_HIDDEN_WINDOW = 0x08000000  # CREATE_NO_WINDOW
_KILL_ON_JOB_CLOSE = 0x00002000
_EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation


class Leashed:
    """A running program. `end` is called whatever happens."""

    def __init__(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        """Start it in a folder, without a window, saying nothing. Raises `OSError` where it does not start."""
        on_windows = sys.platform == "win32"
        if not on_windows and not os.access(command[0], os.X_OK):
            raise FileNotFoundError(command[0])  # the shell in between would say so to nobody
        self._process = subprocess.Popen(
            command if on_windows else ["/bin/sh", "-c", _WATCHED, "sh", *command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL if on_windows else subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=_HIDDEN_WINDOW if on_windows else 0,
            start_new_session=not on_windows,
        )
        self._let_go = _joined_job(self._process) if on_windows else None

    def wait(self, seconds: float) -> bool:
        """Whether it has come to its end within the time."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def end(self) -> None:
        """End it with everything that it started; soffice is a launcher of other processes."""
        if self._let_go is not None:
            self._let_go()
        elif sys.platform == "win32":
            if self._process.poll() is None:
                taskkill = ["taskkill", "/PID", str(self._process.pid), "/T", "/F"]
                subprocess.run(taskkill, capture_output=True, check=False)
        else:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()


def _joined_job(process: subprocess.Popen[bytes]) -> Callable[[], None] | None:
    """Put a process into a job that ends with us; what ends the job now. None where the system has no job for it."""
    import ctypes  # on Windows alone it has a `windll`

    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009 - the stubs of other systems do not know it
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    handle = kernel.CreateJobObjectW(None, None)
    if not handle:
        return None
    job, limits = ctypes.c_void_p(handle), _limits()
    own = ctypes.c_void_p(int(getattr(process, "_handle")))  # noqa: B009 - there on Windows alone
    if not (
        kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        and kernel.AssignProcessToJobObject(job, own)
    ):
        kernel.CloseHandle(job)
        return None

    def let_go() -> None:
        kernel.TerminateJobObject(job, 1)
        kernel.CloseHandle(job)

    return let_go


def _limits() -> Any:
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION that asks for the job's end with its last handle."""
    import ctypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", ctypes.c_uint32),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("priority", ctypes.c_uint32),
            ("scheduling", ctypes.c_uint32),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("basic", Basic),
            ("counts", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    limits = Extended()
    limits.basic.flags = _KILL_ON_JOB_CLOSE
    return limits
