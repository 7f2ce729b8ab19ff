"""Which backups stay: the newest few, then one a day, a week, a month, a year. A rule as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class KeepRule:
    """How many of each kind stay; within a day, week, month or year the newest one does."""

    newest: int = 3
    days: int = 7
    weeks: int = 5
    months: int = 12
    years: int = 10


_PERIODS: dict[str, Callable[[datetime], tuple[int, ...]]] = {
    "newest": lambda at: (at.year, at.month, at.day, at.hour, at.minute, at.second),
    "days": lambda at: (at.year, at.month, at.day),
    "weeks": lambda at: at.isocalendar()[:2],
    "months": lambda at: (at.year, at.month),
    "years": lambda at: (at.year,),
}


def kept(moments: Iterable[datetime], rule: KeepRule) -> set[datetime]:
    """Those that stay; the newest one always does."""
    ordered = sorted(set(moments), reverse=True)
    staying = set(ordered[:1])
    for name, period in _PERIODS.items():
        seen: set[tuple[int, ...]] = set()
        for at in ordered:
            mark = period(at)
            if mark not in seen:
                if len(seen) == getattr(rule, name):
                    break
                seen.add(mark)
                staying.add(at)
    return staying
