from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.initiative import BenefitKind
from desktop.domain.money import figures
from desktop.domain.sheets.amounts import read_benefit, unit_of
from desktop.domain.sheets.numbers import read_number


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("15tr", 15_000_000),
        ("15 triệu", 15_000_000),
        ("1tr5", 1_500_000),
        ("15tr500", 15_500_000),
        ("2 triệu rưỡi", 2_500_000),
        ("15.000.000đ/năm", 15_000_000),
        ("15,000,000 VNĐ", 15_000_000),
        ("15 000 000 đồng", 15_000_000),
        ("1.500", 1_500),
        ("1.234.567,5đ", 1_234_568),
        ("2,1 tỷ", 2_100_000_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("500k", 500_000),
        ("khoảng 4,5tr", 4_500_000),
        ("~20 triệu/tháng", 240_000_000),
        ("60tr/quý", 240_000_000),
        (18_000_000, 18_000_000),
        (18_000_000.0, 18_000_000),
    ],
)
def test_amounts_as_they_are_written(cell: object, amount: int) -> None:
    reading = read_benefit(cell)
    assert (reading.benefit.kind, reading.benefit.amount) == (BenefitKind.AMOUNT, amount)
    assert all(remark.warns_only and not remark.doubtful for remark in reading.remarks)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1.200 USD", "benefit.foreign_currency"),
        ("$500", "benefit.foreign_currency"),
        ("15", "benefit.unit_unclear"),
        (15, "benefit.unit_unclear"),
        ("15-20 triệu", "benefit.range"),
        ("3.000đ/đôi", "benefit.period_unclear"),
        (date(2026, 5, 8), "benefit.was_date"),
    ],
)
def test_a_doubtful_amount_is_kept_as_a_note(cell: object, code: str) -> None:
    reading = read_benefit(cell)
    assert (reading.benefit.kind, reading.benefit.amount) == (BenefitKind.TO_COMPUTE, None)
    assert reading.benefit.note
    assert [(remark.code, remark.doubtful) for remark in reading.remarks] == [(code, True)]


@pytest.mark.parametrize("cell", ["15.00.000đ", "1,5,0tr", "1.2.3 triệu"])
def test_groups_that_do_not_add_up_are_a_fault(cell: str) -> None:
    assert [(remark.code, remark.warns_only) for remark in read_benefit(cell).remarks] == [
        ("benefit.unreadable", False)
    ]


@pytest.mark.parametrize("cell", ["-5 triệu", -5_000_000])
def test_a_loss_is_a_fault(cell: object) -> None:
    assert [(remark.code, remark.warns_only) for remark in read_benefit(cell).remarks] == [
        ("benefit.negative", False)
    ]


@pytest.mark.parametrize("cell", ["không tính được", "Không tính được bằng tiền", "KO TÍNH ĐƯỢC"])
def test_not_computable_is_legitimate(cell: str) -> None:
    assert read_benefit(cell).benefit.kind is BenefitKind.NOT_COMPUTABLE


@pytest.mark.parametrize("cell", [None, "", "-", "không", 0])
def test_nothing_said_is_nothing_said(cell: object) -> None:
    reading = read_benefit(cell)
    assert (reading.benefit.kind, reading.benefit.note, reading.remarks) == (BenefitKind.TO_COMPUTE, "", ())


@pytest.mark.parametrize("cell", ["giảm 0,8s/đôi", "bớt 2 CN", "năng suất tăng 5%", "đỡ mỏi tay"])
def test_words_stay_words(cell: str) -> None:
    reading = read_benefit(cell)
    assert (reading.benefit.amount, reading.benefit.note) == (None, cell)
    assert [remark.code for remark in reading.remarks] == ["benefit.words_only"]


def test_the_heading_gives_the_unit_of_bare_numbers_only() -> None:
    unit = unit_of("Giá trị làm lợi (triệu đồng)")
    assert read_benefit(15, unit).benefit.amount == 15_000_000
    assert read_benefit("15,5", unit).benefit.amount == 15_500_000
    assert read_benefit("15tr", unit).benefit.amount == 15_000_000
    assert read_benefit(date(2026, 5, 8), unit).benefit.amount == 8_500_000  # 8.5 that Excel made a date


@given(st.integers(min_value=1_000, max_value=10**11))
def test_what_we_print_we_read(amount: int) -> None:
    for text in (
        figures(amount),
        f"{figures(amount)}đ",
        f"{amount:,} đồng",
        f"{amount}",
        f"{amount:,}".replace(",", " "),
    ):
        assert read_benefit(text).benefit.amount == amount


@given(st.text(max_size=40))
def test_any_text_is_read_without_a_crash_and_never_into_a_negative(text: str) -> None:
    amount = read_benefit(text).benefit.amount
    assert amount is None or amount >= 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.500", "1500"),
        ("1,5", "1.5"),
        ("0,125", "0.125"),
        ("1.234.567", "1234567"),
        ("12.34.567", None),
        ("abc", None),
    ],
)
def test_numbers(text: str, value: str | None) -> None:
    found = read_number(text)
    assert (str(found) if found is not None else None) == value
