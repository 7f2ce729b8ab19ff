"""What can be said of a data folder before anybody signed in. It loads the key file's code and nothing of the store."""

from __future__ import annotations

from pathlib import Path

from desktop.store import keys


def exists(folder: Path) -> bool:
    """Whether this folder holds a union's data."""
    return keys.is_made(folder)


def users(folder: Path) -> tuple[str, ...]:
    """Names of those who can sign in."""
    return tuple(name for _, name in keys.holders(folder))
