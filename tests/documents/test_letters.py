"""Dates, numbers, shares and lists as the rules of form write them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents import letters


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 5), "ngày 05 tháng 3 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 12, 10), "ngày 10 tháng 12 năm 2026"),
    ],
)
def test_only_days_below_ten_and_the_first_two_months_are_padded(day, text):
    assert letters.formal_date(day) == text


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_formal_date_says_the_same_day(day):
    found = [int(part) for part in re.findall(r"\d+", letters.formal_date(day))]
    assert found == [day.day, day.month, day.year]


def test_a_place_that_nobody_gave_is_room_to_write_one_and_no_lone_comma():
    assert letters.place_text(" Hạ Long ") == "Hạ Long"
    assert letters.place_text("  ") == "." * 16


def test_an_open_date_leaves_room_that_no_line_break_takes_away():
    assert letters.blank_date(2026).split(" ") == [
        "ngày" + "\u00a0" * 6 + "tháng" + "\u00a0" * 6 + "năm",
        "2026",
    ]


@pytest.mark.parametrize(
    ("typed", "text"), [("5", "05"), ("118", "118"), (" 7 ", "07"), ("12a", "12a"), ("09", "09")]
)
def test_a_number_below_ten_gets_its_zero(typed, text):
    assert letters.number_text(typed) == text


def test_a_number_that_is_not_given_yet_leaves_room():
    assert letters.number_text("") == "\u00a0" * 10


def test_a_date_in_a_list_has_both_zeros():
    assert letters.short_date(date(2026, 3, 5)) == "05/03/2026"
    assert letters.short_date(None) == ""


@pytest.mark.parametrize(
    ("hundredths", "text"),
    [(6000, "60 %"), (3333, "33,33 %"), (3350, "33,5 %"), (10_000, "100 %"), (5, "0,05 %")],
)
def test_a_share_is_written_with_a_comma(hundredths, text):
    assert letters.share_text(hundredths).replace("\u00a0", " ") == text


def test_authors_stand_on_lines_of_their_own_with_shares():
    text = letters.authors_text([("Nguyễn Thị Hằng", 6000), ("Trần Văn Nam", 4000)])
    assert text.replace("\u00a0", " ") == "Nguyễn Thị Hằng (60 %),\nTrần Văn Nam (40 %)"


def test_a_lone_author_has_no_share():
    assert letters.authors_text([("H'Hen Niê", 10_000)]) == "H'Hen Niê"


def test_a_list_ends_as_the_decree_wants_whatever_was_typed():
    assert letters.listed(["Như Điều 3.", "Công đoàn;", " Lưu: VT "]) == (
        "Như Điều 3;",
        "Công đoàn;",
        "Lưu: VT.",
    )


def test_the_last_article_closes_the_paper_once():
    assert letters.closed(["Một.", "Hai."]) == ("Một.", "Hai./.")
    assert letters.closed(["Hai./."]) == ("Hai./.",)
    assert letters.closed([]) == ()
