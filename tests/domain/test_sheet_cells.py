from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.sheets.cells import block_of, is_ditto, letter, says_nothing, text_of


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  Hằng  ", "Hằng"),
        ("Cải\ntiến\u00a0cữ", "Cải tiến cữ"),
        ("\u200bHa\u0300\u0302ng", "Hầng"),  # tone before circumflex, as some keyboards write
        (1500.0, "1500"),
        (0.5, "0,5"),
        (date(2026, 4, 5), "05/04/2026"),
        (True, "x"),
        ("a\x07b", "a b"),
    ],
)
def test_a_cell_as_one_line(cell: object, text: str) -> None:
    assert text_of(cell) == text


def test_alt_enter_stays_in_a_block() -> None:
    assert block_of("một\r\nhai\n") == "một\nhai"


@pytest.mark.parametrize("text", ["-nt-", "nt", "Như trên", '"', "”", '-"-', "NT"])
def test_as_above(text: str) -> None:
    assert is_ditto(text)


@pytest.mark.parametrize("text", ["", "nt123 là mã máy", "Nguyễn Thị Nết", "-"])
def test_not_as_above(text: str) -> None:
    assert not is_ditto(text)


@pytest.mark.parametrize("text", ["-", "...", "không", "Không có", "0", "N/A", "x"])
def test_nothing_said(text: str) -> None:
    assert says_nothing(text)


def test_letters_of_columns() -> None:
    assert [letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
