"""Many titles to look for likenesses in: which of them share the most words with another, without comparing each.

Where a word stands is kept as one long number whose bit n says that title n holds it. Such numbers are added up side
by side, all titles at once: a hundred thousand titles are counted in the time of a few comparisons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from desktop.domain.likeness import GENERIC_SOUNDS, Likeness, Sketch, compare

Key = TypeVar("Key", bound=Hashable)

RAREST = 3
"""So many of the rarest words of a title are looked for in any case, common ones beside them not."""


@dataclass(frozen=True, slots=True)
class Match(Generic[Key]):
    """Something alike that was found in an index."""

    key: Key
    likeness: Likeness


class LikenessIndex(Generic[Key]):
    """Many sketches to look for likenesses in. Rare words find the candidates, so that a search stays short."""

    def __init__(self, candidates: int = 16) -> None:
        self._keys: list[Key] = []
        self._sketches: list[Sketch] = []
        self._places: dict[str, int] = defaultdict(int)
        self._candidates = candidates

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, key: Key, sketched: Sketch) -> None:
        """Put one in."""
        bit = 1 << len(self._keys)
        self._keys.append(key)
        self._sketches.append(sketched)
        words = set(sketched.words)
        for word in (
            words - GENERIC_SOUNDS or words
        ):  # words of every title lead nowhere, unless there are no others
            self._places[word] |= bit

    def find(self, sketched: Sketch, at_least: int, limit: int = 3) -> list[Match[Key]]:
        """The likest, likest first."""
        known = self._places.keys() & sketched.weights.keys()
        places = sharing_most(known, self._places.__getitem__, len(self._keys), self._candidates)
        found = [Match(self._keys[place], compare(sketched, self._sketches[place])) for place in places]
        good = [match for match in found if match.likeness.percent >= at_least]
        return sorted(good, key=lambda match: -match.likeness.percent)[:limit]


def bits_of(places: Sequence[int]) -> int:
    """Places, in rising order, as one number."""
    if not places:
        return 0
    held = bytearray(places[-1] // 8 + 1)
    for place in places:
        held[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(held, "little")


def places_in(bits: int) -> Iterator[int]:
    """The places of such a number, the last first."""
    while bits:
        place = bits.bit_length() - 1
        yield place
        bits ^= 1 << place


def commonly(total: int) -> int:
    """A word that more of so many titles hold is a common one."""
    return max(500, total // 50)


def sharing_most(
    words: Iterable[str], bits_of_word: Callable[[str], int], total: int, limit: int
) -> list[int]:
    """Places that share the most words of a sketch, of equals the last; rare words count double.

    Common ones alone make nothing alike. `bits_of_word` tells where a word stands, `total` how many places there are.
    """
    counted = ((word, bits_of_word(word)) for word in set(words))
    known = sorted((bits.bit_count(), word, bits) for word, bits in counted if bits)
    common = commonly(total)
    sums: list[int] = []
    for rank, (count, word, bits) in enumerate(known):
        if rank >= RAREST and count > common:
            break
        _add(sums, bits, twice=rank < RAREST and word not in GENERIC_SOUNDS)
    return _highest(sums, limit)


def _add(sums: list[int], bits: int, *, twice: bool) -> None:
    """One more (or two) for each of these places; digit n of every sum stands in `sums[n]`."""
    digit = 1 if twice else 0
    while bits:
        while digit >= len(sums):
            sums.append(0)
        sums[digit], bits = sums[digit] ^ bits, sums[digit] & bits
        digit += 1


def _highest(sums: Sequence[int], limit: int) -> list[int]:
    """The places with the highest sums."""
    sure, perhaps = 0, 0
    for digit in sums:
        perhaps |= digit
    for digit in reversed(sums):
        higher = perhaps & digit
        if (sure | higher).bit_count() > limit:
            perhaps = higher
        else:
            sure |= higher
            perhaps ^= higher
    found = list(places_in(sure))
    for place in places_in(perhaps):
        if len(found) >= limit:
            break
        found.append(place)
    return found
