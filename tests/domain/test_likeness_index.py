"""What shares the most words is found by adding long numbers; each answer is held against plain counting."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from desktop.demo.corpus import Corpus
from desktop.domain.likeness import ALIKE_FROM, compare, sketch
from desktop.domain.likeness_index import LikenessIndex, bits_of, places_in, sharing_most

PLACES = st.lists(st.integers(0, 60), unique=True).map(sorted)


@given(PLACES)
def test_places_come_back_from_their_bits_the_last_first(places: list[int]) -> None:
    assert list(places_in(bits_of(places))) == places[::-1]


@given(st.lists(PLACES, max_size=9), st.integers(1, 20))
def test_those_that_share_the_most_words_are_found(held: list[list[int]], limit: int) -> None:
    words = {f"{chr(ord('a') + at)}zz": places for at, places in enumerate(held)}
    found = sharing_most(words, lambda word: bits_of(words[word]), 61, limit)
    rarest = sorted((len(places), word) for word, places in words.items() if places)
    shared = Counter[int]()
    for rank, (_, word) in enumerate(rarest):
        shared.update(words[word] * (2 if rank < 3 else 1))
    assert len(found) == len(set(found)) == min(limit, len(shared))
    assert (
        sorted((shared[place] for place in found), reverse=True)
        == sorted(shared.values(), reverse=True)[:limit]
    )


def test_of_titles_that_share_as_many_words_the_last_comes_first() -> None:
    held = {"kep": [1, 4, 7]}
    assert sharing_most(held, lambda word: bits_of(held[word]), 8, 2) == [7, 4]


def test_an_index_finds_what_comparing_each_with_each_finds() -> None:
    titles = [value.title for value in Corpus(9).initiatives(400)]
    sketches = [sketch(title) for title in titles]
    index: LikenessIndex[int] = LikenessIndex()
    for place, one in enumerate(sketches):
        index.add(place, one)
    for place in range(0, 400, 20):
        best = max(
            compare(sketches[place], other).percent for at, other in enumerate(sketches) if at != place
        )
        found = [match for match in index.find(sketches[place], ALIKE_FROM, limit=4) if match.key != place]
        if best >= 80:
            assert found[0].likeness.percent >= 80, titles[place]
