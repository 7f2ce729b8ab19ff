"""Wrong passphrases and how long to wait after them: longer each time, never for ever, and not forgotten by a restart.

Only the monotonic clock is asked, so that setting the PC's clock neither opens the door nor shuts it. It counts from
the PC's start: where it stands lower than at the last wrong try, the PC was restarted, and what it shows has passed.
Who may delete files may delete this one; what makes guessing dear is Argon2id.
"""

from __future__ import annotations

import json
from contextlib import suppress
from math import ceil
from pathlib import Path

from desktop.disk import write_whole
from desktop.domain.problems import Refused
from sync.clock import Clock

FILE = "guesses.json"
FREE = 3
"""So many slips of the finger cost nothing."""

LONGEST = 60.0


def delay(failures: int) -> float:
    """Seconds to wait after so many wrong tries in a row: 0, 0, 0, 2, 4, 8 … 60."""
    return 0.0 if failures <= FREE else min(LONGEST, 2.0 ** min(failures - FREE, 6))


def waiting(folder: Path, who: str, clock: Clock) -> int:
    """Whole seconds until this user may try again."""
    failures, at = _read(folder).get(who, (0, 0.0))
    now = clock.monotonic()
    passed = now - at if now >= at else now
    return max(0, ceil(delay(failures) - passed))


def failed(folder: Path, who: str, clock: Clock) -> int:
    """Note a wrong try; gives the seconds to wait. A disk that takes no writes costs the memory, not the work."""
    known = _read(folder)
    failures = known.get(who, (0, 0.0))[0] + 1
    _write(folder, {**known, who: (failures, clock.monotonic())})
    return ceil(delay(failures))


def passed(folder: Path, who: str) -> None:
    """The right one was given: forget what went before."""
    known = _read(folder)
    if known.pop(who, None) is not None:
        _write(folder, known)


def _read(folder: Path) -> dict[str, tuple[int, float]]:
    try:
        raw = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return {str(who): (int(failures), float(at)) for who, (failures, at) in raw.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(folder: Path, known: dict[str, tuple[int, float]]) -> None:
    with suppress(Refused):
        write_whole(folder / FILE, json.dumps(known).encode(), private=True)
