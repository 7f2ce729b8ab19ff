"""Widths against the font files themselves."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from desktop.documents.metrics import POINTS_PER_MM, Face, measured, text_width

FILES = {Face.REGULAR: "Regular", Face.BOLD: "Bold", Face.ITALIC: "Italic", Face.BOLD_ITALIC: "BoldItalic"}
VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
WRITTEN = VIETNAMESE + VIETNAMESE.upper() + "0123456789 .,;:/-()%“”’₫\u00a0"


@cache
def font_file(face: Face) -> ImageFont.FreeTypeFont:
    folder = Path("/usr/share/fonts/truetype/liberation2")
    return ImageFont.truetype(str(folder / f"LiberationSerif-{FILES[face]}.ttf"), 2048)


@given(st.text(WRITTEN, max_size=60), st.sampled_from(Face))
def test_a_line_is_as_wide_as_the_font_file_says(text, face):
    wide = font_file(face).getlength(text, features=["-kern", "-liga"]) / 2048 * 14
    assert text_width(text, face, 14) == pytest.approx(wide, abs=0.02)


@pytest.mark.parametrize(
    ("text", "face", "size", "millimetres"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Face.BOLD, 12, 88.3),
        ("Độc lập - Tự do - Hạnh phúc", Face.BOLD, 13, 56.1),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", Face.REGULAR, 12, 80.4),
    ],
)
def test_the_widths_that_decide_the_head(text, face, size, millimetres):
    assert text_width(text, face, size) / POINTS_PER_MM == pytest.approx(millimetres, abs=0.06)


def test_a_name_is_as_wide_typed_with_combining_marks():
    assert text_width("Nguye\u0302\u0303n Thi\u0323 Ha\u0306\u0300ng", Face.BOLD, 13) == text_width(
        "Nguyễn Thị Hằng", Face.BOLD, 13
    )


def test_lines_break_at_spaces_newlines_and_inside_a_word_too_long():
    assert measured("một hai ba", Face.REGULAR).lines(10, 1000) == 1
    assert measured("một\nhai", Face.REGULAR).lines(10, 1000) == 2
    assert measured("một hai ba", Face.REGULAR).lines(10, text_width("một hai", Face.REGULAR, 10) + 1) == 2
    assert measured("m" * 100, Face.REGULAR).lines(10, text_width("m" * 30, Face.REGULAR, 10)) == 4
    assert measured("", Face.REGULAR).lines(10, 100) == 1
