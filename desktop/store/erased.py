"""The ledger of who was erased: ids alone, in a file in the folder and one beside each backup.

A backup made before an erasure brings the name back; the ledger says that it has to go again. An id leads to nobody
once the register has no name for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from desktop.disk import write_whole

FILE = "erased.json"


def known(folder: Path) -> frozenset[str]:
    """Ids of the persons who were erased; nothing where there is no ledger, or none that can be read."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    return frozenset(str(person) for person in found) if isinstance(found, list) else frozenset()


def note(folder: Path, people: Iterable[str]) -> None:
    """Add some. Raises `disk.full`, `folder.read_only`."""
    before = known(folder)
    after = before | frozenset(people)
    if after != before:
        write_whole(folder / FILE, json.dumps(sorted(after)).encode(), private=True)


def take_along(source: Path, target: Path) -> None:
    """What one place knows is known at another too: from a folder to its backups, and back at a restore."""
    note(target, known(source))
