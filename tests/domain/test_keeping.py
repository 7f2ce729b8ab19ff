"""Which backups stay: the rule as people say it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.keeping import KeepRule, kept

DAY = datetime(2026, 3, 5, 17, tzinfo=UTC)
ONE_A_DAY = [DAY - timedelta(days=back) for back in range(400)]


def test_days_weeks_months_and_years_thin_out() -> None:
    staying = sorted(kept(ONE_A_DAY, KeepRule(newest=1, days=7, weeks=5, months=12, years=2)), reverse=True)
    assert staying[:7] == ONE_A_DAY[:7]
    assert [at.isocalendar().week for at in staying[7:10]] == [8, 7, 6]
    assert all(
        at == max(day for day in ONE_A_DAY if (day.year, day.month) == (at.year, at.month))
        for at in staying[12:]
    )
    assert len(staying) < 25


def test_many_on_one_day_leave_its_last_and_the_newest_few() -> None:
    today = [DAY - timedelta(minutes=10 * number) for number in range(20)]
    assert kept(today, KeepRule(newest=3)) == set(today[:3])


def test_nothing_of_nothing() -> None:
    assert kept([], KeepRule()) == set()


moments = st.lists(
    st.integers(0, 5_000_000).map(lambda minutes: DAY - timedelta(minutes=minutes)), max_size=60
)
counts = st.integers(0, 6)


@given(moments, st.builds(KeepRule, counts, counts, counts, counts, counts))
def test_the_newest_always_stays_and_keeping_twice_keeps_the_same(
    found: list[datetime], rule: KeepRule
) -> None:
    staying = kept(found, rule)
    assert staying <= set(found)
    if found:
        assert max(found) in staying
    assert kept(staying, rule) == staying
