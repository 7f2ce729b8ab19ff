"""Thresholds for Bằng Lao động sáng tạo: dated rows that carry how sure they are, for the rules behind them change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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
