"""Recovery words survive any handwriting, and a slip is told with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.problems import Refused
from desktop.store.words import from_words, to_words

SECRET = bytes(range(16))
secrets = st.binary(min_size=16, max_size=16)


@given(secrets)
def test_words_give_the_secret_again(secret: bytes) -> None:
    words = to_words(secret)
    assert len(words) == 18
    assert from_words(" ".join(words)) == secret


@given(secrets)
def test_capitals_marks_and_commas_do_not_matter(secret: bytes) -> None:
    words = to_words(secret)
    assert from_words(",\n".join(word.upper().replace("A", "Á") for word in words)) == secret


def test_a_secret_has_sixteen_bytes() -> None:
    with pytest.raises(ValueError, match="3"):
        to_words(b"abc")


def refused(typed: list[str]) -> Refused:
    with pytest.raises(Refused) as error:
        from_words(" ".join(typed))
    return error.value


def test_a_word_too_few_is_told() -> None:
    found = refused(list(to_words(SECRET))[:-1])
    assert (found.code, found.facts) == ("words.count", {"found": 17, "wanted": 18})


def test_an_unknown_word_is_told_with_its_place() -> None:
    words = list(to_words(SECRET))
    words[4] = "xyz"
    found = refused(words)
    assert (found.code, found.facts) == ("words.unknown", {"place": 5})


@given(st.integers(0, 16))
def test_two_words_in_the_other_order_are_found(place: int) -> None:
    words = list(to_words(SECRET))
    words[place], words[place + 1] = words[place + 1], words[place]
    assert refused(words).code == "words.checksum"
