"""Names that a human eye should see again before they are printed; ordinary names say nothing."""

from __future__ import annotations

import unicodedata

import pytest

from desktop.demo import corpus_names
from desktop.domain.name_check import Oddity, hints
from desktop.domain.syllables import is_syllable, with_tone_right

ORDINARY = (
    "Nguyễn Thị Hằng", "Trần Văn Nam", "Lê Thuý", "Lê Thúy Hoà", "Lê Hòa", "Huỳnh Quốc Quyền", "Phạm Giang",
    "Vũ Gìn", "Nguyễn Phạm Tuấn Kiệt", "Đỗ Quỳnh Như", "Hoàng Khuê", "Bùi Xuân Nghiêm", "Ngô Thuyết", "Đặng Ước",
    "Trương Yến", "Nguyễn Mỹ Uyên", "Lương Quý", "Phùng Khắc Hiếu", "Lò Thị Inh", "Giàng A Dế", "Đào Thuỷ Tiên",
)  # fmt: skip


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_name_says_nothing(name: str) -> None:
    assert hints(name) == ()


@pytest.mark.parametrize(
    ("name", "oddity", "part", "better"),
    [
        ("Hùynh Văn An", Oddity.TONE, "Hùynh", "Huỳnh"),
        ("Nguyễn Thị Tóan", Oddity.TONE, "Tóan", "Toán"),
        ("Trần Văn Túân", Oddity.TONE, "Túân", "Tuấn"),
        ("Nguyên Thị Mìên", Oddity.TONE, "Mìên", "Miền"),
        ("Nguyen Thi Hang", Oddity.NO_MARKS, "Nguyen Thi Hang", ""),
        ("Nguyen Thị Hằng", Oddity.NO_MARKS, "Nguyen", "Nguyễn"),
        ("Nguyễn Thi Hằng", Oddity.NO_MARKS, "Thi", "Thị"),
        ("NGUYỄN THỊ HẰNG", Oddity.CASE, "NGUYỄN THỊ HẰNG", "Nguyễn Thị Hằng"),
        ("Nguyễn thị Hằng", Oddity.CASE, "thị", "Thị"),
        ("Nguyễn  Thị Hằng", Oddity.SPACES, "Nguyễn  Thị Hằng", "Nguyễn Thị Hằng"),
        ("NguyÔn ThÞ H»ng", Oddity.LETTERS, "NguyÔn ThÞ H»ng", ""),
        ("Ðặng Hoà", Oddity.LETTERS, "Ðặng Hoà", ""),
        ("Nguyễn Thị Hằng 2", Oddity.SIGNS, "2", ""),
        ("Nguyễn Vǎn Bình", Oddity.SIGNS, "Vǎn", "Văn"),
        ("Hằng", Oddity.SHORT, "Hằng", ""),
        ("Trần Văn Bàt", Oddity.SYLLABLE, "Bàt", ""),
        ("Nguyễn Thị Hằg", Oddity.SYLLABLE, "Hằg", ""),
        ("H'Ler Niê", Oddity.SYLLABLE, "H'Ler", ""),
    ],
)
def test_what_is_odd_is_named(name: str, oddity: Oddity, part: str, better: str) -> None:
    assert (oddity, part, better) in [(hint.oddity, hint.part, hint.better) for hint in hints(name)]


def test_a_foreign_name_without_marks_is_only_unusual() -> None:
    assert {hint.oddity for hint in hints("Lin Chia-Hao")} <= {Oddity.SYLLABLE}


def test_names_apart_from_their_marks_are_told() -> None:
    assert [hint.oddity for hint in hints(unicodedata.normalize("NFD", "Nguyễn Hằng"))] == [Oddity.LETTERS]


def test_names_of_the_corpus_are_made_of_syllables() -> None:
    families = [name for name, _ in corpus_names.FAMILIES]
    for word in (*families, *corpus_names.FEMALE_GIVEN, *corpus_names.MALE_GIVEN, *corpus_names.MALE_MIDDLES):
        assert is_syllable(word) and with_tone_right(word) == word, word
