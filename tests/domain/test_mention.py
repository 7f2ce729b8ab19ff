"""Whom a text names: marks as given or none at all, whole words only."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.mention import Sought

HANG = Sought("Nguyễn Thị Hằng", "HL-777")


@pytest.mark.parametrize(
    "text",
    [
        "do chị Nguyễn Thị Hằng nghĩ ra",
        "DANH SÁCH: NGUYỄN THỊ HẰNG.",
        "anh_nguyen_thi_hang.jpg",
        "Nguyen Thi Hang",
        "Nguyễn\nThị Hằng",
        "mã hl-777, chuyền 3",
    ],
)
def test_a_name_is_found_as_people_write_it(text: str) -> None:
    assert HANG.find(text)


@pytest.mark.parametrize(
    "text", ["Nguyễn Thị Hạng", "Nguyễn Thị Hằngg", "Nguyễn Văn Hằng", "XHL-7771", "Gá kẹp vải", ""]
)
def test_another_name_or_code_is_not_taken_for_it(text: str) -> None:
    assert HANG.find(text) == ""


def test_the_tone_may_sit_on_either_vowel() -> None:
    assert Sought("Trần Văn Hòa").find("anh Trần Văn Hoà")


@pytest.mark.parametrize("code", ["12", "4120", "HL7"])
def test_a_code_that_stands_in_every_second_line_is_not_looked_for(code: str) -> None:
    assert not Sought("", code).find(f"mã {code}")


def test_nobody_is_in_no_text() -> None:
    assert Sought("", "").patterns() == ()
    assert Sought("", "").find("Nguyễn Thị Hằng") == ""


def test_the_words_around_are_shown_on_one_line() -> None:
    told = HANG.find("Trước đây\nchị Nguyễn Thị Hằng ở chuyền may số 3 của xưởng Gò phải kẹp vải bằng tay")
    assert told.startswith("Trước đây chị Nguyễn Thị Hằng ở chuyền")
    assert told.endswith("…")


def test_words_without_the_name_keep_the_rest() -> None:
    assert HANG.without("chị Nguyễn Thị Hằng và NGUYỄN THỊ HẰNG", "…") == "chị … và …"
    assert HANG.without("chị Nguyễn Thị Hạng", "…") == "chị Nguyễn Thị Hạng"


PIECES = ("Nguyễn", "THỊ", "Hằng", "đò", "_", "-", "%", ".", " ", "x", "hang", "nguyen", "Hoà", "ò")


@given(st.lists(st.sampled_from(PIECES), max_size=6), st.lists(st.sampled_from(PIECES), max_size=6))
def test_like_lets_through_whatever_would_be_found(name: list[str], text: list[str]) -> None:
    sought, words = Sought("".join(name)), "".join(text + name + text)
    if sought.find(words):
        (pattern,) = sought.patterns()
        with closing(sqlite3.connect(":memory:")) as database:
            assert database.execute("SELECT ? LIKE ?", (words, pattern)).fetchone() == (1,)
