"""How alike two initiatives are: by title above all, by shared authors a little. A hint, never a verdict.

Insensitive to marks, capitals, where the tone stands and the order of words.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from desktop.domain.text import fold

_SHARED_AUTHOR = 8


def likeness(title: str, other: str, authors: Sequence[str] = (), others: Sequence[str] = ()) -> int:
    """Percent of likeness, 0 to 100."""
    percent = fuzz.token_sort_ratio(fold(title), fold(other))
    known = {fold(name) for name in authors if name.strip()}
    if known & {fold(name) for name in others}:
        percent = min(100.0, percent + _SHARED_AUTHOR)
    return round(percent)
