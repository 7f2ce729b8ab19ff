"""Numbers of the intake book (sổ tiếp nhận): one series a year, by the day that a form was received on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.problems import Refused


@dataclass(frozen=True, slots=True)
class IntakeRule:
    """Whether forms get a number when they are stored: some units keep the book on paper."""

    numbered: bool = True


def demand_received(day: date, today: date) -> None:
    """A form can be received on an earlier day, never on one to come. Raises `intake.in_future`."""
    if day > today:
        raise Refused("intake.in_future", day=day)
