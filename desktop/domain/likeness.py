"""How alike two initiatives are and why: by title above all, by content and shared authors a little.

A hint, never a verdict.
Insensitive to marks, capitals, where the tone stands, the order of words, and the commonest slips of spelling, which
are slips of the ear (s and x, ch and tr, n and ng at the end). Words that any title may hold weigh little.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from desktop.domain.initiative import Initiative, Section
from desktop.domain.text import fold

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
_WEIGHT, _NUMBER_WEIGHT, _GENERIC_WEIGHT, _PAIR_SHARE = 10, 6, 3, 0.1
_AGAIN = "+"
"""Marks a word that stood in the title before: no letter, and no sign that folding leaves."""
_SHARED_AUTHOR = 8
LIFTED_BY_CONTENT = 10
"""Percent that the same content adds: two titles further apart are not made alike by it."""
_CONTENT_FROM = 60


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of an initiative is compared, made ready once: words as they sound, folded names, content as it was given.

    `weights` has each word once (the second of two alike under a name of its own) with what it weighs, in tenths.
    """

    words: tuple[str, ...]
    weights: dict[str, int]
    whole: int
    """What all words weigh."""
    real: int
    """How many say something of their own."""
    pairs: frozenset[tuple[str, str]]
    """Neighbours: Vietnamese words are often two syllables, and "máy sấy" is neither of them."""
    names: frozenset[str] = frozenset()
    content: str = ""

    def about(self, content: str) -> Sketch:
        """The same with a content, which is often read only when the titles are known to be near."""
        return replace(self, content=_long_enough(content))


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
    weights = dict(zip(words, map(_weight, words), strict=True))
    if len(weights) < len(words):
        weights |= {word + _AGAIN * nth: _weight(word) for word, nth in _repeated(words)}
    heavy = list(weights.values())
    return Sketch(
        words,
        weights,
        sum(heavy),
        heavy.count(_WEIGHT),
        frozenset(pairwise(words)),
        frozenset(filter(None, map(_folded_name, authors))),
        _long_enough(content),
    )


def content_of(value: Initiative) -> str:
    """What of an initiative speaks for or against a duplicate: its summary, or else its description.

    Of a protected one nothing: a hint must not tell what only some may read.
    """
    return "" if value.is_protected else value.summary or value.sections.get(Section.CONTENT, "")


def _long_enough(content: str) -> str:
    return content if len(content) >= _CONTENT_FROM else ""


def _repeated(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Words that stood before, with how many times they did."""
    seen: Counter[str] = Counter()
    for word in words:
        if seen[word]:
            yield word, seen[word]
        seen[word] += 1


def compare(one: Sketch, other: Sketch) -> Likeness:
    """How alike, and why."""
    title = _title_likeness(one, other)
    percent = title
    why = ["title"] if title >= 50 else []
    if title >= 40:
        if one.content and other.content and _same_content(one.content, other.content):
            percent += LIFTED_BY_CONTENT
            why.append("content")
        if not one.names.isdisjoint(other.names):
            percent += _SHARED_AUTHOR
            why.append("authors")
    return Likeness(min(100, round(percent)), tuple(why))


def _same_content(one: str, other: str) -> bool:
    return fuzz.ratio(_in_order(one), _in_order(other), score_cutoff=85) > 0


@lru_cache(maxsize=4_096)
def _in_order(content: str) -> str:
    """The words of a content without marks, in the order of letters: who put them another way said the same."""
    return " ".join(sorted(fold(content).split()))


@lru_cache(maxsize=16_384)
def _folded_name(name: str) -> str:
    return fold(name)


def likeness(title: str, other: str, authors: Sequence[str] = (), others: Sequence[str] = ()) -> int:
    """Percent of likeness of two titles, 0 to 100; a shared author adds a little."""
    return compare(sketch(title, authors), sketch(other, others)).percent


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


GENERIC_SOUNDS = frozenset(_sound(word) for word in _GENERIC)
"""Words that any title may hold, as they sound."""


@lru_cache(maxsize=65_536)
def _weight(word: str) -> int:
    if word in GENERIC_SOUNDS:
        return _GENERIC_WEIGHT
    return _NUMBER_WEIGHT if any(sign.isdigit() for sign in word) else _WEIGHT


def _title_likeness(one: Sketch, other: Sketch) -> float:
    """Weighted words in common, doubtful ones by their letters; 0 to 100."""
    if not one.words or not other.words:
        return 0.0
    if one.words == other.words:
        return 100.0
    shared = one.weights.keys() & other.weights.keys()
    common = sum(map(one.weights.__getitem__, shared)) + _misspelt_in_common(one, other, shared)
    dice = 2 * common / (one.whole + other.whole)
    inside = common / min(one.whole, other.whole)
    words = 0.7 * dice + 0.3 * inside if one.real >= 3 and other.real >= 3 else dice
    pairs = 0.0
    if one.pairs and other.pairs:
        pairs = len(one.pairs & other.pairs) / min(len(one.pairs), len(other.pairs))
    return 100 * ((1 - _PAIR_SHARE) * words + _PAIR_SHARE * pairs)


def _misspelt_in_common(one: Sketch, other: Sketch, shared: set[str]) -> float:
    """The weight of words that differ by a letter or so, each taken once."""
    right = [word for word in other.weights if word not in shared and len(word) >= 3]
    if not right:
        return 0.0
    common = 0.0
    for word in one.weights:
        if word in shared or len(word) < 3:
            continue
        best, most = "", 0.0
        for candidate in right:
            alike = _spelt_alike(word, candidate)
            if alike > most:
                best, most = candidate, alike
        if best:
            common += most * min(one.weights[word], other.weights[best])
            right.remove(best)
    return common


@lru_cache(maxsize=131_072)
def _spelt_alike(one: str, other: str) -> float:
    one, other = one.rstrip(_AGAIN), other.rstrip(_AGAIN)
    if not (one.isalpha() and other.isalpha()):
        return 0.0
    return Levenshtein.normalized_similarity(one, other, score_cutoff=0.7)
