"""What can be said of a data folder before anybody signed in. It loads the key file's code and nothing of the store."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from desktop.store import keys, places
from desktop.store.keys import Holder as Holder
from desktop.store.places import PlaceKind


def exists(folder: Path) -> bool:
    """Whether this folder holds a union's data."""
    return keys.is_made(folder)


_UNSAFE = {
    PlaceKind.NETWORK: "place.network",
    PlaceKind.SYNCED: "place.synced",
    PlaceKind.REMOVABLE: "place.removable",
}


def place_fault(folder: Path) -> str:
    """Why a new folder should not lie here, as a code: told before anything is put there; empty where it may.

    `folder.key_missing`: data lies here already and its key files are gone; nothing new may take its place.
    """
    if folder.is_dir() and any(folder.glob("*.db")):
        return "folder.key_missing"
    return _UNSAFE.get(places.kind_of(folder), "")


def holders(folder: Path) -> tuple[Holder, ...]:
    """Those who can sign in, in the order they were added; two may share a name."""
    return keys.holders(folder)


def users(folder: Path) -> tuple[str, ...]:
    """Names of those who can sign in."""
    return tuple(holder.name for holder in keys.holders(folder))


def told_apart(found: tuple[Holder, ...]) -> tuple[tuple[str, str], ...]:
    """(id, name) of each; those who share a name are numbered in the order they were added."""
    seen: Counter[str] = Counter()
    shared = Counter(holder.name for holder in found)
    pairs = []
    for holder in found:
        seen[holder.name] += 1
        number = f" ({seen[holder.name]})" if shared[holder.name] > 1 else ""
        pairs.append((holder.id, holder.name + number))
    return tuple(pairs)
