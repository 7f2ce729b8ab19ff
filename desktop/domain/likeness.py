"""How alike two initiatives are and why: by title above all, by content and shared authors a little.

A hint, never a verdict.
Insensitive to marks, capitals, where the tone stands, the order of words, and the commonest slips of spelling, which
are slips of the ear (s and x, ch and tr, n and ng at the end). Words that any title may hold weigh little.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from desktop.domain.text import fold

Key = TypeVar("Key", bound=Hashable)

ALIKE_FROM = 56
"""Percent from which two are shown side by side. Chosen on half of tests/domain/likeness_pairs.txt; the test reports
the other half."""

_GENERIC = frozenset(
    """
    sang kien cai tien giai phap de tai y tuong che tao lam thiet ke gia cong tu lap gan them bo sung dung su ap bang
    cho cua tai o va voi trong tren vao cac mot nhung khi theo den nham viec thuc hien phuong quy trinh
    bien hieu qua nang cao lan moi lai duoc co chuyen xuong px may to phan san xuat
    """.split()  # noqa: SIM905 - forty words of a list would hide what they are
)
_SOUNDS = (
    (re.compile(r"^tr"), "ch"),
    (re.compile(r"^x"), "s"),
    (re.compile(r"^(?:gi|r)(?=[aeiouy])"), "d"),
    (re.compile(r"^k(?=[ei])"), "c"),
    (re.compile(r"^(?:q|k)"), "c"),
    (re.compile(r"^ngh"), "ng"),
    (re.compile(r"^gh"), "g"),
    (re.compile(r"y"), "i"),
    (re.compile(r"ng$"), "n"),
    (re.compile(r"nh$"), "n"),
    (re.compile(r"[tc]h?$"), "c"),
)
_STARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ch", ("tr", "kh", "qh")), ("c", ("k", "q")), ("s", ("x",)), ("d", ("gi", "r")), ("ng", ("ngh",)), ("g", ("gh",)),
)  # fmt: skip
_ENDS: tuple[tuple[str, tuple[str, ...]], ...] = (("c", ("c", "t", "ch", "th")), ("n", ("n", "ng", "nh")))
"""How the beginning and the end of a sound may be written: `_SOUNDS` backwards."""
_PHRASES = (
    ("tiet kiem", "giam"), ("tieu hao", "hao"), ("ban thanh pham", "btp"), ("cu roa", "curoa"), ("tia cuc tim", "uv"),
    ("hinh anh", "anh"), ("phan chia", "tach"), ("cong doan", "khau"), ("cong nhan", "cn"), ("nhan vien", "nv"),
)  # fmt: skip
_SAME_WORD = {
    "hai": "2", "ba": "3", "bon": "4", "mm": "ly", "laser": "laze", "size": "co", "ui": "la", "bot": "giam",
    "ke": "gia", "duong": "loi", "tach": "chia", "che": "chan", "bao": "chan",
}  # fmt: skip
"""Words that factories use one for the other, as they are without marks."""
_GENERIC_WEIGHT, _NUMBER_WEIGHT, _PAIR_SHARE = 0.3, 0.6, 0.1
_RAREST = 3
_SHARED_AUTHOR = 8
LIFTED_BY_CONTENT = 10
"""Percent that the same content adds: two titles further apart are not made alike by it."""
_CONTENT_FROM = 60


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of an initiative is compared: words as they sound, names and content as they were given."""

    words: tuple[str, ...]
    authors: tuple[str, ...] = ()
    content: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """0 to 100 percent, and what speaks for it: `title`, `content`, `authors`."""

    percent: int
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LikenessView:
    """What the council holds of two initiatives: the same (`is_same`), or no duplicate. The pair has no order."""

    id: str
    one: str
    other: str
    is_same: bool
    note: str
    said_on: date

    def beside(self, record: str) -> str:
        """The other one of the pair."""
        return self.other if record == self.one else self.one


@dataclass(frozen=True, slots=True)
class Match(Generic[Key]):
    """Something alike that was found in an index."""

    key: Key
    likeness: Likeness


def sketch(title: str, authors: Iterable[str] = (), content: str = "") -> Sketch:
    """An initiative made ready to be compared many times."""
    return sketch_folded(fold(title), authors, content)


def sketch_folded(folded_title: str, authors: Iterable[str] = (), content: str = "") -> Sketch:
    """The same, where the title was folded already."""
    padded = f" {folded_title} "
    for phrase, word in _PHRASES:
        if phrase in padded:
            padded = padded.replace(f" {phrase} ", f" {word} ")
    words = tuple([_sound(word) for word in padded.split()])
    return Sketch(words, tuple(authors), content if len(content) >= _CONTENT_FROM else "")


def compare(one: Sketch, other: Sketch) -> Likeness:
    """How alike, and why."""
    title = _title_likeness(one.words, other.words)
    percent = title
    why = ["title"] if title >= 50 else []
    if title >= 40:
        if (
            one.content
            and other.content
            and fuzz.token_sort_ratio(fold(one.content), fold(other.content)) >= 85
        ):
            percent += LIFTED_BY_CONTENT
            why.append("content")
        if _names(one.authors) & _names(other.authors):
            percent += _SHARED_AUTHOR
            why.append("authors")
    return Likeness(min(100, round(percent)), tuple(why))


@lru_cache(maxsize=16_384)
def _names(authors: tuple[str, ...]) -> frozenset[str]:
    return frozenset(folded for name in authors if (folded := fold(name)))


def likeness(title: str, other: str, authors: Sequence[str] = (), others: Sequence[str] = ()) -> int:
    """Percent of likeness of two titles, 0 to 100; a shared author adds a little."""
    return compare(sketch(title, authors), sketch(other, others)).percent


class LikenessIndex(Generic[Key]):
    """Many sketches to look for likenesses in. Rare words find the candidates, so that a search stays short."""

    def __init__(self, candidates: int = 16) -> None:
        self._keys: list[Key] = []
        self._sketches: list[Sketch] = []
        self._places: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._candidates = candidates

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, key: Key, sketched: Sketch) -> None:
        """Put one in."""
        place = len(self._keys)
        self._keys.append(key)
        self._sketches.append(sketched)
        words = set(sketched.words)
        for word in (
            words - _GENERIC_SOUNDS or words
        ):  # words of every title lead nowhere, unless there are no others
            self._places[word].append(place)

    def find(self, sketched: Sketch, at_least: int, limit: int = 3) -> list[Match[Key]]:
        """The likest, likest first."""
        found = [
            Match(self._keys[place], compare(sketched, self._sketches[place]))
            for place in self._candidates_for(sketched.words)
        ]
        good = [match for match in found if match.likeness.percent >= at_least]
        return sorted(good, key=lambda match: -match.likeness.percent)[:limit]

    def _candidates_for(self, words: Sequence[str]) -> list[int]:
        known = self._places.keys() & set(words)
        return sharing_most(known, self._places.__getitem__, len(self._keys), self._candidates)


def sharing_most(
    words: Iterable[str], places_of: Callable[[str], Sequence[int]], total: int, limit: int
) -> list[int]:
    """Places that share the most words of a sketch; rare words count double, common ones alone make nothing alike.

    `places_of` tells where a word stands, `total` how many places there are.
    """
    known = sorted(
        (word for word in set(words) if places_of(word)), key=lambda word: (len(places_of(word)), word)
    )
    common = max(500, total // 50)
    shared: Counter[int] = Counter()
    for rank, word in enumerate(known):
        places = places_of(word)
        if rank >= _RAREST and len(places) > common:
            break
        shared.update(places)
        if rank < _RAREST and word not in _GENERIC_SOUNDS:
            shared.update(places)
    return [place for place, _ in shared.most_common(limit)]


def spellings(sound: str) -> frozenset[str]:
    """Every folded word, and run of words, that a sketch holds as this one."""
    same = {word for word in _SAME_WORD if _sound(word) == sound}
    runs = {run for run, word in _PHRASES if _sound(word) == sound}
    return frozenset({word for word in _may_sound(sound) if _sound(word) == sound} | same | runs | {sound})


def _may_sound(sound: str) -> set[str]:
    """At least the words that the rules of sound turn into this one, the last rule undone first."""
    stems = [(sound, "")]
    for end, endings in _ENDS:
        if sound.endswith(end):
            stems = [(sound[:-1], ending) for ending in endings]
    found = {stem + ending for stem, ending in stems}
    for _ in range(min(3, sound.count("i"))):
        found |= {
            word[:at] + "y" + word[at + 1 :] for word in found for at, sign in enumerate(word) if sign == "i"
        }
    for start, written in _STARTS:
        if sound.startswith(start):
            found |= {beginning + word[len(start) :] for word in found for beginning in written}
    return found


@lru_cache(maxsize=65_536)
def _sound(word: str) -> str:
    word = _SAME_WORD.get(word, word)
    if not word.isalpha():
        return word
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


_GENERIC_SOUNDS = frozenset(_sound(word) for word in _GENERIC)


@lru_cache(maxsize=65_536)
def _weight(word: str) -> float:
    if word in _GENERIC_SOUNDS:
        return _GENERIC_WEIGHT
    return _NUMBER_WEIGHT if any(sign.isdigit() for sign in word) else 1.0


def _title_likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Weighted words in common, doubtful ones by their letters; 0 to 100."""
    if not one or not other:
        return 0.0
    if one == other:
        return 100.0
    mine, theirs = Counter(one), Counter(other)
    shared = mine & theirs
    common = sum(_weight(word) * count for word, count in shared.items())
    whole_one, whole_other = sum(map(_weight, one)), sum(map(_weight, other))
    common += _misspelt_in_common((mine - shared).elements(), (theirs - shared).elements())
    dice = 2 * common / (whole_one + whole_other)
    inside = common / min(whole_one, whole_other)
    real = min(sum(_weight(word) >= 1 for word in one), sum(_weight(word) >= 1 for word in other))
    pairs = _pair_likeness(one, other)
    words = 0.7 * dice + 0.3 * inside if real >= 3 else dice
    return 100 * ((1 - _PAIR_SHARE) * words + _PAIR_SHARE * pairs)


def _misspelt_in_common(one: Iterable[str], other: Iterable[str]) -> float:
    """The weight of words that differ by a letter or so, each taken once."""
    left, right = ([word for word in words if len(word) >= 3 and word.isalpha()] for words in (one, other))
    common = 0.0
    for word in left:
        best, most = "", 0.0
        for candidate in right:
            alike = _spelt_alike(word, candidate)
            if alike > most:
                best, most = candidate, alike
        if best:
            common += most * min(_weight(word), _weight(best))
            right.remove(best)
    return common


def _pair_likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Neighbouring words in common: Vietnamese words are often two syllables, and "máy sấy" is neither of them."""
    mine, theirs = set(pairwise(one)), set(pairwise(other))
    if not mine or not theirs:
        return 0.0
    return len(mine & theirs) / min(len(mine), len(theirs))


@lru_cache(maxsize=65_536)
def _spelt_alike(one: str, other: str) -> float:
    alike = Levenshtein.normalized_similarity(one, other)
    return alike if alike >= 0.7 else 0.0
