"""Shares of co-authors sum to exactly 10,000 hundredths, and so do amounts shared by them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.shares import WHOLE, as_text, share_the_rest, split_amount, split_evenly

counts = st.integers(1, 60)
amounts = st.integers(0, 10**12)


@given(counts)
def test_equal_shares_sum_exactly_and_differ_by_a_hundredth_at_most(count: int) -> None:
    shares = split_evenly(count)
    assert len(shares) == count
    assert sum(shares) == WHOLE
    assert max(shares) - min(shares) <= 1
    assert list(shares) == sorted(shares, reverse=True)


def test_nobody_shares_nothing() -> None:
    assert split_evenly(0) == ()


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 2_000)), min_size=1, max_size=5).filter(lambda s: None in s)
)
def test_those_left_open_take_exactly_the_rest(shares: list[int | None]) -> None:
    filled = share_the_rest(shares)
    assert sum(filled) == WHOLE
    assert all(share is None or share == given for share, given in zip(shares, filled, strict=True))


def test_nothing_left_gives_nought() -> None:
    assert share_the_rest([7_000, 4_000, None]) == (7_000, 4_000, 0)


@given(amounts, counts)
def test_an_amount_is_split_to_the_last_dong(amount: int, count: int) -> None:
    parts = split_amount(amount, split_evenly(count))
    assert sum(parts) == amount
    assert max(parts) - min(parts) <= 1 + amount // WHOLE


@given(amounts, st.lists(st.integers(0, WHOLE), min_size=1, max_size=9))
def test_each_part_is_within_a_dong_of_its_share(amount: int, shares: list[int]) -> None:
    parts = split_amount(amount, shares)
    total = sum(shares)
    assert sum(parts) == (amount if total else 0)
    assert all(
        abs(part * total - amount * share) < total for part, share in zip(parts, shares, strict=True) if total
    )


@pytest.mark.parametrize(
    ("share", "text"),
    [(6_000, "60"), (3_333, "33,33"), (3_350, "33,5"), (10_000, "100"), (5, "0,05"), (0, "0")],
)
def test_a_share_is_written_with_a_comma(share: int, text: str) -> None:
    assert as_text(share) == text
