"""Long names are broken where a clerk would break them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.metrics import POINTS_PER_MM, Face, text_width
from desktop.documents.wrapping import wrapped

COLUMN = 66 * POINTS_PER_MM


def broken(text: str) -> list[str]:
    return wrapped(text, Face.BOLD, 12, COLUMN).split("\n")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("HỘI ĐỒNG SÁNG KIẾN", ["HỘI ĐỒNG SÁNG KIẾN"]),
        ("CÔNG TY TNHH GIÀY HOÀNG LONG VIỆT NAM", ["CÔNG TY TNHH GIÀY", "HOÀNG LONG VIỆT NAM"]),
        ("LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HỒ CHÍ MINH", ["LIÊN ĐOÀN LAO ĐỘNG", "THÀNH PHỐ HỒ CHÍ MINH"]),
        (
            "CÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH GIÀY HOÀNG LONG VIỆT NAM",
            ["CÔNG ĐOÀN CƠ SỞ", "CÔNG TY TNHH GIÀY", "HOÀNG LONG VIỆT NAM"],
        ),
    ],
)
def test_names_break_before_the_company(name, lines):
    assert broken(name) == lines


def test_breaks_made_by_hand_stay():
    assert wrapped("CÔNG\nTY", Face.BOLD, 12, COLUMN) == "CÔNG\nTY"


def test_a_word_wider_than_the_column_stands_alone():
    word = "W" * 60
    assert broken(f"CÔNG TY {word}") == ["CÔNG TY", word]


def test_room_to_write_in_is_not_taken_for_a_place_to_break():
    text = "(Kèm theo Quyết định số" + "\u00a0" * 30 + "/QĐ-HL của Tổng Giám đốc Công ty)"
    assert "\u00a0" * 30 in wrapped(text, Face.ITALIC, 14, COLUMN)


@given(st.lists(st.text("AÂBCĐEGHIK", min_size=1, max_size=9), min_size=1, max_size=14))
def test_no_word_is_lost_and_each_line_fits(words):
    text = " ".join(words)
    lines = broken(text)
    assert " ".join(lines) == text
    assert all(text_width(line, Face.BOLD, 12) <= COLUMN or " " not in line for line in lines)
