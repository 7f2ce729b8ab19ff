"""The committed pairs: ideas, the same in other words, and what only sounds like them."""

from __future__ import annotations

from pathlib import Path

PAIRS = Path(__file__).parents[1] / "domain" / "likeness_pairs.txt"


def ideas() -> list[tuple[str, list[str], list[str]]]:
    """Each idea with its other wordings, and the titles that only sound like it."""
    found: list[tuple[str, list[str], list[str]]] = []
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            found[-1][1].append(line[2:])
        elif line.startswith("! "):
            found[-1][2].append(line[2:])
        elif line and not line.startswith("#"):
            found.append((line, [], []))
    return found
