"""What an order touched: kinds of records and their ids, so that screens know whether to ask again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

MANY_FROM = 200
"""From so many ids of one kind on, they are no longer named one by one."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Kind -> ids. A kind with no ids means: many of it."""

    touched: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.touched)

    def __iter__(self) -> Iterator[str]:
        return iter(self.touched)

    def concerns(self, kind: str, record: str = "") -> bool:
        """Whether a kind (or one record of it) may have changed."""
        ids = self.touched.get(kind)
        return ids is not None and (not record or not ids or record in ids)


class ChangesBuilder:
    """Gathers what is touched while an order runs."""

    def __init__(self) -> None:
        self._touched: dict[str, set[str]] = {}

    def touch(self, kind: str, record: str) -> None:
        """Note one record."""
        self._touched.setdefault(kind, set()).add(record)

    def build(self) -> Changes:
        """The finished value; long lists of ids become "many"."""
        return Changes(
            {
                kind: frozenset() if len(ids) >= MANY_FROM else frozenset(ids)
                for kind, ids in self._touched.items()
            }
        )
