"""Vietnamese text: one normal form, folding for search, the order of names."""

from __future__ import annotations

import random
import unicodedata
from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.house import Employer, EmployerKind
from desktop.domain.text import (
    clean_block,
    clean_fields,
    clean_line,
    fold,
    name_key,
    normal,
    repair_name,
    same_tone_place,
)

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯ"
MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
TONES = "\u0300\u0301\u0303\u0309\u0323"
words = st.text(st.sampled_from(VIETNAMESE + MARKS + " -,."), max_size=30)
anything = st.one_of(words, st.text(max_size=30))


@example("a\u0301\u0301\u0302\u0306")
@given(anything)
def test_normal_text_is_nfc_and_stays_as_it_is(text: str) -> None:
    once = normal(text)
    assert unicodedata.is_normalized("NFC", once)
    assert normal(once) == once


@pytest.mark.parametrize("letter", "ấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự")
def test_marks_typed_in_any_order_make_the_same_letter(letter: str) -> None:
    base, *marks = unicodedata.normalize("NFD", letter)
    for order in permutations(marks):
        assert normal(base + "".join(order)) == letter


@example("\u03d2\u0301\u0130\u1e9e\u00bd")
@given(anything)
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(words)
def test_folding_leaves_plain_small_letters(text: str) -> None:
    assert set(fold(text)) <= set("abcdefghijklmnopqrstuvwxyz ")


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Sáng kiến số 5", "sang kien so 5"),
        ("ĐẶNG Thị Huệ", "dang thi hue"),
        ("Ðặng", "dang"),  # eth, as old fonts leave it
        ("H'Hen Niê", "h hen nie"),
        ("máy  vắt-sổ, (chuyền 3)", "may vat so chuyen 3"),
    ],
)
def test_folding_for_search(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_a_line_has_single_spaces_and_no_control_characters() -> None:
    assert clean_line("  Lê\u00a0Thị \t Mai\x00\n") == "Lê Thị Mai"


def test_a_block_keeps_its_lines() -> None:
    assert clean_block("một\r\nhai\rba\x07\n") == "một\nhai\nba"


@given(anything)
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_block(clean_block(text)) == clean_block(text)


def test_every_line_of_a_value_is_cleaned_at_once() -> None:
    typed = Employer("  Công   ty ", place="Ha\u0323 Long\x00", kind=EmployerKind.STATE_OWNED)
    assert clean_fields(typed) == Employer("Công ty", place="Hạ Long", kind=EmployerKind.STATE_OWNED)


def test_a_name_keeps_its_capitals_and_tones() -> None:
    assert repair_name(" Ðỗ  THỊ Hoà") == "Đỗ THỊ Hoà"


@pytest.mark.parametrize(("old", "new"), [("hòa", "hoà"), ("thủy", "thuỷ"), ("Khỏe", "khoẻ"), ("hóa", "hoá")])
def test_where_the_tone_stands_makes_no_other_name(old: str, new: str) -> None:
    assert same_tone_place(old) == same_tone_place(new)


@pytest.mark.parametrize(("one", "other"), [("quý", "qúy"), ("hoàn", "hòan"), ("của", "cuả")])
def test_other_places_of_a_tone_are_left_as_typed(one: str, other: str) -> None:
    assert same_tone_place(one) != same_tone_place(other)


def test_letters_are_in_the_order_of_the_alphabet() -> None:
    order = ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "o", "ô", "ơ", "u", "ư", "y"]
    shuffled = random.Random(3).sample(order, len(order))
    assert sorted(shuffled, key=name_key) == order


def test_tones_are_in_their_order() -> None:
    assert sorted(["mạ", "má", "ma", "mã", "mả", "mà"], key=name_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_people_are_sorted_by_given_name_then_family_name_then_the_rest() -> None:
    order = [
        "Hàn An",
        "Lê Văn An",
        "Trần An",
        "An Bình",
        "Nguyễn Thị Bình",
        "Hà Anh Đức",
        "Ưng Đức",
        "Bùi Hoà",
    ]
    shuffled = random.Random(5).sample(order, len(order))
    assert sorted(shuffled, key=name_key) == order


@given(st.lists(st.sampled_from(["An", "Ân", "Bình", "Hà", "Hàn", "Lê", "Ái", "Ải"]), min_size=1, max_size=4))
def test_capitals_and_spaces_do_not_change_a_place(parts: list[str]) -> None:
    assert name_key(" ".join(parts)) == name_key("  ".join(parts).upper())


def test_a_nameless_line_sorts_first() -> None:
    assert name_key("  ") == ""
