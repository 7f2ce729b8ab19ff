"""Likely duplicates: the committed pairs (tuned on every other idea, reported on the rest) and what must not matter."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from helpers.likeness_pairs import ideas
from hypothesis import given
from hypothesis import strategies as st

from desktop.demo.corpus import Corpus
from desktop.domain.likeness import ALIKE_FROM, compare, likeness, sketch, spellings
from desktop.domain.text import fold

TITLES = [value.title for value in Corpus(5).initiatives(150)]


def test_the_pairs_are_as_many_as_promised() -> None:
    assert sum(len(same) + len(other) for _, same, other in ideas()) >= 300


@pytest.mark.parametrize("half", [0, 1], ids=["tuned", "reported"])
def test_nearly_every_pair_is_found_and_few_are_wrong(
    half: int, record_property: pytest.RecordProperty
) -> None:
    found = missed = wrong = 0
    for title, same, other in ideas()[half::2]:
        hits = [likeness(title, wording) >= ALIKE_FROM for wording in same]
        found, missed = found + sum(hits), missed + hits.count(False)
        wrong += sum(likeness(title, wording) >= ALIKE_FROM for wording in other)
    recall, precision = found / (found + missed), found / (found + wrong)
    record_property("recall", f"{recall:.3f}")
    record_property("precision", f"{precision:.3f}")
    assert recall >= 0.95
    assert precision >= 0.80


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà nhập Thuỷ", "Hòa nhập Thủy"),
        ("CẢI TIẾN CỮ MAY", "cải tiến cữ may"),
        ("cai tien cu may", "Cải tiến cữ may"),
        ("Xắp xếp kho trung tâm", "Sắp xếp kho chung tâm"),
    ],
)
def test_marks_capitals_tone_place_and_slips_of_the_ear_do_not_matter(one: str, other: str) -> None:
    assert likeness(one, other) == 100


@given(st.sampled_from(TITLES), st.integers(min_value=0, max_value=20))
def test_the_order_of_words_matters_little(title: str, turn: int) -> None:
    words = title.split()
    turn %= len(words)
    assert likeness(title, " ".join(words[turn:] + words[:turn])) >= 80
    Random(turn).shuffle(words)
    assert likeness(title, " ".join(words)) >= ALIKE_FROM


@given(st.sampled_from(TITLES), st.sampled_from(TITLES))
def test_both_ways_give_nearly_the_same(one: str, other: str) -> None:
    assert abs(likeness(one, other) - likeness(other, one)) <= 10


@given(st.sampled_from(TITLES))
def test_a_title_is_like_itself_in_any_writing(title: str) -> None:
    for same in (title.upper(), fold(title), unicodedata.normalize("NFD", title), f"  {title}. "):
        assert likeness(title, same) == 100


def test_authors_and_content_speak_too_but_not_alone() -> None:
    content = "Nhóm tự làm một bộ gá bằng thép tấm và ống hộp tận dụng, bắt vào chân máy bằng bốn bu lông."
    one = sketch("Gá kẹp giữ gót khi mài nhám đế", ["Lê Thị A"], content)
    near = compare(one, sketch("Gá giữ gót lúc mài", ["Lê Thị A", "Trần Văn B"], content))
    bare = compare(one, sketch("Gá giữ gót lúc mài"))
    assert near.percent > bare.percent
    assert near.why == ("title", "content", "authors")
    assert compare(one, sketch("Phân loại rác tại chuyền", ["Lê Thị A"], content)).percent < ALIKE_FROM


@pytest.mark.parametrize("title", ["", "   ", "-", "5S", "Cải tiến"])
def test_titles_with_nothing_in_them(title: str) -> None:
    assert likeness(title, "Bảng Excel tự tính tồn kho da theo mã") < ALIKE_FROM


def test_every_word_is_among_the_spellings_of_its_sound() -> None:
    words = {word for value in Corpus(9).initiatives(2_000) for word in fold(value.title).split()}
    for word in words | {
        "truyen",
        "xuong",
        "ranh",
        "gian",
        "kien",
        "khuon",
        "nghien",
        "ghe",
        "quy",
        "sach",
        "y",
    }:
        (sound,) = sketch(word).words
        assert word in spellings(sound), word


@pytest.mark.parametrize(
    ("run", "word"),
    [("tiết kiệm", "giảm"), ("phân chia", "tách"), ("tia cực tím", "UV"), ("công nhân", "CN")],
)
def test_runs_that_are_compared_as_one_word_are_spellings_of_it(run: str, word: str) -> None:
    (sound,) = sketch(word).words
    assert fold(run) in spellings(sound)
