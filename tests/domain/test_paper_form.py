"""The code of a printed sheet: read back from a symbol and from a hand, never from something else."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.paper_form import LETTERS, in_symbol, new_code, read_code, read_symbol, shown_code

codes = st.binary(min_size=5, max_size=5).map(lambda drawn: new_code(lambda _count: drawn))


@given(codes)
def test_a_code_comes_back_from_symbol_and_from_hand(code: str) -> None:
    assert read_symbol(in_symbol(code)) == code
    assert read_code(f" {shown_code(code).lower()} ") == code
    assert read_code(in_symbol(code)) == code


@given(codes, st.integers(0, 9), st.sampled_from(LETTERS))
def test_nearly_every_slip_of_one_letter_is_noticed(code: str, place: int, letter: str) -> None:
    typed = code[:place] + letter + code[place + 1 :]
    assert read_code(typed) in {"", typed}
    if place >= 8 and letter != code[place]:
        assert read_code(typed) == ""


def test_slips_pass_at_most_once_in_five_hundred() -> None:
    random = Random(5)
    passed = 0
    for _ in range(2_000):
        code = new_code(random.randbytes)
        place = random.randrange(8)
        other = random.choice([letter for letter in LETTERS if letter != code[place]])
        passed += bool(read_code(code[:place] + other + code[place + 1 :]))
    assert passed <= 8


def test_letters_that_hands_confuse_are_read_as_digits() -> None:
    code = next(c for c in (new_code(Random(n).randbytes) for n in range(99)) if "0" in c and "1" in c)
    assert read_code(code.replace("0", "o").replace("1", "l")) == code


@pytest.mark.parametrize(
    "text", ["", "SK-", "https://example.vn/7K3MQ2F9AB", "SK-7K3M-Q2F9", "UUUU-UUUU-UU", "SK-" + "0" * 10]
)
def test_other_symbols_are_none_of_ours(text: str) -> None:
    assert read_symbol(text) == ""
