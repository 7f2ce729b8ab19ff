"""A page's field order and what may leave of an initiative become the steps that are typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from helpers.builders import a_protected_initiative, a_recognition, an_author, an_initiative
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import field_order
from desktop.domain.field_order import Blank, Chord, Page, chord
from desktop.domain.house import Release, Union
from desktop.domain.initiative import Benefit, BenefitKind, Initiative, Section
from desktop.domain.problems import Refused
from desktop.domain.release import released
from desktop.services.assisted_typing import read_order

PAGE = Page("p", "Trang", "Đăng ký", (Blank("Tên", "title"),))


def typed(page: Page, value: Initiative, level: Release = Release.FULL) -> list[tuple[str, str]]:
    body = released(value, Union("CĐCS May Hạ Long"), None, level).body
    return [(step.name, step.text) for step in field_order.steps_of(page, body)]


def with_fields(*fields: Blank, **more) -> Page:
    return replace(PAGE, fields=fields, **more)


def test_values_are_written_as_the_page_wants_them() -> None:
    value = an_initiative(
        "Gá kẹp", first_used=date(2026, 4, 5), benefit=Benefit(BenefitKind.AMOUNT, 12_500_000),
        sections={Section.CONTENT: "Một\nHai"}, recognition=a_recognition(),
    )  # fmt: skip
    page = with_fields(
        Blank("Ngày", "first_used"), Blank("Tiền", "benefit_amount"), Blank("Nội dung", "content"),
        Blank("Quyết định", "recognition_date"), Blank("Cam kết", text="Tôi cam kết"),
        date="yyyy-mm-dd", amount="dots",
    )  # fmt: skip
    assert typed(page, value) == [
        ("Ngày", "2026-04-05"), ("Tiền", "12.500.000"), ("Nội dung", "Một\nHai"),
        ("Quyết định", "2026-03-02"), ("Cam kết", "Tôi cam kết"),
    ]  # fmt: skip
    assert typed(replace(page, date="ddmmyyyy", amount="plain"), value)[:2] == [
        ("Ngày", "05042026"), ("Tiền", "12500000"),
    ]  # fmt: skip


def test_each_author_has_fields_of_their_own_or_all_share_one() -> None:
    value = an_initiative(authors=(an_author("Hằng", 6_000), an_author("Nam", 3_350), an_author("Kỷ", 650)))
    rows = Blank(
        "Tác giả", each="authors", most=3, between=("Enter",), after=("Tab*2",),
        parts=(Blank("tên", "name"), Blank("tỷ lệ", "share")),
    )  # fmt: skip
    page = with_fields(rows)
    body = released(value, Union("U"), None, Release.FULL).body
    steps = field_order.steps_of(page, body)
    assert [step.text for step in steps] == ["Hằng", "60", "Nam", "33,5", "Kỷ", "6,5"]
    assert [step.after for step in steps[1::2]] == [
        (Chord("Tab"), Chord("Enter")), (Chord("Tab"), Chord("Enter")), (Chord("Tab"), Chord("Tab", (), 2)),
    ]  # fmt: skip
    in_one = with_fields(Blank("Tác giả", each="authors", pattern="{order}. {name} ({share}%)", join="; "))
    assert typed(in_one, value) == [("Tác giả", "1. Hằng (60%); 2. Nam (33,5%); 3. Kỷ (6,5%)")]
    with pytest.raises(Refused, match=r"typing\.too_many_authors"):
        typed(with_fields(replace(rows, most=2)), value)


def test_a_name_that_looks_like_a_pattern_stays_a_name() -> None:
    value = an_initiative(authors=(an_author("{share}", 10_000),))
    page = with_fields(Blank("Tác giả", each="authors", pattern="{name}", join="; "))
    assert typed(page, value) == [("Tác giả", "{share}")]


def test_codes_become_the_portals_words_or_keys() -> None:
    words = Blank("Loại", "kind", words={"technical": "Kỹ thuật"})
    assert typed(with_fields(words), an_initiative()) == [("Loại", "Kỹ thuật")]
    keys = replace(words, keys={"technical": ("Space", "Down*2")})
    body = released(an_initiative(), Union("U"), None, Release.FULL).body
    (step,) = field_order.steps_of(with_fields(keys), body)
    assert (step.chooses, step.before) == (True, (Chord("Space"), Chord("Down", (), 2)))
    with pytest.raises(Refused, match=r"typing\.no_word"):
        typed(with_fields(replace(words, words={"management": "Quản lý"})), an_initiative())


def test_protected_content_is_never_typed() -> None:
    secret = a_protected_initiative("bảy phần ba", public_title="Nhuộm lại vải", recognition=a_recognition())
    everything = tuple(Blank(name, name) for name in sorted(field_order.VALUES))
    page = with_fields(*everything, Blank("tác giả", each="authors", pattern="{name}", join=";"))
    told = " ".join(text for _, text in typed(page, secret))
    assert "Nhuộm lại vải" in told
    for kept in ("bảy phần ba", secret.title, *(one.name for one in secret.authors), secret.summary):
        assert not kept or kept not in told


def test_what_the_portal_wants_and_is_not_there_is_told() -> None:
    page = with_fields(
        Blank("Tóm tắt", "summary", needed=True, after=("Tab",), after_empty=("Tab*3",)), begin=("Ctrl+Home",)
    )
    body = released(an_initiative(summary=""), Union("U"), None, Release.FULL).body
    (step,) = field_order.steps_of(page, body)
    assert (step.lacks, step.after, step.before) == (
        True,
        (Chord("Tab", (), 3),),
        (Chord("Home", ("Ctrl",)),),
    )


def test_keys_are_read_as_they_are_written() -> None:
    assert chord("Shift+Tab*4") == Chord("Tab", ("Shift",), 4)
    assert chord("Ctrl+V") == Chord("V", ("Ctrl",))
    for bad in ("", "Nút", "v", "Ctrl+", "Meta+V", "Tab*", "Tab*0", "Tab*101", "Tab*x", "Escape"):
        with pytest.raises(Refused, match=r"typing\.key_unknown"):
            chord(bad)


@given(st.text(max_size=40))
def test_a_window_is_in_front_when_its_title_holds_the_words(title: str) -> None:
    assert field_order.is_in_front(PAGE, f"{title} đăng KÝ - Cốc Cốc")
    assert not field_order.is_in_front(PAGE, "Hộp thư đến")


@pytest.mark.parametrize(
    "said",
    [
        "page = 3", "[[page]]\ncode='a'\nname='A'\nwindow='W'", "x = [", "",
        "[[page]]\ncode='a'\nname='A'\nwindow=' '\n[[page.field]]\nname='T'\nvalue='title'",
        "[[page]]\ncode='a'\nname='A'\nwindow='W'\n[[page.field]]\nname='T'\nvalue='protected_text'",
        "[[page]]\ncode='a'\nname='A'\nwindow='W'\n[[page.field]]\nname='T'\neach='files'\npattern='x'",
        "[[page]]\ncode='a'\nname='A'\nwindow='W'\n[[page.field]]\nname='T'\nvalue='title'\ntext='x'",
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_followed_is_refused_before_a_key_is_pressed(tmp_path: Path, said: str) -> None:
    (tmp_path / "o.toml").write_text(said, encoding="utf-8")
    with pytest.raises(Refused, match=r"field_order\.unreadable"):
        read_order(tmp_path / "o.toml")
