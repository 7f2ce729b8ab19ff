"""Names that every system takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.placing import safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("05/QĐ-HL", "05-QĐ-HL"),
        ("Ảnh trước.jpg", "Ảnh trước.jpg"),
        ("Nguye\u0302\u0303n.png", "Nguyễn.png"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        ("com¹.log", "_com¹.log"),
        ("..\\..\\x.exe", "-..-x.exe"),
        ('a<b>:"|?*', "a-b------"),
        ("kết thúc bằng chấm. . ", "kết thúc bằng chấm"),
        ("", "tep"),
        ("///", "tep"),
        ("...", "tep"),
        (".htaccess", "htaccess"),
        ("soft\u00adhyphen\u202etxt.exe", "soft-hyphen-txt.exe"),
    ],
)
def test_a_name_that_windows_takes(text, name):
    assert safe_name(text) == name


def test_a_long_name_keeps_its_ending():
    name = safe_name("Cải tiến " * 40 + ".docx", most=50)
    assert len(name) <= 50
    assert name.endswith(".docx")


@given(st.text(max_size=300), st.integers(20, 80))
def test_any_text_gives_a_name_that_can_be_made(text, most):
    name = safe_name(text, most=most)
    assert 0 < len(name) <= most + 1
    assert len(name.encode("utf-8", "replace")) <= 201
    assert not set(name) & set('<>:"/\\|?*\x00')
    assert name == name.strip(" .")
    assert safe_name(name, most=most + 1) == name
