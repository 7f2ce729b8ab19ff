"""A rotating log that holds no personal data: events by name, and only fields that are on a list."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

ALLOWED = frozenset(
    {"version", "python", "qt", "platform", "language", "count", "seconds", "bytes", "code", "screen", "kind", "lane",
     "rows", "pages", "status", "lineage", "before", "after", "engine", "error"}
)  # fmt: skip
"""Fields that may be written. `error` is the class of an exception, never its text."""

_logger = logging.getLogger("sangkien")


def begin(folder: Path, *, debug: bool = False) -> Path | None:
    """Open the log; gives its path, or None where the folder cannot be written (the program runs without one)."""
    _logger.setLevel(logging.DEBUG if debug else logging.INFO)
    _logger.propagate = False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "sangkien.log", maxBytes=500_000, backupCount=3, encoding="utf-8"
        )
    except OSError:
        _logger.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _logger.addHandler(handler)
    return folder / "sangkien.log"


def end() -> None:
    """Close the log."""
    for handler in list(_logger.handlers):
        _logger.removeHandler(handler)
        handler.close()


def note(event: str, **fields: object) -> None:
    """Write one event. A field that is not on the list is a mistake in the code, and is left out."""
    kept = " ".join(f"{name}={value}" for name, value in fields.items() if name in ALLOWED)
    _logger.info("%s %s", event, kept)


def mishap(event: str, error: BaseException) -> None:
    """Write that something failed: the kind of the error and where, never its text or values."""
    frames = error.__traceback__
    where: list[str] = []
    while frames is not None:
        code = frames.tb_frame.f_code
        where.append(f"{Path(code.co_filename).name}:{frames.tb_lineno}:{code.co_name}")
        frames = frames.tb_next
    _logger.error("%s error=%s at=%s", event, type(error).__name__, " > ".join(where[-8:]))
