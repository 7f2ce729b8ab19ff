"""Legacy letters; the TCVN3 table is held against iconv, which knows it as TCVN5712-1."""

from __future__ import annotations

import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.demo.corpus import Corpus
from desktop.domain.legacy import TCVN3, VNI, Encoding, detect, repair

NAMES = [person.name for person in Corpus(7, workers=400).people]
TO_TCVN3 = {letter: code for code, letter in TCVN3.items()}
TO_VNI = {letter: code for code, letter in VNI.items()}
VIETNAMESE = sorted(TO_VNI)


def in_tcvn3(text: str) -> str:
    """As .VnTime holds it; toned capitals have no code there and are typed small."""
    return "".join(TO_TCVN3.get(letter, TO_TCVN3.get(letter.lower(), letter)) for letter in text)


def in_vni(text: str) -> str:
    return "".join(TO_VNI.get(letter, letter) for letter in text)


def in_cp1258(text: str) -> bytes:
    """Hat in the letter, tone behind it."""
    found = bytearray()
    for sign in text:
        marks = unicodedata.normalize("NFD", sign)
        tone = next((mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
        found += (unicodedata.normalize("NFC", marks.replace(tone, "") if tone else sign) + tone).encode(
            "cp1258"
        )
    return bytes(found)


def test_the_tcvn3_table_is_iconvs() -> None:
    codes = "".join(TCVN3)
    known = subprocess.run(
        ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"],
        input=codes.encode("latin-1"),
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert list(unicodedata.normalize("NFC", known)) == list(TCVN3.values())
    assert len(TCVN3) == 74


def test_the_vni_table_holds_every_vietnamese_letter_both_small_and_capital() -> None:
    assert len(set(VNI.values())) == 134
    assert {letter.upper() for letter in VNI.values()} <= set(VNI.values())


@pytest.mark.parametrize(
    ("garbage", "encoding", "text"),
    [
        ("C«ng ®oµn c¬ së", Encoding.TCVN3, "Công đoàn cơ sở"),
        ("§¶NG BÝ th­", Encoding.TCVN3, "ĐẢNG Bí thư"),
        ("Coâng ñoaøn cô sôû", Encoding.VNI, "Công đoàn cơ sở"),
        ("Nguyeãn Thò Thuùy", Encoding.VNI, "Nguyễn Thị Thúy"),
    ],
)
def test_repair(garbage: str, encoding: Encoding, text: str) -> None:
    assert repair(garbage, encoding) == text


@given(
    st.text(
        alphabet=st.sampled_from(
            [letter for letter in VIETNAMESE if letter.islower()] + list("bcghklmnpqrstvx ")
        ),
        max_size=40,
    )
)
def test_every_small_letter_comes_back_from_tcvn3(text: str) -> None:
    assert repair(in_tcvn3(text), Encoding.TCVN3) == text


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5))
def test_names_come_back_from_vni(names: list[str]) -> None:
    text = ", ".join(names)
    assert repair(in_vni(text), Encoding.VNI) == text


@given(st.integers(min_value=0, max_value=len(NAMES) - 20), st.integers(min_value=5, max_value=20))
def test_a_column_of_five_names_tells_what_it_is(start: int, count: int) -> None:
    names = NAMES[start : start + count]
    assert detect(names) is Encoding.UNICODE
    assert detect([in_tcvn3(name) for name in names]) is Encoding.TCVN3
    assert detect([in_vni(name) for name in names]) is Encoding.VNI


@pytest.mark.parametrize(
    "texts",
    [
        ["© 2026 Hoàng Long", "nhiệt độ 25°C ± 2", "«mẫu»", "½ hộp"],
        ["Café Müller", "naïve", "São Paulo"],
        ["Máy 5 µm", "® đã đăng ký"],
        ["ISO 9001", "Kaizen"],
    ],
)
def test_honest_texts_are_left_alone(texts: list[str]) -> None:
    assert detect(texts) is Encoding.UNICODE


def test_a_mixed_column_keeps_its_unicode_cells() -> None:
    column = [in_tcvn3(name) for name in NAMES[:12]] + ["Trần Văn Nam", "Lò Thị Ưu"]
    encoding = detect(column)
    assert encoding is Encoding.TCVN3
    assert [repair(text, encoding) for text in column][-2:] == ["Trần Văn Nam", "Lò Thị Ưu"]


@given(st.text(max_size=50))
def test_unicode_letters_are_never_touched(text: str) -> None:
    said = text + "ữ"
    for encoding in (Encoding.UNICODE, Encoding.TCVN3, Encoding.VNI, Encoding.CP1258):
        assert repair(said, encoding) == said


@pytest.mark.parametrize("names", [NAMES[:6], NAMES[:12]])
def test_windows_own_page_read_as_western_is_told_and_put_right(names: list[str]) -> None:
    shown = [in_cp1258(name).decode("cp1252") for name in names]
    assert detect(shown) is Encoding.CP1258
    assert [repair(text, Encoding.CP1258) for text in shown] == list(names)


def test_no_other_old_code_is_taken_for_it() -> None:
    assert detect([in_tcvn3(name) for name in NAMES]) is Encoding.TCVN3
    assert detect([in_vni(name) for name in NAMES]) is Encoding.VNI


def test_marks_that_stand_apart_are_told_and_put_together() -> None:
    apart = [unicodedata.normalize("NFD", name) for name in NAMES[:6]]
    assert detect(apart) is Encoding.SPLIT
    assert [repair(text, Encoding.SPLIT) for text in apart] == list(NAMES[:6])


def test_eth_is_told_and_put_right() -> None:
    assert detect(["\u00d0\u1ed7 Thị Nguyệt", "Trần Văn Nam"]) is Encoding.ETH
    assert repair("\u00d0\u1ed7 \u00f0ình", Encoding.ETH) == "Đỗ đình"
