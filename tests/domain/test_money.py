"""Đồng in figures and in words, read back by a second reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.money import dong_in_words, figures, in_words

UNITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7}
UNITS |= {"tám": 8, "chín": 9}
GROUPS = {"nghìn": 1_000, "triệu": 1_000_000}


def read_aloud(words: str) -> int:
    """The number that somebody hears, told by the words alone."""
    total = below_billion = group = digit = 0
    for word in words.split():
        if word in UNITS:
            digit = UNITS[word]
        elif word == "trăm":
            group, digit = group + 100 * digit, 0
        elif word == "mươi":
            group, digit = group + 10 * digit, 0
        elif word == "mười":
            group += 10
        elif word == "linh":
            digit = 0
        elif word in GROUPS:
            below_billion, group, digit = below_billion + (group + digit) * GROUPS[word], 0, 0
        else:
            assert word == "tỷ"
            total = (total + below_billion + group + digit) * 1_000_000_000
            below_billion = group = digit = 0
    return total + below_billion + group + digit


@given(st.one_of(st.integers(0, 10**12), st.integers(0, 2_000), st.sampled_from([10**n for n in range(13)])))
def test_words_read_back_give_the_number(number: int) -> None:
    assert read_aloud(in_words(number)) == number


def test_every_number_below_two_thousand_has_words_of_its_own() -> None:
    assert len({in_words(number) for number in range(2_000)}) == 2_000


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (105, "một trăm linh năm"),
        (111, "một trăm mười một"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (2_000_000_015, "hai tỷ không trăm mười lăm"),
        (10**12, "một nghìn tỷ"),
        (-3, "âm ba"),
    ],
)
def test_numbers_read_aloud(number: int, words: str) -> None:
    assert in_words(number) == words


def test_an_amount_for_a_voucher() -> None:
    assert dong_in_words(10_000_000) == "Mười triệu đồng"
    assert dong_in_words(10_000_000, even=True) == "Mười triệu đồng chẵn"


@pytest.mark.parametrize(
    ("amount", "text"), [(0, "0"), (999, "999"), (1_234_567, "1.234.567"), (-18_000, "-18.000")]
)
def test_figures_are_grouped_by_dots(amount: int, text: str) -> None:
    assert figures(amount) == text
