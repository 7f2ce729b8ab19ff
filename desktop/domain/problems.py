"""Mistakes and refusals: codes and facts, never sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to show beside a field or a row; a value, never raised. `code` is `noun.what`."""

    code: str
    field: str = ""
    facts: Mapping[str, object] = made_by(default_factory=dict)
    warns_only: bool = False


class Refused(Exception):
    """An order that cannot be done, or a file that cannot be taken: a code and its facts."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Stopped(Exception):
    """Somebody stopped a job; shown to nobody."""


def blocking(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Those that stop an order; the others only warn."""
    return tuple(problem for problem in problems if not problem.warns_only)
