"""Looking at processes by their numbers: those that a test started, never all of the machine."""

from __future__ import annotations

import time
from pathlib import Path


def alive(pid: int) -> bool:
    """Whether it still runs; one that nobody asked after yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):  # gone before the look, or in the middle of it
        return False


def end_soon(pids: list[int]) -> bool:
    """Whether all come to their end; a busy machine takes its time over that."""
    until = time.monotonic() + 120
    while any(map(alive, pids)) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(map(alive, pids))


def below(pid: int) -> list[int]:
    """All that stand below a process."""
    try:
        held = [one.read_text() for one in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    found = [int(one) for text in held for one in text.split()]
    return found + [one for child in found for one in below(child)]


def program_of(pid: int) -> str:
    """What a process runs."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0].decode()
    except OSError:
        return ""
