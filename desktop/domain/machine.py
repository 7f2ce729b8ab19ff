"""A PC of the union by the name that people call it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.problems import Problem
from desktop.domain.text import fold

LONGEST = 40


@dataclass(frozen=True, slots=True)
class Machine:
    """`replica` is the installation's id in the exchange; `name` as people say it ("Máy văn phòng công đoàn")."""

    replica: str
    name: str


def check_machine(machine: Machine, others: Sequence[Machine]) -> tuple[Problem, ...]:
    """`machine.name_missing`, `machine.name_long`; `machine.name_taken` where another PC is called so."""
    if not machine.name:
        return (Problem("machine.name_missing", "name"),)
    if len(machine.name) > LONGEST:
        return (Problem("machine.name_long", "name", {"limit": LONGEST}),)
    taken = {fold(other.name) for other in others if other.replica != machine.replica}
    return (Problem("machine.name_taken", "name"),) if fold(machine.name) in taken else ()
