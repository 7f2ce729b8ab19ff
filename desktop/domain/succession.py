"""Units whose names change on a day: each name is a row of its own with its first and last day and its successor.

Workshops and bodies of the union are such units. Nothing is overwritten, so what was said of a day stays said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """A unit under one name."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other spellings."""

    @property
    def since(self) -> date | None:
        """First day; None: always."""

    @property
    def until(self) -> date | None:
        """Last day; None: still."""

    @property
    def successor(self) -> str:
        """The id of what it became; "" for none."""


U = TypeVar("U", bound=Dated)


def holds_on(unit: Dated, day: date) -> bool:
    """Whether a unit bore its name on a day."""
    return (unit.since or date.min) <= day <= (unit.until or date.max)


def newest(unit: U, known: Mapping[str, U], day: date) -> U:
    """What a unit had become by a day: along the successors that had begun by then."""
    seen = {unit.id}
    while unit.until is not None and unit.until < day and unit.successor in known:
        unit = known[unit.successor]
        if unit.id in seen:  # two rows that name each other, by hand
            return unit
        seen.add(unit.id)
    return unit


def before(unit: Dated, known: Iterable[U]) -> tuple[U, ...]:
    """What a unit was before: those that became it."""
    return tuple(other for other in known if other.successor == unit.id)
