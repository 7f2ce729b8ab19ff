"""Merkle trees as RFC 9162 (section 2.1) builds them: one signature over a root covers ten thousand lines.

A leaf's hash is SHA-256 over 0x00 and the line, a node's is SHA-256 over 0x01 and its two children; a
tree of n leaves splits at the largest power of two below n, and the tree of no leaf is SHA-256 of
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

HASH_BYTES = 32


def leaf_hash(line: bytes) -> bytes:
    """The hash of one leaf."""
    return sha256(b"\x00" + line).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root(lines: Sequence[bytes]) -> bytes:
    """The root of the tree over these lines, 32 bytes."""
    return _levels([leaf_hash(line) for line in lines])[-1][0]


def inclusion_paths(lines: Sequence[bytes]) -> list[tuple[bytes, ...]]:
    """For each line the hashes that lead from it to the root, the lowest first."""
    levels = _levels([leaf_hash(line) for line in lines])
    return [_path(levels, index) for index in range(len(lines))]


def inclusion_texts(lines: Sequence[bytes]) -> list[str]:
    """The same paths as they are stored: hex, parted by spaces. Each node's way up is written once for all below."""
    levels = _levels([leaf_hash(line) for line in lines])
    upward = [""]
    for level in reversed(levels[:-1]):
        names = [node.hex() for node in level]
        upward = [
            f"{names[index ^ 1]} {upward[index >> 1]}" if index ^ 1 < len(names) else upward[index >> 1]
            for index in range(len(names))
        ]
    return [path.rstrip() for path in upward[: len(lines)]]


def includes(root_hash: bytes, line: bytes, index: int, size: int, path: Sequence[bytes]) -> bool:
    """Whether `line` is leaf number `index` (from 0) of the tree of `size` leaves with this root.

    The check of RFC 9162, section 2.1.3.2: the path must be used up exactly.
    """
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf_hash(line)
    for step in path:
        if last == 0:
            return False
        if place % 2 or place == last:
            found = _node(step, found)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            found = _node(found, step)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root_hash


def _levels(leaves: list[bytes]) -> list[list[bytes]]:
    """The leaves, then each level above; an odd last node goes up unchanged, which gives RFC 9162's split."""
    if not leaves:
        return [[sha256(b"").digest()]]
    levels = [leaves]
    while len(levels[-1]) > 1:
        below = levels[-1]
        above = [_node(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)]
        if len(below) % 2:
            above.append(below[-1])
        levels.append(above)
    return levels


def _path(levels: list[list[bytes]], index: int) -> tuple[bytes, ...]:
    steps = []
    for level in levels[:-1]:
        beside = index ^ 1
        if beside < len(level):
            steps.append(level[beside])
        index >>= 1
    return tuple(steps)
