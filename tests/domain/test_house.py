"""Facts of the house hold from a day on."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.house import Dated, in_force

days = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@given(st.lists(days, unique=True), days)
def test_the_newest_that_has_begun_holds(begun: list[date], day: date) -> None:
    held = in_force([Dated(since, since) for since in begun], day)
    assert held == max((since for since in begun if since <= day), default=None)


def test_nothing_holds_before_its_day() -> None:
    assert in_force([Dated("mới", date(2026, 5, 1))], date(2026, 4, 30)) is None
