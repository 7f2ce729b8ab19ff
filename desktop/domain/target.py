"""Targets: what was assigned from above (giao) and what was pledged (đăng ký); two numbers, never one.

`đăng ký` is a pledge, not an entry. A target belongs to a phase of a programme, and to a workshop or the whole union.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from desktop.domain.problems import Problem

WHOLE_UNION = ""
"""The workshop of a target that stands for the whole union."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached in a phase; `phase` is a programme's code, `workshop` a name as initiatives carry it."""

    phase: str
    workshop: str = WHOLE_UNION
    assigned: int | None = None
    pledged: int | None = None


def check_target(target: Target) -> tuple[Problem, ...]:
    """Whether a target can be kept."""
    problems: list[Problem] = []
    if target.assigned is None and target.pledged is None:
        problems.append(Problem("target.nothing", "assigned"))
    for field, number in (("assigned", target.assigned), ("pledged", target.pledged)):
        if number is not None and number < 0:
            problems.append(Problem("target.negative", field))
    return tuple(problems)


def whole(targets: Iterable[Target]) -> Target | None:
    """The union's target: its own row where there is one, else the sum of the workshops'."""
    known = tuple(targets)
    own = [target for target in known if target.workshop == WHOLE_UNION]
    if own or not known:
        return own[-1] if own else None
    return Target(
        known[0].phase, WHOLE_UNION, _sum(t.assigned for t in known), _sum(t.pledged for t in known)
    )


def by_workshop(targets: Sequence[Target]) -> Mapping[str, Target]:
    """Targets of workshops by name."""
    return {target.workshop: target for target in targets if target.workshop != WHOLE_UNION}


def _sum(numbers: Iterable[int | None]) -> int | None:
    said = [number for number in numbers if number is not None]
    return sum(said) if said else None


def percent(count: int, target: int | None) -> int | None:
    """Hundredths of a percent of a target, rounded down: 40 of 300 is 1333. None where there is no target."""
    return None if not target else 10_000 * count // target


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where a count will stand at the closing minute if it goes on as in the days looked at."""

    count: int
    target: int | None
    closes: datetime
    minutes_left: int
    gained: int
    days_looked_at: int

    @property
    def expected(self) -> int:
        """The count at closing time, in whole initiatives, rounded down."""
        return self.count + self.gained * self.minutes_left // (self.days_looked_at * 24 * 60)


def closing_minute(closes: str) -> datetime | None:
    """The moment that a programme closes: `2026-04-20T23:55` is at +07:00, a bare day closes at its last minute."""
    if not closes:
        return None
    text = closes if "T" in closes else f"{closes}T23:59"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return (moment - timedelta(hours=7)).replace(tzinfo=UTC)
    return moment.astimezone(UTC)


def forecast(
    now: datetime, closes: datetime, count: int, gained: int, days_looked_at: int, target: int | None
) -> Forecast:
    """How it will end; a phase that is over has no minutes left and expects what it has."""
    left = max(0, int((closes - now).total_seconds() // 60))
    return Forecast(count, target, closes, left, gained, days_looked_at)
