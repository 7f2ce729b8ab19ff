"""The code on paper: read as people type it, and a slip is found in its group."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import paper_code
from sync.paper_code import PaperCodeError

KEYS = ("signing-key-of-the-portal", "age1ofportal")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def a_code(seed: int = 1) -> tuple[str, str]:
    return paper_code.new_code(*KEYS, lambda n: bytes((seed * 31 + i * 7) % 256 for i in range(n)))


def test_nine_groups_of_five_carry_secret_and_fingerprint():
    code, secret = a_code()

    read = paper_code.read(code)

    assert [len(group) for group in code.split("-")] == [5] * 9
    assert read.secret == secret
    assert read.pins(*KEYS)
    assert not read.pins("another-key", KEYS[1])
    assert not read.pins(KEYS[0], "age1another")


def test_people_type_it_their_way():
    code, _ = a_code()
    typed = " " + code.lower().replace("-", " ").replace("0", "o").replace("1", "l") + "\n"

    assert paper_code.read(typed) == paper_code.read(code)


@given(st.integers(0, 10**6), st.integers(0, 44), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_found_in_its_group(seed, place, letter):
    letters = list(a_code(seed)[0].replace("-", ""))
    if letters[place] == letter:
        return
    letters[place] = letter

    with pytest.raises(PaperCodeError) as found:
        paper_code.read("".join(letters))

    assert (found.value.code, found.value.group) == ("code.group", place // 5 + 1)


@given(st.integers(0, 10**6), st.integers(0, 43))
def test_swapped_neighbours_are_found(seed, place):
    letters = list(a_code(seed)[0].replace("-", ""))
    letters[place], letters[place + 1] = letters[place + 1], letters[place]
    if "".join(letters) == a_code(seed)[0].replace("-", ""):
        return

    with pytest.raises(PaperCodeError):
        paper_code.read("".join(letters))


def test_swapped_groups_are_found():
    first, second, *rest = a_code()[0].split("-")

    with pytest.raises(PaperCodeError) as found:
        paper_code.read("-".join([second, first, *rest]))

    assert found.value.code == "code.group"


@pytest.mark.parametrize(
    ("typed", "code", "group"),
    [("", "code.length", 1), ("1234567", "code.length", 2), ("U" * 45, "code.letter", 1)],
)
def test_what_is_no_code_at_all(typed, code, group):
    with pytest.raises(PaperCodeError) as found:
        paper_code.read(typed)

    assert (found.value.code, found.value.group) == (code, group)
