"""Places: how one screen sends you to another without knowing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """A screen by its name, a record on it, and what else it should know (a filter, a page of it)."""

    screen: str
    record: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


Go = Callable[[Place], None]
"""What a screen is given to send you elsewhere."""
