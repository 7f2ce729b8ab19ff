"""Pages and lengths as people type them."""

from __future__ import annotations

import pytest

from desktop.ui.kit.reading import read_length, read_pages


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
