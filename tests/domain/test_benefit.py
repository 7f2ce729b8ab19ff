"""The benefit helper: reckoned to the đồng, and said as a formula."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.benefit import Reckoning, formula, plain_number

numbers = st.decimals(0, 1_000_000, places=3)


def reckoned(before: str, after: str, volume: str, price: str) -> Reckoning:
    return Reckoning(Decimal(before), Decimal(after), Decimal(volume), Decimal(price))


@pytest.mark.parametrize(
    ("said", "amount", "words"),
    [
        (reckoned("12", "9.5", "120000", "350"), 105_000_000, "(12 − 9,5) × 120.000 × 350 = 105.000.000 đ"),
        (reckoned("0.8", "0", "1000000", "12.5"), 10_000_000, "(0,8 − 0) × 1.000.000 × 12,5 = 10.000.000 đ"),
        (reckoned("1", "3", "100", "1000"), -200_000, "(1 − 3) × 100 × 1.000 = −200.000 đ"),
        (reckoned("1", "0", "1", "0.5"), 1, "(1 − 0) × 1 × 0,5 = 1 đ"),
    ],
)
def test_a_benefit_is_reckoned_and_said(said: Reckoning, amount: int, words: str) -> None:
    assert said.amount == amount
    assert formula(said) == words


@given(numbers, numbers, numbers, numbers)
def test_the_other_way_round_costs_as_much(
    before: Decimal, after: Decimal, volume: Decimal, price: Decimal
) -> None:
    there, back = Reckoning(before, after, volume, price), Reckoning(after, before, volume, price)
    assert there.amount == -back.amount


@given(st.decimals(-1_000_000, 1_000_000, places=3))
def test_a_number_reads_back_as_itself(number: Decimal) -> None:
    shown = plain_number(number).replace(".", "").replace(",", ".").replace("−", "-")
    assert Decimal(shown) == number
