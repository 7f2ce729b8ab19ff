from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.shares import WHOLE
from desktop.domain.sheets.authors import read_names, read_shares, settle


def said(cell: str) -> list[tuple[str, int | None, str]]:
    return [(author.name, author.share, author.staff_code) for author in read_names(cell)[0]]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Nguyễn Thị Hằng", [("Nguyễn Thị Hằng", None, "")]),
        (
            "Nguyễn Thị Hằng (60%), Trần Văn Nam (40%)",
            [("Nguyễn Thị Hằng", 6000, ""), ("Trần Văn Nam", 4000, "")],
        ),
        ("Lê Thị A 33,3%; Lê Thị B 66,7 %", [("Lê Thị A", 3330, ""), ("Lê Thị B", 6670, "")]),
        ("1. Nguyễn Văn A\n2. Lê Thị B - 40%", [("Nguyễn Văn A", None, ""), ("Lê Thị B", 4000, "")]),
        ("Đ/c Phạm Văn Tuấn và Giàng A Dế", [("Phạm Văn Tuấn", None, ""), ("Giàng A Dế", None, "")]),
        ("Ông Y Bhiăng Êban + H'Ler Niê", [("Y Bhiăng Êban", None, ""), ("H'Ler Niê", None, "")]),
        ("Nguyễn Thị Hằng (HL-00412)", [("Nguyễn Thị Hằng", None, "HL-00412")]),
        ("Chị Nguyễn Thị Hằng", [("Nguyễn Thị Hằng", None, "")]),
        ("Tập thể tổ Cơ điện", [("Tập thể tổ Cơ điện", None, "")]),
        ("Ð\u1ed7 Văn Ðức", [("Đỗ Văn Đức", None, "")]),  # eth in place of Đ
        ("-", []),
    ],
)
def test_authors_of_one_cell(cell: str, expected: list[tuple[str, int | None, str]]) -> None:
    assert said(cell) == expected


@pytest.mark.parametrize("cell", ["Chị Hằng C5", "Hằng + Nam"])
def test_a_name_that_could_be_many_is_doubtful(cell: str) -> None:
    assert {remark.code for remark in read_names(cell)[1]} == {"author.name_unclear"}


@pytest.mark.parametrize(
    ("cell", "count", "shares"),
    [
        ("50-50", 2, (5000, 5000)),
        ("60/40", 2, (6000, 4000)),
        ("6:4", 2, (6000, 4000)),
        ("60%, 40%", 2, (6000, 4000)),
        ("60\n40", 2, (6000, 4000)),
        ("33,3x3", 3, (3330, 3330, 3330)),
        ("33.3×3", 3, (3330, 3330, 3330)),
        (0.6, 1, (6000,)),
        (60, 1, (6000,)),
        ("60%", 1, (6000,)),
        ("chia đều", 3, (None, None, None)),
        (1.0, 2, (None, None)),
        (50, 2, (5000, 5000)),
        (70, 2, (7000, None)),
        (date(2026, 5, 5), 2, (5000, 5000)),  # 5/5 that Excel made a date
        ("", 2, (None, None)),
    ],
)
def test_shares_of_one_cell(cell: object, count: int, shares: tuple[int | None, ...]) -> None:
    assert read_shares(cell, count)[0] == shares


def test_shares_that_say_too_much_or_too_little_are_doubtful() -> None:
    assert [remark.code for remark in read_shares("60-30-10", 2)[1]] == ["share.unreadable"]


@pytest.mark.parametrize(
    ("shares", "settled"),
    [
        ([None, None, None], (3334, 3333, 3333)),
        ([3330, 3330, 3330], (3334, 3333, 3333)),
        ([6000, None], (6000, 4000)),
        ([3330, 3330, 3330 + 5], (3335, 3330, 3335)),
        ([10_000], (10_000,)),
    ],
)
def test_shares_are_settled_to_the_whole(shares: list[int | None], settled: tuple[int, ...]) -> None:
    found, remarks = settle(shares)
    assert found == settled
    assert all(remark.warns_only for remark in remarks)


@pytest.mark.parametrize("shares", [[6000, 5000], [6000], [10_000, None]])
def test_a_wrong_sum_is_a_fault_and_stays_as_it_was_said(shares: list[int | None]) -> None:
    found, remarks = settle(shares)
    assert [(remark.code, remark.warns_only) for remark in remarks] == [("share.sum_not_100", False)]
    assert list(found)[: len([share for share in shares if share])] == [share for share in shares if share]


@given(st.lists(st.one_of(st.none(), st.integers(min_value=0, max_value=WHOLE)), min_size=1, max_size=8))
def test_settled_shares_sum_to_the_whole_or_are_a_fault(shares: list[int | None]) -> None:
    found, remarks = settle(shares)
    is_faulty = any(not remark.warns_only for remark in remarks)
    assert len(found) == len(shares)
    assert is_faulty or sum(found) == WHOLE


@given(st.text(max_size=60), st.integers(min_value=0, max_value=6))
def test_any_text_is_read_without_a_crash(text: str, count: int) -> None:
    read_names(text)
    assert len(read_shares(text, count)[0]) == count
