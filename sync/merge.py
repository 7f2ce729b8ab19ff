"""Two versions of one record that grew from the same one: merged field by field, pure.

What changed on one side only is taken; what changed on both to the same is the same; what changed to
different values is nobody's to choose here: both are handed up, for a person. Objects are gone into,
lists are one value. Fields that this program does not know are merged like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ABSENT = object()
"""A field that is not there, which is not the same as one that is null."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field (names from the outside in) changed to different values; `ABSENT` for one that was removed."""

    path: tuple[str, ...]
    base: object
    ours: object
    theirs: object


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged body, with our value where there is a conflict, and the conflicts by path."""

    body: dict[str, Any]
    conflicts: tuple[Conflict, ...]


def merge(base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """Merge two bodies that build on `base`. An issued record is never given to this: it needs a new version."""
    body, conflicts = _objects((), base, ours, theirs)
    return Merged(body, tuple(conflicts))


def _objects(
    path: tuple[str, ...], base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Conflict]]:
    body: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for name in sorted(base.keys() | ours.keys() | theirs.keys()):
        sides = (base.get(name, ABSENT), ours.get(name, ABSENT), theirs.get(name, ABSENT))
        value, found = _values((*path, name), *sides)
        conflicts += found
        if value is not ABSENT:
            body[name] = value
    return body, conflicts


def _values(path: tuple[str, ...], base: Any, ours: Any, theirs: Any) -> tuple[Any, list[Conflict]]:
    if _same(ours, theirs) or _same(theirs, base):
        return ours, []
    if _same(ours, base):
        return theirs, []
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return _objects(path, base if isinstance(base, dict) else {}, ours, theirs)
    return ours, [Conflict(path, base, ours, theirs)]


def _same(one: object, other: object) -> bool:
    """Equal as JSON: true is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other
