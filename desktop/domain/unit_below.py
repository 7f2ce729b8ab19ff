"""The units below, where this folder is that of a body above: dated rows, so that an old report keeps old names."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class UnitBelow:
    """A unit as it holds from a day on: its name then, its group, who is in charge there, its assigned target."""

    code: str
    name: str
    group: str = ""
    """Cụm, khối: the neighbours that it is compared with."""
    in_charge: str = ""
    contact: str = ""
    assigned: int | None = None
    ended: bool = False


def check_unit(unit: UnitBelow) -> tuple[Problem, ...]:
    """Whether a unit can be kept."""
    problems: list[Problem] = []
    if not unit.name.strip():
        problems.append(Problem("unit.name_missing", "name"))
    if unit.assigned is not None and unit.assigned < 0:
        problems.append(Problem("target.negative", "assigned"))
    return tuple(problems)
