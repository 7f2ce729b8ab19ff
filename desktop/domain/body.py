"""Bodies of the union above the base: what each is called on a day, what stands above it, its bloc and field.

Since 1 July 2025 sixty-three provincial federations are thirty-four and the districts' are gone, so names are dated
and a body that was merged knows into what.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.succession import holds_on, newest
from desktop.domain.text import fold


class BodyLevel(StrEnum):
    """Where a body stands. The levels are names for people, no rule hangs on them."""

    DIRECT = "direct"
    PROVINCE = "province"
    TOP = "top"


@dataclass(frozen=True, slots=True)
class Body:
    """One body under one name; `parent` is the id of the body above it, `bloc` and `field` are words for reports."""

    id: str
    name: str
    level: BodyLevel = BodyLevel.DIRECT
    parent: str = ""
    bloc: str = ""
    field: str = ""
    aliases: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    successor: str = ""


def chain(name: str, bodies: Iterable[Body], day: date) -> tuple[Body, ...]:
    """The body of that name on a day and those above it, lowest first; nothing where the name is unknown."""
    known = {body.id: body for body in bodies}
    wanted = fold(name)
    here = [body for body in known.values() if wanted in {fold(one) for one in (body.name, *body.aliases)}]
    here.sort(key=lambda body: holds_on(body, day), reverse=True)
    found: list[Body] = []
    at: Body | None = newest(here[0], known, day) if here else None
    while at is not None and at not in found:
        found.append(at)
        above = known.get(at.parent)
        at = newest(above, known, day) if above else None
    return tuple(found)
