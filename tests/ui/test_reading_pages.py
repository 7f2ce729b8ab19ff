"""Pages, lengths and windows as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.ui.kit.reading import read_length, read_pages, read_window, show_window


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1-3, 7", (1, 2, 3, 7)),
        ("7;1", (1, 7)),
        (" 2 ", (2,)),
        ("3-1", None),
        ("0", None),
        ("11", None),
        ("1-", None),
        ("một", None),
        ("", None),
    ],
)
def test_pages_are_read_once_each_and_in_order(text, pages):
    assert read_pages(text, 10) == pages


@pytest.mark.parametrize(("text", "length"), [("19,5", 19.5), ("20 mm", 20.0), ("-3", None), ("dài", None)])
def test_a_length_is_millimetres(text, length):
    assert read_length(text) == length


@pytest.mark.parametrize(
    ("text", "window", "shown"),
    [
        ("20/4/2026 23:55", "2026-04-20T23:55", "20/04/2026 23:55"),
        ("20.4.26 23h55", "2026-04-20T23:55", "20/04/2026 23:55"),
        ("20/4/2026 8h", "2026-04-20T08:00", "20/04/2026 08:00"),
        ("2026-04-20T23:55", "2026-04-20T23:55", "20/04/2026 23:55"),
        ("1/1/2026", "2026-01-01", "01/01/2026"),
        ("", "", ""),
    ],
)
def test_a_window_ends_at_a_minute_or_with_a_day(text, window, shown):
    assert read_window(text, date(2026, 3, 5)) == window
    assert show_window(window) == shown


@pytest.mark.parametrize("text", ["hôm nào đó", "32/1/2026 23:55", "20/4/2026 25:00", "20/4/2026 8h75"])
def test_no_window_is_guessed(text):
    assert read_window(text, date(2026, 3, 5)) is None
