"""Thresholds for Bằng Lao động sáng tạo: dated rows that carry how sure they are, for the rules behind them change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.problems import Problem
from desktop.domain.purse import Sureness


class Rank(StrEnum):
    """The three groups that the thresholds tell apart."""

    WORKER = "worker"
    GRADUATE = "graduate"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Threshold:
    """Đồng of benefit that one group must reach: in one year, or in three years together (None: no such road)."""

    rank: Rank
    one_year: int
    three_years: int | None = None
    basis: str = ""
    sureness: Sureness = Sureness.FIELD


STARTING = (
    Threshold(Rank.WORKER, 80_000_000, 120_000_000, "QĐ 1564/QĐ-TLĐ (2014)", Sureness.READ),
    Threshold(Rank.GRADUATE, 150_000_000, None, "QĐ 1564/QĐ-TLĐ (2014)", Sureness.READ),
    Threshold(Rank.MANAGER, 200_000_000, None, "QĐ 1564/QĐ-TLĐ (2014)", Sureness.READ),
)
"""Values of a rule that has been replaced: they stand until the unit enters those in force."""


def check_threshold(threshold: Threshold) -> tuple[Problem, ...]:
    """Whether a threshold can be kept: a sum, and for three years not less than for one."""
    problems: list[Problem] = []
    if threshold.one_year <= 0:
        problems.append(Problem("threshold.nothing", "one_year"))
    if threshold.three_years is not None and threshold.three_years < threshold.one_year:
        problems.append(Problem("threshold.less_than_one_year", "three_years"))
    return tuple(problems)
