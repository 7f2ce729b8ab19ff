from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.sheets.dates import mend_swapped, read_date

NEAR = date(2026, 7, 6)


@pytest.mark.parametrize(
    "cell",
    [
        "15/04/2026", "15-4-2026", "15.4.26", "15 . 4 . 2026", "ngày 15 tháng 4 năm 2026", "2026-04-15", "15/4/26",
        "2026-04-15T07:30:00", 46127, 46127.0, "46127", date(2026, 4, 15),
        datetime.fromisoformat("2026-04-15T07:30"), "15/04/2026 07:30",
        15042026, "20260415",
    ],
)  # fmt: skip
def test_a_day_as_it_is_written(cell: object) -> None:
    reading = read_date(cell, NEAR)
    assert (reading.day, reading.remarks) == (date(2026, 4, 15), ())


@pytest.mark.parametrize(
    ("cell", "day", "code", "doubtful"),
    [
        ("T3/2026", date(2026, 3, 1), "date.month_only", False),
        ("tháng 3/2026", date(2026, 3, 1), "date.month_only", False),
        ("03/2026", date(2026, 3, 1), "date.month_only", False),
        ("Quý II", date(2026, 4, 1), "date.quarter_only", True),
        ("quý 3/2025", date(2025, 7, 1), "date.quarter_only", True),
        ("đầu năm", date(2026, 1, 1), "date.part_of_year", True),
        ("cuối năm 2025", date(2025, 12, 1), "date.part_of_year", True),
        (2025, date(2025, 1, 1), "date.year_only", True),
        ("15/4", date(2026, 4, 15), "date.no_year", True),
        ("15/11", date(2025, 11, 15), "date.no_year", True),  # the latest that is not to come
        ("04/15/2026", date(2026, 4, 15), "date.month_first", True),
        ("từ 15/4/2026 đến 20/5/2026", date(2026, 4, 15), "date.first_of_several", True),
        ("chưa áp dụng", None, "date.words_only", True),
    ],
)
def test_a_vague_day_is_read_as_its_first_and_says_so(
    cell: object, day: date | None, code: str, doubtful: bool
) -> None:
    reading = read_date(cell, NEAR)
    assert reading.day == day
    assert [(remark.code, remark.doubtful, remark.warns_only) for remark in reading.remarks] == [
        (code, doubtful, True)
    ]


@pytest.mark.parametrize("cell", ["31/02/2026", "30.2.26", "T13/2026", "0/5/2026", "15/04/20266", 123456789])
def test_an_impossible_day_is_a_fault(cell: object) -> None:
    reading = read_date(cell, NEAR)
    assert reading.day is None
    assert [(remark.code, remark.warns_only) for remark in reading.remarks] == [("date.impossible", False)]


@pytest.mark.parametrize("cell", [None, "", "-", "không"])
def test_no_day(cell: object) -> None:
    assert read_date(cell, NEAR).day is None
    assert read_date(cell, NEAR).remarks == ()


def test_a_column_that_went_through_a_computer_set_to_months_first_is_turned_back() -> None:
    cells = [
        date(2026, 5, 4),
        date(2026, 1, 12),
        date(2026, 11, 2),
        "25/04/2026",
    ]  # 4 May, 12 January, 2 November
    readings = mend_swapped([read_date(cell, NEAR) for cell in cells], NEAR)
    assert [reading.day for reading in readings] == [
        date(2026, 4, 5), date(2026, 12, 1), date(2026, 2, 11), date(2026, 4, 25),
    ]  # fmt: skip
    assert [remark.code for remark in readings[0].remarks] == ["date.month_swapped"]


def test_honest_dates_are_left_alone() -> None:
    cells = [date(2026, 5, 4), date(2026, 1, 25), date(2026, 3, 2), "25/04/2026"]
    readings = mend_swapped([read_date(cell, NEAR) for cell in cells], NEAR)
    assert [reading.day for reading in readings][:3] == cells[:3]


def test_a_single_date_to_come_is_turned_if_that_brings_it_back() -> None:
    (reading,) = mend_swapped([read_date(date(2026, 8, 5), NEAR)], NEAR)
    assert reading.day == date(2026, 5, 8)
    (left,) = mend_swapped([read_date(date(2026, 8, 20), NEAR)], NEAR)
    assert left.day == date(2026, 8, 20)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2035, 12, 31)))
def test_every_day_reads_back_from_every_spelling(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for cell in (f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}", day.isoformat(), serial, day):
        assert read_date(cell, NEAR).day == day
    if timedelta(0) <= NEAR - day < timedelta(days=365 * 30):
        assert read_date(f"{day.day}.{day.month}.{day:%y}", NEAR).day == day


@given(st.text(max_size=30))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    read_date(text, NEAR)
