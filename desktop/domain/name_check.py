"""What looks odd in a person's name before it is printed on a certificate: hints for a human eye, never a refusal.

Names of the Kinh and of fifty other peoples share one list, and of foreigners too; so what is unusual is shown to the
one who bears the name, and nothing is changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.legacy import Encoding, detect
from desktop.domain.syllables import is_syllable, with_tone_right
from desktop.domain.text import clean_line, fold, normal


class Oddity(StrEnum):
    """Why a name should be looked at."""

    SPACES = "spaces"
    LETTERS = "letters"
    SIGNS = "signs"
    CASE = "case"
    SHORT = "short"
    NO_MARKS = "no_marks"
    TONE = "tone"
    SYLLABLE = "syllable"


@dataclass(frozen=True, slots=True)
class Hint:
    """One oddity: the part of the name it is about, and how it is usually written ("" where nobody can know)."""

    oddity: Oddity
    part: str
    better: str = ""


_MARKED_FAMILIES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Đào Trương Trịnh Lương Phùng Tạ "
    "Hà Thái Tô Quách Lưu Lâm Châu Triệu Nghiêm Kiều Khổng Tống Từ Bế Lò Vàng Giàng Sùng"
)
_FAMILIES = {fold(name): name for name in _MARKED_FAMILIES.split()}
"""Family names; those that bear no mark anyway say nothing here."""
_MIDDLES = {"thi": "Thị", "van": "Văn"}
_LOOK_ALIKES = str.maketrans("ǎǍ", "ăĂ")
"""Letters of other languages that look like ours in print: whoever reads the list cannot tell them apart."""
_SIGN = re.compile(r"[^\w\s'’.\-]|[\d_]")


def hints(name: str) -> tuple[Hint, ...]:
    """What looks odd in a name as it is stored; nothing for an ordinary one."""
    found: list[Hint] = []
    tidy = clean_line(name)
    if " ".join(normal(name).split(" ")) != tidy:
        found.append(Hint(Oddity.SPACES, name, tidy))
    if name != normal(name) or "\u00d0" in name or "\u00f0" in name or _is_old(name):
        found.append(Hint(Oddity.LETTERS, name, ""))
        return tuple(found)
    if _SIGN.search(tidy):
        found.append(Hint(Oddity.SIGNS, "".join(dict.fromkeys(_SIGN.findall(tidy)))))
    words = [word for word in re.split(r"[\s.\-]+", tidy) if word]
    if len(words) < 2:
        found.append(Hint(Oddity.SHORT, tidy))
    found += _case_hints(words)
    return (*found, *_spelling_hints(words))


def _is_old(name: str) -> bool:
    """Letters of TCVN3 or VNI: some honest names look so too ("Hoà"), but those are made of syllables."""
    if all(is_syllable(word) for word in name.split()):
        return False
    return detect([name] * 3) in (Encoding.TCVN3, Encoding.VNI, Encoding.CP1258)


def _case_hints(words: list[str]) -> list[Hint]:
    odd = [word for word in words if "'" not in word and "’" not in word and word != word.capitalize()]
    return [Hint(Oddity.CASE, " ".join(odd), " ".join(word.capitalize() for word in odd))] if odd else []


def _spelling_hints(words: list[str]) -> list[Hint]:
    bare = all(word.isascii() for word in words)
    if bare and len(words) > 1 and _wants_marks(words):
        return [Hint(Oddity.NO_MARKS, " ".join(words))]
    found: list[Hint] = []
    for place, word in enumerate(words):
        better = _marked(words, place)
        if better:
            found.append(Hint(Oddity.NO_MARKS, word, better))
            continue
        right = with_tone_right(word)
        if right != word:
            found.append(Hint(Oddity.TONE, word, right))
        elif is_syllable(ours := word.translate(_LOOK_ALIKES)) and ours != word:
            found.append(Hint(Oddity.SIGNS, word, ours))
        elif not is_syllable(word):
            found.append(Hint(Oddity.SYLLABLE, word))
    return found


def _wants_marks(words: list[str]) -> bool:
    """A name without any mark that begins with a family name which has one."""
    family = _FAMILIES.get(words[0].casefold(), "")
    return bool(family) and not family.isascii()


def _marked(words: list[str], place: int) -> str:
    """How a bare family name or middle name is usually written; "" where the word is as it should be."""
    word = words[place]
    if not word.isascii():
        return ""
    usual = _FAMILIES.get(word.casefold(), "") if place == 0 else ""
    if 0 < place < len(words) - 1:
        usual = _MIDDLES.get(word.casefold(), "")
    return usual if usual and not usual.isascii() else ""
