"""How a Vietnamese syllable is written: which onsets and rimes there are, and which letter bears the tone.

Both habits of placing a tone in oa, oe, uy are right ("Hòa", "Hoà"); a tone on any other letter is a slip of a hand or
of an input method ("Hùynh" for "Huỳnh").
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = frozenset("aăâeêioôơuưy")
_QUALITY = frozenset("ăâêôơ")
_SAID = {
    "onsets, longer ones first": "ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p r s t v x",
    "rimes": "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu "
    "iêc iêm iên iêng iêp iêt iêu o oc oi om on ong oong ooc op ot "
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut "
    "uân uâng uât uây uê uêch uên uênh uơ uơn uy uya uych uyên uyêt uynh uyp uyt uyu uôc uôi uôm uôn uông uôt "
    "ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu "
    "y yêm yên yêng yêt yêu ych ynh yt",
}
_ONSETS = tuple(_SAID["onsets, longer ones first"].split())
_RIMES = frozenset(_SAID["rimes"].split())
_STOPS = ("c", "ch", "p", "t")
_SHARP = frozenset("\u0301\u0323")
_OPEN_PAIRS = frozenset({"oa", "oe", "uy"})


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable, wherever its tone stands."""
    bare, tones, _place = _apart(word)
    parts = _split(bare)
    if parts is None or len(tones) > 1:
        return False
    return not parts[1].endswith(_STOPS) or bool(_SHARP & set(tones))


@lru_cache(maxsize=8192)
def with_tone_right(word: str) -> str:
    """The word with its tone on a letter that may bear it; the same word where it already does or is no syllable."""
    bare, tones, place = _apart(word)
    parts = _split(bare)
    if parts is None or len(tones) != 1:
        return word
    wanted = _tone_places(parts)
    if place in wanted:
        return word
    letters = list(_without_tones(word))
    letters[wanted[0]] = unicodedata.normalize("NFC", letters[wanted[0]] + tones)
    return "".join(letters)


def _apart(word: str) -> tuple[str, str, int]:
    """The word in lower case without tones, its tones, and the place of the last toned letter (-1: none)."""
    tones, place = "", -1
    for at, letter in enumerate(unicodedata.normalize("NFC", word)):
        found = [mark for mark in unicodedata.normalize("NFD", letter) if mark in _TONES]
        if found:
            tones += "".join(found)
            place = at
    return _without_tones(word).lower(), tones, place


def _without_tones(word: str) -> str:
    return "".join(
        unicodedata.normalize(
            "NFC", "".join(mark for mark in unicodedata.normalize("NFD", letter) if mark not in _TONES)
        )
        for letter in unicodedata.normalize("NFC", word)
    )


def _split(bare: str) -> tuple[str, str] | None:
    """Onset and rime of a bare word, None where it is no syllable."""
    for onset in (*_ONSETS, ""):
        rime = bare[len(onset) :]
        if bare.startswith(onset) and rime in _RIMES:
            return onset, rime
    return None


def _tone_places(parts: tuple[str, str]) -> tuple[int, ...]:
    """The letters of the whole word that may bear the tone, the commoner one first."""
    onset, rime = parts
    vowels = [at for at, letter in enumerate(rime) if letter in _VOWELS]
    start, said = len(onset), "".join(rime[at] for at in vowels)
    marked = [at for at in vowels if rime[at] in _QUALITY]
    if marked:
        return (start + marked[-1],)
    if "ư" in said:
        return (start + rime.index("ư"),)
    has_coda = vowels[-1] < len(rime) - 1
    if len(vowels) == 1:
        return (start + vowels[0],)
    if len(vowels) == 3 or has_coda:
        return (start + vowels[1],)
    return (start + vowels[0], start + vowels[1]) if said in _OPEN_PAIRS else (start + vowels[0],)
