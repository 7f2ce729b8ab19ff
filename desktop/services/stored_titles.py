"""Stored titles by the sounds of their words: which of them share most with another, found through the search index.

Reading and sketching every stored title would take seconds at 100,000; rare words lead to a few each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from desktop.domain.likeness import GENERIC_SOUNDS, Sketch, spellings
from desktop.domain.likeness_index import RAREST, bits_of, commonly, places_in, sharing_most
from desktop.store import matching
from sync.database import Session

_FEW = 50
"""So many titles are read sooner than narrowed down further."""


class StoredTitles:
    """Each sound is asked for once; one that many titles hold is read whole only where the rare ones do not do."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rare: dict[str, int | None] = {}
        self._enough: dict[str, int] = {}
        self._common: dict[str, int] = {}
        self.count = matching.highest(session)

    def places_of(self, sound: str) -> int:
        """Row numbers of the initiatives whose sketch holds a sound, as bits."""
        rare = self._if_rare(sound)
        if rare is not None:
            return rare
        if sound not in self._common:
            self._common[sound] = self._held(sound, -1)
        return self._common[sound]

    def _if_rare(self, sound: str) -> int | None:
        """The same for a sound that few titles hold; None for the others, of which no more is read than tells so."""
        if sound not in self._rare:
            most = commonly(self.count)
            held = self._held(sound, most + 1)
            self._rare[sound] = held if held.bit_count() <= most else None
        return self._rare[sound]

    def _enough_of(self, sound: str) -> int:
        """Where a sound stands; of one that stands in every fifth title so many places as tell that."""
        rare = self._if_rare(sound)
        if rare is not None:
            return rare
        if sound not in self._enough:
            self._enough[sound] = self._held(sound, 10 * commonly(self.count))
        return self._enough[sound]

    def _held(self, sound: str, at_most: int) -> int:
        return bits_of(matching.with_any(self._session, sorted(spellings(sound)), at_most=at_most))

    def like(self, sketched: Sketch, limit: int) -> list[int]:
        """Row numbers of those that share the most words."""
        sounds = set(sketched.words) if self.count else set()
        asked = {sound for sound in sounds if self._if_rare(sound)}
        if len(asked) < RAREST:
            common = {sound for sound in sounds if self._if_rare(sound) is None}
            asked |= common - GENERIC_SOUNDS or common
        return sharing_most(asked, self._enough_of, self.count, limit)

    def may_be(self, sketched: Sketch) -> set[int]:
        """At least the row numbers of those that hold every word; at most a few more."""
        found: int | None = None
        for bits in self._from_the_rarest(set(sketched.words)):
            found = bits if found is None else found & bits
            if found.bit_count() <= _FEW:
                break
        return set(places_in(found or 0))

    def _from_the_rarest(self, sounds: Iterable[str]) -> Iterator[int]:
        known = {sound: self._if_rare(sound) for sound in sounds}
        yield from sorted((bits for bits in known.values() if bits is not None), key=int.bit_count)
        yield from (self.places_of(sound) for sound, bits in known.items() if bits is None)

    def read(self, places: Sequence[int]) -> dict[int, matching.Titled]:
        """Titles and authors by row number."""
        return matching.titled(self._session, places)

    def contents(self, records: Sequence[str]) -> dict[str, str]:
        """What they are about, by id; of protected ones nothing."""
        return matching.contents(self._session, records)
